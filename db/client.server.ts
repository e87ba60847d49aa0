/**
 * The way to the database. `db` reads; `write(tx => …)` changes, one change at a time.
 *
 * SQLite has one writer. A second write connection in the same process would block the whole
 * process and then fail with SQLITE_BUSY, so every change goes through one queue on one connection.
 * Reads have a connection of their own and, under WAL, never wait.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { Disk, type Flush } from './disk.server';
import * as schema from './schema';

export * from './schema';

type Full = BetterSQLite3Database<typeof schema>;

/** What can only read: the connection for reads, or a transaction. */
export type Reader = Pick<Full, 'select' | 'selectDistinct' | 'query' | '$count' | 'with'>;

/** A transaction under way; only `write` makes one. */
export type Tx = Omit<Full, 'transaction' | 'run' | 'all' | 'get' | 'values'>;

type Connections = {
  file: string;
  reads: Sqlite.Database;
  writes: Sqlite.Database;
  tx: Full;
  disk: Disk;
  /** Changes with every commit of any other connection, of whatever process. */
  dataVersion: Sqlite.Statement<[], number>;
  /** Tells databases apart that were opened one after the other. */
  generation: number;
};

let open: Connections | undefined;
let generation = 0;

/** The connection for reads. It can't write: the database itself refuses. */
export let db: Reader;

function connect(file: string, role: 'reads' | 'writes'): Sqlite.Database {
  const connection = new Sqlite(file);
  connection.pragma('journal_mode = WAL');
  // Commits are flushed by `Disk`; before a checkpoint SQLite flushes by itself.
  connection.pragma('synchronous = NORMAL');
  // In pages: a checkpoint holds everything up, so there is one every 8 MB instead of every 4.
  connection.pragma('wal_autocheckpoint = 2000');
  connection.pragma('foreign_keys = ON');
  connection.pragma('busy_timeout = 5000');
  connection.pragma('cache_size = -16000');
  if (role === 'reads') connection.pragma('query_only = ON');
  return compilingOnce(connection);
}

const mostStatements = 300;

/** Drizzle compiles a statement each time it is asked; here the same words are the same statement. */
function compilingOnce(connection: Sqlite.Database): Sqlite.Database {
  const compile = connection.prepare.bind(connection);
  const compiled = new Map<string, Sqlite.Statement>();
  connection.prepare = ((source: string) => {
    const statement = compiled.get(source) ?? compile(source);
    compiled.delete(source);
    compiled.set(source, statement);
    if (compiled.size > mostStatements) compiled.delete(compiled.keys().next().value!);
    return statement;
  }) as typeof connection.prepare;
  return connection;
}

/**
 * Opens the database file, making folder and file where they are missing. One at a time.
 *
 * @param options.flush puts a file on disk; another one for tests of what happens until it has
 */
export function openDatabase(file: string, { flush }: { flush?: Flush } = {}): void {
  closeDatabase();
  mkdirSync(dirname(file), { recursive: true });
  const writes = connect(file, 'writes');
  const reads = connect(file, 'reads');
  open = {
    file,
    writes,
    reads,
    tx: drizzle(writes, { schema, casing: 'snake_case' }),
    disk: new Disk(`${file}-wal`, flush),
    dataVersion: reads.prepare<[], number>('PRAGMA data_version').pluck(),
    generation: (generation += 1),
  };
  db = drizzle(reads, { schema, casing: 'snake_case' });
}

export function closeDatabase(): void {
  open?.disk.close();
  open?.reads.close();
  open?.writes.close();
  open = undefined;
}

/** The open connections, for the few in `db/` that speak to SQLite itself (migrations, backup). */
export function connections(): Connections {
  if (!open) throw new Error('The database is not open; call openDatabase first.');
  return open;
}

/** A number that is another one after every commit; equal numbers mean that nothing was written between. */
export function databaseVersion(): number {
  const { generation, dataVersion } = connections();
  return generation * 2 ** 32 + dataVersion.get()!;
}

type Effect = () => unknown;
type Change = { effects: Effect[] };

const current = new AsyncLocalStorage<Change>();
let queue: Promise<unknown> = Promise.resolve();

/**
 * Makes one change: all of `work` or nothing of it. Changes run one after the other.
 * Inside, nothing may wait for a network or a file; what follows from the change (mail, sockets)
 * is registered with `afterCommit`.
 *
 * @returns what `work` returns, once it is on disk
 * @throws what `work` throws; the database is then as before
 */
export async function write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const { result, onDisk } = await commit(work);
  await onDisk;
  return result;
}

/**
 * As `write`, for those who have something to do in between: what `work` changed is in the database
 * and seen by readers, but a power cut could still take it back until `onDisk`. Nobody may be told
 * before that it is saved.
 */
export function commit<Result>(
  work: (tx: Tx) => Promise<Result>,
): Promise<{ result: Result; onDisk: Promise<void> }> {
  if (current.getStore()) throw new Error('write() inside write(): pass the transaction on instead.');
  const done = queue.then(() => transact(work));
  queue = done.catch(() => undefined);
  return done;
}

async function transact<Result>(
  work: (tx: Tx) => Promise<Result>,
): Promise<{ result: Result; onDisk: Promise<void> }> {
  const { writes, tx, disk } = connections();
  const change: Change = { effects: [] };
  writes.exec('BEGIN IMMEDIATE');
  let result: Result;
  try {
    result = await current.run(change, () => work(tx));
    writes.exec('COMMIT');
  } catch (error) {
    if (writes.inTransaction) writes.exec('ROLLBACK');
    throw error;
  }
  const onDisk = disk.flushed().then(() => {
    for (const effect of change.effects) effect();
  });
  return { result, onDisk };
}

/**
 * Registers what is to happen once the change under way is on disk; dropped if it fails.
 * Effects must not throw: the change already stands.
 */
export function afterCommit(effect: Effect): void {
  const change = current.getStore();
  if (!change) throw new Error('afterCommit() outside write().');
  change.effects.push(() => current.exit(effect));
}

/** Whether the caller runs inside `write()`. */
export function inChange(): boolean {
  return current.getStore() !== undefined;
}

/** Waits until every change asked for so far has ended, well or not, and is on disk. */
export async function writesSettled(): Promise<void> {
  await queue;
  await open?.disk.flushed();
}
