/** The search: how it is asked. Runs anywhere. */
import { z } from 'zod';
import { searchKinds } from '~db/values';

/** How far back, in days. */
export const periods = { week: 7, month: 31, year: 366 } as const;
export type Period = keyof typeof periods;
export const periodNames = Object.keys(periods) as Period[];

/** Reads the address, by the names of the fields; what makes no sense is left out. */
const query = z.object({
  q: z
    .string()
    .transform((text) => text.slice(0, 200).trim())
    .catch(''),
  art: z.enum(searchKinds).optional().catch(undefined),
  /** The slug of a group; in one that there is not nothing is found. */
  gruppe: z
    .string()
    .transform((slug) => slug.slice(0, 100) || undefined)
    .optional()
    .catch(undefined),
  zeit: z.enum(periodNames as [Period, ...Period[]]).optional().catch(undefined),
  seite: z.coerce.number().int().min(1).max(1000).catch(1),
});
export type SearchQuery = z.output<typeof query>;

/** What the address of the search asks for. */
export const queryIn = (request: Request): SearchQuery =>
  query.parse(Object.fromEntries(new URL(request.url).searchParams));

/** The question as the address has it, with every name but the page. */
export const askedBy = ({ q, art, gruppe, zeit }: SearchQuery) => ({
  q,
  art: art ?? '',
  gruppe: gruppe ?? '',
  zeit: zeit ?? '',
});
export type Asked = ReturnType<typeof askedBy>;
