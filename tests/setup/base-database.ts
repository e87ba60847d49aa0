/** Migrates one empty database; each test works on a copy of its file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { closeDatabase, openDatabase } from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';

declare module 'vitest' {
  interface ProvidedContext {
    baseDatabase: string;
  }
}

export default function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-base-'));
  const file = join(folder, 'base.sqlite');
  openDatabase(file);
  migrateDatabase();
  closeDatabase();
  project.provide('baseDatabase', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
