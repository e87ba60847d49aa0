/** The words that stand anywhere, and which of them may stand for one that was typed. */
import { asc, eq, sql } from 'drizzle-orm';
import { type Tx, db, searchWords } from '~db/client.server';
import { number, table, words } from '~db/columns.server';
import { slipsBetween } from './distance';

/** The index of the parts of words, three letters each. */
const searchParts = table('search_parts', { rowid: number(), rank: number(), word: words() });

const mostWidened = 24;
const mostLikened = 5;
const mostCandidates = 200;
/** Shorter parts are found in every other word. */
const shortestPart = 3;

/**
 * The words that contain a typed one, itself first: as parts of compounds, and as what is still being typed. Those
 * that are closest to it, if there are many.
 */
export async function containing(term: string): Promise<string[]> {
  if (term.length < shortestPart) return [term];
  const rows = await db
    .select({ word: searchWords.word })
    .from(searchParts)
    .crossJoin(searchWords)
    .where(sql`search_parts MATCH ${`"${term}"`} AND ${searchWords.id} = search_parts.rowid`)
    .orderBy(sql`length(${searchWords.word})`, asc(searchWords.word))
    .limit(mostWidened);
  return [...new Set([term, ...rows.map(({ word }) => word)])];
}

const slipsIn = (term: string): number => (term.length < 4 ? 0 : term.length < 8 ? 1 : 2);

/** The words somebody may have meant by one that is written in no such way. */
export async function alike(term: string): Promise<string[]> {
  const most = slipsIn(term);
  if (most === 0) return [];
  const parts = new Set(Array.from({ length: term.length - 2 }, (_, at) => `"${term.slice(at, at + 3)}"`));
  const rows = await db
    .select({ word: searchWords.word })
    .from(searchParts)
    .crossJoin(searchWords)
    .where(sql`search_parts MATCH ${[...parts].join(' OR ')} AND ${searchWords.id} = search_parts.rowid`)
    .orderBy(asc(searchParts.rank))
    .limit(mostCandidates);
  return rows
    .map(({ word }) => ({ word, slips: slipsBetween(term, word, most) }))
    .filter(({ slips }) => slips > 0 && slips <= most)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, mostLikened)
    .map(({ word }) => word);
}

/** SQLite takes so many values in one statement without complaint. */
const wordsAtOnce = 500;

/** Takes up words that are not known yet. */
export async function learn(tx: Tx, terms: Iterable<string>): Promise<void> {
  const all = [...new Set(terms)];
  for (let at = 0; at < all.length; at += wordsAtOnce) {
    const values = all.slice(at, at + wordsAtOnce).map((word) => ({ word }));
    await tx.insert(searchWords).values(values).onConflictDoNothing();
  }
}

/** Whether a word is written anywhere just so. */
export async function isKnown(term: string): Promise<boolean> {
  const rows = await db.select({ id: searchWords.id }).from(searchWords).where(eq(searchWords.word, term)).limit(1);
  return rows.length > 0;
}
