/** What people are told: as they have chosen, once, and never more than they may know when it is sent. */
import { readFileSync, readdirSync } from 'node:fs';
import { and, eq } from 'drizzle-orm';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditLog, db, groups, mails, memberships, news, people, tasks, write } from '~db/client.server';
import type { NewsKind, NewsWay } from '~db/values';
import { createTask } from '~/features/tasks/keeping.server';
import { offerTickOff, readTickOff, tickOff } from '~/features/tasks/mail-links.server';
import { setTaskState } from '~/features/tasks/tasks.server';
import { keepChoices, keepTime } from '~/news/choices.server';
import { composeDaily, slotOfToday, sendDailyMails, writeDailyMails } from '~/news/daily.server';
import { readInbox, unseen } from '~/news/inbox.server';
import { mayRead } from '~/news/readable.server';
import { type News, readersOf, tell } from '~/news/tell.server';
import { readUnsubscription, unsubscribe } from '~/news/unsubscribe.server';
import { NotFound, Rejected } from '~/services/errors';
import { sendDueMails, useForMails } from '~/services/mail/outbox.server';
import { settings } from '~/services/settings.server';
import { type Alliance, type Role, makeAlliance } from '../setup/alliance';
import { useDatabase } from '../setup/database';

useDatabase();
const noon = new Date('2026-03-12T11:00:00Z');
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  useForMails({ mayRead, composeDigest: composeDaily });
  await sendDailyMails({ offer: offerTickOff });
});
afterEach(() => vi.useRealTimers());

const nextMorning = new Date('2026-03-13T06:30:00Z');

const taskFor = async (alliance: Alliance, role: Role, what = 'Räume anfragen') =>
  createTask(await alliance.as('lead'), alliance.groupId, {
    what,
    assignee: { kind: 'person', id: alliance.ids[role] },
    dueDate: null,
    note: '',
    priority: 'normal',
    repeats: null,
    steps: [],
  });

const sendMorning = async () => {
  vi.setSystemTime(nextMorning);
  await writeDailyMails();
  await sendDueMails();
};

const letters = async () => {
  const files = (() => {
    try {
      return readdirSync(settings().outboxDir);
    } catch {
      return [];
    }
  })();
  return Promise.all(files.map((file) => simpleParser(readFileSync(`${settings().outboxDir}/${file}`))));
};

const toldTo = async (alliance: Alliance, role: Role, item: Partial<News> = {}) =>
  write(async (tx) => {
    const [reader] = await readersOf(tx, [alliance.ids[role]]);
    await tell(tx, reader!, {
      kind: 'text',
      groupId: alliance.groupId,
      key: 'minutes.approved',
      values: { number: 3, group: 'AG sprache' },
      path: '/gruppen/sprache',
      needs: { action: 'group.read', id: alliance.groupId },
      ...item,
    });
  });

const choose = (alliance: Alliance, role: Role, kind: NewsKind, way: NewsWay, groupId = alliance.groupId as typeof alliance.groupId | null) =>
  write((tx) => keepChoices(tx, alliance.ids[role], [{ kind, groupId, way }]));

const leave = (alliance: Alliance, role: Role) =>
  write((tx) =>
    tx.delete(memberships).where(and(eq(memberships.groupId, alliance.groupId), eq(memberships.personId, alliance.ids[role]))),
  );

