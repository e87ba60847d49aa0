/** News of circular votes, for those who vote: that one began, that one's own vote is missing, what came of it. */
import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import { type Tx, circularBallots, circularVotes, groups } from '~db/client.server';
import type { CircularVoteId, Day, GroupId, PersonId } from '~db/values';
import { type News, type Reminder, readersOf, tellEach } from '~/news/tell.server';
import { wasRemindedToday } from '~/features/polls/polls';
import { lastDayOf } from '~/services/time';
import { votePath } from './circular';
import { type Vote, votersOf } from './circular-votes.server';

/** What became of a vote, as those who vote are told. */
export type Step = 'proposed' | 'accepted' | 'rejected' | 'called' | 'withdrawn';

/** Tells everybody who votes of a step, except the one who took it. */
export async function tellVoters(tx: Tx, vote: Vote, step: Step, by: PersonId | null, reason = ''): Promise<void> {
  const ballots = await tx
    .select({ personId: circularBallots.personId })
    .from(circularBallots)
    .where(eq(circularBallots.voteId, vote.id));
  await tellOf(tx, vote, step, ballots.map(({ personId }) => personId).filter((id) => id !== by), reason);
}

/** Reminds those who have not voted. */
export const remindVoters = (tx: Tx, vote: Vote, missing: readonly PersonId[]): Promise<void> =>
  tellOf(tx, vote, 'reminder', missing);

async function tellOf(tx: Tx, vote: Vote, step: Step | 'reminder', told: readonly PersonId[], reason = ''): Promise<void> {
  const [group] = await tx.select({ slug: groups.slug, name: groups.name }).from(groups).where(eq(groups.id, vote.groupId));
  await tellEach(tx, await readersOf(tx, told), () => newsOf({ ...vote, group: group! }, step, { reason }));
}

type Told = Pick<Vote, 'id' | 'title' | 'deadline' | 'groupId'> & { group: { slug: string; name: string } };

const newsOf = (vote: Told, step: Step | 'reminder', values: News['values'] = {}): News => ({
  kind: 'vote',
  groupId: vote.groupId,
  key: `circular.${step}`,
  values: { title: vote.title, group: vote.group.name, day: { day: lastDayOf(vote.deadline) }, ...values },
  path: votePath(vote.group.slug, vote.id),
  needs: { action: 'circular.read', id: vote.id },
});

/**
 * The votes that are missing in what ends on one of these days, each with the reminder of it; where the lead has reminded
 * on the same day, that was enough.
 *
 * @param days last days of deadlines
 */
export async function missingVotes(tx: Tx, days: readonly Day[], now: Date): Promise<Reminder[]> {
  const open = await tx
    .select({
      id: circularVotes.id,
      title: circularVotes.title,
      deadline: circularVotes.deadline,
      groupId: circularVotes.groupId,
      remindedAt: circularVotes.remindedAt,
      group: { slug: groups.slug, name: groups.name },
    })
    .from(circularVotes)
    .innerJoin(groups, eq(groups.id, circularVotes.groupId))
    .where(and(eq(circularVotes.state, 'open'), gt(circularVotes.deadline, now), isNull(groups.archivedAt)));
  const near = open.filter((vote) => days.includes(lastDayOf(vote.deadline)) && !wasRemindedToday(vote));
  const due = new Map(near.map((vote) => [vote.id, vote]));
  const missing = await tx
    .select({ voteId: circularBallots.voteId, personId: circularBallots.personId })
    .from(circularBallots)
    .where(and(inArray(circularBallots.voteId, [...due.keys()]), isNull(circularBallots.choice)));
  const voters = await votersByGroup(tx, [...due.values()].map(({ groupId }) => groupId));
  return missing.flatMap(({ voteId, personId }) => {
    const vote = due.get(voteId)!;
    if (!voters.get(vote.groupId)!.has(personId)) return [];
    return [{ personId, item: { ...newsOf(vote, 'reminder'), once: onceOf(voteId, vote.deadline, now) } }];
  });
}

const onceOf = (id: CircularVoteId, deadline: Date, now: Date) =>
  `circular.reminder:${id}:${Math.ceil((deadline.getTime() - now.getTime()) / 86_400_000)}`;

async function votersByGroup(tx: Tx, ids: readonly GroupId[]): Promise<Map<GroupId, Set<PersonId>>> {
  const voters = new Map<GroupId, Set<PersonId>>();
  for (const id of new Set(ids)) voters.set(id, await votersOf(id, tx));
  return voters;
}
