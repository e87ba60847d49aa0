/** `useDatabase()` in a test file: every test gets its own copy of a migrated database. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, inject } from 'vitest';
import { closeDatabase, openDatabase, writesSettled } from '~db/client.server';
import { useSettings } from '~/services/settings.server';

export function useDatabase(): void {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portal-test-'));
    const file = join(folder, 'portal.sqlite');
    copyFileSync(inject('baseDatabase'), file);
    useSettings({ dataDir: folder, databaseFile: file, outboxDir: join(folder, 'outbox') });
    openDatabase(file);
  });
  afterEach(async () => {
    await writesSettled();
    closeDatabase();
    rmSync(folder, { recursive: true, force: true });
  });
}
