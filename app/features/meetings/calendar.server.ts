/**
 * A meeting as an entry for calendars (RFC 5545, sent as RFC 5546 asks). Its UID never changes and
 * its SEQUENCE grows, so that calendars take over a change instead of showing a second entry.
 */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalLuxonDateTimeStub,
} from 'ical-generator';
import type { InvitationAnswer, Language } from '~db/values';
import { translator } from '~/services/i18n/translate.server';
import { settings } from '~/services/settings.server';
import { clockOf, dayOf, timeZone } from '~/services/time';
import { meetingPath } from './address';
import type { Meeting } from './meetings.server';

/** Summer time in Berlin since 1996: from the last Sunday of March to the last Sunday of October. */
const berlin = [
  'BEGIN:VTIMEZONE',
  `TZID:${timeZone}`,
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/**
 * A moment as clocks in Berlin show it. Of a plain Date ical-generator writes the time in the zone of
 * the process, whatever zone is named; from what looks like a Luxon DateTime it takes what this says.
 */
const inBerlin = (moment: Date): ICalLuxonDateTimeStub => ({
  isValid: true,
  zone: { type: 'iana' },
  setZone() {
    return this;
  },
  toFormat: (format) =>
    format === 'yyyyLLdd' ? dayOf(moment).replaceAll('-', '') : `${clockOf(moment).replace(':', '')}00`,
  toJSDate: () => moment,
  toJSON: () => moment.toISOString(),
});

const statusOf: Record<InvitationAnswer, ICalAttendeeStatus> = {
  accepted: ICalAttendeeStatus.ACCEPTED,
  declined: ICalAttendeeStatus.DECLINED,
  tentative: ICalAttendeeStatus.TENTATIVE,
};

/** Whom an entry is for: nobody sees in it who else was invited. */
export type Receiver = { name: string; email: string; language: Language; answer: InvitationAnswer | null };

/** @param agenda the agenda in lines, with nothing in it that the receiver may not read */
export function calendarEntry(meeting: Meeting, receiver: Receiver, agenda: string): string {
  const t = translator(receiver.language, 'meetings');
  const { baseUrl } = settings();
  const url = baseUrl + meetingPath(meeting.group.slug, meeting.number);
  const cancelled = meeting.state === 'cancelled';
  const calendar = ical({
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    prodId: { company: 'Buendnis', product: 'Portal', language: receiver.language.toUpperCase() },
    // Unnamed, as DTSTAMP is to be in UTC; the events name theirs.
    timezone: { name: null, generator: () => berlin },
  });
  calendar.createEvent({
    // Not named after the host: the portal may move, the entry stays the same.
    id: `meeting-${meeting.id}@buendnis-portal`,
    sequence: meeting.sequence,
    stamp: new Date(),
    start: inBerlin(meeting.startsAt),
    end: inBerlin(meeting.endsAt),
    timezone: timeZone,
    summary: t('calendar.summary', { group: meeting.group.name, number: meeting.number }),
    location: [meeting.place, meeting.link].filter(Boolean).join(' · '),
    description: [cancelled ? meeting.cancelReason : meeting.note, agenda, url].filter(Boolean).join('\n\n'),
    url,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // The portal itself: answers are given on the page, and leads' addresses stay with the group.
    organizer: { name: meeting.group.name, email: `portal@${new URL(baseUrl).hostname}` },
    attendees: [
      {
        name: receiver.name,
        email: receiver.email,
        role: ICalAttendeeRole.REQ,
        status: receiver.answer ? statusOf[receiver.answer] : ICalAttendeeStatus.NEEDSACTION,
        rsvp: false,
      },
    ],
  });
  return calendar.toString();
}
