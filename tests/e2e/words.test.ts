/** The words of a page are there when it is shown, however slowly they arrive. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, serveDemo, space } from '../setup/demo';

let demo: Demo;

beforeAll(async () => {
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
});

const assets = 'build/client/assets';

type Words = { [key: string]: string | Words };

const keysIn = (words: Words, prefix = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysIn(value, `${prefix}${key}.`),
  );

const wordsOf = (namespace: string) => JSON.parse(readFileSync(`app/words/de/${namespace}.json`, 'utf8')) as Words;

/** The built file that brings the German words of a namespace: the one that says its longest sentence. */
function fileOf(namespace: string): string {
  const sentences = Object.values(wordsOf(namespace)).filter((text) => typeof text === 'string');
  const longest = sentences.sort((a, b) => b.length - a.length)[0]!;
  const holders = readdirSync(assets).filter(
    (file) => file.startsWith(`${namespace}-`) && readFileSync(join(assets, file), 'utf8').includes(longest),
  );
  expect(holders).toHaveLength(1);
  return holders[0]!;
}

/** Keeps the words of some namespaces back until they are released. */
async function holdBack(page: Page, namespaces: string[]) {
  const files = namespaces.map(fileOf);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const asked = Promise.all(files.map((file) => page.waitForRequest(`**/${file}`)));
  for (const file of files) await page.route(`**/${file}`, (route) => released.then(() => route.continue()));
  return { asked, release };
}

/** Writes down every key of these namespaces that stands in the page from now on, for however short a time. */
async function watchForKeys(page: Page, namespaces: string[]) {
  const keys = namespaces.flatMap((namespace) =>
    keysIn(wordsOf(namespace)).filter((key) => key.includes('.')).flatMap((key) => [key, `${namespace}:${key}`]),
  );
  await page.evaluate((all) => {
    const known = new Set(all);
    const seen = new Set<string>();
    Object.assign(globalThis, { seenKeys: seen });
    const read = () => {
      const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode.textContent!.trim();
        if (known.has(text)) seen.add(text);
      }
    };
    new MutationObserver(read).observe(document, { subtree: true, childList: true, characterData: true });
  }, keys);
  return () => page.evaluate(() => [...(globalThis as unknown as { seenKeys: Set<string> }).seenKeys]);
}

it('a page one goes to waits for its words', async () => {
  const { page } = await demo.as('member');
  await page.goto('/gruppen', { waitUntil: 'networkidle' });
  const seen = await watchForKeys(page, ['groups', 'meetings', 'audience', 'minutes', 'editor', 'reviews']);

  const overview = await holdBack(page, ['meetings']);
  await page.locator(`a[href="${space}"]`).first().click();
  await overview.asked;
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Meine Gruppen');
  overview.release();
  await page.getByRole('heading', { level: 1, name: 'Überblick' }).waitFor();

  await page.getByRole('link', { name: 'Sitzungen', exact: true }).click();
  await page.waitForURL(`**${space}/sitzungen`);
  const meeting = await holdBack(page, ['audience']);
  await page.locator(`a[href="${space}/sitzungen/7"]`).first().click();
  await meeting.asked;
  meeting.release();
  await page.waitForURL(`**${space}/sitzungen/7`);

  const minutes = await holdBack(page, ['minutes', 'editor', 'reviews']);
  await page.locator(`a[href="${space}/sitzungen/7/protokoll"]`).first().click();
  await minutes.asked;
  minutes.release();
  await page.locator('[data-light=saved]').waitFor();
  expect(await seen()).toEqual([]);
});
