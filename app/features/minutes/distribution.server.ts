/** What stands at the end of printed minutes: who gets them, and when the group meets next. */
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { db, meetings, memberships, participants, people } from '~db/client.server';
import { kept } from '~db/kept.server';
import type { GroupId, MeetingId } from '~db/values';
import { currentMembership } from '~/access/actor.server';

const minuteInMs = 60_000;

/**
 * The members of the group and everybody who was invited to the meeting, by name. Asks for no right.
 * Looked up anew after a minute, as roles begin and end by themselves.
 */
export const distributionOf = (groupId: GroupId, meetingId: MeetingId) => keptDistribution(`${groupId} ${meetingId}`);

const keptDistribution = kept(async (key) => {
  const [groupId, meetingId] = key.split(' ') as [GroupId, MeetingId];
  return { value: await lookUp(groupId, meetingId), until: Date.now() + minuteInMs };
});

async function lookUp(groupId: GroupId, meetingId: MeetingId) {
  const members = await db
    .select({ personId: people.id, name: people.name, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.groupId, groupId), currentMembership(new Date()), isNull(people.disabledAt)))
    .orderBy(asc(people.searchName));
  const invited = await db
    .select({ personId: participants.personId, name: participants.name })
    .from(participants)
    .where(
      and(eq(participants.meetingId, meetingId), or(eq(participants.invited, true), eq(participants.presence, 'present'))),
    )
    .orderBy(asc(participants.name));
  const inside = members.filter(({ role }) => role !== 'guest');
  const others = invited.filter(({ personId }) => !inside.some((member) => member.personId === personId));
  const [next] = await db
    .select({ startsAt: meetings.startsAt, endsAt: meetings.endsAt, place: meetings.place })
    .from(meetings)
    .where(and(eq(meetings.groupId, groupId), eq(meetings.state, 'planned'), gt(meetings.startsAt, new Date())))
    .orderBy(asc(meetings.startsAt))
    .limit(1);
  return {
    all: inside.map(({ name }) => name),
    withoutInternal: others.map(({ name }) => name),
    next: next ? { startsAt: next.startsAt.toISOString(), endsAt: next.endsAt.toISOString(), place: next.place } : null,
  };
}
