/** The meetings somebody is going to: of all their groups, with their own answer. */
import { and, asc, count, eq, gt, inArray, or } from 'drizzle-orm';
import { agendaItems, db, groups, meetings, participants } from '~db/client.server';
import { total } from '~db/total.server';
import type { MeetingId } from '~db/values';
import { type Person, can } from '~/access/policy';

/**
 * Meetings that are not over, the next one first, and how many there are: of the groups somebody belongs to; for
 * guests those they are invited to. Two statements.
 */
export async function comingMeetingsOf(actor: Person, most: number) {
  const mine = [...actor.roles.keys()];
  const readsAll = mine.filter((groupId) => can(actor, 'meeting.read', { groupId, invited: new Set() }));
  const readsOwn = mine.filter((groupId) => can(actor, 'meeting.read', { groupId, invited: new Set([actor.id]) }));
  const rows = await db
    .select({
      id: meetings.id,
      groupId: meetings.groupId,
      number: meetings.number,
      startsAt: meetings.startsAt,
      endsAt: meetings.endsAt,
      place: meetings.place,
      link: meetings.link,
      group: { slug: groups.slug, name: groups.name },
      invited: participants.invited,
      answer: participants.answer,
      total,
    })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(participants, and(eq(participants.meetingId, meetings.id), eq(participants.personId, actor.id)))
    .where(
      and(
        inArray(meetings.groupId, mine),
        eq(meetings.state, 'planned'),
        gt(meetings.endsAt, new Date()),
        or(inArray(meetings.groupId, readsAll), and(inArray(meetings.groupId, readsOwn), eq(participants.invited, true))),
      ),
    )
    .orderBy(asc(meetings.startsAt), asc(meetings.id))
    .limit(most);
  const items = await agendaSizes(rows.map(({ id }) => id));
  return {
    meetings: rows.map(({ invited, answer, total: _, ...meeting }) => ({
      ...meeting,
      items: items.get(meeting.id) ?? 0,
      /** Undefined for whoever cannot answer. */
      answer:
        invited && can(actor, 'meeting.answer', { groupId: meeting.groupId, invited: new Set([actor.id]) }) ? answer : undefined,
    })),
    count: rows[0]?.total ?? 0,
  };
}

/** How many items stand on each agenda. */
async function agendaSizes(ids: readonly MeetingId[]): Promise<Map<MeetingId, number>> {
  const rows = await db
    .select({ id: agendaItems.meetingId, count: count() })
    .from(agendaItems)
    .where(and(inArray(agendaItems.meetingId, [...ids]), eq(agendaItems.state, 'accepted')))
    .groupBy(agendaItems.meetingId);
  return new Map(rows.map((row) => [row.id, row.count]));
}
