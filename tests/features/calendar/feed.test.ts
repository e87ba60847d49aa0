/** What a calendar program gets: what its owner may see at that moment, the same to the letter until that changes. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calendarFeeds, connections, db, meetings, memberships, participants, people, tasks, write } from '~db/client.server';
import type { Day, MeetingId, PersonId, TaskState } from '~db/values';
import { makeAddress, newKey } from '~/features/calendar/addresses.server';
import { allGroups } from '~/features/calendar/calendar';
import { contentOf, feedAt } from '~/features/calendar/feed.server';
import { calendarAnswer } from '~/features/calendar/serving.server';
import { endOwnOthers } from '~/features/account/account.server';
import { answerInvitation, inviteToMeeting } from '~/features/meetings/invitations.server';
import { meetingByNumber } from '~/features/meetings/meetings.server';
import { cancelMeeting } from '~/features/meetings/planning.server';
import { meetingFile } from '~/features/meetings/published.server';
import { disablePerson, enablePerson } from '~/features/office/accounts.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { type Alliance, type Role, longAgo, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { readCalendar } from '../../setup/ical';
import { itemNamed, meetingIn, withItems } from '../meetings/meeting-maker';

useDatabase();

let alliance: Alliance;
let id: MeetingId;
beforeEach(async () => {
  alliance = await makeAlliance();
  ({ id } = await meetingIn(alliance));
});
afterEach(() => {
  vi.useRealTimers();
});

type Wish = { group?: string; tasks?: boolean };

/** The token of a new address. */
async function tokenFor(role: Role, { group = allGroups, tasks: withTasks = false }: Wish = {}): Promise<string> {
  const { url } = await makeAddress(await alliance.as(role), { key: newKey(), name: 'Handy', group, tasks: withTasks });
  return /([\w-]{32})\.ics$/.exec(url)![1]!;
}

const fetched = async (token: string) => {
  const { status, body } = await calendarAnswer(token, undefined);
  expect(status).toBe(200);
  return readCalendar(body);
};

const eventsFor = async (role: Role, wish: Wish = {}) => (await fetched(await tokenFor(role, wish))).events;

const invite = async (...guests: PersonId[]) => inviteToMeeting(await alliance.as('lead'), id, guests);

const leave = (role: Role) =>
  write((tx) => tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids[role])));

describe('refused', () => {
  it.each(['', 'x', 'a'.repeat(31), 'a'.repeat(32), 'a'.repeat(33), '../../../etc/passwd', "' OR 1=1 --aaaaaaaaaaaaaaaaaaaa"])(
    'is the address %j that nobody was given',
    async (token) => {
      expect(await calendarAnswer(token, undefined)).toMatchObject({ status: 404, headers: { 'Cache-Control': 'no-store' } });
    },
  );

  it('is a disabled account, at once and in the same words, until it is back in use', async () => {
    const token = await tokenFor('member');
    const unknown = await calendarAnswer('a'.repeat(32), undefined);
    await disablePerson(await alliance.as('office'), alliance.ids.member);
    expect(await calendarAnswer(token, undefined)).toEqual(unknown);
    await enablePerson(await alliance.as('office'), alliance.ids.member);
    expect((await fetched(token)).events).toHaveLength(1);
  });

  it('is nothing because somebody signs out elsewhere', async () => {
    const token = await tokenFor('member');
    await endOwnOthers(await alliance.as('member'), '');
    expect((await fetched(token)).events).toHaveLength(1);
  });

  it('is who asks without pause, and nobody else', async () => {
    const [eager, other] = [await tokenFor('member'), await tokenFor('lead')];
    const statuses = [];
    for (let round = 0; round < 40; round += 1) statuses.push((await calendarAnswer(eager, undefined)).status);
    expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect(Number((await calendarAnswer(eager, undefined)).headers['Retry-After'])).toSatisfy((wait: number) => wait > 0 && wait <= 60);
    expect((await calendarAnswer(other, undefined)).status).toBe(200);
  });
});

