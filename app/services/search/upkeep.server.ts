/**
 * Keeps the index as the tables are. What changes is noted with the change (db/search-triggers); here it is read
 * again and indexed, soon after. Who may find it is read in the very change that indexes it, and what is noted while
 * something is read stays noted: nothing is found by the rights of a moment ago.
 */
import { and, asc, eq, gt, inArray, lte, max, min } from 'drizzle-orm';
import {
  type Reader,
  type Tx,
  databaseVersion,
  db,
  searchAudiences,
  searchChanges,
  searchEntries,
  searchWords,
  write,
} from '~db/client.server';
import { prepared } from '~db/prepared.server';
import { mergeIndex, putWords } from '~db/search-index.server';
import { type GroupId, type SearchKind, type SearchOwner, type SearchPart, searchKinds } from '~db/values';
import { log } from '../log.server';
import { spell, termsIn } from './spelling';
import { asTyped } from './words';
import { learn, partsOf } from './vocabulary.server';

/** What can be found of an object. */
export type Entry = {
  part: SearchPart;
  ownerKind: SearchOwner;
  ownerId: string;
  groupId: GroupId | null;
  path: string;
  title: string;
  /** What the title is found by, where that is not its own words. */
  titleWords?: string;
  body: string;
  at: Date | null;
};

export type Found = { kind: SearchKind; objectId: string };

/** The keys of those who may find an entry, and when they may become others by the clock alone. */
export type Finders = { keys: readonly string[]; until: Date | null };

/** An object, and its moment; null for what is never old. */
export type Dated = { id: string; at: Date | null };

/** Reads what can be found of the objects of one kind. */
export type Source = {
  /** Every object there is. */
  all: () => Promise<Dated[]>;
  /** Nothing, where there is no such object, or nothing of it is to be found. */
  read: (id: string) => Promise<Entry[]>;
};

export type Searched = {
  sources: Record<SearchKind, Source>;
  findersOf: (reader: Reader, found: Found, entry: Entry) => Promise<Finders>;
  /** Long work, a piece of it, by which more can be found; says whether there was any. Done beside all else. */
  beside?: () => Promise<boolean>;
};

let searched: Searched | undefined;

/** Says what can be found, and by whom. Once at start. */
export function searchIn(given: Searched): void {
  searched = given;
}

function asked(): Searched {
  if (!searched) throw new Error('Nobody said what can be searched; call searchIn first.');
  return searched;
}

type Change = typeof searchChanges.$inferSelect;
type Read = Found & { entries: Entry[] };

const atOnce = 40;

/**
 * Indexes what was noted until nothing is left of it.
 *
 * @param goOn asked before each step
 * @returns whether all of it could be read; what could not stays noted, behind the rest
 */
export async function drainChanges(goOn = () => true): Promise<boolean> {
  let well = true;
  while (well && goOn()) {
    await settleOverdue();
    const changes = await db.select().from(searchChanges).orderBy(asc(searchChanges.sequence)).limit(atOnce);
    if (changes.length > 0) well = await follow(changes);
    else if (!(await someUnspelled())) return true;
    else await write(spellSome);
  }
  return well;
}

async function follow(changes: readonly Change[]): Promise<boolean> {
  const { read, failed } = await readAll(changes);
  const last = changes.at(-1)!.sequence;
  await write(async (tx) => {
    const since = await changedSince(tx, last);
    // What has changed while it was read is read again, by what was noted then.
    for (const object of read) if (!since.has(keyOf(object))) await index(tx, object);
    await tx.delete(searchChanges).where(inArray(searchChanges.sequence, changes.map(({ sequence }) => sequence)));
    if (failed.length > 0) await tx.insert(searchChanges).values(failed);
    // With many to come the vocabulary is complete first, and the parts of words are looked for once.
    if (changes.length < atOnce) await spellSome(tx);
  });
  return failed.length === 0;
}

const keyOf = ({ kind, objectId }: Found): string => `${kind} ${objectId}`;

