import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db, jobs, write } from '~db/client.server';
import { addJob, handleJobs, runDueJobs } from '~/services/jobs/jobs.server';
import { useDatabase } from '../setup/database';

useDatabase();

const done: unknown[] = [];
let failures = 0;
handleJobs<unknown>('test.note', async (payload) => {
  if (failures > 0) {
    failures--;
    throw new Error('not yet');
  }
  await Promise.resolve();
  done.push(payload);
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-12T10:00:00Z') });
  done.length = 0;
  failures = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('jobs', () => {
  it('are not kept when the change that added them fails', async () => {
    const failing = write(async (tx) => {
      await addJob(tx, 'test.note', 1);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await runDueJobs();
    expect(done).toEqual([]);
  });

  it('are done once, however often the queue is looked through', async () => {
    await write(async (tx) => addJob(tx, 'test.note', { what: 'a' }));
    await runDueJobs();
    await runDueJobs();
    expect(done).toEqual([{ what: 'a' }]);
  });

  it('with the same key are kept once', async () => {
    await write(async (tx) => {
      await addJob(tx, 'test.note', 1, { key: 'same' });
      await addJob(tx, 'test.note', 2, { key: 'same' });
    });
    await write(async (tx) => addJob(tx, 'test.note', 3, { key: 'same' }));
    await runDueJobs();
    expect(done).toEqual([1]);
  });

  it('wait for their time, and are made up for when nobody was there at that time', async () => {
    await write(async (tx) => addJob(tx, 'test.note', 1, { at: new Date('2026-03-12T12:00:00Z') }));
    await runDueJobs();
    expect(done).toEqual([]);
    vi.setSystemTime(new Date('2026-03-14T08:00:00Z'));
    await runDueJobs();
    expect(done).toEqual([1]);
  });

  it('are tried again, later each time, and say why they failed', async () => {
    failures = 2;
    await write(async (tx) => addJob(tx, 'test.note', 1));
    await runDueJobs();
    const [first] = await db.select().from(jobs);
    expect(first).toMatchObject({ attempts: 1, doneAt: null, lastError: 'not yet' });
    expect(first!.runAt.getTime() - Date.now()).toBe(10_000);
    vi.setSystemTime(first!.runAt);
    await runDueJobs();
    const [second] = await db.select().from(jobs);
    expect(second!.runAt.getTime() - Date.now()).toBe(20_000);
    vi.setSystemTime(second!.runAt);
    await runDueJobs();
    expect(done).toEqual([1]);
  });

  it('are left for a person to look at in the end', async () => {
    failures = 100;
    await write(async (tx) => addJob(tx, 'test.note', 1));
    for (let attempt = 0; attempt < 12; attempt++) {
      await runDueJobs();
      const [job] = await db.select().from(jobs);
      vi.setSystemTime(job!.runAt);
    }
    const [job] = await db.select().from(jobs);
    expect(job).toMatchObject({ attempts: 12, doneAt: null });
    expect(job!.failedAt).not.toBeNull();
  });

  it('of long work leave room between its steps, for others and for the end', async () => {
    let step = 0;
    handleJobs<unknown>('test.long', async () => {
      step += 1;
      done.push(`step ${step}`);
      await write(async (tx) => {
        if (step === 1) await addJob(tx, 'test.note', 'another');
        vi.setSystemTime(Date.now() + 1);
        if (step < 3) await addJob(tx, 'test.long', {});
      });
    });
    await write(async (tx) => addJob(tx, 'test.long', {}));
    await runDueJobs(() => step < 2);
    expect(done).toEqual(['step 1', 'another', 'step 2']);
    await runDueJobs();
    expect(done).toEqual(['step 1', 'another', 'step 2', 'step 3']);
  });
});
