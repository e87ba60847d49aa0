/** All of a group is packed and fetched, with and without scripts; a reload and a restart lose nothing. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupArchives, write } from '~db/client.server';
import { newId } from '~db/columns.server';
import { groupId } from '~db/demo/groups';
import { personId } from '~db/demo/people';
import { openZip } from '~/texts/import/zip.server';
import { expectAccessible, expectNoSidewaysScroll } from '../setup/browser';
import { type Demo, serveDemo } from '../setup/demo';

let demo: Demo;

/** One that nobody packs: its page shows how far it is for as long as one looks. */
async function halfPacked(): Promise<void> {
  const items = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ kind: 'file' as const, id: newId<'file'>(), path: `Anlagen/${name}.pdf` }));
  await write((tx) =>
    tx.insert(groupArchives).values({
      groupId: groupId('sprachfoerderung'),
      startedBy: personId('yildiz'),
      createdAt: new Date(),
      language: 'de',
      formats: ['md'],
      internal: true,
      items,
      done: 2,
      missing: [],
    }),
  );
}

beforeAll(async () => {
  demo = await serveDemo({ more: halfPacked });
});

afterAll(async () => {
  await demo.stop();
});

const list = '/gruppen/sprachfoerderung/dokumente';
const path = `${list}/mitnehmen`;

/** Of a small group all may be packed before one looks. */
const underWay = (page: Page) => page.getByRole('progressbar').or(page.getByRole('link', { name: /^Herunterladen/ })).waitFor();

async function fetched(page: Page): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Herunterladen/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^\S+ \d{4}-\d\d-\d\d\.zip$/);
  return openZip(await readFile(await file.path())).names();
}

describe.each([true, false])('with scripts: %s', (javaScript) => {
  it('a member packs everything, goes away, comes back and fetches it', async () => {
    const { page, forgive } = await demo.as('member', { javaScript });
    forgive(/status of 400/);
    await page.goto(list);
    await page.getByRole('link', { name: 'Alles mitnehmen' }).click();
    await page.getByLabel('PDF', { exact: true }).uncheck();
    await page.getByLabel('Word (DOCX)').uncheck();
    await page.getByRole('button', { name: 'Packen', exact: true }).click();
    await page.getByText('Bitte wählen Sie mindestens ein Format.').first().waitFor();
    await page.getByLabel('PDF', { exact: true }).check();
    await page.getByRole('button', { name: 'Packen', exact: true }).click();
    await underWay(page);
    await page.goto('/gruppen');
    await page.goto(path);
    await page.getByText('Die Datei ist gepackt', { exact: true }).waitFor({ timeout: 60_000 });
    const names = await fetched(page);
    for (const folder of ['Dokumente', 'Protokolle', 'Anlagen']) expect(names.some((name) => name.startsWith(`${folder}/`))).toBe(true);
    await page.getByRole('button', { name: 'Jetzt löschen' }).click();
    await page.getByText('Die Datei ist gelöscht.').waitFor();
    expect(await page.getByRole('link', { name: /^Herunterladen/ }).count()).toBe(0);
  });
});

it('goes on where the portal is restarted in the middle', async () => {
  const { page } = await demo.as('lead', { javaScript: false });
  await page.goto(path);
  await page.getByRole('button', { name: 'Packen', exact: true }).click();
  await underWay(page);
  // Nothing asks while nobody answers.
  await page.goto('/gruppen');
  await demo.stop('SIGKILL');
  await demo.restart();
  await page.goto(path);
  await page.getByText('Die Datei ist gepackt', { exact: true }).waitFor({ timeout: 60_000 });
  expect((await fetched(page)).length).toBeGreaterThan(10);
});

it('shows how far it is; accessible and on a phone, before, meanwhile and after', async () => {
  const { page } = await demo.as('secretary', { width: 320 });
  await page.goto(path);
  await page.getByLabel('2 von 5 Dateien gepackt').waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Packen abbrechen' }).click();
  await page.getByLabel('PDF', { exact: true }).uncheck();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Packen', exact: true }).click();
  await page.getByText('Die Datei ist gepackt', { exact: true }).waitFor({ timeout: 60_000 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
