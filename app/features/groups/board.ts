/** What the form of the assignment board says: filters, who is chosen, group and role. Runs anywhere. */
import { z } from 'zod';
import { daySchema, idSchema } from '~db/value-schemas';
import { type Day, type FieldId, type GroupId, type GroupRole, type OrganisationId, type OrganisationKind, type PersonId, groupRoles, organisationKinds } from '~db/values';

export const boardPath = '/geschaeftsstelle/zuordnung';

/** Where people are now: in no group, in a group of a field, in a group. */
export type Place =
  | { kind: 'none' }
  | { kind: 'field'; id: FieldId }
  | { kind: 'group'; id: GroupId };

export type Board = {
  q: string;
  organisation: OrganisationId | undefined;
  kind: OrganisationKind | undefined;
  place: Place | undefined;
  requested: boolean;
  page: number;
  chosen: PersonId[];
  /** Choose everyone the filters find, or nobody, in place of what was chosen. */
  choose: 'all' | 'none' | undefined;
  group: GroupId | undefined;
  to: GroupRole | 'end';
  until: Day | undefined;
};

/** The fields of the form; some stand in addresses, too. Ids of those chosen on other pages come as one long word. */
export const names = {
  q: 'suche',
  organisation: 'organisation',
  kind: 'art',
  place: 'wo',
  requested: 'angefragt',
  clear: 'aufheben',
  page: 'seite',
  chosen: 'gewaehlt',
  person: 'person',
  choose: 'auswahl',
  group: 'gruppe',
  to: 'rolle',
  until: 'bis',
} as const;

/** The fields that narrow who is found. */
export const filterNames: readonly string[] = [names.q, names.organisation, names.kind, names.place, names.requested];

const idLength = 16;

/** Reads an address or a form; what makes no sense counts as not said. */
export function readBoard(said: URLSearchParams): Board {
  const query = said.has(names.clear) ? withoutFilters(said) : said;
  const read = <Value>(name: string, schema: z.ZodType<Value>): Value | undefined => {
    const result = schema.safeParse(query.get(name) ?? undefined);
    return result.success ? result.data : undefined;
  };
  const packed = query.get(names.chosen) ?? '';
  const elsewhere = Array.from({ length: Math.floor(packed.length / idLength) }, (_, index) =>
    packed.slice(index * idLength, (index + 1) * idLength),
  );
  const chosen = [...elsewhere, ...query.getAll(names.person)].flatMap((id) => {
    const result = idSchema<'person'>().safeParse(id);
    return result.success ? [result.data] : [];
  });
  return {
    q: (query.get(names.q) ?? '').slice(0, 100).trim(),
    organisation: read(names.organisation, idSchema<'organisation'>()),
    kind: read(names.kind, z.enum(organisationKinds)),
    place: placeOf(query.get(names.place) ?? ''),
    requested: query.has(names.requested),
    page: read(names.page, z.coerce.number().int().min(1).max(10_000)) ?? 1,
    chosen: [...new Set(chosen)],
    choose: read(names.choose, z.enum(['all', 'none'])),
    group: read(names.group, idSchema<'group'>()),
    to: read(names.to, z.enum([...groupRoles, 'end'])) ?? 'member',
    until: read(names.until, daySchema),
  };
}

function withoutFilters(said: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...said].filter(([name]) => !filterNames.includes(name)));
}

function placeOf(value: string): Place | undefined {
  const [kind, id] = value.split(':');
  if (kind === 'none') return { kind };
  const field = idSchema<'field'>().safeParse(id);
  const group = idSchema<'group'>().safeParse(id);
  if (kind === 'field' && field.success) return { kind, id: field.data };
  if (kind === 'group' && group.success) return { kind, id: group.data };
  return undefined;
}

/** A place as it stands in the address. */
export const placeValue = (place: Place | undefined): string =>
  !place ? '' : place.kind === 'none' ? 'none' : `${place.kind}:${place.id}`;

/** The address that keeps filters, group and role, and chooses nobody. */
export function pathWithoutChoice(board: Board, more: Record<string, string> = {}): string {
  const said: Record<string, string> = {
    [names.q]: board.q,
    [names.organisation]: board.organisation ?? '',
    [names.kind]: board.kind ?? '',
    [names.place]: placeValue(board.place),
    [names.requested]: board.requested ? 'on' : '',
    [names.group]: board.group ?? '',
    [names.to]: board.to === 'member' ? '' : board.to,
    [names.until]: board.until ?? '',
    ...more,
  };
  const query = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''));
  return query.size > 0 ? `${boardPath}?${query}` : boardPath;
}
