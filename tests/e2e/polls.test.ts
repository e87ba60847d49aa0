/** Finding a date, as a group does it: proposed, answered on a phone, chosen, and then a meeting. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { addDays, formatDay, today } from '~/services/time';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(async () => {
  await demo.stop();
});

const meetings = `${space}/sitzungen`;
const day = (ahead: number) => addDays(today(), ahead);
const spoken = (ahead: number) => new RegExp(formatDay(day(ahead), 'de').replaceAll('.', String.raw`\.`));

/** What somebody says to the date so many days ahead. */
const question = (page: Page, ahead: number) => page.getByRole('group', { name: spoken(ahead) });

it('is proposed on a phone, answered without a script, and becomes a meeting with what people have said', async () => {
  const { page } = await demo.as('lead', { width: 360 });
  await page.goto(meetings);
  await page.getByRole('link', { name: 'Termin finden' }).click();
  await page.getByLabel('Worum es geht').fill('Sommertreffen');
  const rows = page.getByRole('group', { name: /^Vorschlag/ });
  for (const [index, ahead] of [30, 31, 32].entries()) await rows.nth(index).getByLabel('Tag').fill(day(ahead));
  await page.getByRole('button', { name: 'Weiterer Termin' }).click();
  await rows.nth(3).waitFor();
  // The new row has the focus, and the time of the one before.
  expect(await rows.nth(3).getByLabel('Tag').evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await rows.nth(3).getByLabel('Beginn').inputValue()).toBe(await rows.nth(2).getByLabel('Beginn').inputValue());
  await rows.nth(3).getByLabel('Tag').fill(day(31));
  await page.getByLabel('Letzter Tag zum Antworten').fill(day(7));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Gruppe fragen' }).click();
  await page.getByText('Dieser Termin steht schon in der Liste.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Vorschlag 4 entfernen' }).click();
  await expect.poll(() => rows.count()).toBe(3);
  await page.getByRole('button', { name: 'Gruppe fragen' }).click();
  await page.getByText('Die Gruppe ist gefragt').waitFor();
  await page.locator('a[aria-current]', { hasText: 'Sitzungen' }).first().waitFor();
  const address = page.url();

  const { page: guest } = await demo.as('guest');
  expect((await guest.request.get(address)).status()).toBe(404);
  await guest.goto(meetings);
  expect(await guest.getByText('Sommertreffen').count()).toBe(0);

  const { page: member, forgive } = await demo.as('member', { width: 360, javaScript: false });
  await member.goto(meetings);
  await member.getByRole('row', { name: /Sommertreffen.*Noch nicht geantwortet/ }).getByRole('link').click();
  await question(member, 30).getByLabel('Ja').check();
  await question(member, 31).getByLabel('Nein').check();
  await member.getByLabel('Anmerkung').fill('Gern früh am Tag.');
  await member.getByRole('button', { name: 'Antworten speichern' }).click();
  await member.getByText('Gespeichert. Zu einem Termin fehlt Ihre Antwort noch.').waitFor();
  await member.getByLabel('Alles, was ich offen lasse').check();
  await member.getByRole('button', { name: 'Antworten speichern' }).click();
  await member.getByText('Ihre Antworten sind gespeichert.').waitFor();
  expect(await question(member, 32).getByLabel('Nein').isChecked()).toBe(true);
  expect(await question(member, 30).getByLabel('Ja').isChecked()).toBe(true);
  await expectNoSidewaysScroll(member);

  await page.reload();
  await question(page, 31).getByLabel('Zur Not').check();
  await page.getByRole('button', { name: 'Antworten speichern' }).click();
  await page.getByText('Gespeichert. Zu 2 Terminen').waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const best = page.getByRole('listitem').filter({ hasText: 'passt am besten' });
  await best.filter({ hasText: spoken(30) }).waitFor();
  await best.getByText('Wer hat was gesagt?').click();
  await best.getByText('Oleksandra Kowalenko').waitFor();
  await best.getByRole('link', { name: /^Wählen/ }).click();

  await page.getByText('Zusagen und Absagen werden übernommen:').waitFor();
  await page.getByText('1 Zusage', { exact: true }).waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Termin festlegen und einladen' }).click();
  await page.getByText('Der Termin steht:').waitFor();
  await page.getByRole('heading', { level: 1, name: spoken(30) }).waitFor();
  await page.getByText('Zugesagt: 1').waitFor();
  await page.getByRole('link', { name: 'Aus der Terminfindung „Sommertreffen“' }).click();
  await page.getByRole('link', { name: /^Zur \d+\. Sitzung/ }).waitFor();

  // Whoever still has the old page is told.
  forgive(/400 \(Bad Request\)/);
  await question(member, 30).getByLabel('Nein').check();
  await member.getByRole('button', { name: 'Antworten speichern' }).click();
  await member.getByText('Diese Terminfindung ist schon beendet.', { exact: false }).waitFor();
  await member.getByRole('link', { name: /^Zur \d+\. Sitzung/ }).waitFor();
});

