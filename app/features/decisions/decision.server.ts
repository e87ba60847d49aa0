/** One decision: what it says, what followed from it, and whether it still counts. */
import { and, asc, desc, eq, gt, inArray, or } from 'drizzle-orm';
import { type Reader, type Tx, circularVotes, db, decisions, meetings, minutes, write } from '~db/client.server';
import type { CircularVoteId, DecisionId, MinutesId } from '~db/values';
import { record } from '~/access/audit.server';
import { allowed, authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { decisionNumber } from '~/features/minutes/minutes';
import { tasksFrom, tasksOfDecision } from '~/features/tasks/tasks.server';
import { NotFound, Rejected } from '~/services/errors';
import { fingerprint } from '~/services/fingerprint.server';
import { dayOf } from '~/services/time';
import { decidedOn } from './circular-result.server';
import { type StateInput, countingResults } from './decisions';
import { stateOf } from './decisions.server';
import { type Register, registerOfGroup, standingIn } from './registers.server';

/** Another decision, as it is named on the page of one. */
export type NamedDecision = { id: DecisionId; number: string; resolutionText: string };

type Found = typeof decisions.$inferSelect;

/** A decision that stands in this register for its reader. @throws NotFound */
async function decisionOf(register: Register, id: DecisionId, reader: Reader = db): Promise<Found> {
  const [row] = await reader
    .select()
    .from(decisions)
    .where(and(eq(decisions.id, id), standingIn([register])));
  if (!row) throw new NotFound(id);
  return row;
}

const named = (register: Register, { id, year, number, resolutionText }: Found): NamedDecision => ({
  id,
  number: decisionNumber(register.abbreviation, year!, number!),
  resolutionText,
});

/**
 * The page of a decision, for whoever may read the register of its group.
 *
 * @throws NotFound, SignInRequired
 */
export async function decisionPage(actor: Actor, slug: string | undefined, id: DecisionId) {
  const register = await registerOfGroup(actor, slug);
  const row = await decisionOf(register, id);
  const state = stateOf(row);
  const mayKeep = state !== null && (await allowed(actor, 'group.keepDecisions', register.id));
  return {
    ...named(register, row),
    yes: row.yes,
    no: row.no,
    abstained: row.abstained,
    result: row.result,
    internal: row.internal,
    group: { slug: register.slug, name: register.name },
    origin: await originOf(actor, register, row),
    tasks: await tasksOfDecision(actor, row.id),
    mayAddTask: await allowed(actor, 'group.addTask', register.id),
    state,
    stateChangedAt: row.stateChangedAt?.toISOString() ?? null,
    stateNote: row.stateNote,
    replacedBy: await replacementOf(register, row),
    replaces: await replacedWith(register, row.id),
    mayKeep,
    basis: stateBasis(row),
    /** Those it can be replaced with, the latest first; empty for whoever may not say so. */
    later: mayKeep ? await laterThan(register, row) : [],
  };
}
export type DecisionPage = Awaited<ReturnType<typeof decisionPage>>;

/** Names what the form was filled from, so that saving does not undo what somebody else has said. */
export const stateBasis = ({ state, replacedById, stateNote }: Pick<Found, 'state' | 'replacedById' | 'stateNote'>): string =>
  fingerprint([state, replacedById, stateNote]);

/** Where it was taken: in a meeting, as its minutes say, or in a circular vote. */
async function originOf(actor: Actor, register: Register, { minutesId, blockId, circularVoteId }: Found) {
  if (circularVoteId) return voteOrigin(circularVoteId);
  const meeting = await meetingOf(minutesId!);
  return {
    kind: 'minutes' as const,
    ...meeting,
    blockId: blockId!,
    /** Those of the same minutes: nothing in the text says which decision one is due to. */
    tasks: await tasksFrom(actor, minutesId!, register.readsInternal),
  };
}

async function meetingOf(id: MinutesId) {
  const [source] = await db
    .select({ number: meetings.number, startsAt: meetings.startsAt })
    .from(minutes)
    .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
    .where(eq(minutes.id, id));
  return { number: source!.number, day: dayOf(source!.startsAt) };
}

async function voteOrigin(id: CircularVoteId) {
  const [vote] = await db.select().from(circularVotes).where(eq(circularVotes.id, id));
  return { kind: 'circular' as const, voteId: id, title: vote!.title, day: decidedOn(vote!) };
}

async function replacementOf(register: Register, { replacedById }: Found): Promise<NamedDecision | null> {
  if (!replacedById) return null;
  const [row] = await db
    .select()
    .from(decisions)
    .where(and(eq(decisions.id, replacedById), standingIn([register])));
  return row ? named(register, row) : null;
}

async function replacedWith(register: Register, id: DecisionId): Promise<NamedDecision[]> {
  const rows = await db
    .select()
    .from(decisions)
    .where(and(eq(decisions.replacedById, id), standingIn([register])))
    .orderBy(asc(decisions.year), asc(decisions.number));
  return rows.map((row) => named(register, row));
}

/** The decisions that count and were taken later in this group. */
async function laterThan(register: Register, { year, number }: Found, reader: Reader = db): Promise<NamedDecision[]> {
  const rows = await reader
    .select()
    .from(decisions)
    .where(
      and(
        standingIn([register]),
        inArray(decisions.result, [...countingResults]),
        or(gt(decisions.year, year!), and(eq(decisions.year, year!), gt(decisions.number, number!))),
      ),
    )
    .orderBy(desc(decisions.year), desc(decisions.number));
  return rows.map((row) => named(register, row));
}

/**
 * Says whether a decision still counts. Its wording, votes and number stay as they are.
 *
 * @throws NotFound without the right, or where it stands in no register
 * @throws Rejected `decisionNeverCounted` for what was not adopted, `decisionNotLater` when the one that
 *   counts in its place is not a later one of the same group, `changedMeanwhile` when the form is stale
 */
export async function changeState(actor: Actor, slug: string | undefined, id: DecisionId, input: StateInput): Promise<void> {
  await write(async (tx) => {
    const register = await registerOfGroup(actor, slug, tx);
    await authorize(actor, 'group.keepDecisions', register.id, tx);
    const row = await decisionOf(register, id, tx);
    if (stateOf(row) === null) throw new Rejected('decisionNeverCounted');
    const replacement = input.state === 'replaced' ? await laterOne(tx, register, row, input.replacedById) : null;
    const wanted = { state: input.state, replacedById: replacement?.id ?? null, stateNote: input.note };
    if (stateBasis(row) === stateBasis(wanted)) return;
    if (input.basis !== stateBasis(row)) throw new Rejected('changedMeanwhile');
    await tx
      .update(decisions)
      .set({ ...wanted, stateChangedAt: new Date() })
      .where(eq(decisions.id, id));
    await record(tx, actor, {
      action: 'decision.stateChanged',
      object: { kind: 'decision', id, name: named(register, row).number },
      groupId: register.id,
      details: { from: row.state, to: wanted.state, ...(replacement && { replacedBy: replacement.number }) },
    });
  });
}

async function laterOne(tx: Tx, register: Register, row: Found, id: DecisionId): Promise<NamedDecision> {
  const found = (await laterThan(register, row, tx)).find((later) => later.id === id);
  if (!found) throw new Rejected('decisionNotLater', {}, 'replacedById');
  return found;
}
