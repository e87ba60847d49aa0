/**
 * Keeps the index as the tables are. What changes is noted with the change (db/search-triggers); here it is read
 * again and indexed, soon after. What is noted while something is read stays noted.
 */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { type Tx, databaseVersion, db, searchChanges, searchEntries, searchWords, write } from '~db/client.server';
import { type GroupId, type SearchKind, type SearchOwner, type SearchPart, searchKinds } from '~db/values';
import { log } from '../log.server';
import { learn } from './vocabulary.server';
import { termsOf } from './words';

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

/** Reads what can be found of the objects of one kind. */
export type Source = {
  /** Every object there is. */
  ids: () => Promise<string[]>;
  /** Nothing, where there is no such object, or nothing of it is to be found. */
  read: (id: string) => Promise<Entry[]>;
};

let sources: Record<SearchKind, Source> | undefined;

/** Says who reads what can be found. Once at start. */
export function searchIn(given: Record<SearchKind, Source>): void {
  sources = given;
}

const sourceOf = (kind: SearchKind): Source => {
  if (!sources) throw new Error('Nobody said what can be searched; call searchIn first.');
  return sources[kind];
};

type Change = typeof searchChanges.$inferSelect;
type Read = Pick<Change, 'kind' | 'objectId'> & { entries: Entry[] };

const atOnce = 40;

/**
 * Indexes what was noted until nothing is left of it.
 *
 * @param goOn asked before each step
 * @returns whether all of it could be read; what could not stays noted, behind the rest
 */
export async function drainChanges(goOn = () => true): Promise<boolean> {
  while (goOn()) {
    const changes = await db.select().from(searchChanges).orderBy(asc(searchChanges.sequence)).limit(atOnce);
    if (changes.length === 0) return true;
    const { read, failed } = await readAll(changes);
    await write(async (tx) => {
      for (const object of read) await index(tx, object);
      await tx.delete(searchChanges).where(inArray(searchChanges.sequence, changes.map(({ sequence }) => sequence)));
      if (failed.length > 0) await tx.insert(searchChanges).values(failed);
    });
    if (failed.length > 0) return false;
  }
  return true;
}

/** Read outside of the change: to build a long draft takes its time. */
async function readAll(changes: readonly Change[]) {
  const objects = new Map(changes.map(({ kind, objectId }) => [`${kind} ${objectId}`, { kind, objectId }]));
  const read: Read[] = [];
  const failed: Pick<Change, 'kind' | 'objectId'>[] = [];
  for (const object of objects.values()) {
    try {
      read.push({ ...object, entries: await sourceOf(object.kind).read(object.objectId) });
    } catch (error) {
      log.error({ err: error, ...object }, 'something could not be indexed');
      failed.push(object);
    }
  }
  return { read, failed };
}

/** Brings the rows of an object up to date; those that say the same are left alone. */
async function index(tx: Tx, { kind, objectId, entries }: Read): Promise<void> {
  const mine = and(eq(searchEntries.kind, kind), eq(searchEntries.objectId, objectId));
  const rows = new Map((await tx.select().from(searchEntries).where(mine)).map((row) => [row.part, row]));
  for (const entry of entries) {
    const values = { kind, objectId, ...valuesOf(entry) };
    const row = rows.get(entry.part);
    rows.delete(entry.part);
    if (row && same(row, values)) continue;
    if (row) await tx.update(searchEntries).set(values).where(eq(searchEntries.id, row.id));
    else await tx.insert(searchEntries).values(values);
    await learn(tx, `${values.titleTerms} ${values.bodyTerms}`.split(' ').filter(Boolean));
  }
  const gone = [...rows.values()].map(({ id }) => id);
  if (gone.length > 0) await tx.delete(searchEntries).where(inArray(searchEntries.id, gone));
}

function valuesOf({ titleWords, ...entry }: Entry) {
  const titleTerms = termsOf(titleWords ?? entry.title).join(' ');
  return { ...entry, titleTerms, bodyTerms: termsOf(entry.body).join(' ') };
}

const same = (row: Record<string, unknown>, values: Record<string, unknown>): boolean =>
  Object.entries(values).every(([key, value]) => row[key]?.valueOf() === value?.valueOf() || row[key] === value);

const notedAtOnce = 500;

/** Forgets the whole index and notes everything there is; `drainChanges` then fills it again. */
export async function noteEverything(): Promise<void> {
  const all: { kind: SearchKind; objectId: string }[] = [];
  for (const kind of searchKinds) {
    for (const objectId of await sourceOf(kind).ids()) all.push({ kind, objectId });
  }
  await write(async (tx) => {
    await tx.delete(searchEntries);
    await tx.delete(searchWords);
    await tx.delete(searchChanges);
    for (let at = 0; at < all.length; at += notedAtOnce) await tx.insert(searchChanges).values(all.slice(at, at + notedAtOnce));
  });
}

const pauseInMs = 300;
const pauseAfterError = 5_000;

let timer: NodeJS.Timeout | undefined;
let running: Promise<void> | undefined;
let started = false;
let seenVersion = -1;

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
}

function sleep(pause: number): void {
  if (!started) return;
  timer = setTimeout(() => void (running = look()), pause);
  timer.unref();
}

/** While nothing is written to the database, looking costs nothing. */
async function look(): Promise<void> {
  let well = true;
  const version = databaseVersion();
  if (version !== seenVersion) {
    try {
      well = await drainChanges(() => started);
      seenVersion = well ? version : -1;
    } catch (error) {
      log.error({ err: error }, 'the search could not be brought up to date');
      well = false;
    }
  }
  sleep(well ? pauseInMs : pauseAfterError);
}
