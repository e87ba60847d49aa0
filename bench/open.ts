/**
 * How long it takes to open a long paper in a browser: until one can read it, and until a letter that is
 * typed stands in it. Held against an editor of the same schema to which a bare @hocuspocus/server sends
 * the same Yjs state, in the same browser, in turn.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type Page, chromium } from 'playwright-core';
import { documentToUpdate } from '~/editor/shared-document';
import { chromiumArgs, findChromium } from '../scripts/chromium.mjs';
import { fillPaper } from './fill';
import { longPaper } from './paper';
import { newFolder, serve } from './served';
import { type Row, median } from './table';

const PARAGRAPHS = 5_000;
const ROUNDS = 5;

/** Milliseconds since the request. */
type Opening = { firstByte: number; readable: number; editable: number; bytes: number };

const watching = fileURLToPath(new URL('./watch-opening.js', import.meta.url));
type Watched = { opening: Pick<Opening, 'readable' | 'editable'> };

/** Somebody who opens a page for the first time on this device. */
async function open(browser: Browser, url: string, cookie: string | undefined, done: (page: Page) => Promise<unknown>): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'de-DE' });
  try {
    if (cookie) {
      const [name, value] = cookie.split(/=(.*)/s) as [string, string];
      await context.addCookies([{ name, value, url: new URL(url).origin }]);
    }
    const page = await context.newPage();
    await page.addInitScript({ path: watching });
    await page.goto(url, { waitUntil: 'commit' });
    await done(page);
    return await page.evaluate(() => {
      const [{ responseStart, decodedBodySize }] = performance.getEntriesByType('navigation') as [PerformanceNavigationTiming];
      const { readable, editable } = (window as unknown as Watched).opening;
      return { firstByte: responseStart, readable, editable, bytes: decodedBodySize };
    });
  } finally {
    await context.close();
  }
}

const seen = (moment: keyof Watched['opening']) => async (page: Page): Promise<void> => {
  while (!(await page.evaluate((asked) => (window as unknown as Watched).opening[asked], moment))) await page.waitForTimeout(50);
};
const [isReadable, isEditable] = [seen('readable'), seen('editable')];

/** @param folder of the example alliance, which this may fill; `cookie` of a member of the group */
export async function benchOpen(folder: string, cookie: string): Promise<Row[]> {
  const paper = longPaper(PARAGRAPHS);
  const path = await fillPaper(folder, paper);
  const file = join(newFolder(), 'state');
  writeFileSync(file, documentToUpdate(paper));
  const portal = await serve(['build/server.js'], folder);
  const bare = await serve(['--import', 'tsx', 'bench/baseline-editor.ts', file]);
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  const ours: Opening[] = [];
  const again: Opening[] = [];
  const baseline: Opening[] = [];
  try {
    // Each time a letter more: nobody has been sent this page before.
    const first = () => open(browser, portal.url + path, cookie, async (page) => {
      await isEditable(page);
      await page.locator('[data-light="saved"]').waitFor();
    });
    const second = async () => {
      await fetch(portal.url + path, { headers: { cookie } }).then((response) => response.text());
      return open(browser, portal.url + path, cookie, isReadable);
    };
    const theirs = () => open(browser, `${bare.url}/`, undefined, isEditable);
    await first();
    await theirs();
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await first());
      baseline.push(await theirs());
    }
    for (let round = 0; round < ROUNDS; round += 1) again.push(await second());
  } finally {
    await browser.close();
    await Promise.all([portal.stop(), bare.stop()]);
  }
  const middle = (openings: Opening[], moment: keyof Opening) => median(openings.map((opening) => opening[moment]));
  const theirs = middle(baseline, 'editable');
  const row = (what: string, openings: Opening[], moment: 'readable' | 'editable', most: number): Row => {
    const time = middle(openings, moment);
    return {
      what,
      measured: `${time.toFixed(0)} ms (first byte ${middle(openings, 'firstByte').toFixed(0)} ms)`,
      baseline: `bare Hocuspocus sync into an editor ${theirs.toFixed(0)} ms`,
      ratio: time / theirs,
      promise: `≤ ${most}`,
      kept: time / theirs <= most,
    };
  };
  const megabytes = (middle(ours, 'bytes') / 1e6).toFixed(1);
  return [
    row(`open a paper of ${PARAGRAPHS} paragraphs (${megabytes} MB) just changed: request → readable`, ours, 'readable', 0.5),
    row('the same → editable', ours, 'editable', 2),
    row('the same paper once more → readable', again, 'readable', 0.5),
  ];
}