async function changedSince(tx: Tx, sequence: number): Promise<Set<string>> {
  const rows = await tx.select().from(searchChanges).where(gt(searchChanges.sequence, sequence));
  return new Set(rows.map(keyOf));
}

/** Read outside of the change: to build a long draft takes its time. */
async function readAll(changes: readonly Change[]) {
  const objects = new Map(changes.map(({ kind, objectId }) => [keyOf({ kind, objectId }), { kind, objectId }]));
  const read: Read[] = [];
  const failed: Found[] = [];
  for (const object of objects.values()) {
    try {
      read.push({ ...object, entries: await asked().sources[object.kind].read(object.objectId) });
    } catch (error) {
      log.error({ err: error, ...object }, 'something could not be indexed');
      failed.push(object);
    }
  }
  return { read, failed };
}

type Row = typeof searchEntries.$inferSelect;
type Values = Omit<Row, 'id' | 'spelled'>;

/** Brings the rows of an object up to date; those that say the same are left alone. */
async function index(tx: Tx, { kind, objectId, entries }: Read): Promise<void> {
  const mine = and(eq(searchEntries.kind, kind), eq(searchEntries.objectId, objectId));
  const rows = new Map((await tx.select().from(searchEntries).where(mine)).map((row) => [row.part, row]));
  for (const entry of entries) {
    const { keys, until } = await asked().findersOf(tx, { kind, objectId }, entry);
    if (keys.length === 0) continue;
    const audienceId = await audienceWith(tx, keys);
    const values = { kind, objectId, ...entry, ...typed(entry), audienceId, until };
    const row = rows.get(entry.part);
    rows.delete(entry.part);
    if (!row || !same(row, values)) await replace(tx, row, values);
  }
  const gone = [...rows.values()].map(({ id }) => id);
  if (gone.length > 0) await tx.delete(searchEntries).where(inArray(searchEntries.id, gone));
}

/** What is kept of the words is what is shown around them, too: what is marked there stands where it was found. */
const typed = ({ title, titleWords = title, body }: Entry) => ({
  title: asTyped(title),
  titleWords: asTyped(titleWords),
  body: asTyped(body),
});

async function audienceWith(tx: Tx, keys: readonly string[]): Promise<number> {
  const values = { keys: [...keys].sort().join(' ') };
  const [known] = await tx.select({ id: searchAudiences.id }).from(searchAudiences).where(eq(searchAudiences.keys, values.keys));
  if (known) return known.id;
  const [row] = await tx.insert(searchAudiences).values(values).returning({ id: searchAudiences.id });
  return row!.id;
}

const same = (row: Row, values: Values): boolean =>
  Object.entries(values).every(([key, value]) => row[key as keyof Values]?.valueOf() === (value?.valueOf() ?? undefined));

/** So many of the newest keep their number when nothing but their words changes: numbers are not used up by typing. */
const mostRecent = 500;

/** What has changed becomes the newest, or stays among them. */
async function replace(tx: Tx, row: Row | undefined, values: Values): Promise<void> {
  const [highest] = await tx.select({ id: max(searchEntries.id) }).from(searchEntries);
  const stays = row && row.audienceId === values.audienceId && row.id > (highest?.id ?? 0) - mostRecent;
  if (row) await tx.delete(searchEntries).where(eq(searchEntries.id, row.id));
  await tx.insert(searchEntries).values(stays ? { ...values, id: row.id } : values);
  const before = row ? termsIn(row) : new Set();
  await learn(tx, [...termsIn(values)].filter((term) => !before.has(term)));
}

const unspelled = eq(searchEntries.spelled, false);

const someUnspelled = async (): Promise<boolean> =>
  (await db.select({ id: searchEntries.id }).from(searchEntries).where(unspelled).limit(1)).length > 0;

/** Has some entries found by their words that are not yet, or not by all of them. */
async function spellSome(tx: Tx): Promise<void> {
  const rows = await tx.select().from(searchEntries).where(unspelled).orderBy(asc(searchEntries.id)).limit(atOnce);
  putWords(rows.map((row) => ({ id: row.id, words: spell(row, partsOf(termsIn(row))) })));
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.update(searchEntries).set({ spelled: true }).where(inArray(searchEntries.id, ids));
}

