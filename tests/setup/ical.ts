/**
 * Calendars as somebody reads them who did not write them: Mozilla's ical.js, and the rules of RFC 5545 and
 * RFC 5546 one by one.
 */
import ICAL from 'ical.js';
import { expect } from 'vitest';

export type ReadEvent = {
  uid: string;
  sequence: number;
  summary: string;
  location: string | null;
  description: string | null;
  url: string | null;
  start: Date;
  end: Date;
  /** `2026-03-12` where it is a whole day. */
  day: string | null;
  zone: string;
  stamp: Date;
  status: string | null;
  transparency: string | null;
  busy: string | null;
  organizer: string;
  organizerName: string;
  sentBy: string | null;
  attendees: string[];
  attendeeName: string | null;
  answer: string | null;
};

export type ReadCalendar = { method: string; name: string | null; refresh: string | null; events: ReadEvent[] };

const text = (component: ICAL.Component, property: string): string | null => {
  const value = component.getFirstPropertyValue(property) as unknown;
  return value === null ? null : String(value);
};

/** What a calendar says; fails where it breaks a rule. */
export function readCalendar(source: string): ReadCalendar {
  expectLines(source);
  const root = new ICAL.Component(ICAL.parse(source) as unknown[]);
  expect([text(root, 'version'), root.getAllProperties('prodid').length]).toEqual(['2.0', 1]);
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const method = text(root, 'method')!;
  const components = root.getAllSubcomponents('vevent');
  for (const component of components) expectRules(root, component, method);
  const events = components.map(readEvent);
  expect(new Set(events.map(({ uid }) => uid)).size, 'each entry stands once').toBe(events.length);
  return { method, name: text(root, 'x-wr-calname'), refresh: text(root, 'refresh-interval'), events };
}

/** RFC 5545, 3.1: lines end with CRLF, are no longer than 75 octets, and are folded between letters only. */
function expectLines(source: string): void {
  expect(source.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = source.split('\r\n').slice(0, -1);
  for (const line of lines) {
    expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    // Half of a letter that takes two units would come back as the sign for what can't be read.
    expect(Buffer.from(line, 'utf8').toString('utf8')).toBe(line);
    expect(line).toMatch(/^([A-Z-]+[:;]| )/);
    expect(line).not.toMatch(/[\u0000-\u0008\u000A-\u001F\u007F]/);
  }
}

/** The tables of RFC 5546, 3.2.1 (PUBLISH), 3.2.2 (REQUEST) and 3.2.5 (CANCEL), as far as we say anything. */
const rules: Record<string, { has: string[]; hasNot: string[]; statuses: (string | null)[] }> = {
  PUBLISH: {
    has: ['dtstamp', 'dtstart', 'organizer', 'summary', 'uid'],
    hasNot: ['attendee', 'request-status'],
    statuses: ['CONFIRMED', 'CANCELLED'],
  },
  REQUEST: {
    has: ['attendee', 'dtstamp', 'dtstart', 'organizer', 'sequence', 'summary', 'uid'],
    hasNot: ['request-status'],
    statuses: ['CONFIRMED'],
  },
  CANCEL: {
    has: ['attendee', 'dtstamp', 'organizer', 'sequence', 'uid'],
    hasNot: ['request-status'],
    // Nothing where the meeting goes on without the receiver.
    statuses: ['CANCELLED', null],
  },
};

/** RFC 5545, 3.6.1: what stands in an entry at most once. */
const once = ['dtstamp', 'uid', 'dtstart', 'dtend', 'description', 'location', 'organizer', 'sequence', 'status', 'summary', 'transp', 'url'];

function expectRules(root: ICAL.Component, event: ICAL.Component, method: string): void {
  const rule = rules[method]!;
  for (const name of rule.has) expect([name, event.hasProperty(name)]).toEqual([name, true]);
  for (const name of rule.hasNot) expect([name, event.hasProperty(name)]).toEqual([name, false]);
  for (const name of once) expect([name, event.getAllProperties(name).length]).toSatisfy(([, count]) => (count as number) <= 1);
  expect(rule.statuses).toContain(text(event, 'status'));
  expect(event.getAllSubcomponents('valarm')).toEqual([]);
  expect((event.getFirstPropertyValue('dtstamp') as ICAL.Time).zone.tzid, 'DTSTAMP is in UTC').toBe('UTC');
  for (const name of ['dtstart', 'dtend']) {
    const property = event.getFirstProperty(name)!;
    const zone = property.getParameter('tzid');
    // A time names its zone, and the zone is told (3.2.19); a day has none.
    if (property.type === 'date') expect(zone).toBeUndefined();
    else expect(root.getAllSubcomponents('vtimezone').map((one) => text(one, 'tzid'))).toContain(zone);
  }
}

function readEvent(component: ICAL.Component): ReadEvent {
  const event = new ICAL.Event(component);
  const organizer = component.getFirstProperty('organizer')!;
  const [attendee] = event.attendees;
  const parameter = (property: ICAL.Property | undefined, name: string) => (property?.getParameter(name) as string | undefined) ?? null;
  const address = (property: ICAL.Property) => String(property.getFirstValue()).replace(/^mailto:/i, '');
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    location: text(component, 'location'),
    description: text(component, 'description'),
    url: text(component, 'url'),
    start: event.startDate.toJSDate(),
    end: event.endDate.toJSDate(),
    day: event.startDate.isDate ? event.startDate.toString() : null,
    zone: event.startDate.zone.tzid,
    stamp: (component.getFirstPropertyValue('dtstamp') as ICAL.Time).toJSDate(),
    status: text(component, 'status'),
    transparency: text(component, 'transp'),
    busy: text(component, 'x-microsoft-cdo-busystatus'),
    organizer: address(organizer),
    organizerName: parameter(organizer, 'cn')!,
    sentBy: parameter(organizer, 'sent-by'),
    attendees: event.attendees.map(address),
    attendeeName: parameter(attendee, 'cn'),
    answer: parameter(attendee, 'partstat'),
  };
}
