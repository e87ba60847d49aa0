import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mandates, memberships, people, write } from '~db/client.server';
import type { Day } from '~db/values';
import { currentActor } from '~/access/actor.server';
import { holdsMandate, roleIn } from '~/access/policy';
import { type Alliance, makeAlliance } from '../setup/alliance';
import { useDatabase } from '../setup/database';

useDatabase();

/** Shortly before midnight in Berlin. */
const now = new Date('2026-11-24T22:59:00Z');
const minute = 60_000;
let alliance: Alliance;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  alliance = await makeAlliance();
});
afterEach(() => vi.useRealTimers());

const later = (minutes: number) => new Date(now.getTime() + minutes * minute);
const stranger = async () => (await currentActor(alliance.ids.stranger))!;
const role = async () => roleIn(await stranger(), alliance.groupId, Date.now());

/** Nothing is written while the clock moves on: only the clock can tell what has changed. */
describe('who is asking, as it is kept between requests', () => {
  it('has a role from the moment it begins, not before, and not after it ends', async () => {
    await write(async (tx) =>
      tx.insert(memberships).values({
        groupId: alliance.groupId,
        personId: alliance.ids.stranger,
        role: 'member',
        startsAt: later(10),
        endsAt: later(20),
      }),
    );
    vi.setSystemTime(later(10).getTime() - 1);
    expect(await role()).toBeUndefined();
    vi.setSystemTime(later(10));
    expect(await role()).toBe('member');
    vi.setSystemTime(later(20));
    expect(await role()).toBeUndefined();
  });

  it('speaks for an organisation from the first day of the mandate on', async () => {
    const organisationId = alliance.organisationId;
    await write(async (tx) =>
      tx
        .insert(mandates)
        .values({ personId: alliance.ids.stranger, organisationId, startDate: '2026-11-25' as Day, endDate: '2026-11-25' as Day }),
    );
    const speaks = async () => holdsMandate(await stranger(), organisationId, Date.now());
    expect(await speaks()).toBe(false);
    vi.setSystemTime(later(1));
    expect(await speaks()).toBe(true);
    vi.setSystemTime(later(1 + 24 * 60));
    expect(await speaks()).toBe(false);
  });

  it('is nobody as soon as the account is disabled', async () => {
    expect(await stranger()).toMatchObject({ id: alliance.ids.stranger });
    await write(async (tx) =>
      tx.update(people).set({ disabledAt: new Date() }).where(eq(people.id, alliance.ids.stranger)),
    );
    expect(await currentActor(alliance.ids.stranger)).toBeUndefined();
  });
});