const overdue = prepared((reader) =>
  reader.select({ until: min(searchEntries.until) }).from(searchEntries).prepare(),
);

/** Takes out of the index what by now others may read than when it was indexed, and notes it. */
export async function settleOverdue(): Promise<void> {
  const [first] = await overdue().execute();
  if (!first?.until || first.until.getTime() > Date.now()) return;
  await write(async (tx) => {
    const gone = await tx
      .delete(searchEntries)
      .where(lte(searchEntries.until, new Date()))
      .returning({ kind: searchEntries.kind, objectId: searchEntries.objectId });
    if (gone.length > 0) await tx.insert(searchChanges).values(gone);
  });
}

const notedAtOnce = 500;

/** Forgets the whole index and notes everything there is; `drainChanges` then fills it again. */
export async function noteEverything(): Promise<void> {
  const dated: (Found & { at: number })[] = [];
  for (const kind of searchKinds) {
    for (const { id: objectId, at } of await asked().sources[kind].all()) dated.push({ kind, objectId, at: at?.getTime() ?? Infinity });
  }
  // In the order in which they came about, as if each had been indexed then.
  const all: Found[] = dated.sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at)).map(({ kind, objectId }) => ({ kind, objectId }));
  await write(async (tx) => {
    await tx.delete(searchEntries);
    await tx.delete(searchWords);
    await tx.delete(searchChanges);
    for (let at = 0; at < all.length; at += notedAtOnce) await tx.insert(searchChanges).values(all.slice(at, at + notedAtOnce));
  });
}

/** Puts the pieces together in which the index was written, in steps that hold nobody up. */
export async function mergePieces(goOn = () => true): Promise<void> {
  let begin = true;
  while (goOn() && (await write(async () => mergeIndex(begin)))) begin = false;
}

const pauseInMs = 300;
const pauseAfterError = 5_000;
/** With nothing new for so long there is time to put the index in order. */
const quietInMs = 10_000;

let timer: NodeJS.Timeout | undefined;
let running: Promise<void> | undefined;
let reading: Promise<void> | undefined;
let started = false;
let seenVersion = -1;
/** When something was indexed last that is not put in order yet. */
let loose: number | undefined;

/** Starts to keep up with what changes. A portal that was never indexed is indexed whole. */
export async function startSearch(): Promise<void> {
  const indexed = await db.select({ id: searchEntries.id }).from(searchEntries).limit(1);
  if (indexed.length === 0) await noteEverything();
  started = true;
  seenVersion = -1;
  sleep(0);
}

/** Stops, and waits for the step under way. */
export async function stopSearch(): Promise<void> {
  started = false;
  clearTimeout(timer);
  await running;
  await reading;
}

function sleep(pause: number): void {
  if (!started) return;
  timer = setTimeout(() => void (running = look()), pause);
  timer.unref();
}

/** While nothing is written to the database, looking costs nothing. */
async function look(): Promise<void> {
  let well = true;
  try {
    const version = databaseVersion();
    if (version !== seenVersion) {
      well = await catchUp();
      seenVersion = well ? version : -1;
    } else if (loose !== undefined && Date.now() - loose > quietInMs) {
      loose = undefined;
      await mergePieces(() => started);
    }
  } catch (error) {
    log.error({ err: error }, 'the search could not be brought up to date');
    well = false;
  }
  sleep(well ? pauseInMs : pauseAfterError);
}

async function catchUp(): Promise<boolean> {
  const waiting = await db.select({ sequence: searchChanges.sequence }).from(searchChanges).limit(1);
  if (waiting.length > 0) loose = Date.now();
  const well = await drainChanges(() => started);
  reading ??= readBeside().finally(() => (reading = undefined));
  return well;
}

async function readBeside(): Promise<void> {
  try {
    while (started && (await asked().beside?.())) continue;
  } catch (error) {
    log.error({ err: error }, 'something could not be read for the search');
  }
}