describe('no more than its reader may know', () => {
  it('is sent at once: who has left by then gets nothing, and nothing is kept of it', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member', { kind: 'review' });
    await leave(alliance, 'member');
    await sendDueMails();
    expect(await letters()).toEqual([]);
    expect(await db.select().from(mails)).toMatchObject([{ withheldAt: expect.any(Date), sentAt: null, text: '', html: '' }]);
  });

  it('is sent in the mail of the day', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member');
    await taskFor(alliance, 'member', 'GEHEIM-AUFGABE');
    await leave(alliance, 'member');
    await sendMorning();
    expect(await letters()).toEqual([]);
    expect(await db.select().from(mails)).toMatchObject([{ kind: 'digest', withheldAt: expect.any(Date) }]);
  });

  it('is sent in the mail of the day, which tells the rest', async () => {
    const alliance = await makeAlliance();
    const other = await makeAlliance('wohnen');
    await toldTo(alliance, 'member');
    await write(async (tx) => {
      const [reader] = await readersOf(tx, [alliance.ids.member]);
      await tell(tx, reader!, {
        kind: 'text',
        groupId: other.groupId,
        key: 'minutes.approved',
        values: { number: 9, group: 'GEHEIM' },
        path: '/gruppen/wohnen',
        needs: { action: 'group.read', id: other.groupId },
      });
    });
    await sendMorning();
    const [letter] = await letters();
    expect(letter!.subject).toBe('Eine Neuigkeit für Sie, Fr., 13. März 2026');
    expect(letter!.text).toContain('Genehmigt: Protokoll der 3. Sitzung (AG sprache)');
    expect(letter!.text).not.toContain('GEHEIM');
    expect(letter!.html).not.toContain('GEHEIM');
  });

  it('is shown in the portal', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member');
    const person = await alliance.as('member');
    expect((await readInbox(person, 'de', 1)).lines).toHaveLength(1);
    await leave(alliance, 'member');
    expect((await readInbox(await alliance.as('member'), 'de', 1)).lines).toEqual([]);
  });

  it('is sent to an account that was disabled', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member');
    await toldTo(alliance, 'member', { kind: 'review', needs: { action: 'portal.use', id: 'portal' } });
    await write((tx) => tx.update(people).set({ disabledAt: new Date() }).where(eq(people.id, alliance.ids.member)));
    await sendMorning();
    expect(await letters()).toEqual([]);
  });

  it('is given by a right that the policy does not know', async () => {
    const alliance = await makeAlliance();
    expect(await mayRead(alliance.ids.office, { action: 'group.read', id: alliance.groupId })).toBe(true);
    expect(await mayRead(alliance.ids.office, { action: 'group.fly', id: alliance.groupId })).toBe(false);
    expect(await mayRead(alliance.ids.office, { action: 'toString', id: alliance.groupId })).toBe(false);
  });
});

describe('how people hear of something', () => {
  it.each([
    ['now', 1, 1],
    ['daily', 0, 1],
    ['portal', 0, 0],
  ] as const)('%s', async (way, atOnce, inAll) => {
    const alliance = await makeAlliance();
    await choose(alliance, 'member', 'text', way);
    await toldTo(alliance, 'member');
    await sendDueMails();
    expect(await letters()).toHaveLength(atOnce);
    await sendMorning();
    expect(await letters()).toHaveLength(inAll);
    expect((await readInbox(await alliance.as('member'), 'de', 1)).lines).toHaveLength(1);
  });

  it('is chosen for a group before it is chosen for all', async () => {
    const alliance = await makeAlliance();
    await choose(alliance, 'member', 'text', 'now', null);
    await choose(alliance, 'member', 'text', 'portal');
    await toldTo(alliance, 'member');
    await toldTo(alliance, 'member', { groupId: null });
    await sendDueMails();
    expect(await letters()).toHaveLength(1);
  });

  it('is said in the language of each, with why, and how to end it', async () => {
    const alliance = await makeAlliance();
    await write((tx) => tx.update(people).set({ language: 'en' }).where(eq(people.id, alliance.ids.member)));
    await toldTo(alliance, 'member', { kind: 'review' });
    await sendDueMails();
    const [letter] = await letters();
    expect(letter!.text).toContain('Why do I get this? You lead the group “AG sprache” or write its texts.');
    expect(letter!.text).toContain(`${settings().baseUrl}/konto/mitteilungen`);
    expect(letter!.text).toMatch(/Unsubscribe from such e-mails: \S+\/abbestellen\//);
  });

  it('tells each event once', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member', { kind: 'review', once: 'event' });
    await toldTo(alliance, 'member', { kind: 'review', once: 'event' });
    await toldTo(alliance, 'lead', { kind: 'review', once: 'event' });
    expect(await db.$count(mails)).toBe(2);
    expect(await db.$count(news)).toBe(2);
  });
});

