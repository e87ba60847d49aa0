/** Meetings of the same people at the same time: shown, never forbidden. */
import { and, asc, eq, gt, inArray, isNull, lt, ne } from 'drizzle-orm';
import { db, groups, meetings, memberships, participants, people } from '~db/client.server';
import type { GroupId, MeetingId, PersonId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { type Person, can, roleIn } from '~/access/policy';
import { meetingPath } from './address';

export type Overlap = { path: string; group: string; number: number; startsAt: Date; endsAt: Date };

export type Conflicts = {
  /** How many other people of this meeting are expected elsewhere at the same time. */
  others: number;
  /** Meetings of others that the actor may know of. The rest is in the count alone. */
  known: Overlap[];
  /** Where the actor is expected at the same time. */
  own: Overlap[];
};

type Slot = { id: MeetingId | null; group: { id: GroupId }; startsAt: Date; endsAt: Date };

/**
 * Whom a time does not suit. Somebody is expected at a meeting whose group they are a member of, or
 * to which they were invited as a guest, unless they have declined. Three statements.
 *
 * @param slot the meeting, or (`id: null`) one that is being planned
 */
export async function conflictsOf(actor: Person, slot: Slot): Promise<Conflicts> {
  const parallel = await db
    .select({
      id: meetings.id,
      number: meetings.number,
      startsAt: meetings.startsAt,
      endsAt: meetings.endsAt,
      group: { id: groups.id, slug: groups.slug, name: groups.name },
    })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(
      and(
        eq(meetings.state, 'planned'),
        lt(meetings.startsAt, slot.endsAt),
        gt(meetings.endsAt, slot.startsAt),
        slot.id ? ne(meetings.id, slot.id) : undefined,
      ),
    )
    .orderBy(asc(meetings.startsAt));
  if (parallel.length === 0) return { others: 0, known: [], own: [] };

  const members = await db
    .select({ personId: memberships.personId, groupId: memberships.groupId, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        inArray(memberships.groupId, [slot.group.id, ...parallel.map((meeting) => meeting.group.id)]),
        currentMembership(new Date()),
        isNull(people.disabledAt),
      ),
    );
  const asked = await db
    .select({
      personId: participants.personId,
      meetingId: participants.meetingId,
      invited: participants.invited,
      answer: participants.answer,
    })
    .from(participants)
    .where(
      inArray(participants.meetingId, [...(slot.id ? [slot.id] : []), ...parallel.map((meeting) => meeting.id)]),
    );

  const expected = (meetingId: MeetingId | null, groupId: GroupId): Set<PersonId> => {
    const answers = new Map(asked.filter((row) => row.meetingId === meetingId).map((row) => [row.personId, row]));
    const coming = members.filter((row) => {
      const answer = answers.get(row.personId);
      return row.groupId === groupId && answer?.answer !== 'declined' && (row.role !== 'guest' || answer?.invited);
    });
    return new Set(coming.map((row) => row.personId));
  };

  const wanted = expected(slot.id, slot.group.id);
  const torn = new Set<PersonId>();
  const known: Overlap[] = [];
  const own: Overlap[] = [];
  for (const meeting of parallel) {
    const there = expected(meeting.id, meeting.group.id);
    const both = [...there].filter((id) => wanted.has(id));
    const overlap: Overlap = {
      path: meetingPath(meeting.group.slug, meeting.number),
      group: meeting.group.name,
      number: meeting.number,
      startsAt: meeting.startsAt,
      endsAt: meeting.endsAt,
    };
    const invited = new Set(asked.flatMap((row) => (row.meetingId === meeting.id && row.invited ? (row.personId ?? []) : [])));
    const readable = can(actor, 'meeting.read', { groupId: meeting.group.id, invited });
    if (both.includes(actor.id) && readable) own.push(overlap);
    const others = both.filter((id) => id !== actor.id);
    for (const id of others) torn.add(id);
    if (others.length > 0 && readable) known.push(overlap);
  }
  return { others: torn.size, known, own };
}

/**
 * Where the actor is expected in a span of time: as a member of the group or invited as a guest, and not declined.
 * One statement.
 */
export async function ownMeetingsBetween(actor: Person, from: Date, until: Date): Promise<Overlap[]> {
  const rows = await db
    .select({
      number: meetings.number,
      startsAt: meetings.startsAt,
      endsAt: meetings.endsAt,
      group: { id: groups.id, slug: groups.slug, name: groups.name },
      invited: participants.invited,
      answer: participants.answer,
    })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(participants, and(eq(participants.meetingId, meetings.id), eq(participants.personId, actor.id)))
    .where(and(eq(meetings.state, 'planned'), lt(meetings.startsAt, until), gt(meetings.endsAt, from)))
    .orderBy(asc(meetings.startsAt));
  const isExpected = ({ group, invited, answer }: (typeof rows)[number]) => {
    const role = roleIn(actor, group.id, Date.now());
    return role !== undefined && answer !== 'declined' && (role !== 'guest' || invited === true);
  };
  return rows.filter(isExpected).map(({ number, startsAt, endsAt, group }) => ({
    path: meetingPath(group.slug, number),
    group: group.name,
    number,
    startsAt,
    endsAt,
  }));
}
