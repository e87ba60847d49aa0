/** *Heute*, as each of those who land there meets it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll, openBrowser, signIn } from '../setup/browser';
import { type Demo, type DemoRole, serveDemo } from '../setup/demo';

let demo: Demo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(async () => {
  await demo.stop();
});

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const parts = (page: Page) => page.locator('main h2').allInnerTexts();
const words = (texts: string[]) => texts.map((text) => text.replace(/\s+/g, ' '));

it('is closed to visitors, who come back to it once they have signed in', async () => {
  const { page } = await demo.as('visitor');
  await page.goto('/heute');
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/anmelden?weiter=%2Fheute');
  expect(await page.getByRole('link', { name: 'Heute' }).count()).toBe(0);
});

it.each([true, false])('is where one lands, and the first way of the house; with scripts: %s', async (javaScript) => {
  const { page } = await openBrowser({ url: demo.url, javaScript });
  await signIn(page, 'mitglied@demo.example');
  await page.getByRole('heading', { level: 1, name: 'Heute' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/heute');
  const first = page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link').first();
  expect([await first.innerText(), await first.getAttribute('aria-current')]).toEqual(['Heute', 'page']);
});

/** What each of the example finds, in this order, and nothing else. */
const found: Partial<Record<DemoRole, string[]>> = {
  newcomer: [],
  partner: ['Prüfungen', 'Aufgaben', 'Erwähnungen'],
  guest: ['Aufgaben', 'Sitzungen', 'Neu in Ihren Gruppen'],
  member: ['Prüfungen', 'Abstimmungen', 'Termine finden', 'Aufgaben', 'Sitzungen', 'Erwähnungen', 'Neu in Ihren Gruppen'],
  secretary: ['Aufgaben', 'Sitzungen', 'Erwähnungen', 'Neu in Ihren Gruppen', 'Protokolle zu schreiben'],
  lead: ['Abstimmungen', 'Termine finden', 'Aufgaben', 'Sitzungen', 'Erwähnungen', 'Neu in Ihren Gruppen', 'Protokolle zu schreiben', 'Prüfungen, die enden', 'Aufgaben Ihrer Gruppen'],
  office: ['Geschäftsstelle', 'Protokolle zu schreiben', 'Prüfungen, die enden', 'Alle Arbeitsgruppen'],
};

describe.each(Object.entries(found) as [DemoRole, string[]][])('for %s', (role, expected) => {
  it.each([360, 1280])('tells what is theirs, accessible and no wider than the screen, at %i px', async (width) => {
    const { page } = await demo.as(role, { width });
    await page.goto('/heute');
    expect(words(await parts(page))).toEqual(expected);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  it('tells the same without scripts, and every link leads somewhere', async () => {
    const { page } = await demo.as(role, { javaScript: false });
    await page.goto('/heute');
    expect(words(await parts(page))).toEqual(expected);
    const paths = await page.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    for (const path of new Set(paths)) expect([path, (await page.request.get(path)).status()]).toEqual([path, 200]);
  });
});

it('says to somebody new how to begin', async () => {
  const { page } = await demo.as('newcomer');
  await page.goto('/heute');
  await page.getByText('Noch wartet hier nichts auf Sie.', { exact: false }).waitFor();
  await page.getByRole('link', { name: 'Arbeitsgruppen ansehen' }).click();
  await page.waitForURL('**/arbeitsgruppen');
});

it('a task is ticked off and opened again by keyboard, and the focus stays where it was', async () => {
  const { page } = await demo.as('lead');
  await page.goto('/heute', { waitUntil: 'networkidle' });
  const what = 'Mit Frau Müller über die Protokollführung sprechen';
  const line = part(page, 'Aufgaben').getByRole('listitem').filter({ hasText: what });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await line.getByRole('button', { name: `Erledigt: ${what}` }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Die Aufgabe ist erledigt.').waitFor();
  await expect.poll(focused).toBe(`Wieder öffnen: ${what}`);
  await page.reload();
  await line.getByRole('button', { name: `Wieder öffnen: ${what}` }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Die Aufgabe ist wieder offen.').waitFor();
  await expect.poll(focused).toBe(`Erledigt: ${what}`);
});

it('without scripts, a partner ticks off a task of their organisation, and comes back to its line', async () => {
  const { page } = await demo.as('partner', { javaScript: false });
  await page.goto('/heute');
  await page.getByRole('button', { name: 'Erledigt: Sprachmittler' }).click();
  await page.getByText('Die Aufgabe ist erledigt.').waitFor();
  const { pathname, hash } = new URL(page.url());
  expect(pathname).toBe('/heute');
  const line = page.locator(hash);
  expect(await line.innerText()).toContain('✓ erledigt');
  await page.goto('/aufgaben');
  expect(await page.getByRole('link', { name: 'Sprachmittler für die Beratungsstellen nennen' }).count()).toBe(0);
});

it.each([true, false])('an invitation is answered right there, with scripts: %s', async (javaScript) => {
  const { page } = await demo.as('member', { javaScript });
  await page.goto('/heute', { waitUntil: 'networkidle' });
  const line = part(page, 'Sitzungen').getByRole('listitem').filter({ hasText: 'AG Sprachförderung: 8. Sitzung' });
  const button = line.getByRole('button', { name: javaScript ? 'Ich komme nicht' : 'Vielleicht' });
  await button.click();
  await page.getByText(javaScript ? 'Sie haben abgesagt. Sie können' : 'Notiert: Sie kommen vielleicht.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/heute');
  await expect.poll(() => line.locator('[aria-pressed=true]').innerText()).toContain(javaScript ? 'Ich komme nicht' : 'Vielleicht');
  if (javaScript) expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Ich komme nicht');
});

it('what has changed is told since the last visit, and a reload does not lose it', async () => {
  const { page } = await demo.as('member');
  for (let round = 0; round < 2; round += 1) {
    await page.goto('/heute', { waitUntil: 'networkidle' });
    const news = part(page, 'Neu in Ihren Gruppen');
    await news.getByText('Seit Ihrem letzten Besuch am').waitFor();
    await news.getByText('AG Sprachförderung:').waitFor();
    expect(await news.getByRole('link').count()).toBeGreaterThan(0);
  }
});

it('each figure of the Geschäftsstelle leads to a list of exactly so many', async () => {
  const { page } = await demo.as('office');
  await page.goto('/heute');
  const figures = await page.locator('main table a').evaluateAll((links) =>
    links.map((link) => ({ path: link.getAttribute('href')!, count: Number(/^\d+/.exec(link.textContent!)![0]) })),
  );
  expect(figures.length).toBeGreaterThan(25);
  for (const { path, count } of figures.filter((figure) => figure.count > 0)) {
    await page.goto(path);
    const said = await page.getByRole('status').filter({ hasText: /Sitzung|Aufgabe/ }).innerText();
    expect([path, Number.parseInt(said, 10)]).toEqual([path, count]);
  }
});

it('is quiet: it asks for nothing while one reads', async () => {
  const { page } = await demo.as('lead');
  await page.clock.install();
  await page.goto('/heute', { waitUntil: 'networkidle' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.runFor('01:00:00');
  expect(asked).toEqual([]);
});
