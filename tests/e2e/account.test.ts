/** Signing in and out, new passwords, invitations: with the letters that the portal sends. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword } from '~db/demo/people';
import { expectAccessible, openBrowser, signIn } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;

beforeAll(async () => {
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
});

const newPassword = 'ein langer neuer Satz';

/** The path of the link in the newest letter to an address. */
async function linkInLetter(to: string, kind: string): Promise<string> {
  const outbox = join(demo.folder, 'outbox');
  const find = () => {
    const letters = readdirSync(outbox)
      .map((file) => readFileSync(join(outbox, file), 'utf8').replaceAll(/=\r?\n/g, ''))
      .filter((letter) => letter.includes(to));
    return letters.map((letter) => new RegExp(`/${kind}/[\\w-]+`).exec(letter)?.[0]).find(Boolean);
  };
  await expect.poll(() => readdirSync(demo.folder).includes('outbox') && find(), { timeout: 20_000 }).toBeTruthy();
  return find()!;
}

it('refuses a wrong password without saying what was wrong, and takes the right one', async () => {
  const visit = await openBrowser({ url: demo.url });
  const { page } = visit;
  const refusals: string[] = [];
  for (const email of ['mitglied@demo.example', 'niemand@demo.example']) {
    await page.goto('/anmelden');
    await page.getByLabel('E-Mail-Adresse').fill(email);
    await page.getByLabel('Passwort', { exact: true }).fill('falsches-passwort');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    refusals.push(await page.getByRole('alert').innerText());
    expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe(email);
  }
  expect(refusals[0]).toBe(refusals[1]);
  await expectAccessible(page);
  visit.forgive(/status of 400/);
  await signIn(page, 'mitglied@demo.example');
  await page.getByRole('heading', { level: 1, name: 'Heute' }).waitFor();
});

it('moves nothing on the page when it comes alive', async () => {
  const { page } = await openBrowser({ url: demo.url });
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/entry.client-*', (route) => released.then(() => route.continue()));
  await page.goto('/anmelden', { waitUntil: 'domcontentloaded' });
  // Laid out as people see it, though not alive yet.
  await page.waitForFunction(() => [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet));
  const below = page.getByRole('link', { name: 'Passwort vergessen?' });
  const place = async () => {
    await page.evaluate(() => document.fonts.ready);
    return below.boundingBox();
  };
  const before = await place();
  release();
  await page.waitForLoadState();
  await page.getByLabel('Passwort', { exact: true }).fill('geheim');
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Passwort zeigen' }).click();
      return page.getByLabel('Passwort', { exact: true }).getAttribute('type');
    })
    .toBe('text');
  expect(await place()).toEqual(before);
});

it('leads back to the page that was asked for', async () => {
  const { page } = await openBrowser({ url: demo.url, javaScript: false });
  await page.goto(`${space}/sitzungen/8`);
  await page.getByLabel('E-Mail-Adresse').fill('mitglied@demo.example');
  await page.getByLabel('Passwort', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  expect(new URL(page.url()).pathname).toBe(`${space}/sitzungen/8`);
});

it('gives a new password by mail, and ends what was signed in with the old one', async () => {
  const { page: elsewhere } = await demo.as('guest');
  await elsewhere.goto('/gruppen');
  const visit = await openBrowser({ url: demo.url });
  const { page } = visit;
  await page.goto('/anmelden');
  await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
  await page.getByRole('heading', { name: 'Passwort vergessen' }).waitFor();
  await page.getByLabel('E-Mail-Adresse').fill('gast@demo.example');
  await page.getByRole('button', { name: 'Link anfordern' }).click();
  await page.getByText('ist eine Nachricht mit einem Link unterwegs').waitFor();
  const link = await linkInLetter('gast@demo.example', 'passwort-neu');
  await page.goto(link);
  await page.getByLabel('Neues Passwort', { exact: true }).fill(newPassword);
  await page.getByRole('button', { name: 'Passwort speichern' }).click();
  await page.getByText('Ihr neues Passwort gilt ab jetzt.').waitFor();

  await elsewhere.goto('/gruppen');
  expect(new URL(elsewhere.url()).pathname).toBe('/anmelden');
  await signIn(elsewhere, 'gast@demo.example', newPassword);
  await page.goto(link);
  await page.getByText('Dieser Link wurde schon benutzt').waitFor();
  visit.forgive(/status of 410/);
});

it('leads from the invitation of the Geschäftsstelle to the first sign-in', async () => {
  const { page: office } = await demo.as('office');
  await office.goto('/geschaeftsstelle/personen');
  await office.getByRole('link', { name: 'Person einladen' }).click();
  await office.getByLabel('Name', { exact: true }).fill('Levke Sievers');
  await office.getByLabel('E-Mail', { exact: true }).fill('levke@sievers.example');
  await office.getByRole('button', { name: 'Einladung senden' }).click();
  await office.getByText('Levke Sievers ist eingeladen.').waitFor();

  const { page } = await openBrowser({ url: demo.url, width: 360 });
  await page.goto(await linkInLetter('levke@sievers.example', 'einladung'));
  await page.getByRole('heading', { name: 'Willkommen im Portal' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('Neues Passwort', { exact: true }).fill(newPassword);
  await page.getByRole('button', { name: 'Zugang anlegen' }).click();
  await page.getByText('Willkommen! Ihr Zugang ist angelegt, und Sie sind angemeldet.').waitFor();
  await page.getByText('Noch wartet hier nichts auf Sie.').waitFor();
});

it('ends sessions elsewhere', async () => {
  const { page: here } = await openBrowser({ url: demo.url });
  const { page: there } = await openBrowser({ url: demo.url });
  await signIn(here, 'neu@demo.example');
  await signIn(there, 'neu@demo.example');
  await here.goto('/konto');
  await expectAccessible(here);
  await here.getByRole('button', { name: 'Alle anderen beenden' }).click();
  await here.getByText('Alle anderen Anmeldungen sind beendet.').waitFor();
  await there.goto('/gruppen');
  expect(new URL(there.url()).pathname).toBe('/anmelden');
  await here.goto('/gruppen');
  expect(new URL(here.url()).pathname).toBe('/gruppen');
});

it('clears at signing out what was kept on the device', async () => {
  const { page } = await demo.as('secretary');
  await page.goto(`${space}/sitzungen/7/protokoll`);
  await page.locator('[data-light=saved]').waitFor();
  const kept = (of: Page) => of.evaluate(async () => (await indexedDB.databases()).length);
  await expect.poll(() => kept(page)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByText('Sie sind abgemeldet.').waitFor();
  await expect.poll(() => kept(page)).toBe(0);
});
