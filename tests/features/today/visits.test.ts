/** When somebody was here last: a visit lasts for the day, and is written once an hour. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { connections, db, visits } from '~db/client.server';
import type { PersonId } from '~db/values';
import { keepVisit, lastVisit } from '~/features/today/visits.server';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';

useDatabase();

let id: PersonId;
beforeEach(async () => {
  id = (await makeAlliance()).ids.member;
});

const at = (time: string, day = '2026-11-25') => new Date(`${day}T${time}:00+01:00`);
const since = async (now: Date) => {
  const { at: moment, known } = await lastVisit(id, now);
  return known ? moment : null;
};

describe('the last visit', () => {
  it('of whoever comes for the first time was never: they are told of two weeks', async () => {
    expect(await lastVisit(id, at('09:00'))).toEqual({ at: at('00:00', '2026-11-11'), known: false });
    await keepVisit(id, at('09:00'));
    expect(await since(at('09:05'))).toBeNull();
  });

  it('is the one before this, however often one looks in between', async () => {
    await keepVisit(id, at('17:00', '2026-11-20'));
    for (const time of ['09:00', '09:01', '10:30', '13:00', '18:30']) {
      expect(await since(at(time))).toEqual(at('17:00', '2026-11-20'));
      await keepVisit(id, at(time));
    }
    expect(await since(at('08:00', '2026-11-26'))).toEqual(at('18:30'));
  });

  it('is no longer told as one when it was months ago', async () => {
    await keepVisit(id, at('17:00', '2026-03-20'));
    expect(await lastVisit(id, at('09:00'))).toEqual({ at: new Date('2026-09-26T00:00:00+02:00'), known: false });
  });

  it('is written once an hour, and for that person alone', async () => {
    await keepVisit(id, at('09:00'));
    const before = await db.select().from(visits);
    const writes = vi.spyOn(connections().writes, 'prepare');
    await keepVisit(id, at('09:59'));
    expect(writes.mock.calls.filter(([source]) => !source.startsWith('select'))).toEqual([]);
    expect(await db.select().from(visits)).toEqual(before);
    await keepVisit(id, at('10:00'));
    expect(await db.select().from(visits)).toEqual([{ personId: id, at: at('10:00'), beforeAt: null }]);
  });
});
