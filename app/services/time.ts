/**
 * Moments and days as people in Lower Saxony say them. Moments are kept in UTC and shown in
 * Europe/Berlin; days are days. Runs anywhere.
 */
import type { Day, Language } from '~db/values';

export const timeZone = 'Europe/Berlin';

const locale = { de: 'de-DE', en: 'en-GB' } as const;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Intl formatters are slow to make and quick to use: each is made once. */
function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale[language], { timeZone, ...options });
    formatters.set(key, made);
  }
  return made;
}

const numeric = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function partsOf(moment: Date): Record<string, string> {
  const parts = formatter('de', { ...numeric, ...clock, second: '2-digit' }).formatToParts(moment);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

/** Whether a text is a day that exists, written as days are (`2026-03-12`). */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** The day a moment falls on in Berlin. */
export function dayOf(moment: Date): Day {
  const { year, month, day } = partsOf(moment);
  return `${year}-${month}-${day}` as Day;
}

export const today = (now: Date = new Date()): Day => dayOf(now);

/** The time of day in Berlin, `14:05`. */
export function clockOf(moment: Date): string {
  const { hour, minute } = partsOf(moment);
  return `${hour}:${minute}`;
}

/**
 * The moment at which clocks in Berlin show this day and time. On the night clocks go back the
 * first of the two is meant; a time that is skipped in spring becomes the same span after midnight.
 *
 * @param time `14:05`
 */
export function momentAt(day: Day, time: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const offsetAt = (instant: number) => {
    const p = partsOf(new Date(instant));
    const shown = Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}Z`);
    return shown - instant;
  };
  // The larger offset (summer) first: on the night of the change it gives the earlier moment.
  const candidates = [offsetAt(wall - 86_400_000), offsetAt(wall + 86_400_000)]
    .sort((a, b) => b - a)
    .map((offset) => wall - offset);
  const exact = candidates.find((instant) => instant + offsetAt(instant) === wall);
  return new Date(exact ?? candidates[1]!);
}

/** The first moment after a day. */
export const endOfDay = (day: Day): Date => momentAt(addDays(day, 1), '00:00');

/** The last day of what ends at a moment: ends at midnight are said as the day before. */
export const lastDayOf = (end: Date | number | string): Day => dayOf(new Date(new Date(end).getTime() - 1));

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as Day;
}

/** Whole days from one day to another; negative when it lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
}

/** "Do., 12. März 2026" */
export function formatDay(day: Day, language: Language): string {
  return formatter(language, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** "März 2026": the month a day lies in. */
export function formatMonth(day: Day, language: Language): string {
  return formatter(language, { month: 'long', year: 'numeric' }).format(new Date(`${day}T12:00:00Z`));
}

/** "12.03.2026" */
export function formatShortDay(day: Day, language: Language): string {
  return formatter(language, numeric).format(new Date(`${day}T12:00:00Z`));
}

/** "Do., 12. März 2026, 14:00 Uhr" / "Thu, 12 March 2026, 14:00" */
export function formatMoment(moment: Date, language: Language): string {
  const time = clockOf(moment);
  return `${formatDay(dayOf(moment), language)}, ${time}${language === 'de' ? ' Uhr' : ''}`;
}

/** "12.03.2026, 14:05": a moment among many, in a column of them. */
export function formatShortMoment(moment: Date, language: Language): string {
  return `${formatShortDay(dayOf(moment), language)}, ${clockOf(moment)}`;
}

/** "Do., 12. März 2026, 14–16 Uhr": a span as it is said, minutes only where they matter. */
export function formatSpan(from: Date, until: Date, language: Language): string {
  if (dayOf(from) !== dayOf(until)) return `${formatMoment(from, language)} – ${formatMoment(until, language)}`;
  const short = (time: string) =>
    language === 'de' && time.endsWith(':00') ? String(Number(time.slice(0, 2))) : time;
  const [a, b] = [clockOf(from), clockOf(until)];
  const plain = a.endsWith(':00') && b.endsWith(':00');
  const span = plain ? `${short(a)}–${short(b)}` : `${a}–${b}`;
  return `${formatDay(dayOf(from), language)}, ${span}${language === 'de' ? ' Uhr' : ''}`;
}

/** "in 3 Tagen", "gestern", "heute": by calendar days in Berlin. */
export function formatDistance(day: Day, language: Language, now: Date = new Date()): string {
  return new Intl.RelativeTimeFormat(locale[language], { numeric: 'auto' }).format(
    daysBetween(today(now), day),
    'day',
  );
}
