/** What is pasted from elsewhere: the structure stays, the junk goes, and what is lost is told. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DocumentNode, PaperDocument } from '~/editor/document';
import { paper, paragraph } from '../editor/examples';
import { openBrowser } from '../setup/browser';
import { setStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(paper(paragraph()));
});
afterAll(() => stage.stop());

const text = (page: Page) => page.locator('.ProseMirror');

async function open(): Promise<Page> {
  stage.show(paper(paragraph()));
  const { page } = await openBrowser({ url: stage.url });
  await page.goto('/');
  await text(page).waitFor();
  return page;
}

const paste = (page: Page, html: string, plain = '') =>
  text(page).evaluate(
    (root, [asHtml, asText]) => {
      const clipboard = new DataTransfer();
      if (asHtml) clipboard.setData('text/html', asHtml);
      clipboard.setData('text/plain', asText!);
      root.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
    },
    [html, plain],
  );

const pasteFile = (page: Page, name: string) =>
  paste(page, readFileSync(`tests/editor/pasted/${name}.html`, 'utf8').replaceAll('portal.example', new URL(stage.url).host));

const read = (page: Page) =>
  page.evaluate(() => (window as never as { stage: { read: () => PaperDocument } }).stage.read());

/** A document as one would write it down: marks as signs, blocks as what they are. */
function written(node: DocumentNode | PaperDocument): string {
  const inside = 'content' in node ? node.content.map(written) : [];
  const words = inside.join('');
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce((text, mark) => {
        if (mark.type === 'link') return `[${text}](${mark.attrs.href})`;
        return mark.type === 'bold' ? `*${text}*` : `_${text}_`;
      }, node.text);
    case 'footnote':
      return `{${node.attrs.text}}`;
    case 'hardBreak':
      return '⏎';
    case 'heading':
      return `${'#'.repeat(node.attrs.level)} ${words}`;
    case 'listItem':
      return `(${inside.join(' ')})`;
    case 'taskItem':
      return `(${node.attrs.checked ? 'x' : ' '} ${inside.join(' ')})`;
    case 'bulletList':
    case 'taskList':
      return `-${words}`;
    case 'orderedList':
      return `${node.attrs.start}.${words}`;
    case 'blockquote':
      return `> ${inside.join(' ')}`;
    case 'tableRow':
      return `|${words}`;
    case 'tableHeader':
      return `!${inside.join(' ')}|`;
    case 'tableCell':
      return `${inside.join(' ')}|`;
    default:
      return words;
  }
}

const lines = async (page: Page) => (await read(page)).content.map(written).filter((line) => line !== '');

const notes = (page: Page) => page.getByRole('status').filter({ hasText: 'Nicht alles ließ sich übernehmen' });

it('from Word: headings, lists, notes and tables stay; what was deleted or commented does not, and that is told', async () => {
  const page = await open();
  await pasteFile(page, 'word');
  expect(await lines(page)).toEqual([
    '## Sprachkurse in der Fläche',
    '## Ausgangslage',
    'Kurse *fehlen* auf dem _Land_{Erhebung 2026, Seite 4.}, sagt die Region.',
    '### Was wir fordern',
    '-(Mehr Kurse 1.(abends)(am Wochenende))(Mehr Geld)',
    'Und zwar so:',
    '3.(drittens)',
    '|!Ort|!Plätze||Celle||',
    '> Wer Deutsch lernt, gehört dazu.',
    'Siehe [das Konzept](/dokumente/abcdefgh23456789).Weg damit',
  ]);
  await notes(page).waitFor();
  expect(await notes(page).locator('li').allTextContents()).toEqual([
    'Ein Kommentar am Rand wurde weggelassen.',
    'Eine als gelöscht markierte Stelle wurde weggelassen.',
    'Eine durchgestrichene Stelle ist jetzt gewöhnlicher Text.',
    expect.stringMatching(/^Ein Bild wurde weggelassen/),
  ]);
  await page.getByRole('button', { name: 'Verstanden' }).click();
  await notes(page).waitFor({ state: 'detached' });
});

it('from Google Docs: styles become bold and italic, lists nest, tasks can be ticked, images are not fetched', async () => {
  const page = await open();
  await pasteFile(page, 'google-docs');
  expect(await lines(page)).toEqual([
    '## Ausgangslage',
    'Kurse *fehlen* auf dem _Land_, sagt [die Erhebung](https://kurse.example/?a=1).',
    '### Was wir fordern',
    '-(Mehr Kurse -(abends))(Mehr Geld)',
    '-(x Entwurf)(  Abstimmung)',
    '|!Ort|!Plätze||Celle|24|',
  ]);
  expect(await notes(page).locator('li').allTextContents()).toEqual([
    'Eine durchgestrichene Stelle ist jetzt gewöhnlicher Text.',
    expect.stringMatching(/^Ein Bild wurde weggelassen/),
  ]);
});

it('from LibreOffice: numbered lists keep their beginning, notes their words, tables their header', async () => {
  const page = await open();
  await pasteFile(page, 'libreoffice');
  expect(await lines(page)).toEqual([
    '## Ausgangslage',
    'Kurse *fehlen*{Erhebung 2026} auf dem _Land_.',
    '3.(Mehr Kurse -(abends))(Mehr Geld)',
    '|!Ort|!Plätze||Celle|',
  ]);
  expect(await notes(page).count()).toBe(0);
});

it('from a page of the web: nothing runs, nothing is fetched, what does not fit becomes text', async () => {
  const page = await open();
  await pasteFile(page, 'page');
  expect(await lines(page)).toEqual([
    '### Meldung',
    'Text mit Falle, Code und [Link](https://a.example/x).',
    '-(eins)(*zwei*)',
    '|außen innen eins innen zwei|',
    'Fußnote9',
  ]);
  await notes(page).waitFor();
});

it('the address of a document of the portal leads to it wherever it is kept', async () => {
  const page = await open();
  await paste(page, '', `${stage.url}/gruppen/sprachfoerderung/dokumente/abcdefgh23456789`);
  expect(await text(page).getByRole('link').getAttribute('href')).toBe('/dokumente/abcdefgh23456789');
});

it('what was copied in the paper itself comes back as it was', async () => {
  const page = await open();
  await pasteFile(page, 'word');
  const before = await lines(page);
  await page.keyboard.press('Control+a');
  const html = await text(page).evaluate((root) => {
    const clipboard = new DataTransfer();
    root.dispatchEvent(new ClipboardEvent('copy', { clipboardData: clipboard, bubbles: true, cancelable: true }));
    return clipboard.getData('text/html');
  });
  const other = await open();
  await paste(other, html);
  expect(await lines(other)).toEqual(before);
});

it('five megabytes are taken in, and one can go on typing', async () => {
  const page = await open();
  const sentence = 'Die Arbeitsgruppe fordert verlässliche Mittel für Sprachkurse in allen Landkreisen. ';
  const block = (index: number) => `<h2>Abschnitt ${index}</h2><p class=MsoNormal style='margin:0cm'>${sentence.repeat(8)}</p>`;
  await paste(page, `<html><body>${Array.from({ length: 6_500 }, (_, index) => block(index)).join('')}</body></html>`);
  await expect.poll(async () => (await read(page)).content.length).toBeGreaterThan(12_999);
  await page.keyboard.type('Ende');
  await expect.poll(async () => (await lines(page)).at(-1)).toMatch(/Ende$/);
});
