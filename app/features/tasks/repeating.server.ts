/** The next of a task that repeats: it is made once the one before is done, and taken back with a slip. */
import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { type Tx, files, taskComments, taskSteps, tasks } from '~db/client.server';
import type { TaskRepeat } from '~db/values';
import { dayOf } from '~/services/time';
import { nextDue } from './tasks';

type Task = typeof tasks.$inferSelect;

/**
 * Makes the next of a task that is done; that one repeats no more, so that it is followed once.
 *
 * @param doneAt the moment it was done, by which the two are told to belong together
 */
export async function beginAgain(tx: Tx, task: Task, repeats: TaskRepeat, doneAt: Date): Promise<Task> {
  const dueDate = nextDue(task.dueDate, repeats, dayOf(doneAt));
  const [next] = await tx
    .insert(tasks)
    .values({ ...handedOn(task), searchWhat: task.searchWhat, dueDate, repeats, createdAt: doneAt })
    .returning();
  const steps = await stepsOf(tx, task);
  if (steps.length > 0) {
    await tx.insert(taskSteps).values(steps.map(({ position, what }) => ({ taskId: next!.id, position, what })));
  }
  await tx.update(tasks).set({ repeats: null }).where(eq(tasks.id, task.id));
  return next!;
}

/**
 * Takes the next of a task back that was done by mistake, and lets the task repeat again. Only as long as the next
 * is as it was made: nothing changed in it, ticked off, said or attached.
 *
 * @param task as it stood while it was done
 * @returns the one that was taken back
 */
export async function takeBack(tx: Tx, task: Task): Promise<Task | undefined> {
  const next = await nextOf(tx, task);
  if (!next || !(await isUntouched(tx, next, task))) return undefined;
  await tx.delete(tasks).where(eq(tasks.id, next.id));
  await tx.update(tasks).set({ repeats: next.repeats }).where(eq(tasks.id, task.id));
  return next;
}

/** What the next has of the one before it. */
const handedOn = ({ groupId, what, note, assigneePersonId, assigneeOrganisationId, priority, internal, createdBy }: Task) => ({
  groupId,
  what,
  note,
  assigneePersonId,
  assigneeOrganisationId,
  priority,
  internal,
  createdBy,
});

async function nextOf(tx: Tx, task: Task): Promise<Task | undefined> {
  if (task.repeats || !task.stateChangedAt) return undefined;
  const made = await tx
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.groupId, task.groupId),
        eq(tasks.createdAt, task.stateChangedAt),
        eq(tasks.state, 'open'),
        isNull(tasks.stateChangedAt),
        isNotNull(tasks.repeats),
        isNull(tasks.minutesId),
      ),
    );
  return made.find((next) => follows(next, task));
}

const follows = (next: Task, task: Task): boolean =>
  isDeepStrictEqual(handedOn(next), handedOn(task)) &&
  next.dueDate === nextDue(task.dueDate, next.repeats!, dayOf(next.createdAt));

async function isUntouched(tx: Tx, next: Task, task: Task): Promise<boolean> {
  const [steps, before] = [await stepsOf(tx, next), await stepsOf(tx, task)];
  const said = (some: typeof steps) => some.map(({ position, what }) => ({ position, what }));
  if (steps.some(({ doneAt }) => doneAt) || !isDeepStrictEqual(said(steps), said(before))) return false;
  const commented = await tx.$count(taskComments, eq(taskComments.taskId, next.id));
  return commented === 0 && (await tx.$count(files, eq(files.taskId, next.id))) === 0;
}

const stepsOf = (tx: Tx, { id }: Task) =>
  tx.select().from(taskSteps).where(eq(taskSteps.taskId, id)).orderBy(asc(taskSteps.position));
