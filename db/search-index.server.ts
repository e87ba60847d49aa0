/**
 * The index of words: SQLite's full-text search (FTS5). It holds no text, only by which words an entry is found. An
 * entry stands in it under its number below zero: SQLite reads it upwards, and the newest comes first. Who may find
 * which entry is part of each question.
 */
import type Sqlite from 'better-sqlite3';
import { connections } from './client.server';
import type { GroupId, SearchKind, SearchOwner, SearchPart } from './values';

/** Counted up where what entries or files are found by is read in another way: all of it is then read anew. */
const reading = 2;

const tables: Record<string, string> = {
  search_index: `CREATE VIRTUAL TABLE search_index USING fts5(/* ${reading} */ words, content='', contentless_delete=1, tokenize="ascii tokenchars ':'")`,
  // The vocabulary by three letters: which words contain others, and which are spelled alike.
  search_parts: `CREATE VIRTUAL TABLE search_parts USING fts5(word, content='search_words', content_rowid='id', tokenize='trigram')`,
};

/** Makes the index where there is none, or another one than this version has; it is then filled anew. */
export function layIndex(writes: Sqlite.Database): void {
  const laid = writes.prepare(`SELECT name, sql FROM sqlite_master WHERE name IN ('search_index', 'search_parts')`);
  const found = new Map((laid.all() as { name: string; sql: string }[]).map(({ name, sql }) => [name, sql]));
  if (Object.entries(tables).every(([name, sql]) => found.get(name) === sql)) return;
  writes.transaction(() => {
    // Before what it was indexed in goes: triggers take each row out of that.
    if (found.size > 0) writes.exec('DELETE FROM search_entries; DELETE FROM search_words; DELETE FROM file_texts');
    for (const [name, sql] of Object.entries(tables)) writes.exec(`DROP TABLE IF EXISTS ${name}; ${sql}`);
    // Few pieces are quick to ask; what is written at once is small.
    writes.exec(`INSERT INTO search_index (search_index, rank) VALUES ('automerge', 2)`);
  })();
}

/** Takes entries into the index, or has them found by other words than before. Inside a change. */
export function putWords(entries: readonly { id: number; words: string }[]): void {
  const { writes } = connections();
  const remove = writes.prepare('DELETE FROM search_index WHERE rowid = ?');
  const insert = writes.prepare('INSERT INTO search_index (rowid, words) VALUES (?, ?)');
  // In the order of the index: it is written once then.
  const ordered = [...entries].sort((a, b) => b.id - a.id);
  for (const { id } of ordered) remove.run(-id);
  for (const { id, words } of ordered) insert.run(-id, words);
}

/**
 * Counts words that an entry came to hold, up to a number. Inside a change.
 *
 * @returns those that were counted, and how often by now
 */
export const countWords = (words: readonly string[], most: number): { word: string; count: number }[] =>
  connections()
    .writes.prepare<unknown[], { word: string; count: number }>(
      `INSERT INTO search_words (word, count) SELECT value, 1 FROM json_each(?) WHERE true
       ON CONFLICT (word) DO UPDATE SET count = count + 1 WHERE count < ? RETURNING word, count`,
    )
    .all(JSON.stringify(words), most);

