/**
 * Entries as they were sent to people by mail. The mails themselves are asked, since they alone know what was
 * sent, what waits and what was withheld.
 */
import { and, eq, inArray, isNotNull, isNull, like } from 'drizzle-orm';
import { type Tx, mails } from '~db/client.server';
import type { Day, MeetingId, PersonId } from '~db/values';
import { momentAt } from '~/services/time';
import { uidOf } from './calendar.server';

type Span = { from: Date; until: Date };
type Mailed = { personId: PersonId | null; method: string | null; calendar: string | null };

const ofMeeting = (id: MeetingId) => like(mails.calendar, `%UID:${uidOf(id)}%`);
const columns = { personId: mails.personId, method: mails.calendarMethod, calendar: mails.calendar };

const sequenceOf = ({ calendar }: Mailed): number => Number(/^SEQUENCE:(\d+)/m.exec(calendar!)![1]);

const newer = (one: Mailed | undefined, other: Mailed): Mailed =>
  one && sequenceOf(one) > sequenceOf(other) ? one : other;

/** Those of some people in whose calendars a meeting stands by mail, or will once what waits is sent. */
export async function holdersOf(tx: Tx, id: MeetingId, people: readonly PersonId[]): Promise<Set<PersonId>> {
  const rows = await tx
    .select(columns)
    .from(mails)
    .where(and(inArray(mails.personId, [...people]), isNull(mails.withheldAt), ofMeeting(id)));
  const last = new Map<PersonId, Mailed>();
  for (const row of rows) last.set(row.personId!, newer(last.get(row.personId!), row));
  return new Set([...last].flatMap(([personId, { method }]) => (method === 'REQUEST' ? [personId] : [])));
}

/** When a meeting is, as somebody was last sent it; null where nothing has reached them. */
export async function lastSent(tx: Tx, id: MeetingId, personId: PersonId): Promise<Span | null> {
  const rows = await tx
    .select(columns)
    .from(mails)
    .where(and(eq(mails.personId, personId), isNotNull(mails.sentAt), ofMeeting(id)));
  const last = rows.reduce<Mailed | undefined>(newer, undefined);
  return last ? { from: timeIn(last, 'DTSTART'), until: timeIn(last, 'DTEND') } : null;
}

/** Entries of meetings say their times as clocks in Berlin show them. */
function timeIn({ calendar }: Mailed, property: 'DTSTART' | 'DTEND'): Date {
  const said = new RegExp(`^${property};[^:]*:(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)`, 'm').exec(eventIn(calendar!))!;
  const [, year, month, day, hour, minute] = said;
  return momentAt(`${year}-${month}-${day}` as Day, `${hour}:${minute}`);
}

/** Without the rules for summer time, which know a DTSTART as well. */
const eventIn = (calendar: string): string => calendar.slice(calendar.indexOf('BEGIN:VEVENT'));

/** Takes back what waits to be sent to somebody of a meeting that is no longer theirs. */
export async function takeBack(tx: Tx, id: MeetingId, personId: PersonId): Promise<void> {
  await tx
    .update(mails)
    .set({ withheldAt: new Date(), text: '', html: '', calendar: null })
    .where(and(eq(mails.personId, personId), isNull(mails.sentAt), isNull(mails.withheldAt), ofMeeting(id)));
}
