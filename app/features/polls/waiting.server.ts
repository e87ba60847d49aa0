/** Searches for a date that wait for somebody: for their answer, or for the choice of a date. */
import { type SQL, and, asc, eq, exists, gt, inArray, isNull, lte, notExists, or } from 'drizzle-orm';
import { db, groups, pollAnswers, pollProposals, polls } from '~db/client.server';
import { total } from '~db/total.server';
import type { GroupId } from '~db/values';
import { type Person, can } from '~/access/policy';
import { lastDayOf } from '~/services/time';

/** A date that lies ahead and to which somebody has said nothing. */
const openDate = (actor: Person, now: Date): SQL =>
  exists(
    db
      .select({ id: pollProposals.id })
      .from(pollProposals)
      .where(
        and(
          eq(pollProposals.pollId, polls.id),
          gt(pollProposals.startsAt, now),
          notExists(
            db
              .select({ id: pollAnswers.proposalId })
              .from(pollAnswers)
              .where(and(eq(pollAnswers.proposalId, pollProposals.id), eq(pollAnswers.personId, actor.id))),
          ),
        ),
      ),
  );

/**
 * Open searches in which somebody has not said something to every date, and those whose answers are in and in which
 * they choose; the next to end first, and how many there are. One statement.
 */
export async function pollsWaitingFor(actor: Person, most: number) {
  const now = new Date();
  const those = (action: 'poll.answer' | 'poll.lead'): GroupId[] =>
    [...actor.roles.keys()].filter((groupId) => can(actor, action, { groupId, archived: false }));
  const unanswered = and(inArray(polls.groupId, those('poll.answer')), gt(polls.deadline, now), openDate(actor, now));
  const unchosen = and(inArray(polls.groupId, those('poll.lead')), lte(polls.deadline, now));
  const rows = await db
    .select({
      id: polls.id,
      title: polls.title,
      deadline: polls.deadline,
      group: { slug: groups.slug, name: groups.name },
      total,
    })
    .from(polls)
    .innerJoin(groups, eq(groups.id, polls.groupId))
    .where(and(eq(polls.state, 'open'), isNull(groups.archivedAt), or(unanswered, unchosen)))
    .orderBy(asc(polls.deadline), asc(polls.id))
    .limit(most);
  return {
    polls: rows.map(({ id, title, group, deadline }) => ({ id, title, group, lastDay: lastDayOf(deadline), due: deadline <= now })),
    count: rows[0]?.total ?? 0,
  };
}