describe('the meetings of a group', () => {
  it.each(['lead', 'secretary', 'member'] as Role[])('are all there for %s', async (role) => {
    expect(await eventsFor(role)).toMatchObject([{ uid: `meeting-${id}@buendnis-portal`, summary: 'AG sprache: 1. Sitzung' }]);
  });

  it.each(['office', 'partner', 'stranger'] as Role[])('are not those of %s, who holds no role in it', async (role) => {
    await invite();
    expect(await eventsFor(role)).toEqual([]);
  });

  it('can be followed by the Geschäftsstelle, where it asks for the group', async () => {
    expect(await eventsFor('office', { group: 'sprache' })).toHaveLength(1);
  });

  it('are for guests those to which they were invited, with what they may read', async () => {
    await withItems(alliance, id, 'Offenes', itemNamed('Personalsache', { internal: true, presenter: 'Frau Geheim' }));
    await meetingIn(alliance, 20);
    expect(await eventsFor('guest')).toEqual([]);
    await invite(alliance.ids.guest);
    const [only, ...more] = await eventsFor('guest');
    expect(more).toEqual([]);
    expect(only!.description).toContain('TOP 1  Offenes');
    expect(only!.description).toContain('TOP 2  intern');
    expect(only!.description).not.toMatch(/Personalsache|Geheim/);
    expect((await eventsFor('member')).find(({ uid }) => uid.includes(id))!.description).toContain('Personalsache');
  });

  it('go with the role, also from the calendar of that group alone, and come back with it', async () => {
    const [all, one] = [await tokenFor('member'), await tokenFor('member', { group: 'sprache' })];
    for (const token of [all, one]) expect((await fetched(token)).events).toHaveLength(1);
    await leave('member');
    for (const token of [all, one]) expect((await fetched(token)).events).toEqual([]);
    await write((tx) => tx.update(memberships).set({ endsAt: null }).where(eq(memberships.personId, alliance.ids.member)));
    for (const token of [all, one]) expect((await fetched(token)).events).toHaveLength(1);
  });

  it('are kept apart where only one group is wished', async () => {
    const other = await makeAlliance('arbeit');
    await write((tx) =>
      tx.insert(memberships).values({ groupId: other.groupId, personId: alliance.ids.member, role: 'member', startsAt: longAgo }),
    );
    await meetingIn(other, 3);
    expect((await eventsFor('member')).map(({ summary }) => summary)).toEqual(['AG arbeit: 1. Sitzung', 'AG sprache: 1. Sitzung']);
    expect((await eventsFor('member', { group: 'arbeit' })).map(({ summary }) => summary)).toEqual(['AG arbeit: 1. Sitzung']);
  });

  it('reach a year back and into all of the future', async () => {
    for (const days of [-400, -366, -364, 1000]) await meetingIn(alliance, days);
    const distances = (await eventsFor('member')).map(({ start }) => Math.round((start.getTime() - Date.now()) / 86_400_000));
    expect(distances).toEqual([-364, 14, 1000]);
  });
});

describe('an entry', () => {
  const only = async (role: Role) => (await eventsFor(role))[0]!;

  it('shows one’s own answer, and takes the time accordingly', async () => {
    await invite();
    const member = await alliance.as('member');
    expect(await only('member')).toMatchObject({ transparency: 'OPAQUE', busy: 'TENTATIVE' });
    expect((await only('member')).description).toContain('Sie haben noch nicht geantwortet.');
    for (const [answer, transparency, busy, words] of [
      ['accepted', 'OPAQUE', 'BUSY', 'Sie haben zugesagt.'],
      ['tentative', 'OPAQUE', 'TENTATIVE', 'Sie kommen vielleicht.'],
      ['declined', 'TRANSPARENT', 'FREE', 'Sie haben abgesagt.'],
    ] as const) {
      await answerInvitation(member, id, answer);
      const event = await only('member');
      expect(event).toMatchObject({ transparency, busy, status: 'CONFIRMED' });
      expect(event.description).toContain(words);
    }
    // Others' answers are nobody's business here.
    expect((await only('secretary')).busy).toBe('TENTATIVE');
  });

  it('of a meeting that is called off says so, and takes no time', async () => {
    await invite();
    await answerInvitation(await alliance.as('member'), id, 'accepted');
    await cancelMeeting(await alliance.as('lead'), id, 'Der Raum ist gesperrt.');
    const event = await only('member');
    expect(event).toMatchObject({ status: 'CANCELLED', summary: 'Abgesagt: AG sprache: 1. Sitzung', transparency: 'TRANSPARENT', sequence: 1 });
    expect(event.description).toContain('Der Raum ist gesperrt.');
  });

  it('speaks the language of its owner', async () => {
    await write((tx) => tx.update(people).set({ language: 'en' }).where(eq(people.id, alliance.ids.member)));
    expect((await only('member')).summary).toBe('AG sprache: meeting 1');
  });

  it('has the UID and the organizer of the invitation', async () => {
    await invite();
    const file = readCalendar(await meetingFile(await alliance.as('member'), await meetingByNumber('sprache', '1'), 'de'));
    expect(file.method).toBe('PUBLISH');
    const event = await only('member');
    expect(file.events).toMatchObject([{ ...event, stamp: expect.any(Date) as Date }]);
    const [row] = await db.select({ organizer: meetings.organizer }).from(meetings).where(eq(meetings.id, id));
    expect(event.organizer).toBe(row!.organizer);
  });
});

