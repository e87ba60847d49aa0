/** The language: changed from the foot of any page, for visitors and in accounts alike. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, serveDemo } from '../setup/demo';

let demo: Demo;

beforeAll(async () => {
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
});

describe.each([true, false])('with scripts: %s', (javaScript) => {
  it.each([
    ['visitor', '/arbeitsgruppen', 'Working groups'],
    ['member', '/arbeitsgruppen?suche=sprache', 'Working groups'],
  ] as const)('the switch in the foot changes it for a %s, in the same place', async (role, path, title) => {
    const { page } = await demo.as(role, { javaScript });
    await page.goto(path);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(page.url()).toBe(demo.url + path);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { level: 1, name: 'Arbeitsgruppen' }).waitFor();
  });

  it('the account page speaks the language chosen there at once', async () => {
    const { page } = await demo.as('guest', { javaScript });
    await page.goto('/konto', { waitUntil: 'networkidle' });
    await page.getByLabel('Sprache', { exact: true }).selectOption('en');
    await page.getByRole('button', { name: 'Speichern', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    await page.getByText('Your details are saved.').waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByLabel('Language', { exact: true }).selectOption('de');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Ihre Angaben sind gespeichert.').waitFor();
  });
});
