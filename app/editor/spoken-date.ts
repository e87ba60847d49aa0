/**
 * Days as people say them when a task is given out: "12.3.", "nächsten Freitag", "in 2 Wochen",
 * "bis zur nächsten Sitzung", and the same in English. Runs anywhere.
 *
 * A day without a year is the next one to come, today included; a weekday is the next after today.
 * Both languages are understood everywhere, because people type what comes to mind.
 */
import { addDays, isDay } from '~/services/time';
import type { Day } from '~db/values';

export type SpokenDay =
  | { kind: 'day'; day: Day }
  | { kind: 'empty' }
  /** "Next meeting", while none is planned. */
  | { kind: 'noMeeting' }
  | { kind: 'unknown' };

/** What a spoken day is relative to. */
export type Calendar = { today: Day; nextMeeting: Day | null };

const months = [
  ['januar', 'jänner', 'january', 'jan'],
  ['februar', 'february', 'feb'],
  ['märz', 'maerz', 'march', 'mär', 'mrz', 'mar'],
  ['april', 'apr'],
  ['mai', 'may'],
  ['juni', 'june', 'juno', 'jun'],
  ['juli', 'july', 'julei', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['dezember', 'december', 'dez', 'dec'],
];

/** From Monday, as weeks begin here. */
const weekdays = [
  ['montag', 'monday', 'mo', 'mon'],
  ['dienstag', 'tuesday', 'di', 'tue'],
  ['mittwoch', 'wednesday', 'mi', 'wed'],
  ['donnerstag', 'thursday', 'do', 'thu'],
  ['freitag', 'friday', 'fr', 'fri'],
  ['samstag', 'sonnabend', 'saturday', 'sa', 'sat'],
  ['sonntag', 'sunday', 'so', 'sun'],
];

const numbers: Record<string, number> = {
  a: 1, an: 1, ein: 1, eine: 1, einem: 1, einen: 1, einer: 1, one: 1,
  zwei: 2, two: 2, drei: 3, three: 3, vier: 4, four: 4, fünf: 5, five: 5, sechs: 6, six: 6,
  sieben: 7, seven: 7, acht: 8, eight: 8, neun: 9, nine: 9, zehn: 10, ten: 10,
  elf: 11, eleven: 11, zwölf: 12, twelve: 12,
};

const oneOf = (lists: readonly string[][]): string =>
  lists
    .flat()
    .sort((a, b) => b.length - a.length)
    .join('|');
const month = `(${oneOf(months)})\\.?`;
const weekday = `(${oneOf(weekdays)})\\.?`;
const count = `(\\d{1,3}|${Object.keys(numbers).join('|')})`;
const next = '(?:nächste[nrs]?|naechste[nrs]?|kommende[nrs]?|next|the next)';
const year = '(\\d{4}|\\d{2})';

const indexIn = (lists: readonly string[][], word: string): number =>
  lists.findIndex((words) => words.includes(word));

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** The day, when there is such a day. */
function dayFrom(y: number, m: number, d: number): Day | null {
  const day = `${pad(y, 4)}-${pad(m)}-${pad(d)}`;
  return isDay(day) ? day : null;
}

const partsOf = (day: Day) => day.split('-').map(Number) as [number, number, number];

const lastOfMonth = (y: number, m: number): Day =>
  addDays(dayFrom(m === 12 ? y + 1 : y, (m % 12) + 1, 1)!, -1);

/** The same day some months later, or the last one of a shorter month. */
function addMonths(day: Day, added: number): Day {
  const [y, m, d] = partsOf(day);
  const total = y * 12 + (m - 1) + added;
  const [ty, tm] = [Math.floor(total / 12), (total % 12) + 1];
  return dayFrom(ty, tm, d) ?? lastOfMonth(ty, tm);
}

/** 0 for Monday. */
const weekdayOf = (day: Day): number => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** A day and month; without a year the next one to come. */
function inYear(today: Day, d: number, m: number, y?: string): Day | null {
  if (y) return dayFrom(fullYear(y), m, d);
  const [thisYear] = partsOf(today);
  // 29 February can be four years away, eight around a century without one.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = dayFrom(thisYear + ahead, m, d);
    if (day && day >= today) return day;
  }
  return null;
}

/** The next day with this number, in this month or one of the next. */
function nextWithNumber(today: Day, d: number): Day | null {
  const [y, m] = partsOf(today);
  for (let ahead = 0; ahead < 3; ahead++) {
    const day = dayFrom(y + Math.floor((m - 1 + ahead) / 12), ((m - 1 + ahead) % 12) + 1, d);
    if (day && day >= today) return day;
  }
  return null;
}

