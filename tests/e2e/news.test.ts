/** News, as people meet them: in the portal, in mails, and by the links in these. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db, news, groups, write } from '~db/client.server';
import { personId } from '~db/demo/people';
import { loadActor } from '~/access/actor.server';
import { createTask } from '~/features/tasks/keeping.server';
import { offerTickOff } from '~/features/tasks/mail-links.server';
import { unsubscribePath } from '~/news/unsubscribe.server';
import { desc, eq } from 'drizzle-orm';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;
/** Addresses as mails carry them. */
const links: { tickOff: string; another: string; unsubscribe: string } = { tickOff: '', another: '', unsubscribe: '' };

/** The task is given, and what the mail of the day offers beside it. */
async function offered(what: string): Promise<string> {
  const lead = (await loadActor(db, personId('lueders')))!;
  const member = personId('kowalenko');
  const [group] = await db.select({ id: groups.id }).from(groups).where(eq(groups.slug, 'sprachfoerderung'));
  const given = { kind: 'person' as const, id: member };
  await createTask(lead, group!.id, { what, assignee: given, dueDate: null, note: '', priority: 'normal', repeats: null, steps: [] });
  const [item] = await db.select().from(news).where(eq(news.personId, member)).orderBy(desc(news.at)).limit(1);
  return new URL((await offerTickOff(member, 'de', [item!])).get(item!.id)!.url).pathname;
}

beforeAll(async () => {
  demo = await serveDemo({
    more: async () => {
      links.tickOff = await offered('Räume für Mai anfragen');
      links.another = await offered('Plakate drucken');
      links.unsubscribe = await write((tx) => unsubscribePath(tx, { personId: personId('kowalenko'), kind: 'mention', groupId: null }));
    },
  });
});
afterAll(async () => {
  await demo.stop();
});

describe.each([
  [360, false],
  [1280, true],
] as const)('at %i px, with scripts: %s', (width, javaScript) => {
  it('a member sees what is new, follows it, and chooses how to hear of it', async () => {
    const { page } = await demo.as('member', { width, javaScript });
    await page.goto('/mitteilungen');
    if (javaScript) await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('main').getByRole('link', { name: 'Neue Aufgabe für Sie: Plakate drucken (AG Sprachförderung)' }).click();
    await page.getByRole('heading', { level: 1, name: 'Plakate drucken' }).waitFor();

    await page.goto('/konto');
    await page.getByRole('link', { name: 'Einstellen, wovon Sie per E-Mail hören' }).click();
    await page.getByLabel('Protokolle und Dokumente', { exact: true }).first().selectOption('nur im Portal');
    await page.getByText('AG Sprachförderung').click();
    await page.getByRole('group').filter({ hasText: 'AG Sprachförderung' }).getByLabel('Aufgaben').selectOption('sofort per E-Mail');
    await page.getByLabel('Um wie viel Uhr?').selectOption('18 Uhr');
    await page.getByLabel('Sonntag').check();
    if (javaScript) await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Ihre Einstellungen sind gespeichert.').waitFor();
    await page.reload();
    expect(await page.getByLabel('Protokolle und Dokumente', { exact: true }).first().inputValue()).toBe('portal');
    expect(await page.getByLabel('Um wie viel Uhr?').inputValue()).toBe('18');
    expect(await page.getByLabel('Sonntag').isChecked()).toBe(true);
    await page.getByText('eine eigene Wahl').waitFor();
  });
});

it('a task is ticked off from a mail, without signing in and without scripts, by keyboard', async () => {
  const { page } = await demo.as('visitor', { width: 360, javaScript: false });
  await page.goto(links.tickOff);
  await page.getByText('Räume für Mai anfragen').waitFor();
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Ja, als erledigt melden' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Danke, erledigt!' }).waitFor();
  await page.goto(links.tickOff);
  await page.getByRole('heading', { level: 1, name: 'Schon erledigt' }).waitFor();
});

it('a link from a mail says what it does, in a page that everybody can use', async () => {
  const { page } = await demo.as('visitor');
  await page.goto(links.another);
  await page.getByRole('heading', { level: 1, name: 'Ist das erledigt?' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ja, als erledigt melden' }).click();
  await page.getByRole('heading', { level: 1, name: 'Danke, erledigt!' }).waitFor();
  await expectAccessible(page);
  await page.goto(links.unsubscribe);
  await page.getByText('Es geht um E-Mails zu: Erwähnungen.').waitFor();
  await expectAccessible(page);
});

it('mail programs end mails by one click (RFC 8058), and can do nothing else from elsewhere', async () => {
  const oneClick = { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, redirect: 'manual' } as const;
  const foreign = { ...oneClick, headers: { ...oneClick.headers, Origin: 'https://evil.example' } };
  expect((await fetch(demo.url + links.unsubscribe, foreign)).status).toBe(403);
  expect((await fetch(demo.url + links.tickOff, oneClick)).status).toBe(403);
  expect((await fetch(`${demo.url}${links.unsubscribe}x`, oneClick)).status).toBe(404);
  expect((await fetch(demo.url + links.unsubscribe, oneClick)).status).toBe(200);
  expect(await (await fetch(demo.url + links.unsubscribe)).text()).toContain('Abbestellt');
});

it('the Geschäftsstelle reads the mails that no server brings to anybody', async () => {
  const { page } = await demo.as('lead');
  await page.goto(`${space}/beschluesse/umlauf/neu`);
  await page.getByLabel('Worum es geht').fill('Stühle');
  await page.getByLabel('Wortlaut des Beschlusses').fill('Wir kaufen Stühle.');
  await page.getByLabel('Letzter Tag der Abstimmung').fill('2027-05-04');
  await page.getByRole('button', { name: 'Abstimmung beginnen' }).click();
  await page.getByText('Die Abstimmung hat begonnen.').waitFor();
  for (const width of [1280, 360]) {
    const { page: office } = await demo.as('office', { width });
    await office.goto('/geschaeftsstelle/post?stand=sent');
    await expectAccessible(office);
    await expectNoSidewaysScroll(office);
    await office.getByRole('link', { name: 'Bitte abstimmen: Stühle (AG Sprachförderung)' }).first().click();
    await office.getByText('Warum bekomme ich das?').waitFor();
    await expectAccessible(office);
    await expectNoSidewaysScroll(office);
  }
});