describe('the mail of the day', () => {
  it.each([
    ['the hour today', { hour: 7, daysOff: [] }, '2026-03-12T06:00:00Z'],
    ['no time, as long as the hour has not come', { hour: 14, daysOff: [] }, null],
    ['no time on a day off', { hour: 7, daysOff: [4, 3] }, null],
    ['never, where all days are off', { hour: 7, daysOff: [1, 2, 3, 4, 5, 6, 7] }, null],
    ['never, where it is ended', { hour: null, daysOff: [] }, null],
  ])('was due today at %s', (_name, time, at) => {
    expect(slotOfToday(time, noon)?.toISOString() ?? null).toBe(at && new Date(at).toISOString());
  });

  it('comes at the hour in Berlin also after the clocks have changed', () => {
    const summer = slotOfToday({ hour: 7, daysOff: [] }, new Date('2026-03-29T10:00:00Z'));
    expect(summer!.toISOString()).toBe('2026-03-29T05:00:00.000Z');
  });

  it('comes once a day, however often it is seen to', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member');
    await sendMorning();
    await toldTo(alliance, 'member');
    await writeDailyMails();
    await writeDailyMails();
    await sendDueMails();
    expect(await letters()).toHaveLength(1);
    vi.setSystemTime(new Date(nextMorning.getTime() + 86_400_000));
    await writeDailyMails();
    await sendDueMails();
    expect(await letters()).toHaveLength(2);
  });

  it('does not come on days off, and then tells of all of them', async () => {
    const alliance = await makeAlliance();
    // 13 March 2026 is a Friday.
    await write((tx) => keepTime(tx, alliance.ids.member, { hour: 7, daysOff: [5, 6, 7] }));
    await toldTo(alliance, 'member');
    await sendMorning();
    expect(await letters()).toEqual([]);
    vi.setSystemTime(new Date('2026-03-16T06:30:00Z'));
    await toldTo(alliance, 'member');
    vi.setSystemTime(new Date('2026-03-17T06:30:00Z'));
    await writeDailyMails();
    await sendDueMails();
    expect((await letters())[0]!.text).toContain('AG SPRACHE');
    expect(await letters()).toHaveLength(1);
  });

  it('does not come on a day off for an hour of the day before, and once where the choice changes later that day', async () => {
    const alliance = await makeAlliance();
    await write((tx) => keepTime(tx, alliance.ids.member, { hour: 7, daysOff: [5] }));
    await toldTo(alliance, 'member');
    vi.setSystemTime(new Date('2026-03-13T17:18:00Z'));
    await writeDailyMails();
    expect(await db.$count(mails)).toBe(0);
    await write((tx) => keepTime(tx, alliance.ids.member, { hour: 17, daysOff: [] }));
    await writeDailyMails();
    expect(await db.$count(mails)).toBe(0);
    vi.setSystemTime(new Date('2026-03-14T16:30:00Z'));
    await writeDailyMails();
    expect(await db.$count(mails)).toBe(1);
  });

  it('comes no second time that day at an hour that is chosen after it', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member');
    await sendMorning();
    await write((tx) => keepTime(tx, alliance.ids.member, { hour: 17, daysOff: [] }));
    await toldTo(alliance, 'member');
    vi.setSystemTime(new Date('2026-03-13T16:30:00Z'));
    await writeDailyMails();
    expect(await db.$count(mails)).toBe(1);
  });

  it('is made up for on the same day where the portal was down, also when the same choice was saved again', async () => {
    const alliance = await makeAlliance();
    await write((tx) => keepTime(tx, alliance.ids.member, { hour: 8, daysOff: [6, 7] }));
    await toldTo(alliance, 'member');
    vi.setSystemTime(new Date('2026-03-13T11:30:00Z'));
    await write((tx) => keepTime(tx, alliance.ids.member, { hour: 8, daysOff: [7, 6] }));
    await writeDailyMails();
    expect(await db.$count(mails)).toBe(1);
  });

  it('says of more than fifty that there are more', async () => {
    const alliance = await makeAlliance();
    for (let number = 0; number < 55; number += 1) await toldTo(alliance, 'member', { values: { number, group: 'AG' } });
    await sendMorning();
    const [letter] = await letters();
    expect(letter!.text!.match(/Genehmigt:/g)).toHaveLength(50);
    expect(letter!.text).toContain('5 weitere Neuigkeiten stehen im Portal.');
  });
});

