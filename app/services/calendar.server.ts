/**
 * Entries for calendar programs (RFC 5545), as Thunderbird, Outlook and Apple's calendar need them. The one
 * importer of ical-generator; knows no feature.
 */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalDateTimeValue,
  ICalEventBusyStatus,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalLuxonDateTimeStub,
} from 'ical-generator';
import type { Day, InvitationAnswer, Language } from '~db/values';
import { senderAddress } from './mail/outbox.server';
import { addDays, clockOf, dayOf, timeZone } from './time';

/**
 * What is done with the entries (RFC 5546, 1.4): `publish` shows them and asks for nothing, `request` invites
 * or renews, `cancel` takes one out of a calendar.
 */
export type Method = 'publish' | 'request' | 'cancel';

export type Entry = {
  /** Never changes, so that a later entry takes the place of this one. */
  uid: string;
  /** Grows with each change that calendars must take over. */
  sequence: number;
  when: { from: Date; until: Date } | { day: Day };
  summary: string;
  place: string;
  /** Lines of plain text. */
  text: string;
  url: string;
  /** Null where nothing is said about it, as when somebody is no longer invited (RFC 5546, 3.2.5). */
  status: 'confirmed' | 'cancelled' | null;
  /** Whether the time is taken; nothing is said of it in invitations, since the answer decides. */
  time?: 'busy' | 'tentative' | 'free';
  /** Who calls; the same for all that is ever sent of an entry. */
  organizer: { name: string; email: string };
  /** Whom it was sent to. Published entries name nobody (RFC 5546, 3.2.1). */
  attendee?: { name: string; email: string; answer: InvitationAnswer | null };
};

export type Calendar = {
  method: Method;
  language: Language;
  /** When this edition of it was made (DTSTAMP): of two that are else alike the later counts. */
  stamp: Date;
  entries: readonly Entry[];
  /** Of a calendar that is fetched again and again: what programs call it, and after how many seconds they look. */
  subscribed?: { name: string; renewedAfter: number };
};

const methods: Record<Method, ICalCalendarMethod> = {
  publish: ICalCalendarMethod.PUBLISH,
  request: ICalCalendarMethod.REQUEST,
  cancel: ICalCalendarMethod.CANCEL,
};

const statuses = { confirmed: ICalEventStatus.CONFIRMED, cancelled: ICalEventStatus.CANCELLED };

const answers: Record<InvitationAnswer, ICalAttendeeStatus> = {
  accepted: ICalAttendeeStatus.ACCEPTED,
  declined: ICalAttendeeStatus.DECLINED,
  tentative: ICalAttendeeStatus.TENTATIVE,
};

/** Most programs ask TRANSP whether a time is taken, Outlook its own property. */
const times = {
  busy: { transparency: ICalEventTransparency.OPAQUE, busystatus: ICalEventBusyStatus.BUSY },
  tentative: { transparency: ICalEventTransparency.OPAQUE, busystatus: ICalEventBusyStatus.TENTATIVE },
  free: { transparency: ICalEventTransparency.TRANSPARENT, busystatus: ICalEventBusyStatus.FREE },
};

/** @returns an iCalendar object: lines of at most 75 octets, ended by CRLF (RFC 5545, 3.1) */
export function calendarOf({ method, language, stamp, entries, subscribed }: Calendar): string {
  const calendar = ical({
    method: methods[method],
    prodId: { company: 'Buendnis', product: 'Portal', language: language.toUpperCase() },
    // Unnamed, as DTSTAMP is to be in UTC; the events name theirs.
    timezone: { name: null, generator: () => berlin },
    ...(subscribed ? { name: oneLine(subscribed.name), ttl: subscribed.renewedAfter } : {}),
  });
  for (const entry of entries) calendar.createEvent(eventOf(entry, stamp));
  // The last line has its end as well, which ical-generator leaves out.
  return `${calendar.toString()}\r\n`;
}

function eventOf(entry: Entry, stamp: Date): ICalEventData {
  const sender = senderAddress();
  const { organizer, attendee } = entry;
  return {
    id: entry.uid,
    sequence: entry.sequence,
    stamp,
    ...spanOf(entry.when),
    summary: oneLine(entry.summary),
    location: entry.place ? oneLine(entry.place) : null,
    description: entry.text ? clean(entry.text) : null,
    url: entry.url,
    status: entry.status && statuses[entry.status],
    ...(entry.time ? times[entry.time] : {}),
    organizer: {
      name: inQuotes(organizer.name),
      email: organizer.email,
      // The portal has moved since: who sends now acts for the address that has called (RFC 6047, 2.3).
      ...(organizer.email === sender ? {} : { sentBy: sender }),
    },
    attendees: attendee
      ? [
          {
            name: inQuotes(attendee.name),
            email: attendee.email,
            role: ICalAttendeeRole.REQ,
            status: attendee.answer ? answers[attendee.answer] : ICalAttendeeStatus.NEEDSACTION,
            rsvp: false,
          },
        ]
      : [],
  };
}

/** A whole day ends with the beginning of the next (RFC 5545, 3.6.1); without its end iCloud leaves it out. */
const spanOf = (when: Entry['when']) =>
  'day' in when
    ? { allDay: true, start: asDay(when.day), end: asDay(addDays(when.day, 1)) }
    : { start: inBerlin(when.from), end: inBerlin(when.until), timezone: timeZone };

/** Signs that RFC 5545 allows nowhere, and what some programs take for the end of a line. */
const forbidden = /[\p{Surrogate}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029]/gu;

const clean = (text: string): string => text.replace(forbidden, ' ');
const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();
/** Values of parameters know no way to say a quotation mark that all programs read (RFC 5545, 3.2). */
const inQuotes = (text: string): string => oneLine(text).replaceAll('"', "'").replaceAll('\\', '/');

/**
 * A moment as clocks in Berlin show it. Of a plain Date ical-generator writes the time in the zone of
 * the process, whatever zone is named; from what looks like a Luxon DateTime it takes what this says.
 */
const inBerlin = (moment: Date): ICalDateTimeValue => asSaid(moment, dayOf(moment), clockOf(moment));

const asDay = (day: Day): ICalDateTimeValue => asSaid(new Date(`${day}T12:00:00Z`), day, '00:00');

const asSaid = (moment: Date, day: Day, clock: string): ICalLuxonDateTimeStub => ({
  isValid: true,
  zone: { type: 'iana' },
  setZone() {
    return this;
  },
  toFormat: (format) => (format === 'yyyyLLdd' ? day.replaceAll('-', '') : `${clock.replace(':', '')}00`),
  toJSDate: () => moment,
  toJSON: () => moment.toISOString(),
});

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
