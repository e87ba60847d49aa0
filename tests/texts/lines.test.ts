import { describe, expect, it, test } from 'vitest';
import { type TextDocument, plainText } from '~/editor/document';
import { type Lines, renderHtml } from '~/editor/render';
import { linesOf } from '~/texts/lines';
import { everything, footnote, paper, paragraph, wholePaper, words } from '../editor/examples';

const long = (count: number) => Array.from({ length: count }, (_, at) => `Sprachkurse im Landkreis ${at}`).join(', ');
const varied = Array.from({ length: 300 }, (_, at) => 'Sprachförderung'.slice(0, 1 + ((at * 7) % 13))).join(' ');
/** The lines of a document of one paragraph, as words. */
function broken(text: string): string[] {
  const { breaks } = linesOf(paper(paragraph(text))).get(0)!;
  return [0, ...breaks].map((from, index) => text.slice(from, breaks[index] ?? text.length));
}
const rendered = async (document: TextDocument, lines: ReadonlyMap<number, Lines>) =>
  renderHtml(document, { t: await words('de'), language: 'de', lines });

describe('lines', () => {
  it('break behind blanks and hyphens, and lose nothing', () => {
    const text = `${long(12)} Arbeits-/Bildungsangebote`;
    const lines = broken(text);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join('')).toBe(text);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/[\s/-]$/);
    for (const line of lines.slice(1)) expect(line).toMatch(/^\S/);
  });

  it('break words that are longer than a line, but no character', () => {
    const lines = broken('x'.repeat(300));
    expect(lines.join('')).toBe('x'.repeat(300));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(75);
    for (const line of broken('👩‍👩‍👧'.repeat(60) + '𝔸'.repeat(200))) expect(line).not.toMatch(/^[\udc00-\udfff]/);
  });

  it('hold fewer words where these are bold, large or stand further in', () => {
    const count = (document: TextDocument) => [...linesOf(document).values()][0]!.breaks.length;
    const plain = count(paper(paragraph(varied)));
    expect(count(paper(paragraph({ type: 'text', text: varied, marks: [{ type: 'bold' }] })))).toBeGreaterThan(plain);
    expect(count(paper({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: varied }] }))).toBeGreaterThan(plain);
    const nested = paper({ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('kurz'), { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(varied)] }] }] }] });
    expect([...linesOf(nested).values()][1]!.breaks.length).toBeGreaterThan(plain);
  });

  it('end where the writer broke them', () => {
    const document = paper(paragraph('eins', { type: 'hardBreak' }, 'zwei', { type: 'hardBreak' }));
    expect(linesOf(document).get(0)).toEqual({ first: 1, breaks: [5] });
  });

  it('are counted through the whole text, without tables, images and empty paragraphs', () => {
    for (const document of [everything, wholePaper]) {
      const lines = [...linesOf(document).values()];
      let next = 1;
      for (const { first, breaks } of lines) {
        expect(first).toBe(next);
        next += breaks.length + 1;
      }
    }
    expect(linesOf(paper(paragraph(), paragraph('a'))).size).toBe(1);
    expect([...linesOf(wholePaper).values()].length).toBe(13);
  });

  it('are the same for the same document', () => {
    expect(linesOf(structuredClone(wholePaper))).toEqual(linesOf(wholePaper));
  });
});

test('rendered lines carry their numbers beside the text, which stays as it is', async () => {
  const document = paper(paragraph(`${long(3)} und `, { type: 'text', text: long(3), marks: [{ type: 'bold' }] }, footnote('Note')), wholePaper.content[4]!);
  const html = await rendered(document, linesOf(document));
  expect(html).toMatch(/<p data-from="0" data-to="\d+"><span class="m-line" data-line="1" data-lines="Zeilen 1–\d:">/);
  expect(html).toMatch(/<span class="m-line" data-line="\d" data-ended>/);
  const text = (of: string) => of.replace(/<[^>]*>/g, '');
  expect(text(html)).toBe(text(await rendered(document, new Map())));
  // Tables have none.
  expect(html.slice(html.indexOf('<table'))).not.toContain('m-line');
});

test('rendered lines are found where documents have them', async () => {
  for (const document of [everything, wholePaper]) {
    const lines = linesOf(document);
    const html = await rendered(document, lines);
    const numbers = [...html.matchAll(/data-line="(\d+)"/g)].map(([, number]) => Number(number));
    const count = [...lines.values()].reduce((sum, { breaks }) => sum + breaks.length + 1, 0);
    expect(numbers).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect(plainText(document)).not.toBe('');
  }
});