describe('a link that ends mails', () => {
  const linkIn = (text: string) => /\/abbestellen\/(\S+)/.exec(text)![1]!;

  it('is worth nothing when it is made up or changed', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member', { kind: 'review' });
    const [mail] = await db.select().from(mails);
    const token = linkIn(mail!.text);
    const [, kind, group, mark] = token.split('.');
    for (const forged of ['x', 'a.b.c.d', [alliance.ids.lead, kind, group, mark].join('.'), token.replace('.review.', '.mention.')]) {
      await expect(unsubscribe(forged)).rejects.toThrow(NotFound);
    }
  });

  it('ends mails of that kind and group alone, and says so in the log', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member', { kind: 'review' });
    await sendDueMails();
    const [first] = await letters();
    const token = linkIn(first!.text!);
    expect(await readUnsubscription(token)).toMatchObject({ kind: 'review', group: 'AG sprache', ended: false });
    await unsubscribe(token);
    await unsubscribe(token);
    expect(await readUnsubscription(token)).toMatchObject({ ended: true });
    await toldTo(alliance, 'member', { kind: 'review' });
    await toldTo(alliance, 'member', { kind: 'mention' });
    await toldTo(alliance, 'lead', { kind: 'review' });
    await sendDueMails();
    expect(await letters()).toHaveLength(3);
    expect(await db.$count(auditLog, eq(auditLog.action, 'account.unsubscribed'))).toBe(2);
  });

  it('ends the mail of the day', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member');
    await sendMorning();
    const [letter] = await letters();
    await unsubscribe(linkIn(letter!.text!));
    await toldTo(alliance, 'member');
    vi.setSystemTime(new Date('2026-03-14T09:00:00Z'));
    await writeDailyMails();
    await sendDueMails();
    expect(await letters()).toHaveLength(1);
  });
});

