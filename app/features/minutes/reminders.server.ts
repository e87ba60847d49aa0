/** Reminders of meetings three days ago whose minutes nobody has begun, for lead and minute-taker. */
import { and, eq, gte, inArray, isNull, lt } from 'drizzle-orm';
import { type Tx, groups, meetings, memberships, minutes } from '~db/client.server';
import type { Day } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { meetingPath } from '~/features/meetings/address';
import type { Reminder } from '~/news/tell.server';
import { addDays, dayOf, endOfDay, momentAt } from '~/services/time';

const daysAfter = 3;
/** A morning that the portal slept through is made up for within this time. */
const daysLate = 4;

/** @param day the morning on which people are reminded */
export async function meetingsWithoutMinutes(tx: Tx, day: Day): Promise<Reminder[]> {
  const rows = await tx
    .select({
      id: meetings.id,
      number: meetings.number,
      startsAt: meetings.startsAt,
      group: { id: groups.id, slug: groups.slug, name: groups.name },
      personId: memberships.personId,
    })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .innerJoin(
      memberships,
      and(eq(memberships.groupId, groups.id), inArray(memberships.role, ['lead', 'secretary']), currentMembership()),
    )
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id))
    .where(
      and(
        isNull(minutes.id),
        isNull(groups.archivedAt),
        eq(meetings.state, 'planned'),
        gte(meetings.startsAt, momentAt(addDays(day, -daysAfter - daysLate), '00:00')),
        lt(meetings.startsAt, endOfDay(addDays(day, -daysAfter))),
      ),
    );
  return rows.map(({ id, number, startsAt, group, personId }) => ({
    personId,
    item: {
      kind: 'text',
      groupId: group.id,
      key: 'minutes.notBegun',
      values: { number, group: group.name, day: { day: dayOf(startsAt) } },
      path: meetingPath(group.slug, number),
      needs: { action: 'meeting.edit', id },
      once: `minutes.notBegun:${id}`,
    },
  }));
}
