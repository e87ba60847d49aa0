/** Attachments of a meeting as people add them: with scripts and without, cancelled, and closed meanwhile. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo, space } from '../setup/demo';
import * as example from '../services/files/examples';

let demo: Demo;
let folder: string;
const page9 = `${space}/sitzungen/9`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portal-chosen-'));
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A file on the machine of whoever sends it; its path. */
function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const megabytes = (count: number) => Buffer.alloc(count * 2 ** 20, 'x');
const incoming = () => {
  const path = join(demo.folder, 'files/incoming');
  return existsSync(path) ? readdirSync(path) : [];
};
const attachment = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

async function choose(page: Page, ...files: string[]): Promise<void> {
  await page.getByLabel(/^(Anlage hinzufügen|Datei)$/).setInputFiles(files);
  await page.getByRole('button', { name: 'Hochladen' }).click();
}

/** A line so slow that a test can do something while an upload runs. */
async function slowLine(page: Page) {
  const session = await page.context().newCDPSession(page);
  const upload = (uploadThroughput: number) =>
    session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await session.send('Network.enable');
  await upload(500_000);
  return () => upload(-1);
}

it('are added, refused at their field, taken away and back without scripts', async () => {
  const { page, forgive } = await demo.as('lead', { javaScript: false });
  forgive(/status of 400/);
  await page.goto(page9);
  await choose(page, file('Fahrplan Süd.pdf', example.pdf));
  await page.getByText('„Fahrplan Süd.pdf“ ist hinzugefügt.').waitFor();
  await attachment(page, 'Fahrplan Süd.pdf').waitFor();

  await choose(page, file('plan.png', example.pdf));
  await page.getByRole('heading', { name: 'Anlage hinzufügen', level: 1 }).waitFor();
  const field = page.getByLabel('Datei', { exact: true });
  const error = /„plan\.png“ heißt \.png, ist in Wirklichkeit aber ein PDF-Dokument/;
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = (await field.getAttribute('aria-describedby'))!.split(' ');
  const texts = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).innerText()));
  expect(texts.join(' ')).toMatch(error);
  await choose(page, file('groß.txt', megabytes(60)));
  await page.getByText('„groß.txt“ ist größer als 50 MB.').waitFor();
  await choose(page, file('Tabelle.xlsx', example.xlsx));
  await page.getByText('„Tabelle.xlsx“ ist hinzugefügt.').waitFor();

  await page.getByRole('button', { name: 'Entfernen („Tabelle.xlsx“)' }).click();
  await page.getByText('„Tabelle.xlsx“ ist entfernt. 30 Tage lang lässt sich das rückgängig machen.').waitFor();
  expect(await attachment(page, 'Tabelle.xlsx').count()).toBe(0);
  await page.getByRole('button', { name: 'Rückgängig („Tabelle.xlsx“)' }).click();
  await page.getByText('„Tabelle.xlsx“ ist wieder da.').waitFor();
  await page.getByRole('button', { name: 'Entfernen („Tabelle.xlsx“)' }).click();
  await page.goto(page9);
  await page.locator('summary', { hasText: 'Eine entfernte Anlage' }).click();
  await page.getByRole('button', { name: 'Zurückholen („Tabelle.xlsx“)' }).click();
  await attachment(page, 'Tabelle.xlsx').waitFor();

  const { page: member } = await demo.as('member', { javaScript: false });
  await member.goto(page9);
  await attachment(member, 'Fahrplan Süd.pdf').waitFor();
  expect(await member.getByRole('button', { name: /Entfernen|Hochladen/ }).count()).toBe(0);
});

