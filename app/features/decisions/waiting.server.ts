/** Circular votes that wait for somebody's vote. */
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { circularBallots, circularVotes, db, groups } from '~db/client.server';
import { total } from '~db/total.server';
import { type Person, can } from '~/access/policy';
import { lastDayOf } from '~/services/time';

/** Open votes in which somebody may vote and has not, the next to end first, and how many there are. One statement. */
export async function votesWaitingFor(actor: Person, most: number) {
  const voting = [...actor.roles.keys()].filter((groupId) =>
    can(actor, 'circular.vote', { groupId, archived: false, entitled: new Set([actor.id]) }),
  );
  const rows = await db
    .select({
      id: circularVotes.id,
      title: circularVotes.title,
      deadline: circularVotes.deadline,
      group: { slug: groups.slug, name: groups.name },
      total,
    })
    .from(circularBallots)
    .innerJoin(circularVotes, eq(circularVotes.id, circularBallots.voteId))
    .innerJoin(groups, eq(groups.id, circularVotes.groupId))
    .where(
      and(
        eq(circularBallots.personId, actor.id),
        isNull(circularBallots.choice),
        eq(circularVotes.state, 'open'),
        gt(circularVotes.deadline, new Date()),
        inArray(circularVotes.groupId, voting),
        isNull(groups.archivedAt),
      ),
    )
    .orderBy(asc(circularVotes.deadline), asc(circularVotes.id))
    .limit(most);
  return {
    votes: rows.map(({ id, title, group, deadline }) => ({ id, title, group, lastDay: lastDayOf(deadline) })),
    count: rows[0]?.total ?? 0,
  };
}
