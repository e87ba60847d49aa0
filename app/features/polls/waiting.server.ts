/** Searches for a date that wait for somebody's answer. */
import { and, asc, eq, gt, inArray, isNull, notExists } from 'drizzle-orm';
import { db, groups, pollReplies, polls } from '~db/client.server';
import { total } from '~db/total.server';
import { type Person, can } from '~/access/policy';
import { lastDayOf } from '~/services/time';

/** Open searches that somebody is asked in and has not answered, the next to end first, and how many there are. One statement. */
export async function pollsWaitingFor(actor: Person, most: number) {
  const asked = [...actor.roles.keys()].filter((groupId) => can(actor, 'poll.answer', { groupId, archived: false }));
  const ownReply = db
    .select({ id: pollReplies.pollId })
    .from(pollReplies)
    .where(and(eq(pollReplies.pollId, polls.id), eq(pollReplies.personId, actor.id)));
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
    .where(
      and(
        inArray(polls.groupId, asked),
        eq(polls.state, 'open'),
        gt(polls.deadline, new Date()),
        isNull(groups.archivedAt),
        notExists(ownReply),
      ),
    )
    .orderBy(asc(polls.deadline), asc(polls.id))
    .limit(most);
  return {
    polls: rows.map(({ id, title, group, deadline }) => ({ id, title, group, lastDay: lastDayOf(deadline) })),
    count: rows[0]?.total ?? 0,
  };
}
