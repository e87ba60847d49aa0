/**
 * A real browser for tests. An error on the console, a request to anybody but the portal, or a page
 * that breaks the content security policy fails the test that caused it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type BrowserContext, type Page, chromium } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium } from '../../scripts/chromium.mjs';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Visit = {
  context: BrowserContext;
  page: Page;
  /** What went wrong in the page so far. */
  complaints: string[];
  close: () => Promise<void>;
};

/** Somebody with a browser of their own: own cookies, own storage. */
export async function openBrowser(options: {
  url: string;
  width?: number;
  javaScript?: boolean;
  dark?: boolean;
  /** A Cookie header that signs in, as `cookieOf` makes it. */
  cookie?: string;
}): Promise<Visit> {
  const profile = mkdtempSync(join(tmpdir(), 'portal-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args,
    viewport: { width: options.width ?? 1280, height: options.width && options.width < 600 ? 740 : 900 },
    javaScriptEnabled: options.javaScript ?? true,
    colorScheme: options.dark ? 'dark' : 'light',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    baseURL: options.url,
  });
  context.setDefaultTimeout(15_000);
  if (options.cookie) {
    const [name, value] = options.cookie.split(/=(.*)/s) as [string, string];
    await context.addCookies([{ name, value, url: options.url }]);
  }
  const complaints: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('request', (request) => {
    const foreign = !request.url().startsWith(options.url) && !/^(data|blob):/.test(request.url());
    const socket = request.url().startsWith(options.url.replace('http', 'ws'));
    if (foreign && !socket) complaints.push(`request to ${request.url()}`);
  });
  return {
    context,
    page,
    complaints,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Signs in as people do. */
export async function signIn(page: Page, email: string, password = 'packt-gemeinsam-an'): Promise<void> {
  await page.goto('/anmelden');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.press('input[name=password]', 'Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/anmelden'));
}

/** Runs axe over the page and expects no violation of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger's own world: the page's policy forbids scripts that are not its own.
  await page.evaluate(axe.source);
  const result = await page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe };
    return runner.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  });
  const found = result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(found, page.url()).toEqual([]);
}

/** Expects that nothing is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, page.url()).toBeLessThanOrEqual(screen!);
}
