/**
 * A meeting as an entry for calendars (RFC 5545): sent with mails (RFC 5546), fetched at an address, or taken
 * from its page. It is the same entry everywhere, told by its UID.
 */
import type { InvitationAnswer, Language, MeetingId } from '~db/values';
import { type Entry, type Method, calendarOf } from '~/services/calendar.server';
import { translator } from '~/services/i18n/translate.server';
import { senderAddress } from '~/services/mail/outbox.server';
import { settings } from '~/services/settings.server';
import { meetingPath } from './address';
import { isAhead } from './meetings';
import type { Meeting } from './meetings.server';

/** Whom an entry is for: nobody sees in it who else was invited. */
export type Receiver = { name: string; email: string; language: Language; answer: InvitationAnswer | null };

/** Not named after the host: the portal may move, the entry stays the same. */
export const uidOf = (id: MeetingId): string => `meeting-${id}@buendnis-portal`;

function basicEntry(meeting: Meeting, language: Language): Entry {
  const { group, number } = meeting;
  return {
    uid: uidOf(meeting.id),
    sequence: meeting.sequence,
    when: { from: meeting.startsAt, until: meeting.endsAt },
    summary: translator(language, 'meetings')('calendar.summary', { group: group.name, number }),
    place: '',
    text: '',
    url: settings().baseUrl + meetingPath(group.slug, number),
    status: null,
    // The portal itself: answers are given on the page, and leads' addresses stay with the group.
    organizer: { name: group.name, email: meeting.organizer ?? senderAddress() },
  };
}

/** @param lines what else is known of it; empty ones are left out */
function fullEntry(meeting: Meeting, language: Language, lines: readonly string[]): Entry {
  const entry = basicEntry(meeting, language);
  const cancelled = meeting.state === 'cancelled';
  return {
    ...entry,
    place: [meeting.place, meeting.link].filter(Boolean).join(' · '),
    text: [cancelled ? meeting.cancelReason : meeting.note, ...lines, entry.url].filter(Boolean).join('\n\n'),
    status: cancelled ? 'cancelled' : 'confirmed',
  };
}

const sent = (method: Method, entry: Entry, { name, email, language, answer }: Receiver): string =>
  calendarOf({
    method,
    language,
    stamp: new Date(),
    entries: [{ ...entry, attendee: { name, email, answer } }],
  });

/**
 * The entry that invites to a meeting or renews an invitation; of one that is called off, the entry that takes
 * it out of the calendar.
 *
 * @param agenda the agenda in lines, with nothing in it that the receiver may not read
 */
export function invitationEntry(meeting: Meeting, receiver: Receiver, agenda: string): string {
  const method = meeting.state === 'cancelled' ? 'cancel' : 'request';
  return sent(method, fullEntry(meeting, receiver.language, [agenda]), receiver);
}

/**
 * The entry that takes a meeting which goes on without its receiver out of their calendar. It says no more than
 * is needed for that, and nothing of the state of the meeting (RFC 5546, 3.2.5).
 *
 * @param known the time its receiver was last told, which may not be that of the meeting any more
 */
export const withdrawalEntry = (meeting: Meeting, receiver: Receiver, known: { from: Date; until: Date }): string =>
  sent('cancel', { ...basicEntry(meeting, receiver.language), when: known }, receiver);

/**
 * The entry for a calendar that is only read: it asks for no answer, and shows the one that was given.
 *
 * @param agenda as for invitations
 * @param answer undefined for those who were not invited
 */
export function publishedEntry(
  meeting: Meeting,
  language: Language,
  agenda: string,
  answer: InvitationAnswer | null | undefined,
): Entry {
  const t = translator(language, 'meetings');
  const entry = fullEntry(meeting, language, [ownAnswer(meeting, language, answer), agenda]);
  if (meeting.state !== 'cancelled') return { ...entry, time: timeFor(answer) };
  // Outlook shows what is called off like everything else in calendars that are fetched.
  return { ...entry, time: 'free', summary: t('calendar.cancelled', { summary: entry.summary }) };
}

function ownAnswer(meeting: Meeting, language: Language, answer: InvitationAnswer | null | undefined): string {
  if (meeting.state === 'cancelled' || answer === undefined) return '';
  const t = translator(language, 'meetings');
  if (answer) return t(`answer.own.${answer}`);
  return isAhead(meeting) ? t('answer.own.none') : '';
}

function timeFor(answer: InvitationAnswer | null | undefined): Entry['time'] {
  switch (answer) {
    case 'declined':
      return 'free';
    case 'tentative':
    case null:
      return 'tentative';
    case 'accepted':
    case undefined:
      return 'busy';
  }
}
