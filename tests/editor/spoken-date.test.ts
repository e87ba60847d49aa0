import { expect, test } from 'vitest';
import { spokenDay } from '~/editor/spoken-date';
import { formatDay } from '~/services/time';
import type { Day } from '~db/values';

/** A Monday. */
const today = '2026-03-09' as Day;
const calendar = { today, nextMeeting: '2026-04-16' as Day };

test.each([
  ['2026-03-12', '2026-03-12'],
  ['12.3.', '2026-03-12'],
  ['12.3', '2026-03-12'],
  ['12.03.', '2026-03-12'],
  ['12. 3. 2026', '2026-03-12'],
  ['12.03.2027', '2027-03-12'],
  ['12.3.27', '2027-03-12'],
  ['9.3.', '2026-03-09'],
  ['8.3.', '2027-03-08'],
  ['29.2.', '2028-02-29'],
  ['12/3/2026', '2026-03-12'],
  ['12. März', '2026-03-12'],
  ['12. März 2027', '2027-03-12'],
  ['12 March', '2026-03-12'],
  ['March 12th, 2027', '2027-03-12'],
  ['the 3rd of April', '2026-04-03'],
  ['bis zum 12. Mai', '2026-05-12'],
  ['1. Okt.', '2026-10-01'],
  ['15.', '2026-03-15'],
  ['am 8.', '2026-04-08'],
  ['31.', '2026-03-31'],
  ['heute', '2026-03-09'],
  ['Morgen', '2026-03-10'],
  ['tomorrow', '2026-03-10'],
  ['übermorgen', '2026-03-11'],
  ['day after tomorrow', '2026-03-11'],
  ['in 2 Wochen', '2026-03-23'],
  ['in zwei Wochen', '2026-03-23'],
  ['in einer Woche', '2026-03-16'],
  ['in a week', '2026-03-16'],
  ['14 Tage', '2026-03-23'],
  ['in 10 days', '2026-03-19'],
  ['in einem Monat', '2026-04-09'],
  ['in three months', '2026-06-09'],
  ['in einem Jahr', '2027-03-09'],
  ['Freitag', '2026-03-13'],
  ['bis Freitag', '2026-03-13'],
  ['nächsten Freitag', '2026-03-13'],
  ['next Friday', '2026-03-13'],
  ['by friday', '2026-03-13'],
  ['kommenden Montag', '2026-03-16'],
  ['Montag', '2026-03-16'],
  ['Mo', '2026-03-16'],
  ['übernächsten Freitag', '2026-03-20'],
  ['Freitag in einer Woche', '2026-03-20'],
  ['nächste Woche Freitag', '2026-03-20'],
  ['Mittwoch nächster Woche', '2026-03-18'],
  ['nächste Woche', '2026-03-20'],
  ['next week', '2026-03-20'],
  ['Ende der Woche', '2026-03-13'],
  ['end of this week', '2026-03-13'],
  ['Ende des Monats', '2026-03-31'],
  ['Monatsende', '2026-03-31'],
  ['end of the month', '2026-03-31'],
  ['nächsten Monat', '2026-04-30'],
  ['Ende nächsten Monats', '2026-04-30'],
  ['Ende März', '2026-03-31'],
  ['Ende Februar', '2027-02-28'],
  ['Mitte April', '2026-04-15'],
  ['Anfang Mai 2027', '2027-05-01'],
  ['end of June', '2026-06-30'],
  ['Jahresende', '2026-12-31'],
  ['end of the year', '2026-12-31'],
  ['bis zur nächsten Sitzung', '2026-04-16'],
  ['nächste Sitzung', '2026-04-16'],
  ['by the next meeting', '2026-04-16'],
  ['Sitzung', '2026-04-16'],
])('%s is %s', (said, day) => {
  expect(spokenDay(said, calendar)).toEqual({ kind: 'day', day });
});

test.each(['bald', '31.2.', '12.13.', '2026-02-30', 'Freitag der 13', '0.5.', 'asap', '99', 'in Wochen', 'ende'])(
  '%s is not guessed at',
  (said) => expect(spokenDay(said, calendar)).toEqual({ kind: 'unknown' }),
);

test('nothing typed is no day', () => {
  expect(spokenDay('  ', calendar)).toEqual({ kind: 'empty' });
});

test('the next meeting is only known when one is planned', () => {
  expect(spokenDay('nächste Sitzung', { today, nextMeeting: null })).toEqual({ kind: 'noMeeting' });
});

test('months of different length are counted to their last day', () => {
  const at = (day: string, said: string) => spokenDay(said, { today: day as Day, nextMeeting: null });
  expect(at('2026-01-31', 'in einem Monat')).toEqual({ kind: 'day', day: '2026-02-28' });
  expect(at('2026-12-15', 'nächsten Monat')).toEqual({ kind: 'day', day: '2027-01-31' });
  expect(at('2026-12-31', 'morgen')).toEqual({ kind: 'day', day: '2027-01-01' });
  expect(at('2026-03-14', 'Ende der Woche')).toEqual({ kind: 'day', day: '2026-03-20' });
  expect(at('2026-04-30', '31.')).toEqual({ kind: 'day', day: '2026-05-31' });
});

test('a day is understood as the portal itself writes it', () => {
  for (const language of ['de', 'en'] as const) {
    for (let month = 1; month <= 12; month++) {
      const day = `2027-${String(month).padStart(2, '0')}-07` as Day;
      expect(spokenDay(formatDay(day, language), calendar), formatDay(day, language)).toEqual({ kind: 'day', day });
    }
  }
});
