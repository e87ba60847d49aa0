/** Comparing versions, and the lines of a paper, in a real browser. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperDocument } from '~/editor/document';
import { renderHtml } from '~/editor/render';
import { readText } from '~/live/log.server';
import { write } from '~db/client.server';
import { linesOf } from '~/texts/lines';
import { asVersion, cutVersion } from '~/texts/versions.server';
import { agendaItem, minutes as minutesOf, paper, paragraph, section, wholePaper, words } from '../editor/examples';
import { makeAlliance } from '../setup/alliance';
import { expectAccessible, expectNoSidewaysScroll, openBrowser } from '../setup/browser';
import { type ServedPortal, cookieOf, servePortal } from '../setup/portal';
import { makeMinutes } from '../texts/minutes';

let portal: ServedPortal;
let cookie: string;
let path: string;

beforeAll(async () => {
  portal = await servePortal({
    fill: async () => {
      const alliance = await makeAlliance();
      const before = minutesOf(section(agendaItem('1', 'Kurse'), paragraph('Die Kurse beginnen im April.'), ...many(8)));
      const after = minutesOf(section(agendaItem('1', 'Kurse'), paragraph('Die Kurse beginnen im Mai.'), ...many(8), paragraph('Das ist neu.')));
      const { textId } = await makeMinutes(alliance, after);
      await write(async (tx) => {
        const { state } = asVersion(await readText(textId, tx), 'minutes');
        await cutVersion(tx, textId, { document: before, state, reason: 'named', name: 'Vorher', createdBy: null });
        await cutVersion(tx, textId, { document: after, state, reason: 'named', name: 'Nachher', createdBy: null });
      });
      cookie = await cookieOf(alliance.ids.member);
      path = `/gruppen/${alliance.slug}/sitzungen/1/protokoll/fassungen`;
    },
  });
});
afterAll(() => portal.stop());

const many = (count: number) => Array.from({ length: count }, (_, at) => paragraph(`Absatz Nummer ${at}, der bleibt.`));

describe.each([['with', true], ['without', false]])('two versions %s a script', (_, javaScript) => {
  it('are chosen, compared, and read from change to change', async () => {
    const { page } = await openBrowser({ url: portal.url, cookie, javaScript });
    await page.goto(portal.url + path);
    await page.getByLabel('von: 1 · Vorher').check();
    await page.getByLabel('bis: 2 · Nachher').check();
    await page.getByRole('button', { name: 'Vergleichen' }).click();
    await page.getByRole('heading', { name: 'Fassung 1 → Fassung 2' }).waitFor();
    await page.getByText('1 Absatz geändert, 1 Absatz eingefügt.').waitFor();
    await page.getByRole('link', { name: 'Zur ersten Änderung' }).click();
    await page.locator('#aenderung-1').getByRole('link', { name: 'Nächste Änderung' }).click();
    expect(new URL(page.url()).hash).toBe('#aenderung-2');
    expect(await page.getByText('Absatz Nummer 4, der bleibt.').isVisible()).toBe(false);
    await page.getByText('6 unveränderte Absätze').click();
    expect(await page.getByText('Absatz Nummer 4, der bleibt.').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Nebeneinander' }).click();
    await page.getByRole('group', { name: 'Fassung 1' }).first().getByText('April').waitFor();
    expect(await page.getByRole('group', { name: 'Fassung 2' }).first().getByText('April').count()).toBe(0);
  });
});

it.each([[1280, false], [360, true]])('a comparison at %i pixels has nothing that axe finds wrong, and nothing sticks out', async (width, dark) => {
  const { page } = await openBrowser({ url: portal.url, cookie, width, dark });
  for (const view of ['', '&ansicht=nebeneinander']) {
    await page.goto(`${portal.url}${path}/vergleich?von=1&bis=2${view}`);
    await page.locator('#aenderung-1').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

const font = (name: string, weight: number) => {
  const file = readFileSync(`node_modules/@kern-ux/native/dist/fonts/fira-sans/FiraSans-${name}.woff2`).toString('base64');
  return `@font-face { font-family: Fira; font-weight: ${weight}; src: url(data:font/woff2;base64,${file}) }`;
};

/** A paper of all nodes, with long words and long paragraphs, in numbered lines. */
const longPaper: PaperDocument = paper(
  ...wholePaper.content,
  paragraph('Im Landkreis Lüchow-Dannenberg, WO VIELE WÖRTER GROSS GESCHRIEBEN WERDEN, kosten 1.234 Plätze 98.765,43 €. '.repeat(6)),
  paragraph({ type: 'text', text: 'Mitzeichnungsverfahren und Zuwendungsbescheide, mmmmmm WWWWWW. '.repeat(8), marks: [{ type: 'bold' }] }),
  { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Was die Kommunen vom Land für Sprachförderung erwarten dürfen und was nicht '.repeat(2) }] },
  { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('Donaudampfschifffahrtsgesellschaftskapitän '.repeat(12))] }] },
);