it('keeps what was typed when rows come and go and no script runs', async () => {
  const { page, forgive } = await demo.as('secretary', { javaScript: false });
  await page.goto(`${meetings}/neu`);
  await page.getByRole('link', { name: 'Fragen Sie die Gruppe, wann sie kann.' }).click();
  const rows = page.getByRole('group', { name: /^Vorschlag/ });
  await page.getByLabel('Worum es geht').fill('Herbsttreffen');
  await rows.nth(0).getByLabel('Tag').fill(day(40));
  await page.getByRole('button', { name: 'Weiterer Termin' }).click();
  expect(await rows.count()).toBe(4);
  await page.getByRole('button', { name: 'Vorschlag 2 entfernen' }).click();
  expect(await rows.count()).toBe(3);
  expect(await page.getByLabel('Worum es geht').inputValue()).toBe('Herbsttreffen');
  expect(await rows.nth(0).getByLabel('Tag').inputValue()).toBe(day(40));
  forgive(/400 \(Bad Request\)/);
  await page.getByRole('button', { name: 'Gruppe fragen' }).click();
  await page.getByText('Bitte schlagen Sie mindestens zwei Termine vor.').waitFor();
  expect(await page.getByLabel('Worum es geht').inputValue()).toBe('Herbsttreffen');
  await rows.nth(1).getByLabel('Tag').fill(day(41));
  await page.getByLabel('Letzter Tag zum Antworten').fill(day(9));
  await page.getByRole('button', { name: 'Gruppe fragen' }).click();
  await page.getByText('Die Gruppe ist gefragt').waitFor();

  await page.getByRole('link', { name: 'Ändern' }).click();
  await rows.nth(1).getByLabel('Tag').fill(day(42));
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText(/Die Änderungen sind gespeichert\. \d+ Personen bekommen eine E-Mail\./).waitFor();
  await page.getByRole('button', { name: 'Per E-Mail erinnern' }).click();
  await page.getByText(/Personen werden per E-Mail erinnert\./).waitFor();
  await page.getByText('Terminfindung absagen', { exact: true }).click();
  await page.getByLabel('Grund').fill('Fällt in die Ferien.');
  await page.getByRole('button', { name: 'Jetzt absagen' }).click();
  await page.getByText('Die Terminfindung ist abgesagt.').waitFor();
  await page.getByText('Fällt in die Ferien.').waitFor();
});

it('shows everybody’s answers in a table where there is room, and is answered by the keyboard alone', async () => {
  const { page, forgive } = await demo.as('member');
  forgive(/400/);
  await page.goto(meetings);
  await page.getByRole('link', { name: 'Sondersitzung zu den Sprachprüfungen' }).click();
  const table = page.getByRole('table', { name: 'Alle Antworten' });
  await table.getByRole('row', { name: /^Elif Kaya.*Ja.*Ja.*offen.*offen/ }).waitFor();
  await page.getByText('Sie haben dann schon:').waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const radios = page.getByRole('radio');
  await page.getByRole('button', { name: 'Antworten speichern' }).press('Enter');
  await page.getByText('Bitte antworten Sie zu mindestens einem Termin.').waitFor();
  await radios.first().focus();
  for (const key of ['Space', 'Tab', 'ArrowDown', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Antworten speichern' }).press('Enter');
  await page.getByText(/fehlt Ihre Antwort noch/).first().waitFor();
  await table.getByRole('row', { name: /^Oleksandra Kowalenko/ }).waitFor();
  expect(await radios.first().isChecked()).toBe(true);
  expect(await page.getByText('Bitte antworten Sie zu mindestens einem Termin.').count()).toBe(0);
});

it('tells whoever comes too late, and keeps what was chosen where it still can be', async () => {
  const { page, forgive } = await demo.as('secretary', { width: 360 });
  await page.goto(meetings);
  await page.getByRole('link', { name: 'Sondersitzung zu den Sprachprüfungen' }).click();
  await page.getByRole('button', { name: 'Antworten speichern' }).waitFor();
  const { page: same } = await demo.as('secretary');
  await same.goto(page.url());
  await same.getByRole('radio', { name: 'Nein' }).first().check();
  await same.getByRole('button', { name: 'Antworten speichern' }).click();
  await same.getByText('Ihre Antworten sind gespeichert.').waitFor();

  forgive(/400 \(Bad Request\)/);
  await page.getByRole('radio', { name: 'Zur Not' }).first().check();
  await page.getByRole('button', { name: 'Antworten speichern' }).click();
  await page.getByText('haben sich inzwischen geändert', { exact: false }).waitFor();
  expect(await page.getByRole('radio', { name: 'Zur Not' }).first().isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Antworten speichern' }).click();
  await page.getByText('Ihre Antworten sind gespeichert.').waitFor();
  expect(await page.getByRole('radio', { name: 'Zur Not' }).first().isChecked()).toBe(true);
});
