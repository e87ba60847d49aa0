/**
 * Work that follows a change: written with it, done after it, tried again until it is done.
 * At the start and whenever a job is added the queue is looked through; in between it sleeps until
 * the next job is due.
 */
import { and, asc, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import { type Tx, afterCommit, db, jobs, write } from '~db/client.server';
import { log } from '../log.server';

type Handler = (payload: never) => Promise<void>;

const handlers = new Map<string, Handler>();
const maxAttempts = 12;
const longestSleep = 60_000;

/** Names who does jobs of a kind. The payload is what was given to `addJob`, read from JSON. */
export function handleJobs<Payload>(kind: string, handler: (payload: Payload) => Promise<void>): void {
  handlers.set(kind, handler as Handler);
}

/**
 * Adds a job to the change under way.
 *
 * @param options.at not before this moment; now where left out
 * @param options.key of several jobs with the same key only the first is kept
 */
export async function addJob(
  tx: Tx,
  kind: string,
  payload: unknown,
  options: { at?: Date; key?: string } = {},
): Promise<void> {
  const now = new Date();
  await tx
    .insert(jobs)
    .values({ kind, payload, createdAt: now, runAt: options.at ?? now, uniqueKey: options.key ?? null })
    .onConflictDoNothing();
  afterCommit(wake);
}

/** Gives every job that was given up a fresh start; returns how many. */
export async function retryFailedJobs(tx: Tx): Promise<number> {
  const again = await tx
    .update(jobs)
    .set({ failedAt: null, attempts: 0, runAt: new Date() })
    .where(isNotNull(jobs.failedAt))
    .returning({ id: jobs.id });
  afterCommit(wake);
  return again.length;
}

let timer: NodeJS.Timeout | undefined;
let running: Promise<void> | undefined;
let started = false;

/** Starts working through the queue. */
export function startJobs(): void {
  started = true;
  wake();
}

/** Stops taking jobs and waits for the one under way. */
export async function stopJobs(): Promise<void> {
  started = false;
  clearTimeout(timer);
  await running;
}

function wake(): void {
  if (!started || running) return;
  clearTimeout(timer);
  running = runDueJobs(() => started)
    .catch((error: unknown) => log.error({ err: error }, 'the job queue failed'))
    .finally(() => {
      running = undefined;
      if (started) void sleepUntilNext();
    });
}

async function sleepUntilNext(): Promise<void> {
  const [next] = await db
    .select({ runAt: jobs.runAt })
    .from(jobs)
    .where(and(isNull(jobs.doneAt), isNull(jobs.failedAt)))
    .orderBy(asc(jobs.runAt))
    .limit(1);
  if (!started) return;
  const wait = next ? next.runAt.getTime() - Date.now() : longestSleep;
  timer = setTimeout(wake, Math.min(Math.max(wait, 0), longestSleep));
  timer.unref();
}

/**
 * Does every job that is due, those that come meanwhile included. Tests call it in place of the clock.
 *
 * @param goOn asked before each: long work comes in steps, each of which adds the next
 */
export async function runDueJobs(goOn = () => true): Promise<void> {
  while (goOn()) {
    const [job] = await db
      .select()
      .from(jobs)
      .where(and(isNull(jobs.doneAt), isNull(jobs.failedAt), lte(jobs.runAt, new Date())))
      .orderBy(asc(jobs.runAt))
      .limit(1);
    if (!job) return;
    await attempt(job);
  }
}

async function attempt(job: typeof jobs.$inferSelect): Promise<void> {
  const attempts = job.attempts + 1;
  try {
    const handler = handlers.get(job.kind);
    if (!handler) throw new Error(`Nobody handles jobs of the kind "${job.kind}".`);
    await handler(job.payload as never);
    await write(async (tx) =>
      tx.update(jobs).set({ doneAt: new Date(), attempts }).where(eq(jobs.id, job.id)),
    );
  } catch (error) {
    log.error({ err: error, job: job.id, kind: job.kind, attempts }, 'a job failed');
    // 10 s, 20 s, 40 s … up to about three hours; then it is left for a person to look at.
    const runAt = new Date(Date.now() + Math.min(10_000 * 2 ** (attempts - 1), 10_800_000));
    const failedAt = attempts >= maxAttempts ? new Date() : null;
    const lastError = error instanceof Error ? error.message : String(error);
    await write(async (tx) =>
      tx.update(jobs).set({ attempts, runAt, failedAt, lastError }).where(eq(jobs.id, job.id)),
    );
  }
}
