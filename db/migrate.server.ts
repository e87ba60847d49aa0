/** Brings the database file to the schema of this version. */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { connections } from './client.server';
import { guards } from './guards';
import { layIndex } from './search-index.server';
import { searchTriggers } from './search-triggers';

const folder = resolve('db/migrations');

/**
 * Runs the migrations that are still missing, after a copy of the file as it was, and lays the
 * triggers anew: the guards, and what keeps the search up to date.
 *
 * @returns the path of the copy, or undefined where nothing had to change
 */
export function migrateDatabase(): string | undefined {
  const { writes } = connections();
  const pending = pendingMigrations();
  let copy: string | undefined;
  if (pending > 0) {
    if (appliedMigrations() > 0) copy = backupDatabase('before-migration');
    migrate(drizzle(writes), { migrationsFolder: folder });
  }
  layIndex(writes);
  layTriggers(writes);
  return copy;
}

/** Lays those of this version and no others; at most starts they are there already, and nothing is written. */
function layTriggers(writes: Sqlite.Database): void {
  const laid = writes.prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`).all();
  const wanted = [...guards, ...searchTriggers];
  const there = new Map(laid.map(({ name, sql }) => [name, sql]));
  if (laid.length === wanted.length && wanted.every(({ name, sql }) => `${there.get(name)};` === sql)) return;
  writes.transaction(() => {
    for (const { name } of laid) writes.exec(`DROP TRIGGER ${name}`);
    for (const { sql } of wanted) writes.exec(sql);
  })();
}

function appliedMigrations(): number {
  const { writes } = connections();
  const table = writes
    .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'`)
    .get();
  if (!table) return 0;
  const row = writes.prepare('SELECT count(*) AS n FROM __drizzle_migrations').get() as { n: number };
  return row.n;
}

function pendingMigrations(): number {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: unknown[];
  };
  return journal.entries.length - appliedMigrations();
}

/**
 * Copies the database, consistently and while it is in use, to `backups/` beside the file.
 *
 * @returns the path of the copy
 */
export function backupDatabase(label: string): string {
  const { writes, file } = connections();
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const target = join(dirname(file), 'backups', `${label}-${stamp}.sqlite`);
  mkdirSync(dirname(target), { recursive: true });
  writes.prepare('VACUUM INTO ?').run(target);
  if (!existsSync(target) || statSync(target).size === 0) throw new Error(`Backup failed: ${target}`);
  return target;
}

/** Whether the database answers; for `/healthz`. */
export function databaseAnswers(): boolean {
  try {
    connections().reads.prepare('SELECT 1').get();
    return true;
  } catch {
    return false;
  }
}
