import Sqlite from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { connections, db, fields, openDatabase, write } from '~db/client.server';
import { type Lasting, kept } from '~db/kept.server';
import { useDatabase } from '../setup/database';

useDatabase();

const addField = (slug: string) => write(async (tx) => tx.insert(fields).values({ slug, name: slug, position: 1 }));

/** Counts the fields of a name; `load` says how often the database was really asked. */
function counting(until?: () => number) {
  const load = vi.fn(async (slug: string): Promise<Lasting<number>> => {
    const rows = await db.select().from(fields).where(eq(fields.slug, slug));
    return { value: rows.length, ...(until ? { until: until() } : {}) };
  });
  return { load, ask: kept(load) };
}

describe('a kept value', () => {
  it('is read once for each key while nothing is written', async () => {
    const { load, ask } = counting();
    expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([0, 0, 0]);
    expect(load.mock.calls).toEqual([['a'], ['b']]);
  });

  it('is read again after a change', async () => {
    const { ask } = counting();
    expect(await ask('a')).toBe(0);
    await addField('a');
    expect(await ask('a')).toBe(1);
  });

  it('stays after a change that was taken back', async () => {
    const { load, ask } = counting();
    await ask('a');
    const failing = write(async (tx) => {
      await tx.insert(fields).values({ slug: 'a', name: 'a', position: 1 });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await ask('a')).toBe(0);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is read again after another process has written', async () => {
    const { ask } = counting();
    expect(await ask('a')).toBe(0);
    const other = new Sqlite(connections().file);
    other.prepare("INSERT INTO fields (id, slug, name, position) VALUES ('f', 'a', 'a', 1)").run();
    other.close();
    expect(await ask('a')).toBe(1);
  });

  it('is not taken for new when a change came while it was read', async () => {
    const ask = kept(async () => {
      const rows = await db.select().from(fields);
      await addField(`field-${rows.length}`);
      return { value: rows.length };
    });
    expect([await ask(''), await ask('')]).toEqual([0, 1]);
  });

  it('ends when the clock says so', async () => {
    const end = Date.now() + 60_000;
    const { load, ask } = counting(() => end);
    vi.useFakeTimers({ toFake: ['Date'], now: end - 1 });
    await ask('a');
    await ask('a');
    vi.setSystemTime(end);
    await ask('a');
    vi.useRealTimers();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('belongs to the database it was read from', async () => {
    const { load, ask } = counting();
    await ask('a');
    openDatabase(connections().file);
    await ask('a');
    expect(load).toHaveBeenCalledTimes(2);
  });
});