it('are added several at once, each says how it ended, and the page stays usable', async () => {
  const { page, forgive } = await demo.as('lead');
  forgive(/status of 400/);
  await page.goto(page9);
  await page.locator('input[type=file][multiple]').waitFor();
  await choose(page, file('Folien.pptx', example.pptx), file('bild.svg', example.svg), file('groß.txt', megabytes(51)), file('Notiz.md', '# Notiz'));
  await attachment(page, 'Notiz.md').waitFor();
  await attachment(page, 'Folien.pptx').waitFor();
  const errors = page.getByRole('alert').filter({ hasText: 'SVG' });
  await errors.getByText('„bild.svg“ ist eine SVG-Zeichnung.').waitFor();
  await errors.getByText('„groß.txt“ ist größer als 50 MB.').waitFor();
  await page.getByRole('log').getByText('„Notiz.md“ ist hinzugefügt.').waitFor({ state: 'attached' });
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 740 });
  await expectNoSidewaysScroll(page);

  await choose(page, file('Notiz.md', '# Notiz'));
  await page.getByText('„Notiz.md“ liegt schon bei den Anlagen.').waitFor();
});

it('can be cancelled while they run; nothing is left, and those behind go on', async () => {
  const { page } = await demo.as('lead');
  await page.goto(page9);
  await page.locator('input[type=file][multiple]').waitFor();
  const fullSpeed = await slowLine(page);
  await choose(page, file('lang.txt', megabytes(20)), file('danach.txt', 'danach'));
  await page.getByRole('progressbar', { name: '„lang.txt“ wird hochgeladen' }).waitFor();
  await page.getByText('wartet').waitFor();
  await expect.poll(incoming).toHaveLength(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Abbrechen („lang.txt“)' }).click();
  await fullSpeed();
  await page.getByRole('log').getByText('Das Hochladen von „lang.txt“ ist abgebrochen. Gespeichert wurde nichts.').waitFor({ state: 'attached' });
  await attachment(page, 'danach.txt').waitFor();
  await expect.poll(incoming).toEqual([]);
  await page.reload();
  expect([await attachment(page, 'lang.txt').count(), await page.getByText('nicht angekommen').count()]).toEqual([0, 0]);
});

it('that were under way when the page was closed leave nothing, and the page says so', async () => {
  const { page, context } = await demo.as('lead');
  await page.goto(page9);
  await page.locator('input[type=file][multiple]').waitFor();
  await slowLine(page);
  await choose(page, file('unterbrochen.txt', megabytes(20)));
  await page.getByRole('progressbar', { name: '„unterbrochen.txt“ wird hochgeladen' }).waitFor();
  await expect.poll(incoming).toHaveLength(1);

  const meanwhile = await context.newPage();
  await meanwhile.goto(page9);
  await meanwhile.locator('input[type=file][multiple]').waitFor();
  expect(await meanwhile.getByText('nicht angekommen').count()).toBe(0);
  await meanwhile.close();

  await page.close();
  await expect.poll(incoming).toEqual([]);
  const again = await context.newPage();
  await again.goto(page9);
  await again.getByText('Eine Datei ist nicht angekommen').waitFor();
  await again.getByText('unterbrochen.txt', { exact: true }).waitFor();
  expect(await attachment(again, 'unterbrochen.txt').count()).toBe(0);
  await again.reload();
  await again.locator('input[type=file][multiple]').waitFor();
  expect(await again.getByText('nicht angekommen').count()).toBe(0);
});

it('say what happened when the line breaks or one was signed out meanwhile', async () => {
  const { page, context, forgive } = await demo.as('secretary');
  forgive(/ERR_INTERNET_DISCONNECTED/);
  await page.goto(page9);
  await page.locator('input[type=file][multiple]').waitFor();
  await context.setOffline(true);
  await choose(page, file('weg.txt', 'weg'));
  await page.getByText('„weg.txt“ ist nicht angekommen: Die Verbindung ist abgerissen.').waitFor();
  await context.setOffline(false);
  await context.clearCookies();
  await choose(page, file('weg.txt', 'weg'));
  await page.getByText('Sie sind nicht mehr angemeldet. „weg.txt“ wurde nicht gespeichert.').waitFor();
});
