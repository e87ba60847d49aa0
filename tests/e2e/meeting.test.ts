/** A meeting from the plan to the answers, as the lead, a member and a guest see it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workday } from '~db/demo/days';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;

beforeAll(async () => {
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
});

const titles = (page: Page) =>
  page
    .locator('ol > li[id^="top-"] > * p')
    .filter({ hasText: /^TOP \d/ })
    .allInnerTexts();

it('is planned, sorted without scripts, answered, and put off', async () => {
  const { page: lead } = await demo.as('lead', { javaScript: false });
  await lead.goto(`${space}/sitzungen`);
  await lead.getByRole('link', { name: 'Sitzung planen' }).click();
  await lead.getByLabel('Tag', { exact: true }).fill(workday(90));
  await lead.getByLabel('Beginn').fill('14:00');
  await lead.getByLabel('Ende').fill('16:00');
  await lead.getByLabel('Ort', { exact: false }).first().fill('Rathaus Nienburg');
  expect(await lead.getByLabel('Tagesordnung der letzten Sitzung übernehmen').isChecked()).toBe(true);
  await lead.getByRole('button', { name: 'Sitzung planen' }).click();
  await lead.getByText('Die 10. Sitzung ist geplant.').waitFor();
  const path = new URL(lead.url()).pathname;
  expect(await titles(lead)).toEqual(['TOP 1 Begrüßung und Tagesordnung']);
  await lead.locator('summary', { hasText: 'TOP hinzufügen' }).click();
  await lead.getByLabel('Worum geht es?').first().fill('Sprachcafés im Winter');
  await lead.getByRole('button', { name: 'Hinzufügen', exact: true }).click();
  const before = await titles(lead);
  expect(before[1]).toBe('TOP 2 Sprachcafés im Winter');

  await lead.getByRole('button', { name: /^TOP 2 .* nach oben$/ }).click();
  const after = await titles(lead);
  const words = (title: string | undefined) => title?.replace(/^TOP \d+\s*/, '');
  expect(after.map(words).slice(0, 2)).toEqual([words(before[1]), words(before[0])]);

  const { page: member } = await demo.as('member');
  await member.goto(path);
  expect(await member.getByRole('button', { name: 'Ich komme', exact: true }).count()).toBe(0);

  await lead.locator('summary', { hasText: 'Personen einladen' }).click();
  await lead.getByRole('button', { name: 'Einladung verschicken' }).click();
  await lead.getByText(/\d+ Personen sind eingeladen und bekommen eine E-Mail\./).waitFor();

  await member.reload();
  await member.getByRole('button', { name: 'Ich komme', exact: true }).click();
  await member.getByRole('heading', { name: 'Sie haben zugesagt.' }).waitFor();
  await lead.goto(path);
  await lead.getByText('Zugesagt: 1').waitFor();

  await lead.getByRole('link', { name: 'Ändern', exact: true }).first().click();
  await lead.getByLabel('Tag', { exact: true }).fill(workday(97));
  await lead.getByRole('button', { name: 'Speichern' }).click();
  await lead.getByText(/Personen bekommen eine E-Mail mit dem geänderten Kalendereintrag/).waitFor();
  await member.reload();
  await member.getByRole('heading', { name: 'Kommen Sie?' }).waitFor();
});

it('keeps internal items from guests', async () => {
  const { page } = await demo.as('guest');
  await page.goto(`${space}/sitzungen/8`);
  await page.getByText('Leitfaden für Sprachcafés: Freigabe').waitFor();
  expect(await page.content()).not.toContain('Nachfolge in der Protokollführung');
  await page.getByText('TOP 7 intern').waitFor();
});

it('a form that was overtaken keeps what was typed, and saves it the second time', async () => {
  const { page: first } = await demo.as('lead');
  const { page: second, forgive } = await demo.as('secretary');
  forgive(/status of 400/);
  const place = (page: Page) => page.getByLabel('Ort', { exact: false }).first();
  for (const page of [first, second]) await page.goto(`${space}/sitzungen/8/bearbeiten`);
  await place(first).fill('Raum A');
  await first.getByRole('button', { name: 'Speichern' }).click();
  await first.waitForURL(/sitzungen\/8$/);
  await place(second).fill('Raum B');
  const basis = second.locator('[name=basis]');
  const stale = await basis.inputValue();
  await second.getByRole('button', { name: 'Speichern' }).click();
  await second.getByText('Jemand anderes hat das inzwischen geändert.').waitFor();
  await expect.poll(() => basis.inputValue()).not.toBe(stale);
  expect(await place(second).inputValue()).toBe('Raum B');
  await second.getByRole('button', { name: 'Speichern' }).click();
  await second.waitForURL(/sitzungen\/8$/);
  await second.getByText('Raum B').first().waitFor();
});
