/** The public pages: whole without a script, asking nobody else for anything, in the colours of the Geschäftsstelle. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, serveDemo } from '../setup/demo';

let demo: Demo;

beforeAll(async () => {
  demo = await serveDemo();
});

afterAll(async () => {
  await demo.stop();
});

const pages = ['/', '/handlungsfelder', '/handlungsfelder/sprachfoerderung', '/kontakt'];

it.each(pages)('%s asks for its style, letters and signs alone', async (path) => {
  const { page } = await demo.as('visitor');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.resourceType()} ${new URL(request.url()).origin}`));
  await page.goto(path, { waitUntil: 'networkidle' });
  const origin = new URL(page.url()).origin;
  expect([...new Set(asked)].filter((what) => !['document', 'stylesheet', 'font', 'image', 'other'].some((kind) => what === `${kind} ${origin}`))).toEqual([]);
  expect(await page.locator('script').count()).toBe(0);
});

it('somebody who is signed in gets on from them to their work', async () => {
  const { page } = await demo.as('member');
  await page.goto('/');
  await page.getByRole('link', { name: 'Heute' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Heute' }).waitFor();
});

it('what the Geschäftsstelle publishes, everybody sees; a draft nobody, and what is wrong with it is said at its field', async () => {
  const { page } = await demo.as('office');
  const { page: visitor } = await demo.as('visitor', { javaScript: false });
  await page.goto('/geschaeftsstelle/auftritt');
  await page.getByLabel('Leitsatz auf Deutsch').fill('Zusammen kommt man an. 🌻');
  await page.getByLabel('Farbe').fill('#ffee00');
  await page.getByRole('button', { name: 'Speichern und ansehen' }).click();
  await page.getByText('Diese Farbe ist zu hell').waitFor();
  await page.getByLabel('Farbe').fill('#0b5a3c');
  // One click is enough: nothing moves below it any more.
  await page.getByRole('button', { name: 'Speichern und ansehen' }).click();
  await page.getByText('Vorschau: So sähe die Startseite aus.').waitFor();
  await visitor.goto('/');
  expect(await visitor.getByText('Zusammen kommt man an.').count()).toBe(0);
  await page.getByRole('button', { name: 'Veröffentlichen' }).click();
  await page.getByText('Alle sehen jetzt diese Fassung.').waitFor();
  await visitor.reload();
  await visitor.getByText('Zusammen kommt man an. 🌻').waitFor();
  await visitor.getByRole('button', { name: 'English' }).click();
  await visitor.getByRole('heading', { name: 'Fields of action' }).waitFor();
});
