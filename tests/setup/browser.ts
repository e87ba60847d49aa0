/**
 * A real browser for tests. An error on the console, a request to anybody but the portal, or a page
 * that breaks the content security policy fails the test that caused it.
 */
import axe from 'axe-core';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { chromiumArgs, findChromium } from '../../scripts/chromium.mjs';

export type Visit = {
  context: BrowserContext;
  page: Page;
  /** What went wrong in the page so far. */
  complaints: string[];
  /**
   * Announces complaints that the test provokes on purpose, however late they come; the test fails if
   * there is none.
   */
  forgive: (expected: RegExp) => void;
  /** What is held against the page at the end of the test. */
  verdict: () => string[];
  close: () => Promise<void>;
};

/** One process for a test file; everybody in it has a browser context of their own. */
let browser: Promise<Browser> | undefined;
const visits = new Set<Visit>();

afterEach(async () => {
  const verdicts = [...visits].flatMap((visit) => visit.verdict());
  await Promise.all([...visits].map((visit) => visit.close()));
  expect(verdicts).toEqual([]);
});

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

const launch = () => chromium.launch({ executablePath: findChromium(), args: chromiumArgs });

/** Somebody with a browser of their own: own cookies, own storage. Ends with the test. */
export async function openBrowser(options: {
  url: string;
  width?: number;
  javaScript?: boolean;
  dark?: boolean;
  /** A Cookie header that signs in, as `cookieOf` makes it. */
  cookie?: string;
}): Promise<Visit> {
  browser ??= launch();
  const context = await (
    await browser
  ).newContext({
    viewport: { width: options.width ?? 1280, height: options.width && options.width < 600 ? 740 : 900 },
    javaScriptEnabled: options.javaScript ?? true,
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    baseURL: options.url,
  });
  context.setDefaultTimeout(15_000);
  if (options.cookie) {
    const [name, value] = options.cookie.split(/=(.*)/s) as [string, string];
    await context.addCookies([{ name, value, url: options.url }]);
  }
  const provoked: RegExp[] = [];
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // Said by the browser when somebody goes on before the page was ready.
    if (/WebSocket is closed before the connection is established/.test(message.text())) return;
    // Remix and Vite each fetch the styles of a part that is loaded as its page comes; it costs nothing.
    if (/A preload for '.*\.css' is found, but is not used/.test(message.text())) return;
    complaints.push(message.text());
  });
  context.on('weberror', (error) => {
    const { message } = error.error();
    // Remix drops a question whose answer is overtaken by the next one, and does not catch its own abort.
    if (!/AbortError: signal is aborted/.test(message)) complaints.push(message);
  });
  context.on('request', (request) => {
    const foreign = new URL(request.url()).origin !== options.url && !/^(data|blob):/.test(request.url());
    if (foreign) complaints.push(`request to ${request.url()}`);
  });
  const visit: Visit = {
    context,
    page: await context.newPage(),
    complaints,
    forgive: (expected) => void provoked.push(expected),
    verdict: () => [
      ...complaints.filter((complaint) => !provoked.some((expected) => expected.test(complaint))),
      ...provoked
        .filter((expected) => !complaints.some((complaint) => expected.test(complaint)))
        .map((expected) => `expected, but did not come: ${expected}`),
    ],
    close: async () => {
      visits.delete(visit);
      await context.close();
    },
  };
  visits.add(visit);
  return visit;
}

/** Signs in as people do. */
export async function signIn(page: Page, email: string, password = 'packt-gemeinsam-an'): Promise<void> {
  await page.goto('/anmelden');
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/anmelden'));
}

/** Runs axe over the page and expects no violation of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger: the page's policy forbids scripts that are not its own.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe.source });
  await session.detach();
  const result = await page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe };
    return runner.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
  });
  const found = result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect.soft(found, page.url()).toEqual([]);
}

/** Expects that nothing is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect.soft(content, page.url()).toBeLessThanOrEqual(screen!);
}
