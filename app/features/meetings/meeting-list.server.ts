/** The meetings of a group as somebody may see them. */
import { and, asc, count, desc, eq, gt, lte } from 'drizzle-orm';
import { db, meetings, minutes, participants } from '~db/client.server';
import type { GroupId, InvitationAnswer, MeetingState, MinutesState } from '~db/values';
import { authorize } from '~/access/authorize.server';
import { type Actor, type Person, can } from '~/access/policy';

export type ListedMeeting = {
  number: number;
  state: MeetingState;
  startsAt: Date;
  endsAt: Date;
  place: string;
  link: string;
  /** The actor's own; null when nothing was answered, undefined when they were not invited. */
  answer: InvitationAnswer | null | undefined;
  /** The state of the minutes, where the actor may read them. */
  minutes: MinutesState | null;
};

const pageSize = 20;
/** More meetings than that are never planned ahead. */
const comingLimit = 100;

const columns = {
  id: meetings.id,
  groupId: meetings.groupId,
  number: meetings.number,
  state: meetings.state,
  startsAt: meetings.startsAt,
  endsAt: meetings.endsAt,
  place: meetings.place,
  link: meetings.link,
  invited: participants.invited,
  answer: participants.answer,
  presence: participants.presence,
  minutes: minutes.state,
};

/** Which meetings of a group the actor may read: guests those to which they were invited. */
function readable(actor: Person, groupId: GroupId) {
  const all = can(actor, 'meeting.read', { groupId, invited: new Set() });
  return and(eq(meetings.groupId, groupId), all ? undefined : eq(participants.invited, true));
}

const listed = (actor: Person) =>
  db
    .select(columns)
    .from(meetings)
    .leftJoin(participants, and(eq(participants.meetingId, meetings.id), eq(participants.personId, actor.id)))
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id));

type Row = Awaited<ReturnType<typeof listed>>[number];

function shown(actor: Person, row: Row): ListedMeeting {
  const facts = {
    groupId: row.groupId,
    state: row.minutes ?? ('draft' as const),
    attended: new Set(row.presence === 'present' ? [actor.id] : []),
    invitedOrganisations: new Set<never>(),
  };
  return {
    number: row.number,
    state: row.state,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    place: row.place,
    link: row.link,
    answer: row.invited ? row.answer : undefined,
    minutes: row.minutes && can(actor, 'minutes.read', facts) ? row.minutes : null,
  };
}

/**
 * Coming meetings, the next one first, and a page of past ones, the latest first. Three statements
 * beside the check.
 *
 * @param page of the past ones, from 1
 * @throws NotFound when the actor may not enter the group
 */
export async function listMeetings(
  actor: Actor,
  groupId: GroupId,
  page: number,
): Promise<{ coming: ListedMeeting[]; past: ListedMeeting[]; pages: number; mayPlan: boolean }> {
  const { actor: reader, facts } = await authorize(actor, 'group.read', groupId);
  const now = new Date();
  const mine = readable(reader, groupId);
  const coming = await listed(reader)
    .where(and(mine, gt(meetings.endsAt, now)))
    .orderBy(asc(meetings.startsAt))
    .limit(comingLimit);
  const past = await listed(reader)
    .where(and(mine, lte(meetings.endsAt, now)))
    .orderBy(desc(meetings.startsAt))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [total] = await db
    .select({ past: count() })
    .from(meetings)
    .leftJoin(participants, and(eq(participants.meetingId, meetings.id), eq(participants.personId, reader.id)))
    .where(and(mine, lte(meetings.endsAt, now)));
  return {
    coming: coming.map((row) => shown(reader, row)),
    past: past.map((row) => shown(reader, row)),
    pages: Math.ceil((total?.past ?? 0) / pageSize),
    mayPlan: !facts.archived && can(reader, 'group.planMeeting', facts),
  };
}

/** The next meeting that is not called off and that the actor may read. One statement; asks for no right. */
export async function nextMeeting(actor: Person, groupId: GroupId): Promise<ListedMeeting | undefined> {
  const [row] = await listed(actor)
    .where(and(readable(actor, groupId), eq(meetings.state, 'planned'), gt(meetings.endsAt, new Date())))
    .orderBy(asc(meetings.startsAt))
    .limit(1);
  return row && shown(actor, row);
}
