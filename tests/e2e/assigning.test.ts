/** The assignment board, as the Geschäftsstelle works on it: by keyboard, and without scripts. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { people, write } from '~db/client.server';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;

/** People enough for a whole alliance; all of them are found by "menge". */
const crowd = Array.from({ length: 2000 }, (_, index) => ({
  name: `Menge ${index}`,
  searchName: `menge ${index}`,
  email: `menge-${index}@verein.example`,
  createdAt: new Date(),
}));

async function addCrowd(): Promise<void> {
  await write(async (tx) => tx.insert(people).values(crowd));
}

beforeAll(async () => {
  demo = await serveDemo({ more: addCrowd });
});

afterAll(async () => {
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

  // Alive: from here on no document is loaded, in which a key could be pressed too early.
  await page.goto(board, { waitUntil: 'networkidle' });
  await page.getByText('Wählen Sie Personen aus.').waitFor();
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

it.each([true, false])('gives two thousand a role at once, and takes it back (scripts: %s)', async (javaScript) => {
  const { page } = await demo.as('office', { javaScript });
  await page.goto(`${board}?suche=menge`);
  await page.getByRole('button', { name: 'Alle 2000 wählen' }).click();
  await page.getByText('2000 gewählt').waitFor();
  await page.getByLabel('Menge 10', { exact: true }).uncheck();
  await page.getByRole('radio', { name: 'AG Sprachförderung' }).check();
  // The choice is larger than an address: turning the page keeps it all the same.
  await page.getByRole('button', { name: 'Nächste Seite' }).click();
  await page.getByText('Seite 2 von').waitFor();
  await page.getByText('1999 gewählt').waitFor();
  await page.getByText('1999 Personen werden Mitglied in AG Sprachförderung').waitFor();
  await page.getByRole('button', { name: 'Zuordnen' }).click();
  await page.getByText('1999 Personen sind jetzt Mitglied in AG Sprachförderung.').first().waitFor();
  await page.getByRole('button', { name: 'Rückgängig' }).first().click();
  await page.getByText('1999 Personen gehören nicht mehr zu AG Sprachförderung.').waitFor();
  await page.getByRole('link', { name: 'Nachweis' }).click();
  await page.getByText('Zuordnung rückgängig gemacht').nth(49).waitFor();
}, 120_000);

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
  await expect.poll(() => search.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Zuordnen' }).click();
  await page.getByText('1 Person ist jetzt Mitglied in AG Arbeit und Ausbildung.').first().waitFor();
  await page.getByRole('button', { name: 'Rückgängig' }).first().click();
  const undone = page.getByText('1 Person gehört nicht mehr zu AG Arbeit und Ausbildung.');
  await undone.waitFor();
  await search.fill('Jansen');
  await page.getByRole('heading', { name: '1 Person' }).waitFor();
  expect(await undone.count()).toBe(1);
});
