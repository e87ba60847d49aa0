import { describe, expect, it } from 'vitest';
import type { Day } from '~db/values';
import { addDays, clockOf, dayOf, daysBetween, endOfDay, formatDistance, formatSpan, lastDayOf, momentAt } from '~/services/time';

const day = (text: string) => text as Day;

describe('momentAt', () => {
  it.each([
    ['2026-01-15', '14:00', '2026-01-15T13:00:00.000Z'],
    ['2026-07-15', '14:00', '2026-07-15T12:00:00.000Z'],
    ['2026-07-15', '00:30', '2026-07-14T22:30:00.000Z'],
  ])('reads %s %s in Berlin', (date, time, expected) => {
    expect(momentAt(day(date), time).toISOString()).toBe(expected);
  });

  it('takes the first of the two 02:30 on the night clocks go back', () => {
    expect(momentAt(day('2026-10-25'), '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('moves a time that is skipped in spring behind the gap', () => {
    expect(momentAt(day('2026-03-29'), '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(clockOf(momentAt(day('2026-03-29'), '02:30'))).toBe('03:30');
  });

  it('comes back as the same day and time through a whole year', () => {
    for (let date = day('2026-01-01'); date < '2027-01-01'; date = addDays(date, 1)) {
      const moment = momentAt(date, '19:45');
      expect([dayOf(moment), clockOf(moment)]).toEqual([date, '19:45']);
    }
  });
});

describe('days', () => {
  it('end at midnight in Berlin, also on the nights of the clock change', () => {
    expect(endOfDay(day('2026-03-29')).toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(endOfDay(day('2026-10-25')).toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });

  it('are the last ones of what ends at their midnight, or in the middle of the next', () => {
    for (const date of ['2026-03-29', '2026-10-25', '2026-11-30'].map(day)) expect(lastDayOf(endOfDay(date))).toBe(date);
    expect(lastDayOf(momentAt(day('2026-11-30'), '12:00'))).toBe('2026-11-30');
  });

  it('are counted as days, not as 24 hours', () => {
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
    expect(daysBetween(day('2026-10-24'), day('2026-10-26'))).toBe(2);
  });
});

describe('words', () => {
  it('say a span as people do', () => {
    const from = momentAt(day('2026-03-12'), '14:00');
    expect(formatSpan(from, momentAt(day('2026-03-12'), '16:00'), 'de')).toBe('Do., 12. März 2026, 14–16 Uhr');
    expect(formatSpan(from, momentAt(day('2026-03-12'), '16:30'), 'de')).toBe('Do., 12. März 2026, 14:00–16:30 Uhr');
    expect(formatSpan(from, momentAt(day('2026-03-12'), '16:00'), 'en')).toBe('Thu, 12 March 2026, 14:00–16:00');
  });

  it('say how far a day is away, by the calendar in Berlin', () => {
    const lateEvening = momentAt(day('2026-03-12'), '23:30');
    expect(formatDistance(day('2026-03-13'), 'de', lateEvening)).toBe('morgen');
    expect(formatDistance(day('2026-03-15'), 'de', lateEvening)).toBe('in 3 Tagen');
    expect(formatDistance(day('2026-03-11'), 'en', lateEvening)).toBe('yesterday');
  });
});