/** The parts of words as they are known; null where nobody has looked for them. Inside a change. */
export const partsOfWords = (words: readonly string[]): { word: string; parts: string | null }[] =>
  connections()
    .writes.prepare<unknown[], { word: string; parts: string | null }>(
      'SELECT word, parts FROM search_words WHERE word IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(words));

/** Of these words those that were counted so often. Inside a change. */
export const wordsCounted = (words: readonly string[], least: number): string[] =>
  connections()
    .writes.prepare<unknown[], string>('SELECT word FROM search_words WHERE word IN (SELECT value FROM json_each(?)) AND count >= ?')
    .pluck()
    .all(JSON.stringify(words), least);

/** Says what a word is put together from. Inside a change. */
export function keepParts(word: string, parts: readonly string[]): void {
  connections().writes.prepare('UPDATE search_words SET parts = ? WHERE word = ?').run(parts.join(' '), word);
}

/** The entries that hold one of these words. Inside a change. */
export function entriesWith(words: readonly string[]): number[] {
  const asked = connections().writes.prepare<[string], number>('SELECT -rowid FROM search_index WHERE search_index MATCH ?');
  return asked.pluck().all(words.map((word) => `"${word}"`).join(' OR '));
}

/** A row that was found. */
export type FoundRow = {
  kind: SearchKind;
  objectId: string;
  part: SearchPart;
  ownerKind: SearchOwner;
  groupId: GroupId | null;
  path: string;
  title: string;
  body: string;
  at: number | null;
  /** Of the document it is, or belongs to; else null. */
  edition: number | null;
};

/** Which entries somebody may find: a byte each, 1 for yes, from the entry behind `after` on; no others are found. */
export type Visible = { after: number; entries: Uint8Array };

export type Lookup = {
  visible: Visible;
  /** Questions as FTS5 reads them, the best first; each is asked only while the ones before have found too little. */
  matches: Iterable<string>;
  /** How many are counted at most. */
  most: number;
  offset: number;
  limit: number;
  /** Only what is dated between two moments (epoch ms). */
  between?: readonly [from: number, to: number] | undefined;
};

const mayFind = `substr(@entries, -search_index.rowid - @after, 1) = x'01'`;
const anyTime = `SELECT -rowid FROM search_index WHERE search_index MATCH @match AND ${mayFind} ORDER BY rowid LIMIT @most`;
const inTime = `SELECT -search_index.rowid FROM search_index CROSS JOIN search_entries ON search_entries.id = -search_index.rowid
  WHERE search_index MATCH @match AND ${mayFind} AND search_entries.at BETWEEN @from AND @to ORDER BY search_index.rowid LIMIT @most`;
const shown = `SELECT kind, object_id AS objectId, part, owner_kind AS ownerKind, group_id AS groupId, path, title, body, at,
  CASE WHEN owner_kind = 'document' THEN (SELECT edition FROM documents WHERE documents.id = owner_id) END AS edition
  FROM search_entries WHERE id = ?`;

/**
 * Looks entries up, all from one view of the database: what is shown is what was asked for.
 *
 * @returns the rows asked for, those of the last page where fewer are found, and how many there are, one more than are counted where there are more
 */
export function lookUp({ visible: { after, entries }, matches, most, offset, limit, between }: Lookup): { rows: FoundRow[]; count: number } {
  const { reads } = connections();
  const one = reads.prepare<[number], FoundRow>(shown);
  const ask = (match: string): number[] =>
    reads
      .prepare<unknown[], number>(between ? inTime : anyTime)
      .pluck()
      .all({ match, entries, after, most: most + 1, ...(between && { from: between[0], to: between[1] }) });
  return inOneView(reads, () => {
    const found = new Set<number>();
    for (const match of matches) {
      for (const id of ask(match)) {
        if (found.size > most) break;
        found.add(id);
      }
      if (found.size > most) break;
    }
    const first = Math.min(offset, lastPage(Math.min(found.size, most), limit));
    const rows = [...found].slice(first, Math.min(first + limit, most)).flatMap((id) => one.get(id) ?? []);
    return { rows, count: found.size };
  });
}

/** Where the last page begins. */
const lastPage = (count: number, limit: number): number => Math.max(0, Math.ceil(count / limit) - 1) * limit;

function inOneView<Result>(reads: Sqlite.Database, work: () => Result): Result {
  reads.exec('BEGIN');
  try {
    return work();
  } finally {
    reads.exec('COMMIT');
  }
}

/** Pages of the index that are written in one step. */
const step = 64;

/**
 * Puts the pieces together in which the index was written, a step at a time. Inside a change.
 *
 * @param begin with the first step of several
 * @returns whether there is more to do
 */
export function mergeIndex(begin: boolean): boolean {
  const { writes } = connections();
  const changes = writes.prepare<[], number>('SELECT total_changes()').pluck();
  const before = changes.get()!;
  writes.prepare(`INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)`).run(begin ? -step : step);
  return changes.get()! - before >= 2;
}

/** Which audience each entry behind a number has, in their order. */
export const audiencesSince = (after: number): { id: number; audienceId: number }[] =>
  connections()
    .reads.prepare<[number], { id: number; audienceId: number }>(
      'SELECT id, audience_id AS audienceId FROM search_entries WHERE id > ? ORDER BY id',
    )
    .all(after);

/** The keys of audiences behind a number. */
export const keysSince = (after: number): { id: number; keys: string }[] =>
  connections().reads.prepare<[number], { id: number; keys: string }>('SELECT id, keys FROM search_audiences WHERE id > ?').all(after);
