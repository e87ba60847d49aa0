/** Entries for calendars, read back by a library that did not write them. */
import { describe, expect, it } from 'vitest';
import type { Day } from '~db/values';
import { type Entry, calendarOf } from '~/services/calendar.server';
import { senderAddress } from '~/services/mail/outbox.server';
import { readCalendar } from '../setup/ical';

const entry = (changed: Partial<Entry> = {}): Entry => ({
  uid: 'meeting-1@buendnis-portal',
  sequence: 0,
  when: { from: new Date('2026-03-12T13:00:00Z'), until: new Date('2026-03-12T15:00:00Z') },
  summary: 'AG Sprache: 1. Sitzung',
  place: '',
  text: '',
  url: 'https://portal.example/gruppen/sprache/sitzungen/1',
  status: 'confirmed',
  organizer: { name: 'AG Sprache', email: senderAddress() },
  ...changed,
});

const read = (changed: Partial<Entry>, method: 'publish' | 'request' | 'cancel' = 'publish') =>
  readCalendar(calendarOf({ method, language: 'de', stamp: new Date('2026-01-02T03:04:05Z'), entries: [entry(changed)] })).events[0]!;

/** The same letters at every place around the fold. */
const shifted = (text: string) => Array.from({ length: 8 }, (_, at) => 'x'.repeat(at) + text);

describe('words', () => {
  it.each(
    [
      'Maßnahmen für Geflüchtete: äöüß '.repeat(12),
      '👩‍👩‍👧‍👦🏳️‍🌈 Familien '.repeat(12),
      'Ελληνικά, Українська, العربية '.repeat(10),
      'Semikolon; Komma, Rückstrich \\ und \\n, Doppelpunkt: "Zitat"',
      'BEGIN:VALARM END:VEVENT DTSTAMP:20200101T000000Z ',
      'e\u0301'.repeat(90),
    ].flatMap(shifted),
  )('come back as they were: %s', (words) => {
    const event = read({ summary: words, place: words, text: `${words}\nZweite Zeile\n\n${words}` });
    const line = words.replace(/\s+/g, ' ').trim();
    expect(event.summary).toBe(line);
    expect(event.location).toBe(line);
    expect(event.description).toBe(`${words}\nZweite Zeile\n\n${words}`);
  });

  it('lose what no calendar may hold, and nothing else', () => {
    const event = read({ summary: 'Vor\u0000\u0007\u001B nach\u007F\uD83D Ende', text: 'a\u2028b\u0085c\r\nd\te' });
    expect(event.summary).toBe('Vor nach Ende');
    expect(event.description).toBe('a b c\nd\te');
  });

  it('can not begin a property of their own', () => {
    const event = read({ summary: 'Harmlos\r\nATTENDEE:mailto:fremd@example.org', text: 'x\r\nBEGIN:VALARM\r\nEND:VALARM' });
    expect(event.summary).toBe('Harmlos ATTENDEE:mailto:fremd@example.org');
    expect(event.attendees).toEqual([]);
  });

  it.each(['Anna "Anni" Beispiel', 'Rückstrich \\ Name', 'Komma, Semikolon; Doppelpunkt:', 'Zeile\nzwei', 'Ünïcödé 🎉'.repeat(20)])(
    'name people without breaking out of the quotation marks: %s',
    (name) => {
      const said = name.replace(/\s+/g, ' ').replaceAll('"', "'").replaceAll('\\', '/');
      const event = read({ attendee: { name, email: 'anna@verein.example', answer: null }, organizer: { name, email: senderAddress() } }, 'request');
      expect([event.attendeeName, event.organizerName]).toEqual([said, said]);
      expect(event.attendees).toEqual(['anna@verein.example']);
    },
  );
});

describe('times', () => {
  it.each([
    ['2030-03-31T00:30:00Z', '2030-03-31T01:30:00Z'],
    ['2030-10-26T23:30:00Z', '2030-10-27T02:30:00Z'],
    ['2026-07-01T12:00:00Z', '2026-07-01T14:00:00Z'],
    ['2026-12-31T22:30:00Z', '2027-01-01T00:15:00Z'],
  ])('from %s until %s are those of Berlin', (from, until) => {
    const event = read({ when: { from: new Date(from), until: new Date(until) } });
    expect([event.start, event.end, event.zone]).toEqual([new Date(from), new Date(until), 'Europe/Berlin']);
  });

  it.each(['2026-03-29', '2026-10-25', '2026-12-31', '2028-02-29'])('that are the whole %s are a day and not a moment', (day) => {
    const event = read({ when: { day: day as Day } });
    expect(event.day).toBe(day);
    expect((event.end.getTime() - event.start.getTime()) / 3_600_000).toSatisfy((hours: number) => hours >= 23 && hours <= 25);
  });

  it('say whether they are taken, to Outlook as well', () => {
    expect(read({ time: 'free' })).toMatchObject({ transparency: 'TRANSPARENT', busy: 'FREE' });
    expect(read({ time: 'tentative' })).toMatchObject({ transparency: 'OPAQUE', busy: 'TENTATIVE' });
    expect(read({ time: 'busy' })).toMatchObject({ transparency: 'OPAQUE', busy: 'BUSY' });
  });
});

it('one that was called from an address the portal had before says who sends it now', () => {
  expect(read({}).sentBy).toBeNull();
  expect(read({ organizer: { name: 'AG Sprache', email: 'portal@frueher.example' } })).toMatchObject({
    organizer: 'portal@frueher.example',
    sentBy: `mailto:${senderAddress()}`,
  });
});
