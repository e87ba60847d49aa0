/** Asks the index. It knows no rights: whoever asks says which entries may be seen, and that is part of the question. */
import { type SQL, asc, and, eq, sql } from 'drizzle-orm';
import { db, searchEntries } from '~db/client.server';
import { number, table } from '~db/columns.server';
import { type Piece, excerptOf, markedIn } from './excerpt';
import { type Clause, type Widened, clausesOf, loneTerms, matchOf } from './query';
import { alike, containing } from './vocabulary.server';

/** The index of words (FTS5), ranked by bm25, a title above a text. */
const searchIndex = table('search_index', { rowid: number(), rank: number() });

const shown = {
  kind: searchEntries.kind,
  objectId: searchEntries.objectId,
  part: searchEntries.part,
  ownerKind: searchEntries.ownerKind,
  groupId: searchEntries.groupId,
  path: searchEntries.path,
  title: searchEntries.title,
  body: searchEntries.body,
  at: searchEntries.at,
};

type Row = Awaited<ReturnType<typeof rowsFor>>[number];

export type Found = Omit<Row, 'title' | 'body'> & { title: string; heading: Piece[]; excerpt: Piece[] };

export type Answer = {
  hits: Found[];
  /** How many there are, as far as they were counted. */
  count: number;
  /** There are more than were counted. */
  more: boolean;
  /** Words as they stand in what was found in place of what was typed. */
  instead: string[];
};

/** Who is shown so many narrows the question. */
export const mostCounted = 200;

/**
 * What is found for a question, the best first.
 *
 * @param seen which entries may be found at all; asked of each before it is counted or shown
 */
export async function search(
  asked: string,
  { seen, limit, offset = 0 }: { seen: SQL | undefined; limit: number; offset?: number },
): Promise<Answer> {
  const clauses = clausesOf(asked);
  const widened = await widenedBy(clauses, containing);
  const answer = await answerTo(clauses, widened, { seen, limit, offset });
  if (answer.count > 0) return answer;
  return forgiving(clauses, { seen, limit, offset });
}

type Page = { seen: SQL | undefined; limit: number; offset: number };

/** Nothing was found: what is written with a slip or two in its place. */
async function forgiving(clauses: readonly Clause[], page: Page): Promise<Answer> {
  const meant = await widenedBy(clauses, async (term) => [...(await containing(term)), ...(await alike(term))]);
  const answer = await answerTo(clauses, meant, page);
  // Words are named only as they stand in what is shown: no others are known to whoever asks.
  const instead = new Set(
    answer.hits.flatMap(({ heading, excerpt }) =>
      [...heading, ...excerpt].filter(({ marked }) => marked).map(({ text }) => text),
    ),
  );
  return { ...answer, instead: [...instead].slice(0, mostNamed) };
}

const mostNamed = 3;

async function widenedBy(clauses: readonly Clause[], wider: (term: string) => Promise<string[]>): Promise<Widened> {
  const widened = new Map<string, string[]>();
  for (const term of loneTerms(clauses)) widened.set(term, await wider(term));
  return widened;
}

async function answerTo(clauses: readonly Clause[], widened: Widened, page: Page): Promise<Answer> {
  const match = matchOf(clauses, widened);
  if (!match) return { hits: [], count: 0, more: false, instead: [] };
  const rows = await rowsOn(page, matchOf(clauses, asTyped)!, match);
  const { offset, limit, seen } = page;
  const last = rows.length < limit && (rows.length > 0 || offset === 0);
  const all = last ? offset + rows.length : await countFor(match, seen);
  const wanted = clauses.filter(({ not }) => !not).flatMap(({ terms }) => terms.flatMap((term) => widened.get(term) ?? [term]));
  const terms = new Set(wanted);
  return {
    hits: rows.map(({ body, ...row }) => ({ ...row, heading: markedIn(row.title, terms), excerpt: excerptOf(body, terms) })),
    count: Math.min(all, mostCounted),
    more: all > mostCounted,
    instead: [],
  };
}

const asTyped: Widened = new Map();

/** First what holds the words themselves, then what holds only others that stand for them: those are many and rare. */
async function rowsOn({ seen, limit, offset }: Page, exact: string, wide: string): Promise<Row[]> {
  const first = await rowsFor(exact, seen, limit, offset);
  if (first.length === limit || wide === exact) return first;
  const before = first.length > 0 || offset === 0 ? offset + first.length : await countFor(exact, seen);
  const rest = await rowsFor(`(${wide}) NOT (${exact})`, seen, limit - first.length, Math.max(0, offset - before));
  return [...first, ...rest];
}

const matching = (match: string, seen: SQL | undefined) =>
  and(sql`search_index MATCH ${match}`, eq(searchEntries.id, searchIndex.rowid), seen);

/** The index hands out its best first, and each is looked at until there are enough: few are looked at. */
const rowsFor = (match: string, seen: SQL | undefined, limit: number, offset: number) =>
  db
    .select(shown)
    .from(searchIndex)
    .crossJoin(searchEntries)
    .where(matching(match, seen))
    .orderBy(asc(searchIndex.rank))
    .limit(limit)
    .offset(offset);

async function countFor(match: string, seen: SQL | undefined): Promise<number> {
  const rows = db
    .select({ id: searchEntries.id })
    .from(searchIndex)
    .crossJoin(searchEntries)
    .where(matching(match, seen))
    .limit(mostCounted + 1);
  return (await rows).length;
}
