/** Finding something again, as people do who remember a word of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(async () => {
  await demo.stop();
});

const hits = (page: Page) => page.getByRole('main').getByRole('article');

describe('the search', () => {
  it.each([1280, 360])('finds words in any form while one types, and leads there (%i px)', async (width) => {
    const { page } = await demo.as('member', { width });
    await page.goto('/suche');
    await page.getByText('So finden Sie etwas').waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search-q');
    await page.keyboard.type('materialkoffern');
    await page.getByText(/^\d+ Treffer$/).waitFor();
    await page.locator('mark', { hasText: 'Materialkoffer' }).first().waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByLabel('Art').selectOption('Beschlüsse');
    await page.waitForURL(/art=decision/);
    // Of all that was found the decision alone is left.
    await expect.poll(() => hits(page).count()).toBe(1);
    await hits(page).getByRole('link').click();
    await page.getByText('Die Volkshochschulen verwalten zwölf Materialkoffer').waitFor();
  });

  it('works without a script, in English, and in the dark', async () => {
    // Whose account is in English from here on.
    const { page } = await demo.as('secretary', { javaScript: false, width: 360 });
    await page.goto('/suche');
    await page.getByLabel('Wonach suchen Sie?').fill('Matterialkoffer');
    await page.getByRole('button', { name: 'Suchen' }).click();
    await page.getByText(/So geschrieben wurde nichts gefunden.*Materialkoffer/).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText(/Nothing was found/).waitFor();
    expect(await hits(page).count()).toBeGreaterThan(0);

    const { page: dark } = await demo.as('lead', { dark: true });
    await dark.goto('/suche?q=sprachkurs');
    await expect.poll(() => dark.locator('mark').count()).toBeGreaterThan(0);
    await expectAccessible(dark);
  });

  it('says that filters need a word, and leads nowhere where there is no page', async () => {
    const { page } = await demo.as('member');
    await page.goto('/suche?art=organisation');
    await page.getByText('Geben Sie bitte auch ein Wort ein').waitFor();
    await page.goto('/suche?art=organisation&q=volkshochschule');
    await expect.poll(() => hits(page).count()).toBeGreaterThan(0);
    expect(await hits(page).getByRole('link').count()).toBe(0);
    expect(await hits(page).getByRole('heading').count()).toBe(0);
    await page.goto('/suche?gruppe=gibtsnicht&q=sprachkurs&seite=9');
    await page.getByText('Nichts gefunden').waitFor();
    await page.goto('/suche?q=sprachkurs&seite=9');
    await hits(page).first().waitFor();
    await expectAccessible(page);
  });

  it('finds nothing that somebody may not read, and says the same as where there is nothing', async () => {
    const { page } = await demo.as('newcomer');
    const said = async (q: string) => {
      await page.goto(`/suche?${new URLSearchParams({ q })}`);
      return (await page.getByRole('main').innerText()).replaceAll(q, '');
    };
    expect(await said('Materialkoffer')).toBe(await said('Gibtesnirgends'));
  });
});

describe('the quick finder', () => {
  const line = (page: Page) => page.getByRole('combobox', { name: 'Wohin möchten Sie?' });

  it('opens by the keyboard from every page, leads there by it, and gives the focus back', async () => {
    const { page } = await demo.as('member');
    for (const path of ['/', '/gruppen', `${space}/aufgaben`]) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await page.keyboard.press('Control+k');
      await line(page).waitFor();
      expect(await line(page).evaluate((input) => input === document.activeElement)).toBe(true);
      await page.keyboard.press('Escape');
      await line(page).waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Control+k');
    await line(page).waitFor();
    // Before anything is typed one's own groups.
    await page.getByRole('option', { name: /AG Sprachförderung/ }).waitFor();
    await expectAccessible(page);
    await page.keyboard.type('zehn grunds');
    const option = page.getByRole('option', { name: /Zehn Grundsätze/ });
    await option.waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await option.getAttribute('aria-selected')).toBe('true');
    expect(await line(page).getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Zehn Grundsätze/ }).waitFor();
    expect(await line(page).count()).toBe(0);
  });

  it('leads to all that is found, with Enter alone or as the last choice', async () => {
    const { page } = await demo.as('member', { width: 360 });
    await page.goto('/gruppen');
    await page.waitForLoadState('networkidle');
    await page.getByRole('link', { name: 'Suche', exact: true }).click();
    await line(page).fill('materialkoffer');
    await page.getByRole('option', { name: 'Alle Treffer für „materialkoffer“' }).waitFor();
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/suche?q=materialkoffer');
    await expect.poll(() => hits(page).count()).toBeGreaterThan(0);

    await page.keyboard.press('Control+k');
    await line(page).fill('Gibtesnirgends');
    await page.getByText('Nichts heißt so').waitFor();
    await page.getByRole('listbox').getByRole('option').click();
    await page.getByText('Nichts gefunden').waitFor();
  });

  it('suggests only what somebody may open', async () => {
    const { page: newcomer } = await demo.as('newcomer');
    const of = async (page: Page, q: string) => (await page.request.get(`/suche/vorschlaege?q=${q}`)).json();
    expect(await of(newcomer, 'materialkoffer')).toEqual([]);
    expect(await of(newcomer, 'kowalenko')).toEqual([]);
    const { page: member } = await demo.as('member');
    expect(await of(member, 'zwölf')).toContainEqual(expect.objectContaining({ kind: 'task' }));
    for (const q of ['Protokoll der 5. Sitzung', 'Minutes of meeting 5']) {
      expect(await of(member, q)).toContainEqual(expect.objectContaining({ kind: 'minutes', title: '5' }));
    }
    const called = async (q: string) => (await of(member, q)).map(({ title }: { title: string }) => title);
    expect(await called('Kinderbetreung')).toContain('Kinderbetreuung während der Sprachkurse');
    const { page: visitor } = await demo.as('visitor');
    expect((await visitor.request.get('/suche/vorschlaege?q=sprach', { maxRedirects: 0 })).status()).toBe(302);
  });

  it('is a page where its script does not come', async () => {
    const visit = await demo.as('member');
    await visit.page.goto('/gruppen');
    await visit.page.waitForLoadState('networkidle');
    await visit.context.route(/Finder/, (route) => route.abort());
    visit.forgive(/Failed to load resource/);
    await visit.page.keyboard.press('Control+k');
    await visit.page.waitForURL('**/suche');
  });
});
