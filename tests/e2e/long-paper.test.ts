/** A paper of 100,000 words: it opens, can be written in, and everything around it answers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { longPaper } from '../../bench/paper';
import { createDocument } from '~/features/documents/creating.server';
import { countWords } from '~/editor/counting';
import { plainText } from '~/editor/document';
import { makeAlliance } from '../setup/alliance';
import { openBrowser } from '../setup/browser';
import { type ServedPortal, cookieOf, servePortal } from '../setup/portal';

/** A guard against waiting forever, not a measure. */
const patience = 120_000;

let portal: ServedPortal;
let cookie: string;
let list: string;
let path: string;

const paper = longPaper(4_000);

beforeAll(async () => {
  portal = await servePortal({
    fill: async () => {
      const alliance = await makeAlliance();
      const input = { title: 'Sehr langes Papier', genre: 'position' as const, labels: [] };
      const id = await createDocument(await alliance.as('lead'), alliance.groupId, input, paper);
      cookie = await cookieOf(alliance.ids.member);
      list = `/gruppen/${alliance.slug}/dokumente`;
      path = `${list}/${id}`;
    },
  });
}, patience);
afterAll(() => portal.stop());

it('has 100,000 words', () => {
  expect(countWords(plainText(paper)).words).toBeGreaterThan(100_000);
});

it('opens, takes what is typed and says that it is saved, and it is', async () => {
  const { page } = await openBrowser({ url: portal.url, cookie });
  page.context().setDefaultTimeout(patience);
  await page.goto(portal.url + path);
  const text = page.locator('.ProseMirror[contenteditable="true"]');
  await text.waitFor();
  await text.locator('h2').first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' mit Nachsatz');
  await expect.poll(() => text.locator('h2').first().textContent(), { timeout: patience }).toMatch(/ mit Nachsatz$/);
  await page.locator('[data-light="saved"]').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: /mit Nachsatz$/ }).first().waitFor();
}, 2 * patience);

it('is read without a script from its first word to its last', async () => {
  const { page } = await openBrowser({ url: portal.url, cookie, javaScript: false });
  page.context().setDefaultTimeout(patience);
  await page.goto(portal.url + path);
  const said = await page.locator('[lang="de"] > p').allTextContents();
  expect(said.length).toBe(paper.content.filter(({ type }) => type === 'paragraph').length);
}, patience);

it.each([
  ['the list', () => list],
  ['its versions', () => `${path}/fassungen`],
  ['what is new in it', () => `${path}/neu`],
  ['Markdown', () => `${path}/ausgabe/md`],
  ['HTML', () => `${path}/ausgabe/html`],
  ['DOCX', () => `${path}/ausgabe/docx`],
  ['ODT', () => `${path}/ausgabe/odt`],
  ['PDF', () => `${path}/ausgabe/pdf`],
])('%s is answered', async (_, address) => {
  const response = await fetch(portal.url + address(), { headers: { cookie } });
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
}, patience);