describe('a single meeting as a file', () => {
  const fileFor = async (role: Role) => meetingFile(await alliance.as(role), await meetingByNumber('sprache', '1'), 'de');

  it.each(['guest', 'partner', 'stranger'] as Role[])('is refused to %s, who may not read it', async (role) => {
    await expect(fileFor(role)).rejects.toBeInstanceOf(NotFound);
  });

  it('is refused to visitors', async () => {
    await expect(meetingFile({ kind: 'visitor' }, await meetingByNumber('sprache', '1'), 'de')).rejects.toBeInstanceOf(SignInRequired);
  });

  it('keeps from an invited guest what is internal', async () => {
    await withItems(alliance, id, itemNamed('Personalsache', { internal: true }));
    await invite(alliance.ids.guest);
    const [event] = readCalendar(await fileFor('guest')).events;
    expect(event!.description).toContain('TOP 1  intern');
    expect(event!.description).not.toContain('Personalsache');
  });
});

describe('tasks', () => {
  const task = (what: string, changed: Partial<typeof tasks.$inferInsert> = {}) =>
    write((tx) =>
      tx.insert(tasks).values({
        groupId: alliance.groupId,
        what,
        assigneePersonId: alliance.ids.member,
        dueDate: addDays(today(), 5),
        createdAt: new Date(),
        ...changed,
      }),
    );
  const tasksFor = async (role: Role, wish: Wish = {}) =>
    (await eventsFor(role, { tasks: true, ...wish })).filter(({ uid }) => uid.startsWith('task-'));

  it('are there only where they are wished', async () => {
    await task('Brief schreiben');
    expect((await eventsFor('member')).filter(({ uid }) => uid.startsWith('task-'))).toEqual([]);
    expect(await tasksFor('member')).toMatchObject([
      { summary: 'Aufgabe: Brief schreiben', day: addDays(today(), 5), transparency: 'TRANSPARENT', busy: 'FREE' },
    ]);
  });

  it('are one’s own, open and with a day', async () => {
    await task('Fremd', { assigneePersonId: alliance.ids.lead });
    await task('Ohne Tag', { dueDate: null });
    for (const state of ['done', 'obsolete'] as TaskState[]) await task(state, { state });
    await task('Längst vergessen', { dueDate: '2020-01-01' as Day });
    await task('Überfällig', { dueDate: addDays(today(), -3) });
    await task('Begonnen', { state: 'in_progress' });
    expect((await tasksFor('member')).map(({ summary }) => summary)).toEqual(['Aufgabe: Überfällig', 'Aufgabe: Begonnen']);
  });

  it('of an organisation are for those who speak for it, unless they are internal', async () => {
    const given = { assigneePersonId: null, assigneeOrganisationId: alliance.organisationId };
    await task('Für den Verband', given);
    await task('Internes', { ...given, internal: true });
    expect((await tasksFor('partner')).map(({ summary }) => summary)).toEqual(['Aufgabe: Für den Verband']);
    expect(await tasksFor('otherPartner')).toEqual([]);
  });

  it('go with the role in the group', async () => {
    await task('Brief schreiben');
    const token = await tokenFor('member', { tasks: true, group: 'sprache' });
    expect((await fetched(token)).events).toHaveLength(2);
    await leave('member');
    expect((await fetched(token)).events).toEqual([]);
  });
});

