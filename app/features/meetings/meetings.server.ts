/** Finding meetings, and what every change of one asks first. */
import { and, eq } from 'drizzle-orm';
import { type Reader, db, groups, meetings, minutes } from '~db/client.server';
import type { GroupId, MeetingId, MeetingState } from '~db/values';
import { NotFound, Rejected } from '~/services/errors';
import { fingerprint } from '~/services/fingerprint.server';

/** What is read of a meeting, joined with its group. */
export const meetingColumns = {
  id: meetings.id,
  number: meetings.number,
  state: meetings.state,
  startsAt: meetings.startsAt,
  endsAt: meetings.endsAt,
  place: meetings.place,
  link: meetings.link,
  note: meetings.note,
  cancelReason: meetings.cancelReason,
  sequence: meetings.sequence,
  invitedAt: meetings.invitedAt,
  organizer: meetings.organizer,
  group: { id: groups.id, slug: groups.slug, name: groups.name },
};

export type Meeting = {
  id: MeetingId;
  number: number;
  state: MeetingState;
  startsAt: Date;
  endsAt: Date;
  place: string;
  link: string;
  note: string;
  cancelReason: string;
  /** RFC 5545 SEQUENCE. */
  sequence: number;
  invitedAt: Date | null;
  /** The address invitations have come from (RFC 5545 ORGANIZER); null before the first. */
  organizer: string | null;
  group: { id: GroupId; slug: string; name: string };
};

/**
 * The meeting an address names. Asks for no right: every caller authorises what it does with it.
 *
 * @param number as it stands in the address
 * @throws NotFound when the group has no meeting of that number
 */
export async function meetingByNumber(
  groupSlug: string | undefined,
  number: string | number | undefined,
): Promise<Meeting> {
  if (!/^[1-9]\d{0,5}$/.test(String(number))) throw new NotFound();
  const [meeting] = await db
    .select(meetingColumns)
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(and(eq(groups.slug, groupSlug ?? ''), eq(meetings.number, Number(number))));
  if (!meeting) throw new NotFound();
  return meeting;
}

/** The same by id, inside a change or for a job. @throws NotFound */
export async function meetingById(reader: Reader, id: MeetingId): Promise<Meeting> {
  const [meeting] = await reader
    .select(meetingColumns)
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(eq(meetings.id, id));
  if (!meeting) throw new NotFound();
  return meeting;
}

/** Meetings in words, as the audit log keeps them. */
export const meetingName = (meeting: Pick<Meeting, 'number' | 'group'>): string =>
  `${meeting.group.name}: ${meeting.number}. Sitzung`;

/**
 * Names the state a form was filled from, so that saving does not undo what somebody else has
 * changed meanwhile.
 */
export function basisOf(meeting: Pick<Meeting, 'startsAt' | 'endsAt' | 'place' | 'link' | 'note'>): string {
  const { startsAt, endsAt, place, link, note } = meeting;
  return fingerprint([startsAt.getTime(), endsAt.getTime(), place, link, note]);
}

/**
 * Refuses changes to meetings that are called off, and to those whose minutes have left the draft:
 * these say what the meeting was, and stay true.
 *
 * @throws Rejected
 */
export async function refuseSettled(tx: Reader, meeting: Pick<Meeting, 'id' | 'state'>): Promise<void> {
  if (meeting.state === 'cancelled') throw new Rejected('meetingCancelled');
  const [written] = await tx.select({ state: minutes.state }).from(minutes).where(eq(minutes.meetingId, meeting.id));
  if (written && written.state !== 'draft') throw new Rejected('minutesSettled');
}
