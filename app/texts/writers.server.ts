/** Who wrote what in a text, from what was kept when it was written (`~/live/authors.server`). */
import { eq, inArray } from 'drizzle-orm';
import * as Y from 'yjs';
import { type Reader, db, people, textAuthors } from '~db/client.server';
import type { PersonId, TextId, TextKind, VersionId } from '~db/values';
import type { Written } from '~/editor/render';
import { type AuthorRow, type Run, authorsOf } from './writers';

export type Writers = {
  runs: Run[];
  nameOf: (personId: PersonId) => string;
};

/** The authors of a text as a shared document says it; its positions are those of the whole document. */
export async function writersOf(textId: TextId, ydoc: Y.Doc, kind: TextKind, reader: Reader = db): Promise<Writers> {
  const rows: AuthorRow[] = await reader
    .select({ clientId: textAuthors.clientId, fromClock: textAuthors.fromClock, personId: textAuthors.personId })
    .from(textAuthors)
    .where(eq(textAuthors.textId, textId));
  const runs = rows.length === 0 ? [] : authorsOf(ydoc, kind, rows);
  const ids = [...new Set(runs.flatMap(({ personId }) => personId ?? []))];
  const named =
    ids.length === 0
      ? []
      : await reader.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return { runs, nameOf: (personId) => names.get(personId) ?? '' };
}

const keptVersions = new Map<VersionId, Writers>();
const capacity = 50;

/** The authors of a version, which never change: kept for the next who asks. */
export async function writersOfVersion(
  text: { id: TextId; kind: TextKind },
  id: VersionId,
  state: Uint8Array,
): Promise<Writers> {
  const kept = keptVersions.get(id);
  if (kept) return kept;
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, state);
  const writers = await writersOf(text.id, ydoc, text.kind);
  keptVersions.set(id, writers);
  if (keptVersions.size > capacity) keptVersions.delete(keptVersions.keys().next().value!);
  return writers;
}

/** As the page of a version shows it: each stretch with its writer, and the writers for the legend. */
export function shownWriters({ runs, nameOf }: Writers): {
  written: Written[];
  legend: { author: number; name: string; initials: string }[];
} {
  const order: PersonId[] = [];
  const written = runs.flatMap(({ from, to, personId }) => {
    if (personId === null) return [];
    if (!order.includes(personId)) order.push(personId);
    return [{ from, to, ...shown(personId) }];
  });
  function shown(personId: PersonId) {
    const name = nameOf(personId);
    return { author: order.indexOf(personId) + 1, name, initials: initialsOf(name) };
  }
  return { written, legend: order.map(shown) };
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map(([first = '']) => first)
    .filter((first) => /\p{L}/u.test(first))
    .join('')
    .slice(0, 3)
    .toUpperCase();