describe('the calendar as a whole', () => {
  it('tells programs what it is called and how often to look', async () => {
    expect(await fetched(await tokenFor('member', { group: 'sprache' }))).toMatchObject({ method: 'PUBLISH', name: 'AG sprache', refresh: 'PT1H' });
    expect((await fetched(await tokenFor('member'))).name).toBe('Bündnis-Portal');
  });

  it('stays the same to the letter, and its mark with it, until it says something else', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T12:00:00Z') });
    const token = await tokenFor('member');
    const first = await calendarAnswer(token, undefined);
    vi.setSystemTime(new Date('2026-11-26T18:30:00Z'));
    expect(await calendarAnswer(token, undefined)).toEqual(first);
    const unchanged = await calendarAnswer(token, `"other", ${first.headers.ETag}`);
    expect([unchanged.status, unchanged.body, unchanged.headers.ETag]).toEqual([304, '', first.headers.ETag]);

    await withItems(alliance, id, 'Sprachkurse');
    vi.setSystemTime(new Date('2026-11-26T19:00:00Z'));
    const second = await calendarAnswer(token, first.headers.ETag);
    expect(second.status).toBe(200);
    expect(second.headers.ETag).not.toBe(first.headers.ETag);
    expect(readCalendar(second.body).events[0]!.stamp).toEqual(new Date('2026-11-26T19:00:00Z'));
    expect(second.headers['Last-Modified']).toBe('Thu, 26 Nov 2026 19:00:00 GMT');
  });

  it('notes when it was fetched, exact to ten minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T12:00:00Z') });
    const token = await tokenFor('member');
    const at = async () => (await db.select({ at: calendarFeeds.fetchedAt }).from(calendarFeeds))[0]!.at?.toISOString();
    expect(await at()).toBeUndefined();
    await fetched(token);
    vi.setSystemTime(new Date('2026-11-25T12:09:00Z'));
    await fetched(token);
    expect(await at()).toBe('2026-11-25T12:00:00.000Z');
    vi.setSystemTime(new Date('2026-11-25T12:11:00Z'));
    await fetched(token);
    expect(await at()).toBe('2026-11-25T12:11:00.000Z');
  });

  it('is meant for its owner’s program alone', async () => {
    const { headers } = await calendarAnswer(await tokenFor('member'), undefined);
    expect(headers).toMatchObject({
      'Content-Type': 'text/calendar; charset=utf-8',
      'Cache-Control': 'private, no-cache',
      'X-Robots-Tag': 'noindex, nofollow',
    });
  });

  it('costs as many statements with many meetings and tasks as with one', async () => {
    const token = await tokenFor('member', { tasks: true });
    const price = async () => {
      const prepared = vi.spyOn(connections().reads, 'prepare');
      await contentOf((await feedAt(token))!);
      const count = prepared.mock.calls.length;
      prepared.mockRestore();
      return count;
    };
    await price();
    await write((tx) => tx.update(people).set({ name: 'Anders' }).where(eq(people.id, alliance.ids.stranger)));
    const one = await price();
    for (let round = 1; round <= 8; round += 1) {
      const more = await meetingIn(alliance, 20 + round);
      await withItems(alliance, more.id, `TOP ${round}`, 'Verschiedenes');
      await write((tx) =>
        tx.insert(tasks).values({ groupId: alliance.groupId, what: 'x', assigneePersonId: alliance.ids.member, dueDate: today(), createdAt: new Date() }),
      );
    }
    expect(await price()).toBe(one);
    expect(one).toBeLessThan(12);
    expect((await fetched(token)).events).toHaveLength(17);
  });

  it('shows what stands in the agenda in its order', async () => {
    await withItems(alliance, id, 'Eins', 'Zwei', 'Drei');
    const [event] = await eventsFor('member');
    expect(event!.description).toMatch(/TOP 1 {2}Eins.*\n.*TOP 2 {2}Zwei.*\n.*TOP 3 {2}Drei/);
  });

  it('holds nothing for a guest who was there without being invited', async () => {
    await write((tx) =>
      tx.insert(participants).values({ meetingId: id, personId: alliance.ids.guest, name: 'Person guest', role: 'guest', presence: 'present' }),
    );
    expect(await eventsFor('guest')).toEqual([]);
  });
});
