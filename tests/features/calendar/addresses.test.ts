/** Addresses of calendars: whose they are, when they are seen, how they end. */
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, calendarFeeds, db, groups, write } from '~db/client.server';
import type { CalendarFeedId } from '~db/values';
import { eq } from 'drizzle-orm';
import { groupsToChoose, makeAddress, newKey, ownAddresses, renewAddress, revokeAddress } from '~/features/calendar/addresses.server';
import { allGroups, calendarForm, mostAddresses } from '~/features/calendar/calendar';
import { feedAt } from '~/features/calendar/feed.server';
import { NotFound, Rejected } from '~/services/errors';
import { type Alliance, type Role, cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';

useDatabase();

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

const make = async (role: Role, changed: { key?: CalendarFeedId; name?: string; group?: string; tasks?: boolean } = {}) =>
  makeAddress(await alliance.as(role), { key: newKey(), name: 'Handy', group: allGroups, tasks: false, ...changed });

const tokenOf = (url: string) => /\/kalender\/([\w-]{32})\.ics$/.exec(url)![1]!;

const onlyId = async (role: Role): Promise<CalendarFeedId> => (await ownAddresses(await alliance.as(role)))[0]!.id;

describe('refused', () => {
  it('to visitors', async () => {
    const visitor = { kind: 'visitor' } as const;
    await expect(ownAddresses(visitor)).rejects.toBeInstanceOf(NotFound);
    await expect(makeAddress(visitor, { key: newKey(), name: 'x', group: allGroups, tasks: false })).rejects.toBeInstanceOf(NotFound);
  });

  it.each(['partner', 'stranger'] as Role[])('to %s: the calendar of a group they may not enter', async (role) => {
    await expect(make(role, { group: 'sprache' })).rejects.toBeInstanceOf(NotFound);
    await expect(make(role, { group: 'gibt-es-nicht' })).rejects.toBeInstanceOf(NotFound);
    expect(await db.select().from(calendarFeeds)).toEqual([]);
  });

  it('to everybody else: renewing and ending what is not theirs', async () => {
    const { url } = await make('member');
    const id = await onlyId('member');
    for (const role of cast.filter((one) => one !== 'member')) {
      await expect(renewAddress(await alliance.as(role), id)).rejects.toBeInstanceOf(NotFound);
      await expect(revokeAddress(await alliance.as(role), id)).rejects.toBeInstanceOf(NotFound);
      expect(await ownAddresses(await alliance.as(role))).toEqual([]);
    }
    expect(await feedAt(tokenOf(url))).toMatchObject({ owner: { id: alliance.ids.member } });
  });

  it('beyond as many as anybody needs', async () => {
    for (let count = 0; count < mostAddresses; count += 1) await make('member');
    await expect(make('member')).rejects.toEqual(new Rejected('tooManyCalendars', { count: mostAddresses }));
    await make('lead');
  });

  it('a second time by the same form, which leaves the first address as it is', async () => {
    const key = newKey();
    const { url } = await make('member', { key });
    for (const role of ['member', 'lead'] as Role[]) {
      await expect(make(role, { key, name: 'Noch eins' })).rejects.toEqual(new Rejected('calendarMade'));
    }
    expect(await db.select({ name: calendarFeeds.name }).from(calendarFeeds)).toEqual([{ name: 'Handy' }]);
    expect(await feedAt(tokenOf(url))).toMatchObject({ owner: { id: alliance.ids.member } });
  });

  it('without a name', () => {
    expect(calendarForm.safeParse({ intent: 'make', key: newKey(), name: '  ' }).success).toBe(false);
    const key = newKey();
    expect(calendarForm.parse({ intent: 'make', key, name: ' Handy ' })).toEqual({ intent: 'make', key, name: 'Handy', group: allGroups, tasks: false });
  });
});

describe('an address', () => {
  it('is shown once, and kept nowhere', async () => {
    const { url, webcal } = await make('member');
    expect(webcal).toBe(url.replace('http:', 'webcal:'));
    const kept = JSON.stringify([await db.select().from(calendarFeeds), await db.select().from(auditLog)]);
    expect(kept).not.toContain(tokenOf(url));
  });

  it('stands in one’s list with what it shows', async () => {
    await make('member', { name: 'Handy' });
    await make('member', { name: 'Büro', group: 'sprache', tasks: true });
    expect(await ownAddresses(await alliance.as('member'))).toMatchObject([
      { name: 'Handy', group: null, tasks: false, fetchedAt: null },
      { name: 'Büro', group: 'AG sprache', tasks: true, fetchedAt: null },
    ]);
  });

  it('works no more once it is renewed or ended, and leaves the others as they are', async () => {
    const [phone, office] = [await make('member', { name: 'Handy' }), await make('member', { name: 'Büro' })];
    const [first] = await ownAddresses(await alliance.as('member'));
    const renewed = await renewAddress(await alliance.as('member'), first!.id);
    expect(renewed.name).toBe('Handy');
    expect(await feedAt(tokenOf(phone.url))).toBeUndefined();
    expect(await feedAt(tokenOf(renewed.url))).toBeDefined();
    expect(await revokeAddress(await alliance.as('member'), first!.id)).toEqual({ name: 'Handy' });
    expect(await feedAt(tokenOf(renewed.url))).toBeUndefined();
    expect(await feedAt(tokenOf(office.url))).toBeDefined();
    await expect(revokeAddress(await alliance.as('member'), first!.id)).rejects.toBeInstanceOf(NotFound);
  });

  it('is told to the audit log, by its name alone', async () => {
    await make('member');
    const id = await onlyId('member');
    await renewAddress(await alliance.as('member'), id);
    await revokeAddress(await alliance.as('member'), id);
    const entries = await db.select().from(auditLog).orderBy(auditLog.sequence);
    expect(entries.map(({ action, actorId, objectId, details }) => [action, actorId, objectId, details])).toEqual(
      ['calendarMade', 'calendarRenewed', 'calendarRevoked'].map((step) => [
        `account.${step}`,
        alliance.ids.member,
        alliance.ids.member,
        { name: 'Handy' },
      ]),
    );
  });
});

describe('the groups to choose from', () => {
  const slugs = async (role: Role, asked: string | null = null) => {
    const { groups: found, chosen } = await groupsToChoose(await alliance.as(role), asked);
    return [found.map(({ slug }) => slug), chosen];
  };

  it('are one’s own; the one that was asked for is chosen where one may enter it', async () => {
    expect(await slugs('member')).toEqual([['sprache'], allGroups]);
    expect(await slugs('guest', 'sprache')).toEqual([['sprache'], 'sprache']);
    expect(await slugs('office')).toEqual([[], allGroups]);
    expect(await slugs('office', 'sprache')).toEqual([['sprache'], 'sprache']);
  });

  it('tell nothing of others', async () => {
    for (const asked of ['sprache', 'gibt-es-nicht']) expect(await slugs('stranger', asked)).toEqual([[], allGroups]);
  });

  it('hold a group that rests, as its meetings can still be read', async () => {
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }).where(eq(groups.id, alliance.groupId)));
    expect(await slugs('member', 'sprache')).toEqual([['sprache'], 'sprache']);
  });
});