const css = readFileSync('app/editor/paper.module.css', 'utf8').replaceAll(/:global\(((?:[^()]|\([^()]*\))*)\)/g, '$1');
const tokens = '--kern-font-size-14: 14px; --kern-font-size-16: 16px; --kern-font-size-18: 18px; --kern-font-size-20: 20px; --kern-font-size-21: 21px; --kern-font-size-26: 26px; --kern-typography-font-weight-semi-bold: 600; --kern-typography-font-weight-medium: 500; --kern-typography-font-family-default: Fira; --kern-metric-space-default: 16px; --kern-metric-border-width-bold: 4px;';

async function numbered() {
  const html = renderHtml(longPaper, { t: await words('de'), language: 'de', lines: linesOf(longPaper) });
  const visit = await openBrowser({ url: portal.url });
  const style = `${font('Regular', 400)} ${font('SemiBold', 600)} :root { ${tokens} } ${css}`;
  await visit.page.setContent(`<style>${style}</style><div class="paper" style="width: 40em" id="paper">${html}</div>`);
  await visit.page.evaluate(() => document.fonts.ready);
  return visit;
}

describe('numbered lines', () => {
  it('fit, each on a line of its own, whatever stands in them', async () => {
    const { page } = await numbered();
    const heights = await page.locator('.m-line').evaluateAll((lines) =>
      lines.map((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        const bottoms = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ bottom }) => bottom);
        return { number: line.getAttribute('data-line'), spread: Math.max(...bottoms) - Math.min(...bottoms) };
      }),
    );
    expect(heights.length).toBeGreaterThan(30);
    // Signs of footnotes end a little higher; a second line would end a line lower.
    expect(heights.filter(({ spread }) => spread > 14)).toEqual([]);
  });

  it('are selected without their numbers, at the positions of the document', async () => {
    const { page } = await numbered();
    const anchors = stripTypeScriptTypes(readFileSync('app/editor/anchors.ts', 'utf8')).replaceAll('export ', '');
    const found = await page.evaluate((script) => {
      const block = [...document.querySelectorAll('#paper p')].find((one) => one.textContent!.startsWith('Im Landkreis'))!;
      const lines = block.querySelectorAll('.m-line');
      const range = document.createRange();
      range.setStart(lines[1]!.firstChild!, 4);
      range.setEnd(lines[2]!.firstChild!, 6);
      getSelection()!.removeAllRanges();
      getSelection()!.addRange(range);
      const passage = new Function('root', 'selection', `${script}; return renderedPassage(root, selection)`)(
        document.querySelector('#paper'),
        getSelection(),
      ) as { from: number; to: number; quote: string };
      return { ...passage, start: Number(block.getAttribute('data-from')) + 1, before: lines[0]!.textContent!.length, text: block.textContent! };
    }, anchors);
    expect(found.from).toBe(found.start + found.before + 4);
    expect(found.quote).toBe(found.text.slice(found.from - found.start, found.to - found.start).trim());
  });
});
