/** The assignment board, as the Geschäftsstelle works on it: by keyboard, and without scripts. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;

beforeEach(async () => {
  demo = await serveDemo();
});

afterEach(async () => {
  await demo.stop();
});

const board = '/geschaeftsstelle/zuordnung';
const sentence = /1 Person wird Mitglied in AG Sprachförderung – sie sieht dann \d+ Protokolle zum ersten Mal/;

/** Goes on with the tabulator, as far as a control of that name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
    });
    if (focused.trim() === name) return;
  }
  throw new Error(`The tabulator does not lead to "${name}".`);
}

it('takes somebody into a group by the keyboard alone, and back', async () => {
  const { page } = await demo.as('office');
  const { page: newcomer } = await demo.as('newcomer');
  await newcomer.goto('/gruppen');
  await newcomer.getByText('Sie gehören noch zu keiner Gruppe.').waitFor();

  // The list follows the typing once the page is alive.
  await page.goto(board, { waitUntil: 'networkidle' });
  await tabTo(page, 'Name oder E-Mail');
  await page.keyboard.type('Jansen');
  await page.getByRole('heading', { name: '1 Person' }).waitFor();
  await tabTo(page, 'Nora Jansen');
  await page.keyboard.press('Space');
  await page.getByText('1 gewählt').waitFor();
  await page.getByText('Wählen Sie eine Gruppe aus.').waitFor();
  await page.getByRole('radio', { name: 'AG Arbeit und Ausbildung' }).focus();
  while (!(await page.getByRole('radio', { name: 'AG Sprachförderung' }).isChecked())) {
    await page.keyboard.press('ArrowDown');
  }
  await page.getByText(sentence).waitFor();
  await tabTo(page, 'Zuordnen');
  await page.keyboard.press('Enter');
  await page.getByText('1 Person ist jetzt Mitglied in AG Sprachförderung.').first().waitFor();

  await newcomer.reload();
  await newcomer.getByRole('main').getByRole('link', { name: 'AG Sprachförderung' }).click();
  await newcomer.getByRole('navigation', { name: 'In der Gruppe AG Sprachförderung' }).waitFor();

  await tabTo(page, 'Rückgängig');
  await page.keyboard.press('Enter');
  await page.getByText('Rückgängig gemacht').waitFor();
  expect((await newcomer.request.get(space)).status()).toBe(404);
});

it('does the same without scripts', async () => {
  const { page } = await demo.as('office', { javaScript: false });
  await page.goto(board);
  await page.getByLabel('Name oder E-Mail').fill('Jansen');
  await page.getByRole('button', { name: 'Anzeigen' }).click();
  await page.getByLabel('Nora Jansen').check();
  await page.getByRole('radio', { name: 'AG Sprachförderung' }).check();
  await page.getByRole('button', { name: 'Vorschau' }).click();
  await page.getByText(sentence).waitFor();
  await page.getByRole('button', { name: 'Zuordnen' }).click();
  await page.getByText('1 Person ist jetzt Mitglied in AG Sprachförderung.').first().waitFor();
  const { page: newcomer } = await demo.as('newcomer', { javaScript: false });
  expect((await newcomer.goto(space))!.status()).toBe(200);
  await page.getByRole('button', { name: 'Rückgängig' }).first().click();
  await page.getByText('Rückgängig gemacht').waitFor();
  expect((await newcomer.request.get(space)).status()).toBe(404);
});

it('keeps who is chosen while filters hide them, and what it said while one goes on', async () => {
  const { page } = await demo.as('office', { width: 360 });
  await page.goto(board, { waitUntil: 'networkidle' });
  const search = page.getByLabel('Name oder E-Mail');
  await search.fill('Jansen');
  await page.getByRole('heading', { name: '1 Person' }).waitFor();
  await page.getByLabel('Nora Jansen').check();
  await search.fill('Ulrich');
  await page.getByText('Außerdem gewählt: 1 Person').waitFor();
  await page.getByLabel(/Ulrich/).first().check();
  await page.getByRole('link', { name: 'Rolle und Gruppe' }).click();
  await page.getByRole('radio', { name: 'keine mehr (Mitgliedschaft beenden)' }).check();
  await page.getByRole('button', { name: 'Mitgliedschaft beenden' }).waitFor();
  await page.getByRole('radio', { name: 'Gast', exact: true }).check();
  await page.getByRole('radio', { name: 'Mitglied', exact: true }).check();
  await page.getByRole('radio', { name: 'AG Arbeit und Ausbildung' }).check();
  await page.getByText('2 Personen werden Mitglied in AG Arbeit und Ausbildung').waitFor();
  await page.getByLabel('Nora Jansen').uncheck();
  await page.getByText('1 Person wird Mitglied in AG Arbeit und Ausbildung').waitFor();
  await page.getByRole('button', { name: 'Filter aufheben' }).click();
  await page.getByText('1 gewählt').waitFor();
  expect(await search.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Zuordnen' }).click();
  await page.getByText('1 Person ist jetzt Mitglied in AG Arbeit und Ausbildung.').first().waitFor();
  await page.getByRole('button', { name: 'Rückgängig' }).first().click();
  const undone = page.getByText('1 Person gehört nicht mehr zu AG Arbeit und Ausbildung.');
  await undone.waitFor();
  await search.fill('Jansen');
  await page.getByRole('heading', { name: '1 Person' }).waitFor();
  expect(await undone.count()).toBe(1);
});
