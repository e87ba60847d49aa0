/** What comes of a circular vote: counted at its deadline or when all have voted, and entered in the register. */
import { eq } from 'drizzle-orm';
import { type Tx, circularVotes, decisions, groups, write } from '~db/client.server';
import type { CircularVoteId } from '~db/values';
import { portal, record } from '~/access/audit.server';
import type { Actor } from '~/access/policy';
import { decisionNumber } from '~/features/minutes/minutes';
import { lastNumber } from '~/features/minutes/numbers.server';
import { handleJobs } from '~/services/jobs/jobs.server';
import { lastDayOf } from '~/services/time';
import { type Tally, isAccepted, isOpen, tallyOf } from './circular';
import { tellVoters } from './circular-news.server';
import { type Vote, ballotsOf, readVote } from './circular-votes.server';

/**
 * Ends a vote that is open: counts it and gives it the next number of the register, also where it was rejected, as
 * what was rejected in a meeting has one. Part of the change that asked for it.
 */
export async function conclude(tx: Tx, actor: Actor | typeof portal, vote: Vote): Promise<void> {
  const ballots = await ballotsOf(vote.groupId, [vote.id], tx);
  const tally = tallyOf(ballots.map(({ choice }) => choice));
  const endedAt = new Date();
  const state = isAccepted(tally) ? ('accepted' as const) : ('rejected' as const);
  await tx.update(circularVotes).set({ state, endedAt }).where(eq(circularVotes.id, vote.id));
  const number = await enter(tx, vote, tally, endedAt);
  await recordVote(tx, actor, vote, `circular.${state}`, { ...tally, number });
  await tellVoters(tx, vote, state, null);
}

/** Enters it in the register of the group, under the day on which the last votes were taken. */
async function enter(tx: Tx, vote: Vote, tally: Tally, endedAt: Date): Promise<string> {
  const year = Number(decidedOn({ deadline: vote.deadline, endedAt }).slice(0, 4));
  const number = (await lastNumber(tx, vote.groupId, year)) + 1;
  await tx.insert(decisions).values({
    groupId: vote.groupId,
    circularVoteId: vote.id,
    year,
    number,
    resolutionText: vote.resolutionText,
    ...tally,
    result: isAccepted(tally) ? 'adopted' : 'rejected',
    approvedAt: endedAt,
  });
  const [group] = await tx.select({ abbreviation: groups.abbreviation }).from(groups).where(eq(groups.id, vote.groupId));
  return decisionNumber(group!.abbreviation, year, number);
}

/** The day on which a vote was decided: that of its end, at the latest the last day of its deadline. */
export const decidedOn = ({ deadline, endedAt }: { deadline: Date; endedAt: Date | null }) =>
  lastDayOf(endedAt && endedAt < deadline ? endedAt : deadline);

/** Records a step of a vote; what is voted on stays out of the log, but for its title. */
export async function recordVote(
  tx: Tx,
  actor: Actor | typeof portal,
  vote: Pick<Vote, 'id' | 'title' | 'groupId'>,
  action: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const object = { kind: 'circular', id: vote.id, name: vote.title };
  await record(tx, actor, { action, object, groupId: vote.groupId, details });
}

/** The deadline of a vote has passed; done at start, too, when the portal was down at that moment. */
async function concludeAtDeadline({ voteId }: { voteId: CircularVoteId }): Promise<void> {
  await write(async (tx) => {
    const vote = await readVote(voteId, tx);
    if (vote.state === 'open' && !isOpen(vote)) await conclude(tx, portal, vote);
  });
}

/** Says who counts the votes when a deadline has passed. Once at start. */
export function handleCircularDeadlines(): void {
  handleJobs('circular.deadline', concludeAtDeadline);
}
