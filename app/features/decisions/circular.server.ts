/** The steps of a circular vote: proposed by the lead, voted on by the group, called into a meeting, taken back. */
import { and, eq } from 'drizzle-orm';
import { type Tx, circularBallots, circularVotes, write } from '~db/client.server';
import type { CircularVoteId, GroupId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { addCalledItems } from '~/features/meetings/called-items.server';
import { wasRemindedToday } from '~/features/polls/polls';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { addJob } from '~/services/jobs/jobs.server';
import { endOfDay } from '~/services/time';
import { type BallotInput, type Proposal, isOpen } from './circular';
import { remindVoters, tellVoters } from './circular-news.server';
import { conclude, recordVote } from './circular-result.server';
import { type Vote, awaited, ballotsOf, readVote, votersOf } from './circular-votes.server';

/**
 * Puts a motion to the vote of everybody who has one in the group at this moment. Sent a second time it is the
 * vote that the first began.
 *
 * @throws NotFound without the right
 * @throws Rejected `circularDeadlinePassed`
 */
export async function proposeVote(actor: Actor, groupId: GroupId, input: Proposal): Promise<CircularVoteId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'group.proposeCircular', groupId, tx);
    if (await isBegun(tx, input.key, groupId)) return input.key;
    const startedAt = new Date();
    const deadline = endOfDay(input.lastDay);
    if (deadline <= startedAt) throw new Rejected('circularDeadlinePassed', {}, 'lastDay');
    const { key: id, title, resolutionText, reason } = input;
    const proposedBy = granted.actor.id;
    await tx.insert(circularVotes).values({ id, groupId, title, resolutionText, reason, proposedBy, startedAt, deadline });
    const voters = [...(await votersOf(groupId, tx))];
    await tx.insert(circularBallots).values(voters.map((personId) => ({ voteId: id, personId })));
    await addJob(tx, 'circular.deadline', { voteId: id }, { at: deadline });
    await recordVote(tx, actor, { id, title, groupId }, 'circular.proposed', { lastDay: input.lastDay, people: voters.length });
    await tellVoters(tx, await readVote(id, tx), 'proposed', proposedBy);
    return id;
  });
}

/** @throws NotFound where another group has a vote of this name */
async function isBegun(tx: Tx, id: CircularVoteId, groupId: GroupId): Promise<boolean> {
  const [vote] = await tx.select({ groupId: circularVotes.groupId }).from(circularVotes).where(eq(circularVotes.id, id));
  if (vote && vote.groupId !== groupId) throw new NotFound(id);
  return vote !== undefined;
}

/**
 * Votes, or changes the own vote. One "in die Sitzung" ends the vote at once and puts the motion on the next
 * agenda; without a meeting ahead it waits for one.
 *
 * @throws SignInRequired
 * @throws NotFound without a vote in it at this moment
 * @throws Rejected `circularEnded`, and `circularVotedMeanwhile` when the own vote is no longer that of the form
 */
export async function castBallot(actor: Actor, id: CircularVoteId, { choice, before }: BallotInput): Promise<void> {
  if (actor.kind === 'visitor') throw new SignInRequired();
  await write(async (tx) => {
    const person = await loadActor(tx, actor.id);
    if (!person) throw new NotFound(id);
    await authorize(person, 'circular.vote', id, tx);
    const own = and(eq(circularBallots.voteId, id), eq(circularBallots.personId, person.id));
    const [ballot] = await tx.select().from(circularBallots).where(own);
    const vote = await openVote(tx, id);
    if (ballot!.choice === choice) return;
    if (ballot!.choice !== (before ?? null)) throw new Rejected('circularVotedMeanwhile');
    await tx.update(circularBallots).set({ choice, at: new Date() }).where(own);
    await recordVote(tx, person, vote, ballot!.choice ? 'circular.changed' : 'circular.voted');
    if (choice === 'meeting') await callIntoMeeting(tx, person, vote);
  });
}

async function callIntoMeeting(tx: Tx, person: Extract<Actor, { kind: 'person' }>, vote: Vote): Promise<void> {
  await tx
    .update(circularVotes)
    .set({ state: 'to_meeting', endedAt: new Date(), endedBy: person.id })
    .where(eq(circularVotes.id, vote.id));
  await recordVote(tx, person, vote, 'circular.called');
  await tellVoters(tx, vote, 'called', person.id);
  await addCalledItems(tx, vote.groupId);
}

/**
 * Reminds those who have not voted and still may; once a day.
 *
 * @returns how many there are
 * @throws NotFound without the right
 * @throws Rejected `circularEnded`, `circularReminded`, `circularAllVoted`
 */
export async function remindVote(actor: Actor, id: CircularVoteId): Promise<{ told: number }> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'circular.lead', id, tx);
    const vote = await openVote(tx, id);
    if (wasRemindedToday(vote)) throw new Rejected('circularReminded');
    const ballots = await ballotsOf(vote.groupId, [id], tx);
    const missing = awaited(ballots).flatMap(({ personId }) => (personId === granted.actor.id ? [] : [personId]));
    if (missing.length === 0) throw new Rejected('circularAllVoted');
    await tx.update(circularVotes).set({ remindedAt: new Date() }).where(eq(circularVotes.id, id));
    await recordVote(tx, actor, vote, 'circular.reminded', { count: missing.length });
    await remindVoters(tx, vote, missing);
    return { told: missing.length };
  });
}

/**
 * Ends a vote before its deadline, once everybody has voted who still may.
 *
 * @throws NotFound without the right
 * @throws Rejected `circularEnded`, `circularAwaited`
 */
export async function endVote(actor: Actor, id: CircularVoteId): Promise<void> {
  await write(async (tx) => {
    await authorize(actor, 'circular.lead', id, tx);
    const vote = await openVote(tx, id);
    const missing = awaited(await ballotsOf(vote.groupId, [id], tx)).length;
    if (missing > 0) throw new Rejected('circularAwaited', { count: missing });
    await conclude(tx, actor, vote);
  });
}

/**
 * Takes a vote back, with the reason. What was said in it stays.
 *
 * @throws NotFound without the right
 * @throws Rejected `circularEnded`
 */
export async function withdrawVote(actor: Actor, id: CircularVoteId, reason: string): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'circular.lead', id, tx);
    const vote = await openVote(tx, id);
    await tx
      .update(circularVotes)
      .set({ state: 'withdrawn', endedAt: new Date(), endedBy: granted.actor.id, endReason: reason })
      .where(eq(circularVotes.id, id));
    await recordVote(tx, actor, vote, 'circular.withdrawn', { reason });
    await tellVoters(tx, vote, 'withdrawn', granted.actor.id, reason);
  });
}

/** @throws Rejected `circularEnded` where no votes are taken any more */
async function openVote(tx: Tx, id: CircularVoteId): Promise<Vote> {
  const vote = await readVote(id, tx);
  if (!isOpen(vote)) throw new Rejected('circularEnded');
  return vote;
}
