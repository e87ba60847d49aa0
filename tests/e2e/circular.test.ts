/** Circular decisions, as a group takes them between its meetings. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, today } from '~/services/time';
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

it('is proposed by the lead, voted on, and goes to the next meeting when a member calls for it', async () => {
  const { page, forgive } = await demo.as('lead', { width: 360 });
  await page.goto(register);
  await page.getByRole('link', { name: 'Umlaufbeschluss vorschlagen' }).click();
  await page.getByLabel('Worum es geht').fill('Stühle');
  await page.getByLabel('Wortlaut des Beschlusses').fill('Wir kaufen zwanzig Stühle.');
  await page.getByLabel('Letzter Tag der Abstimmung').fill(addDays(today(), 5));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Abstimmung beginnen' }).click();
  await page.getByText('Die Abstimmung hat begonnen.').waitFor();
  await page.locator('a[aria-current]', { hasText: 'Beschlüsse' }).first().waitFor();
  await expectNoSidewaysScroll(page);
  await page.getByLabel('Ja', { exact: true }).check();
  await page.getByRole('button', { name: 'Stimme abgeben' }).click();
  await page.getByRole('button', { name: 'Stimme ändern' }).waitFor();
  await expectAccessible(page);
  const address = page.url();

  const { page: guest } = await demo.as('guest');
  expect((await guest.request.get(address)).status()).toBe(404);

  const { page: member } = await demo.as('member', { javaScript: false });
  await member.goto(register);
  await member.getByRole('link', { name: 'Stühle' }).click();
  await member.getByText('Wer wie gestimmt hat, steht hier').waitFor();
  await member.getByLabel('In die Sitzung').check();
  await member.getByRole('button', { name: 'Stimme abgeben' }).click();
  await member.getByRole('link', { name: /^Tagesordnung der/ }).click();
  await member.getByText('Aus dem Umlauf: Stühle').first().waitFor();

  // What the lead sends from a page that is out of date is answered in words.
  forgive(/400 \(Bad Request\)/);
  await page.getByLabel('Nein', { exact: true }).check();
  await page.getByRole('button', { name: 'Stimme ändern' }).click();
  await page.getByText('Die Abstimmung ist schon beendet.', { exact: false }).waitFor();
});

it('keeps what was chosen in a window that is out of date, so that it can be sent again', async () => {
  const { page, forgive } = await demo.as('member');
  await page.goto(register);
  await page.getByRole('link', { name: 'Faltblatt in einfacher Sprache' }).click();
  await page.getByRole('button', { name: 'Stimme abgeben' }).waitFor();
  const stale = await page.context().newPage();
  await stale.goto(page.url());
  await page.getByLabel('Ja', { exact: true }).check();
  await page.getByRole('button', { name: /^Stimme/ }).click();
  await page.getByText('Ihre Stimme ist gespeichert.').waitFor();
  forgive(/400 \(Bad Request\)/);
  await stale.getByLabel('Nein', { exact: true }).check();
  await stale.getByRole('button', { name: /^Stimme/ }).click();
  await stale.getByText('Sie haben inzwischen in einem anderen Fenster abgestimmt.', { exact: false }).waitFor();
  expect(await stale.getByLabel('Nein', { exact: true }).isChecked()).toBe(true);
  await stale.getByRole('button', { name: 'Stimme ändern' }).click();
  await stale.getByText('Ihre Stimme ist gespeichert.').waitFor();
  expect(await stale.getByLabel('Nein', { exact: true }).isChecked()).toBe(true);
});

it('stands in the register once it is accepted, and leads back to its vote', async () => {
  const { page } = await demo.as('member');
  await page.goto(`${register}?text=Hameln+Miete`);
  await page.getByRole('link', { name: /^SPR / }).click();
  await page.getByRole('link', { name: /^Umlaufbeschluss „Raum/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Umlaufbeschluss: Raum/ }).waitFor();
  await expectAccessible(page);
});

it('is taken back by the lead, with the reason, also while they may vote themselves', async () => {
  const { page } = await demo.as('lead');
  await page.goto(register);
  await page.getByRole('link', { name: 'Faltblatt in einfacher Sprache' }).click();
  await page.getByRole('button', { name: 'Stimme abgeben' }).waitFor();
  await page.getByRole('button', { name: 'Per E-Mail erinnern' }).click();
  await page.getByText('Heute wurde schon erinnert.').waitFor();
  await page.getByText('Zurückziehen', { exact: true }).click();
  await page.getByLabel('Grund').fill('Die Druckerei hat abgesagt.');
  await page.getByRole('button', { name: 'Abstimmung zurückziehen' }).click();
  await page.getByText('Die Abstimmung ist zurückgezogen.').waitFor();
  await page.getByText('Die Druckerei hat abgesagt.').waitFor();
  await page.goto(register);
  const former = page.getByRole('region', { name: 'Frühere Umlaufbeschlüsse' });
  await former.getByRole('row', { name: /Gemeinsame Anmeldung für Sprachprüfungen.*in die Sitzung/ }).waitFor();
  await expectAccessible(page);
  await former.getByRole('link', { name: 'Faltblatt in einfacher Sprache' }).click();
  await page.getByText('Die Druckerei hat abgesagt.').waitFor();
});