const nextWeekday = (today: Day, wanted: number): Day => {
  const ahead = (wanted - weekdayOf(today) + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
};

/** A weekday of the calendar week that begins some weeks from this one. */
const inWeek = (today: Day, weeks: number, wanted: number): Day =>
  addDays(today, weeks * 7 - weekdayOf(today) + wanted);

const friday = 4;

type Rule = [pattern: string, read: (found: string[], calendar: Calendar) => Day | null];

/** Each pattern is matched against the whole text; the first that fits is asked. */
const rules: Rule[] = [
  ['(\\d{4})-(\\d{1,2})-(\\d{1,2})', ([y, m, d]) => dayFrom(Number(y), Number(m), Number(d))],
  [`(\\d{1,2})\\. ?(\\d{1,2})(?:\\. ?${year}?)?`, ([d, m, y], { today }) => inYear(today, Number(d), Number(m), y)],
  [`(\\d{1,2})/(\\d{1,2})(?:/${year})?`, ([d, m, y], { today }) => inYear(today, Number(d), Number(m), y)],
  [
    `(\\d{1,2})(?:\\.|st|nd|rd|th)? ?(?:of )?${month},?(?: ${year})?`,
    ([d, m, y], { today }) => inYear(today, Number(d), indexIn(months, m!) + 1, y),
  ],
  [
    `${month} (\\d{1,2})(?:st|nd|rd|th)?,?(?: ${year})?`,
    ([m, d, y], { today }) => inYear(today, Number(d), indexIn(months, m!) + 1, y),
  ],
  ['(\\d{1,2})(?:\\.|st|nd|rd|th)', ([d], { today }) => nextWithNumber(today, Number(d))],
  ['heute|today', (_found, { today }) => today],
  ['morgen|tomorrow', (_found, { today }) => addDays(today, 1)],
  ['übermorgen|uebermorgen|(?:the )?day after tomorrow', (_found, { today }) => addDays(today, 2)],
  [`(?:in |within )?${count} (?:tag|tage|tagen|days?)`, ([n], { today }) => addDays(today, amount(n!))],
  [`(?:in |within )?${count} (?:woche|wochen|weeks?)`, ([n], { today }) => addDays(today, amount(n!) * 7)],
  [`(?:in |within )?${count} (?:monat|monate|monaten|months?)`, ([n], { today }) => addMonths(today, amount(n!))],
  [`(?:in |within )?${count} (?:jahr|jahre|jahren|years?)`, ([n], { today }) => addMonths(today, amount(n!) * 12)],
  [`(?:${next} |diese[nr]? |this )?${weekday}`, ([w], { today }) => nextWeekday(today, indexIn(weekdays, w!))],
  [
    `(?:übernächste[nr]?|uebernaechste[nr]?) ${weekday}|${weekday} in (?:einer woche|a week)`,
    ([a, b], { today }) => addDays(nextWeekday(today, indexIn(weekdays, (a ?? b)!)), 7),
  ],
  [
    `${next} (?:woche|week),? (?:am |on )?${weekday}|${weekday},? (?:der |of )?${next} (?:woche|week)`,
    ([a, b], { today }) => inWeek(today, 1, indexIn(weekdays, (a ?? b)!)),
  ],
  [`(?:(?:ende|end of) )?(?:der )?${next} (?:woche|week)`, (_found, { today }) => inWeek(today, 1, friday)],
  [
    '(?:(?:ende|end of) )?(?:der |dieser |diese |this |the )?(?:woche|week)|wochenende|weekend',
    (_found, { today }) => (weekdayOf(today) <= friday ? inWeek(today, 0, friday) : inWeek(today, 1, friday)),
  ],
  [
    '(?:ende|end of) (?:des |diesen |dieses |the |this )?(?:monats?|month)|monatsende|month end',
    (_found, { today }) => {
      const [y, m] = partsOf(today);
      return lastOfMonth(y, m);
    },
  ],
  [
    `(?:(?:ende|end of) )?(?:des )?${next} (?:monats?|month)`,
    (_found, { today }) => {
      const [y, m] = partsOf(addMonths(today, 1));
      return lastOfMonth(y, m);
    },
  ],
  ['(?:ende|end of) (?:des |the |this )?(?:jahres|jahr|year)|jahresende', (_found, { today }) => dayFrom(partsOf(today)[0], 12, 31)],
  [
    `(ende|mitte|anfang|end of|mid|middle of|beginning of|early) ${month}(?: ${year})?`,
    ([part, m, y], { today }) => partOfMonth(today, part!, indexIn(months, m!) + 1, y),
  ],
];

const amount = (text: string): number => numbers[text] ?? Number(text);

function partOfMonth(today: Day, part: string, m: number, y?: string): Day | null {
  const within = (year: number): Day | null => {
    if (part.startsWith('end')) return lastOfMonth(year, m);
    return dayFrom(year, m, part.startsWith('mi') ? 15 : 1);
  };
  if (y) return within(fullYear(y));
  const [thisYear] = partsOf(today);
  const soon = within(thisYear);
  return soon && soon >= today ? soon : within(thisYear + 1);
}

const compiled = rules.map(([pattern, read]) => [new RegExp(`^(?:${pattern})$`), read] as const);

/** Words before a day that say nothing about which. */
const lead = /^(?:(?:bis|spätestens|spaetestens|zum|zur|am|an|den|dem|der|die|until|till|by|on|at|before|vor) )+/;
const meeting = /^(?:(?:nächste[nr]?|naechste[nr]?|kommende[nr]?|folgende[nr]?|next|the next|following) )?(?:sitzung|meeting)$/;

/**
 * The day somebody means.
 *
 * @param text what was typed
 */
export function spokenDay(text: string, calendar: Calendar): SpokenDay {
  const said = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/[!;,]+$/, '');
  if (said === '') return { kind: 'empty' };
  const candidates = [said, said.replace(lead, '')];
  if (candidates.some((candidate) => meeting.test(candidate))) {
    return calendar.nextMeeting ? { kind: 'day', day: calendar.nextMeeting } : { kind: 'noMeeting' };
  }
  for (const candidate of candidates) {
    // "Do., 12. März 2026", as the field shows it itself.
    const withoutWeekday = candidate.replace(new RegExp(`^${weekday},? (?=.*\\d)`), '').replace(/^(?:den|the) /, '');
    for (const attempt of [candidate, withoutWeekday]) {
      for (const [pattern, read] of compiled) {
        const found = pattern.exec(attempt);
        const day = found && read(found.slice(1), calendar);
        if (day) return { kind: 'day', day };
      }
    }
  }
  return { kind: 'unknown' };
}
