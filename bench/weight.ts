/** How much JavaScript a page brings, as a browser loads it. */
import { gzipSync } from 'node:zlib';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../scripts/chromium.mjs';

/** The JavaScript of a page in kB, each file compressed by gzip, until nothing more is loaded. */
export async function scriptWeight(url: string, cookie?: { name: string; value: string }): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'portal-browser-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args: chromiumArgs });
  try {
    if (cookie) await context.addCookies([{ ...cookie, url }]);
    const page = await context.newPage();
    let bytes = 0;
    const reading: Promise<void>[] = [];
    page.on('response', (response) => {
      if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
      reading.push(response.body().then((body) => void (bytes += gzipSync(body).length)));
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    await Promise.all(reading);
    return bytes / 1000;
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
