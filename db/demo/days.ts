/** Days of the example, laid around the day of filling: the next meeting always lies ahead. */
import { addDays, today } from '~/services/time';
import type { Day } from '../values';

/** A working day about `days` from today; weekends move away from today, so that past and future stay so. */
export function workday(days: number): Day {
  const day = addDays(today(), days);
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (days < 0) return addDays(day, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}
