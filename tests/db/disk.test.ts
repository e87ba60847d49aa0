import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { afterCommit, commit, connections, db, fields, openDatabase, write } from '~db/client.server';
import { Disk } from '~db/disk.server';
import { useDatabase } from '../setup/database';
import { HeldDisk } from '../setup/held-disk';

/** Says whether a promise has been kept so far. */
function watch(promise: Promise<unknown>) {
  const watched = { done: false };
  void promise.then(() => (watched.done = true));
  return watched;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portal-disk-'));
    writeFileSync(join(folder, 'wal'), '');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('flushes once for all who ask while it is busy, and again for them, not with the flush that runs', async () => {
    const held = new HeldDisk();
    const disk = new Disk(join(folder, 'wal'), held.flush);
    const first = watch(disk.flushed());
    const [second, third] = [watch(disk.flushed()), watch(disk.flushed())];
    expect(held.begun).toBe(1);
    held.endOne();
    await turn();
    expect([first.done, second.done, third.done]).toEqual([true, false, false]);
    expect(held.begun).toBe(2);
    held.endOne();
    await turn();
    expect([second.done, third.done]).toEqual([true, true]);
    disk.close();
  });

  it('flushes for real', async () => {
    const disk = new Disk(join(folder, 'wal'));
    await expect(disk.flushed()).resolves.toBeUndefined();
    disk.close();
  });

  it('that refuses ends the process, which has called nothing saved', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'tests/db/failing-disk.ts', join(folder, 'portal.sqlite')],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
    expect(stderr).toContain('The disk did not take what was written');
    expect(status).not.toBe(0);
  });
});

describe('a change', () => {
  useDatabase();
  let held: HeldDisk;
  beforeEach(() => {
    held = new HeldDisk();
    openDatabase(connections().file, held);
  });
  // Hooks run in reverse: before the one that waits for what is still to be written.
  afterEach(() => held.release());
  const insert = (slug: string) => async (tx: Parameters<Parameters<typeof write>[0]>[0]) => {
    await tx.insert(fields).values({ slug, name: slug, position: 1 });
  };

  it('is done, and followed by what it causes, only once it is on disk', async () => {
    let told = false;
    const change = write(async (tx) => {
      await insert('a')(tx);
      afterCommit(() => (told = true));
    });
    const done = watch(change);
    while (held.begun === 0) await turn();
    // Readers see it already.
    expect(await db.select().from(fields)).toHaveLength(1);
    expect([done.done, told]).toEqual([false, false]);
    held.endOne();
    await change;
    expect(told).toBe(true);
  });

  it('does not hold up the next one while the disk works', async () => {
    const first = await commit(insert('a'));
    const second = await commit(insert('b'));
    expect(await db.select().from(fields)).toHaveLength(2);
    expect(held.begun).toBe(1);
    held.endOne();
    await first.onDisk;
    held.endOne();
    await second.onDisk;
  });
});
