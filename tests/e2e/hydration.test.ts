/** A page comes alive whatever is typed meanwhile, and goes on whatever is overtaken. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, serveDemo } from '../setup/demo';

let demo: Demo;

beforeAll(async () => {
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
});

it('a page outlives quick typing on a slow device', async () => {
  const { page } = await demo.as('office');
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  for (let load = 0; load < 5; load += 1) {
    await page.goto('/geschaeftsstelle/zuordnung', { waitUntil: 'commit' });
    await page.getByLabel('Name oder E-Mail').focus();
    // React says on the console when it gives up a page; that fails the test.
    for (const key of 'Jansen, Nora und noch mehr') await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.waitForLoadState('networkidle');
    await page.getByText('Wählen Sie Personen aus.').waitFor();
  }
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Zuordnung');
});

it('a request that was overtaken is no failure, and any other still is', async () => {
  const { page, forgive } = await demo.as('office');
  await page.goto('/geschaeftsstelle/zuordnung', { waitUntil: 'networkidle' });
  forgive(/as it should be heard/);
  await page.evaluate(async () => {
    const broken = new AbortController();
    const answer = await fetch('/heute', { signal: broken.signal });
    void answer.text();
    broken.abort();
    void Promise.reject(new Error('as it should be heard'));
  });
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
});
