/** The meetings of all groups, for the Geschäftsstelle: what their list is asked for in its address. Runs anywhere. */
import { z } from 'zod';
import { type MinutesState, minutesStates } from '~db/values';

/** How far the minutes have come; `none` where a meeting is over and has none. */
export const minutesFilters = ['none', ...minutesStates] as const satisfies readonly (MinutesState | 'none')[];
export type MinutesFilter = (typeof minutesFilters)[number];

/** A month as addresses name it: `2026-03`. */
const monthSchema = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);

export type AllMeetingsQuery = {
  /** The slug of a group; all where it is empty. */
  group: string;
  minutes: MinutesFilter | null;
  month: string | null;
  page: number;
};

/** Reads a query from an address; nonsense asks for nothing. */
export function allMeetingsQuery(request: Request): AllMeetingsQuery {
  const query = new URL(request.url).searchParams;
  return {
    group: (query.get('gruppe') ?? '').slice(0, 100),
    minutes: z.enum(minutesFilters).safeParse(query.get('protokoll')).data ?? null,
    month: monthSchema.safeParse(query.get('monat')).data ?? null,
    page: Math.max(1, Math.trunc(Number(query.get('seite'))) || 1),
  };
}

/** What a query says in an address, by the names of its fields. */
export const askedFor = ({ group, minutes, month }: AllMeetingsQuery) => ({
  gruppe: group,
  protokoll: minutes ?? '',
  monat: month ?? '',
});

/** So many months before the one a day lies in, or after it. */
export function monthFrom(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
}
