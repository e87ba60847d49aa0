/** Meetings for calendars that somebody reads them in: with what they may read of each, and no more. */
import { type SQL, and, asc, eq, gt, inArray } from 'drizzle-orm';
import { agendaItems, db, groups, meetings, participants } from '~db/client.server';
import type { GroupId, InvitationAnswer, Language, MeetingId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import { type Actor, type Person, can } from '~/access/policy';
import { type Entry, calendarOf } from '~/services/calendar.server';
import { agendaFor } from './agenda.server';
import { agendaText } from './agenda-text.server';
import { publishedEntry } from './calendar.server';
import { agendaFrom } from './meetings';
import { type Meeting, meetingColumns } from './meetings.server';

/** Where to look: in one group, or in all in which one holds a role. */
const inGroups = (actor: Person, groupId: GroupId | null, since: Date): SQL | undefined =>
  and(inArray(meetings.groupId, groupId ? [groupId] : [...actor.roles.keys()]), gt(meetings.endsAt, since));

/**
 * The meetings of somebody's groups as they may read them now, those called off included. Two statements.
 *
 * @param groupId only those of this group; of a group they may not enter there are none
 * @param since those that were over by then are left out
 */
export async function publishedMeetings(
  actor: Person,
  { groupId, since, language }: { groupId: GroupId | null; since: Date; language: Language },
): Promise<Entry[]> {
  const where = inGroups(actor, groupId, since);
  const found = await db
    .select({ ...meetingColumns, invited: participants.invited, answer: participants.answer })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(participants, and(eq(participants.meetingId, meetings.id), eq(participants.personId, actor.id)))
    .where(where)
    .orderBy(asc(meetings.startsAt), asc(meetings.id));
  const items = await itemsWhere(where);
  return found.flatMap(({ invited, answer, ...meeting }) => {
    const facts = { groupId: meeting.group.id, invited: new Set(invited ? [actor.id] : []) };
    if (!can(actor, 'meeting.read', facts)) return [];
    const agenda = agendaFrom(items.get(meeting.id) ?? [], meeting.startsAt, can(actor, 'meeting.readInternal', facts));
    return [publishedEntry(meeting, language, agendaText(agenda, language), invited ? answer : undefined)];
  });
}

/** The items of the agendas of all these meetings, in their order. One statement. */
async function itemsWhere(where: SQL | undefined) {
  const rows = await db
    .select({
      meetingId: agendaItems.meetingId,
      id: agendaItems.id,
      title: agendaItems.title,
      kind: agendaItems.kind,
      presenter: agendaItems.presenter,
      note: agendaItems.note,
      duration: agendaItems.duration,
      internal: agendaItems.internal,
      state: agendaItems.state,
    })
    .from(agendaItems)
    .innerJoin(meetings, eq(meetings.id, agendaItems.meetingId))
    .where(where)
    .orderBy(asc(agendaItems.position), asc(agendaItems.id));
  const items = new Map<MeetingId, typeof rows>();
  for (const row of rows) items.set(row.meetingId, [...(items.get(row.meetingId) ?? []), row]);
  return items;
}

/**
 * One meeting as a file for a calendar, as the actor may read it.
 *
 * @throws SignInRequired, NotFound when they may not read the meeting
 */
export async function meetingFile(actor: Actor, meeting: Meeting, language: Language): Promise<string> {
  const granted = await authorize(actor, 'meeting.read', meeting.id);
  const agenda = await agendaFor(db, meeting, can(granted.actor, 'meeting.readInternal', granted.facts));
  const answer = await answerOf(granted.actor, meeting.id);
  const entry = publishedEntry(meeting, language, agendaText(agenda, language), answer);
  return calendarOf({ method: 'publish', language, stamp: new Date(), entries: [entry] });
}

async function answerOf({ id }: Person, meetingId: MeetingId): Promise<InvitationAnswer | null | undefined> {
  const [row] = await db
    .select({ invited: participants.invited, answer: participants.answer })
    .from(participants)
    .where(and(eq(participants.meetingId, meetingId), eq(participants.personId, id)));
  return row?.invited ? row.answer : undefined;
}
