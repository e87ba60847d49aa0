/** Circular votes as the members of a group and the Geschäftsstelle see them. */
import { eq } from 'drizzle-orm';
import { db, decisions, meetings, people } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { CircularVoteId, GroupId } from '~db/values';
import { allowed, authorize, rightsAmong } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import { decisionNumber } from '~/features/minutes/minutes';
import { wasRemindedToday } from '~/features/polls/polls';
import { NotFound } from '~/services/errors';
import { lastDayOf } from '~/services/time';
import { standingOf, tallyOf } from './circular';
import { decidedOn } from './circular-result.server';
import { type Ballot, type Vote, awaited, ballotsOf, formerVotes, readVote, runningVotes } from './circular-votes.server';
import { type Register, registerOfGroup } from './registers.server';

/** What the form of a new vote begins with. @throws NotFound without the right, SignInRequired */
export async function newVote(actor: Actor, slug: string | undefined): Promise<{ key: CircularVoteId }> {
  const { id } = await registerOfGroup(actor, slug);
  await authorize(actor, 'group.proposeCircular', id);
  return { key: newId<'circularVote'>() };
}

/** What somebody sees of a vote in a line; what others said is not in it. */
function lineOf(vote: Vote, ballots: readonly Ballot[], actor: Actor) {
  const own = actor.kind === 'person' ? ballots.find(({ personId }) => personId === actor.id) : undefined;
  const answered = ballots.filter(({ choice }) => choice !== null).length;
  return {
    id: vote.id,
    title: vote.title,
    standing: standingOf(vote),
    lastDay: lastDayOf(vote.deadline),
    own: own?.choice ?? null,
    answered,
    voters: answered + awaited(ballots).length,
    mayVote: own?.entitled === true && standingOf(vote) === 'open',
  };
}
export type VoteLine = ReturnType<typeof lineOf>;

const readsVotes = (actor: Actor, groupId: GroupId): boolean =>
  can(actor, 'circular.read', { groupId, archived: false, entitled: new Set<never>() });

/** The votes of a group that are under way, a line each; none for whoever may not read them. */
export async function votesUnderWay(actor: Actor, groupId: GroupId): Promise<VoteLine[]> {
  if (!readsVotes(actor, groupId)) return [];
  const votes = await runningVotes(groupId);
  if (votes.length === 0) return [];
  const ballots = await ballotsOf(groupId, votes.map(({ id }) => id));
  return votes.map((vote) => lineOf(vote, ballots.filter(({ voteId }) => voteId === vote.id), actor));
}

/** How many votes that ended without a decision are listed. */
const mostFormer = 20;

/** The votes of a group that ended without a decision; none for whoever may not read them. */
async function votesBefore(actor: Actor, groupId: GroupId) {
  if (!readsVotes(actor, groupId)) return { votes: [], more: 0 };
  const { votes, count } = await formerVotes(groupId, mostFormer);
  return {
    votes: votes.map((vote) => ({ id: vote.id, title: vote.title, state: vote.state, day: decidedOn(vote) })),
    more: count - votes.length,
  };
}
export type FormerVotes = Awaited<ReturnType<typeof votesBefore>>;

/** What is under way above the register of a group and what came to no decision, and whether one may begin something. */
export async function circularSection(actor: Actor, register: Register) {
  return {
    votes: await votesUnderWay(actor, register.id),
    former: await votesBefore(actor, register.id),
    mayPropose: await allowed(actor, 'group.proposeCircular', register.id),
  };
}

/**
 * The page of a vote. Who said what is in it only for those who have voted themselves, and for everybody once
 * no votes are taken any more: nobody is to follow others.
 *
 * @throws NotFound, SignInRequired
 */
export async function votePage(actor: Actor, slug: string | undefined, id: CircularVoteId) {
  const granted = await authorize(actor, 'circular.read', id);
  const register = await registerOfGroup(actor, slug);
  const vote = await readVote(id);
  if (vote.groupId !== register.id) throw new NotFound(id);
  const ballots = await ballotsOf(register.id, [id]);
  const line = lineOf(vote, ballots, actor);
  const may = rightsAmong(granted, { vote: 'circular.vote', lead: 'circular.lead' });
  const open = line.standing === 'open';
  const shown = !open || line.own !== null;
  const silent = awaited(ballots);
  const missing = silent.map(({ name }) => name);
  return {
    ...line,
    group: { slug: register.slug, name: register.name },
    resolutionText: vote.resolutionText,
    reason: vote.reason,
    proposer: await nameOf(vote.proposedBy),
    startedAt: vote.startedAt.toISOString(),
    endedAt: vote.endedAt?.toISOString() ?? null,
    endedBy: vote.endedBy && (await nameOf(vote.endedBy)),
    endReason: vote.endReason,
    tally: shown ? tallyOf(ballots.map(({ choice }) => choice)) : null,
    ballots: shown ? ballots.flatMap(({ name, choice }) => (choice ? [{ name, choice }] : [])) : null,
    /** Who has not voted: for the lead, who may remind them. */
    missing: open && may.lead ? missing : null,
    reminded: wasRemindedToday(vote),
    awaitsOthers: silent.some(({ personId }) => personId !== granted.actor.id),
    mayVote: open && may.vote,
    mayLead: open && may.lead,
    mayEnd: open && may.lead && missing.length === 0,
    meeting: await meetingOf(vote),
    decision: await decisionFrom(register, id),
  };
}
export type VotePage = Awaited<ReturnType<typeof votePage>>;

async function nameOf(id: Vote['proposedBy']): Promise<string> {
  const [person] = await db.select({ name: people.name }).from(people).where(eq(people.id, id));
  return person!.name;
}

/** The meeting on whose agenda it was put; null while it waits for one. */
async function meetingOf({ meetingId }: Vote): Promise<{ number: number } | null> {
  if (!meetingId) return null;
  const [meeting] = await db
    .select({ number: meetings.number, state: meetings.state })
    .from(meetings)
    .where(eq(meetings.id, meetingId));
  return meeting!.state === 'cancelled' ? null : { number: meeting!.number };
}

async function decisionFrom({ abbreviation }: Register, id: CircularVoteId) {
  const [row] = await db
    .select({ id: decisions.id, year: decisions.year, number: decisions.number })
    .from(decisions)
    .where(eq(decisions.circularVoteId, id));
  return row ? { id: row.id, number: decisionNumber(abbreviation, row.year!, row.number!) } : null;
}
