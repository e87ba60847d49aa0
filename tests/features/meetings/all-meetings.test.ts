/** The meetings of all groups: for the Geschäftsstelle alone, and each figure counts what its list shows. */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { meetings, write } from '~db/client.server';
import { meetingsInMonth, meetingsWith } from '~/features/meetings/address';
import { allMeetingsQuery, monthFrom } from '~/features/meetings/all-meetings';
import { listAllMeetings, meetingsByMinutes, meetingsPerMonth } from '~/features/meetings/all-meetings.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { type Alliance, cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { meetingIn, planFor, withMinutes } from './meeting-maker';

useDatabase();

let alliance: Alliance;
let other: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
  other = await makeAlliance('wohnen');
});

const asked = (address: string) => allMeetingsQuery(new Request(`https://portal.example${address}`));
const list = async (address = '/') => listAllMeetings(await alliance.as('office'), asked(address));

describe('the list', () => {
  it.each(cast.filter((role) => role !== 'office'))('is not for %s', async (role) => {
    await expect(listAllMeetings(await alliance.as(role), asked('/'))).rejects.toThrow(NotFound);
  });

  it('asks visitors to sign in', async () => {
    await expect(listAllMeetings({ kind: 'visitor' }, asked('/'))).rejects.toThrow(SignInRequired);
  });

  it('asks for nothing where an address is nonsense', () => {
    const nothing = { group: '', minutes: null, month: null, page: 1 };
    expect(asked('/?protokoll=alle&monat=2026-13&seite=x')).toEqual(nothing);
  });

  it('is narrowed by group, and leaves out what was called off', async () => {
    await meetingIn(alliance, 3);
    await meetingIn(other, 4);
    const { id } = await meetingIn(other, 5);
    await write((tx) => tx.update(meetings).set({ state: 'cancelled' }).where(eq(meetings.id, id)));
    expect((await list()).meetings.map(({ group }) => group.slug)).toEqual(['wohnen', 'sprache']);
    expect(await list('/?gruppe=sprache')).toMatchObject({ found: 1, meetings: [{ group: { slug: 'sprache' } }] });
  });
});

describe('each figure', () => {
  it('counts minutes in a state as their list does', async () => {
    for (const state of ['draft', 'approved', 'approved'] as const) await withMinutes(alliance, (await meetingIn(alliance, -3)).id, state);
    await withMinutes(other, (await meetingIn(other, 3)).id, 'draft');
    await meetingIn(other, -2);
    await meetingIn(other, 2);
    const figures = await meetingsByMinutes();
    expect(figures).toEqual([
      { minutes: 'none', count: 1 },
      { minutes: 'draft', count: 2 },
      { minutes: 'in_review', count: 0 },
      { minutes: 'approved', count: 2 },
    ]);
    for (const { minutes, count } of figures) expect([minutes, (await list(meetingsWith(minutes))).found]).toEqual([minutes, count]);
  });

  it('counts the meetings of a month in Berlin as their list does', async () => {
    const lead = planFor(0);
    await meetingIn(alliance, 0, { ...lead, day: '2026-11-30' as typeof lead.day, from: '23:30', until: '23:45' });
    await meetingIn(alliance, 0, { ...lead, day: '2026-12-01' as typeof lead.day, from: '00:15', until: '01:00' });
    await meetingIn(other, 0, { ...lead, day: '2026-12-31' as typeof lead.day });
    const figures = await meetingsPerMonth(['2026-11', '2026-12', '2027-01']);
    expect(figures.map(({ count }) => count)).toEqual([1, 2, 0]);
    for (const { month, count } of figures) expect([month, (await list(meetingsInMonth(month))).found]).toEqual([month, count]);
  });
});

it('months are counted across years', () => {
  expect([monthFrom('2026-11-25', 2), monthFrom('2026-01-31', -1), monthFrom('2026-12-01', 1)]).toEqual(['2027-01', '2025-12', '2027-01']);
});
