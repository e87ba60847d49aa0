/** The register of decisions, as those live with it who look something up years later. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(async () => {
  await demo.stop();
});

const register = `${space}/beschluesse`;

it('is searched by words, and leads to the wording, the minutes and the tasks', async () => {
  const { page } = await demo.as('member');
  await page.goto(`${register}?text=materialkoffer`);
  expect(await page.getByRole('table', { name: 'Beschlüsse', exact: true }).getByRole('row').count()).toBe(2);
  await expectAccessible(page);
  await page.getByRole('link', { name: /^SPR / }).click();
  await page.getByText('Die Volkshochschulen verwalten zwölf Materialkoffer').waitFor();
  expect(await page.getByRole('button', { name: 'Speichern' }).count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Zwölf Materialkoffer bestellen und verteilen' }).click();
  await page.getByRole('heading', { level: 1, name: 'Zwölf Materialkoffer bestellen und verteilen' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: /Stelle im Protokoll/ }).click();
  await page.getByRole('heading', { level: 1, name: /Protokoll der 5\. Sitzung/ }).waitFor();
});

it('is kept by the lead without a script: a decision is repealed, and says so everywhere', async () => {
  const { page } = await demo.as('lead', { javaScript: false, width: 360 });
  await page.goto(`${register}?text=austausch`);
  await page.getByRole('link', { name: /^SPR / }).click();
  const address = page.url();
  await page.getByLabel('aufgehoben').check();
  await page.getByLabel('Anmerkung').fill('Der Pool ist aufgelöst.');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Der Pool ist aufgelöst.').first().waitFor();
  await expectNoSidewaysScroll(page);

  const { page: member } = await demo.as('member');
  await member.goto(`${register}?stand=repealed`);
  expect(await member.getByRole('table', { name: 'Beschlüsse', exact: true }).getByRole('row').count()).toBe(2);
  const csv = await member.request.get(`${register}/ausgabe/csv?stand=repealed`);
  expect((await csv.text()).split('\r\n').filter(Boolean)).toHaveLength(2);
  const pdf = await member.request.get(`${register}/ausgabe/pdf?stand=repealed`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const { page: guest } = await demo.as('guest');
  expect((await guest.request.get(address)).status()).toBe(404);
});

it('of all groups is for those who may read one', async () => {
  const { page } = await demo.as('office');
  await page.goto('/beschluesse');
  await page.getByLabel('Gruppe').waitFor();
  await expectAccessible(page);
  const { page: newcomer } = await demo.as('newcomer');
  expect((await newcomer.request.get('/beschluesse')).status()).toBe(404);
});

it('refuses a form that is out of date, says how things stand, and keeps what was chosen', async () => {
  const { page, forgive } = await demo.as('lead');
  await page.goto(`${space}/beschluesse?stand=in_force`);
  await page.getByRole('link', { name: /^SPR / }).last().click();
  await page.getByRole('heading', { name: 'Stand ändern' }).waitFor();
  const stale = await page.context().newPage();
  await stale.goto(page.url());
  await page.getByLabel('aufgehoben').check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Der Stand des Beschlusses ist gespeichert.').waitFor();
  forgive(/400 \(Bad Request\)/);
  await stale.getByLabel('ersetzt', { exact: true }).check();
  await stale.getByLabel('Ersetzt durch').selectOption({ index: 1 });
  await stale.getByRole('button', { name: 'Speichern' }).click();
  await stale.getByText('Jemand anderes hat das inzwischen geändert.', { exact: false }).waitFor();
  await stale.locator('dl').getByText('aufgehoben').waitFor();
  expect(await stale.getByLabel('ersetzt', { exact: true }).isChecked()).toBe(true);
  expect(await stale.getByLabel('Ersetzt durch').inputValue()).not.toBe('');
  await stale.getByRole('button', { name: 'Speichern' }).click();
  await stale.getByText('Der Stand des Beschlusses ist gespeichert.').waitFor();
});
