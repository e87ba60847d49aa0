/** What the portal says it did: told once, in the portal's own words, with and without scripts. */
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
  it('an address puts no words into the mouth of the portal', async () => {
    const { page } = await demo.as('visitor', { javaScript });
    await page.goto('/anmelden?hinweis=office%3Ainvited&h.name=Rufen+Sie+0900&h.email=x@x.example');
    await page.getByRole('heading', { level: 1, name: 'Anmelden' }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('0900');
  });

  it('a step is told on the page one lands on, and a reload says nothing twice', async () => {
    const { page, context } = await demo.as('newcomer', { javaScript });
    await page.goto('/konto');
    await page.getByRole('button', { name: 'Speichern', exact: true }).click();
    const notice = page.getByText('Ihre Angaben sind gespeichert.');
    await notice.waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('notice');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await notice.count()).toBe(0);
  });

  it('it goes when one goes on', async () => {
    const { page } = await demo.as('newcomer', { javaScript });
    await page.goto('/konto');
    await page.getByRole('button', { name: 'Speichern', exact: true }).click();
    await page.getByText('Ihre Angaben sind gespeichert.').waitFor();
    await page.getByRole('link', { name: 'Meine Gruppen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Meine Gruppen' }).waitFor();
    expect(await page.getByText('Ihre Angaben sind gespeichert.').count()).toBe(0);
  });
});
