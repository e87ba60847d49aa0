/**
 * The words that stand anywhere. From them come the parts of compounds: a word that is used by itself is a part of
 * those it is found in. They are kept in the database, not in memory.
 */
import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { type Tx, db, searchEntries, searchWords } from '~db/client.server';
import { number, table, words } from '~db/columns.server';
import { countWords, entriesWith, keepParts, partsOfWords, wordsCounted } from '~db/search-index.server';
import { type Near, nearestIn } from './distance';
import { mostParts, partsIn, piecesOf, shortestCompound, shortestPart } from './compounds';

/** The vocabulary by three letters. */
const byLetters = table('search_parts', { rowid: number(), rank: number(), word: words() });

/** SQLite takes so many values in one statement without complaint. */
const atOnce = 500;

function* portions<Value>(values: readonly Value[]): Generator<Value[]> {
  for (let at = 0; at < values.length; at += atOnce) yield values.slice(at, at + atOnce);
}

/** In so many entries a word has to have come to stand before others are taken apart by it. */
const known = 3;

/**
 * Takes up the words of an entry that it had not before. Entries whose words are put together from one that has
 * become known now are marked, to be indexed by their parts as well.
 */
export async function learn(tx: Tx, terms: readonly string[]): Promise<void> {
  for (const { word, count } of countWords(terms, known)) {
    if (count === known && word.length >= shortestPart) await takeApart(tx, word);
  }
}

/** A word has become known: those that hold it are to be looked at again. */
async function takeApart(tx: Tx, part: string): Promise<void> {
  const holding = await tx
    .select({ word: searchWords.word })
    .from(byLetters)
    .crossJoin(searchWords)
    .where(
      and(
        sql`search_parts MATCH ${`"${part}"`}`,
        eq(searchWords.id, byLetters.rowid),
        isNotNull(searchWords.parts),
      ),
    );
  const compounds = holding.map(({ word }) => word).filter((word) => partsIn(word, new Set([part])).length > 0);
  if (compounds.length === 0) return;
  for (const some of portions(compounds)) {
    await tx.update(searchWords).set({ parts: null }).where(inArray(searchWords.word, some));
  }
  for (const some of portions(entriesWith(compounds))) {
    await tx.update(searchEntries).set({ spelled: false }).where(inArray(searchEntries.id, some));
  }
}

/** The parts of words, of those that have any. Inside a change. */
export function partsOf(terms: ReadonlySet<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const long = [...terms].filter((term) => term.length >= shortestCompound);
  for (const { word, parts } of partsOfWords(long)) {
    const list = parts === null ? findParts(word) : parts.split(' ').filter(Boolean);
    if (list.length > 0) found.set(word, list);
  }
  return found;
}

function findParts(word: string): string[] {
  const parts = partsIn(word, new Set(wordsCounted(piecesOf(word), known))).slice(0, mostParts);
  keepParts(word, parts);
  return parts;
}

const mostWidened = 300;
const mostLikened = 5;
const mostCandidates = 200;
/** Less is found in every other word. */
const shortestTyped = 3;

/** The words that contain a typed one: as parts that nobody knows as words, and as what is still being typed. */
export async function containing(term: string): Promise<string[]> {
  if (term.length < shortestTyped) return [];
  const rows = await db
    .select({ word: searchWords.word })
    .from(byLetters)
    .crossJoin(searchWords)
    .where(sql`search_parts MATCH ${`"${term}"`} AND ${searchWords.id} = search_parts.rowid`)
    .orderBy(sql`length(${searchWords.word})`, asc(searchWords.word))
    .limit(mostWidened);
  return rows.map(({ word }) => word);
}

const slipsIn = (term: string): number => (term.length < 4 ? 0 : term.length < 8 ? 1 : 2);

/** The words, or parts of words, somebody may have meant by one that is written in no such way: the nearest first. */
export async function alike(term: string): Promise<Near[]> {
  const most = slipsIn(term);
  if (most === 0) return [];
  const letters = new Set(Array.from({ length: term.length - 2 }, (_, at) => `"${term.slice(at, at + 3)}"`));
  const rows = await db
    .select({ word: searchWords.word })
    .from(byLetters)
    .crossJoin(searchWords)
    .where(sql`search_parts MATCH ${[...letters].join(' OR ')} AND ${searchWords.id} = search_parts.rowid`)
    .orderBy(asc(byLetters.rank))
    .limit(mostCandidates);
  const near = rows.flatMap(({ word }) => nearestIn(word, term, most) ?? []).sort((a, b) => a.slips - b.slips);
  return [...new Map(near.map((one) => [one.word, one])).values()].slice(0, mostLikened);
}