describe('a link that ticks a task off', () => {
  const linkIn = async () => /\/erledigt\/(\S+)/.exec((await letters())[0]!.text!)?.[1];

  const mailed = async (role: Role = 'member') => {
    const alliance = await makeAlliance();
    const task = await taskFor(alliance, role);
    await sendMorning();
    return { alliance, task, token: (await linkIn())! };
  };

  const stateOf = async () => (await db.select().from(tasks))[0]!.state;

  it('is worth nothing when it is made up', async () => {
    expect(await readTickOff('kein-token')).toEqual({ state: 'gone' });
    await expect(tickOff('kein-token')).rejects.toThrow(Rejected);
  });

  it('is worth nothing once its reader has left', async () => {
    const { alliance, token } = await mailed();
    await leave(alliance, 'member');
    expect(await readTickOff(token)).toEqual({ state: 'gone' });
    await expect(tickOff(token)).rejects.toMatchObject({ code: 'linkGone' });
    expect(await stateOf()).toBe('open');
  });

  it('is worth nothing while its group is at rest', async () => {
    const { token } = await mailed();
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    expect(await readTickOff(token)).toEqual({ state: 'gone' });
    await expect(tickOff(token)).rejects.toMatchObject({ code: 'linkGone' });
    await write((tx) => tx.update(groups).set({ archivedAt: null }));
    expect(await readTickOff(token)).toMatchObject({ state: 'open' });
  });

  it('is worth nothing after two weeks', async () => {
    const { token } = await mailed();
    vi.setSystemTime(new Date(nextMorning.getTime() + 15 * 86_400_000));
    expect(await readTickOff(token)).toEqual({ state: 'gone' });
    await expect(tickOff(token)).rejects.toMatchObject({ code: 'linkGone' });
  });

  it('is not used up by looking at it, is used once, and stands in the log under the name of its reader', async () => {
    const { alliance, task, token } = await mailed();
    expect(await readTickOff(token)).toMatchObject({ state: 'open', what: 'Räume anfragen' });
    expect(await readTickOff(token)).toMatchObject({ state: 'open' });
    await Promise.allSettled([tickOff(token), tickOff(token)]).then((both) =>
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1),
    );
    expect(await stateOf()).toBe('done');
    expect(await readTickOff(token)).toMatchObject({ state: 'done' });
    const entries = await db.select().from(auditLog).where(eq(auditLog.action, 'task.stateChanged'));
    expect(entries).toMatchObject([{ actorId: alliance.ids.member, details: { to: 'done', by: 'mail' } }]);
    await setTaskState(await alliance.as('lead'), task, 'open');
    expect(await readTickOff(token)).toEqual({ state: 'gone' });
    await expect(tickOff(token)).rejects.toMatchObject({ code: 'linkGone' });
  });

  it('also stands in a mail that is about one task', async () => {
    const alliance = await makeAlliance();
    await choose(alliance, 'member', 'task', 'now', null);
    await taskFor(alliance, 'member');
    await sendDueMails();
    expect(await db.select({ text: mails.text, html: mails.html }).from(mails)).toEqual([{ text: '', html: '' }]);
    await tickOff((await linkIn())!);
    expect(await stateOf()).toBe('done');
  });

  it('is not offered where there is nothing to tick off any more', async () => {
    const alliance = await makeAlliance();
    const task = await taskFor(alliance, 'member');
    await setTaskState(await alliance.as('member'), task, 'done');
    await sendMorning();
    expect(await linkIn()).toBeUndefined();
  });

  it('makes no task done that is obsolete by now, and none that repeated begin again', async () => {
    const { alliance, task, token } = await mailed();
    await write((tx) => tx.update(tasks).set({ repeats: 'weekly' }));
    await setTaskState(await alliance.as('lead'), task, 'obsolete');
    expect(await readTickOff(token)).toMatchObject({ state: 'obsolete', what: 'Räume anfragen' });
    await expect(tickOff(token)).rejects.toMatchObject({ code: 'linkGone' });
    expect(await db.select().from(tasks)).toMatchObject([{ state: 'obsolete' }]);
    await setTaskState(await alliance.as('lead'), task, 'open');
    expect(await readTickOff(token)).toMatchObject({ state: 'open' });
  });

  it('works for a guest to whom the task was given', async () => {
    const { token } = await mailed('guest');
    await tickOff(token);
    expect(await stateOf()).toBe('done');
  });
});

describe('the inbox', () => {
  it('counts nothing that it does not show, neither as new nor as pages', async () => {
    const alliance = await makeAlliance();
    for (let number = 0; number < 31; number += 1) await toldTo(alliance, 'member', { values: { number, group: 'AG' } });
    await toldTo(alliance, 'member', { needs: null });
    const { id } = await alliance.as('member');
    expect(await unseen(id)).toBe(32);
    await leave(alliance, 'member');
    expect(await unseen(id)).toBe(1);
    expect(await readInbox(await alliance.as('member'), 'de', 1)).toMatchObject({ pages: 1, lines: [{ isNew: true }] });
    expect(await unseen(id)).toBe(0);
  });

  it('is one’s own, marks what is new, and counts it until it was seen', async () => {
    const alliance = await makeAlliance();
    await toldTo(alliance, 'member');
    await toldTo(alliance, 'lead');
    const person = await alliance.as('member');
    expect(await unseen(person.id)).toBe(1);
    expect((await readInbox(person, 'en', 1)).lines).toMatchObject([{ isNew: true, path: '/gruppen/sprache' }]);
    expect(await unseen(person.id)).toBe(0);
    expect((await readInbox(person, 'de', 1)).lines).toMatchObject([{ isNew: false }]);
    expect(await unseen(alliance.ids.lead)).toBe(1);
  });
});
