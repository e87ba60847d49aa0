/** Markdown as people and programs write it; what an export of the portal gives is held by the round trip. */
import { describe, expect, it } from 'vitest';
import { footnote, paragraph } from '../../editor/examples';
import { counts, lines, readMarkdown } from './files';

const content = async (text: string) => (await readMarkdown(text)).document.content;
const link = (text: string, href: string) => ({ type: 'text' as const, text, marks: [{ type: 'link' as const, attrs: { href } }] });
const item = (...blocks: unknown[]) => ({ type: 'listItem', content: blocks });

describe('title', () => {
  it('is the only first heading at the beginning, or stated above the text', async () => {
    expect(await readMarkdown('# Kurse\n\n## Lage')).toMatchObject({ title: 'Kurse', document: { content: [{ type: 'heading', attrs: { level: 2 } }] } });
    expect(await readMarkdown('---\ntitle: "Kurse"\nauthor: Ada\n---\n\nText')).toMatchObject({ title: 'Kurse', document: { content: [paragraph('Text')] } });
    expect((await readMarkdown('Text\n\n# Eins\n\n# Zwei')).title).toBe('Text');
  });
});

it('words: emphasis, breaks, escapes, entities, code', async () => {
  const text = await readMarkdown('*a* __b__ ***c***  \nd\\*e &amp; `f` ~~g~~');
  expect(text.document.content).toEqual([
    paragraph(
      { type: 'text', text: 'a', marks: [{ type: 'italic' }] },
      ' ',
      { type: 'text', text: 'b', marks: [{ type: 'bold' }] },
      ' ',
      { type: 'text', text: 'c', marks: [{ type: 'bold' }, { type: 'italic' }] },
      { type: 'hardBreak' },
      'd*e & f g',
    ),
  ]);
  expect(counts(text)).toEqual({ code: 1, strikethrough: 1 });
});

it('links: bare ones, those of the portal, those by reference; others become words', async () => {
  const text = await readMarkdown('Siehe https://a.example/b. [K](https://portal.example/dokumente/abcdefgh23456789) [R] [x](javascript:alert) [o](#oben)\n\n[R]: https://r.example/ä');
  expect(text.document.content).toEqual([
    paragraph('Siehe ', link('https://a.example/b', 'https://a.example/b'), '. ', link('K', '/dokumente/abcdefgh23456789'), ' ', link('R', 'https://r.example/ä'), ' x o'),
  ]);
  expect(counts(text)).toEqual({ otherLink: 1, internalLink: 1 });
});

it('lists: nested, with further paragraphs, numbered from anywhere, to tick off', async () => {
  expect(await content('- a\n\n  weiter\n- b\n\n  3. eins\n\n- [x] fertig\n- [ ] offen')).toEqual([
    { type: 'bulletList', content: [item(paragraph('a'), paragraph('weiter')), item(paragraph('b'), { type: 'orderedList', attrs: { start: 3 }, content: [item(paragraph('eins'))] })] },
    {
      type: 'taskList',
      content: [
        { type: 'taskItem', attrs: { checked: true }, content: [paragraph('fertig')] },
        { type: 'taskItem', attrs: { checked: false }, content: [paragraph('offen')] },
      ],
    },
  ]);
});

it('tables, with breaks in cells', async () => {
  const [table] = await content('| Ort | Plätze |\n|---|--:|\n| Celle<br>Süd | 24 |');
  expect(table).toMatchObject({
    type: 'table',
    content: [
      { content: [{ type: 'tableHeader', content: [paragraph('Ort')] }, { type: 'tableHeader' }] },
      { content: [{ type: 'tableCell', content: [paragraph('Celle', { type: 'hardBreak' }, 'Süd')] }, { type: 'tableCell' }] },
    ],
  });
});

it('footnotes: over several lines, used twice, never used', async () => {
  const text = await readMarkdown('A[^1] B[^1] C[^kein]\n\n[^1]: Erste *Zeile*\n    zweite\n\n[^frei]: Allein');
  expect(text.document.content).toEqual([
    paragraph('A', footnote('Erste Zeile zweite'), ' B', footnote('Erste Zeile zweite'), ' C[^kein]'),
    paragraph('Allein'),
  ]);
  expect(counts(text)).toEqual({ footnoteFormat: 2 });
});

it('alerts are callouts, other quotes are quotes', async () => {
  expect(await content('> [!WARNING]\n> Frist\n\n> **Hinweis**\n>\n> Bitte\n\n> Zitat\n>\n> - Punkt')).toEqual([
    { type: 'callout', attrs: { tone: 'important' }, content: [paragraph('Frist')] },
    { type: 'callout', attrs: { tone: 'note' }, content: [paragraph('Bitte')] },
    { type: 'blockquote', content: [paragraph('Zitat'), { type: 'bulletList', content: [item(paragraph('Punkt'))] }] },
  ]);
});

it('images are never fetched; HTML is words; comments are nothing; each is told', async () => {
  const text = await readMarkdown('![Karte](https://a.example/k.png) ![Plan](plan.png)\n\n<!-- still -->\n\n<div class="x">Kasten</div>\n\nH<sub>2</sub>O');
  expect(lines(text)).toEqual(['Kasten', 'H2O']);
  expect(text.findings).toEqual([
    { kind: 'imageMissing', count: 1, example: 'Plan' },
    { kind: 'imageLinked', count: 1, example: 'Karte' },
    { kind: 'html', count: 2, example: '<div class="x">Kasten</div>' },
  ]);
});

it('long texts are read in portions, none of them within code or a comment', async () => {
  const code = `\`\`\`\n${'Zeile\n\nkein Absatz\n'.repeat(4000)}\`\`\``;
  const text = await readMarkdown(`${'Absatz mit Worten.\n\n'.repeat(4000)}${code}\n\n<!--\n${'still\n\nstumm\n'.repeat(4000)}-->\n\nEnde[^1]\n\n[^1]: Note`);
  expect(text.document.content).toHaveLength(4002);
  expect(text.document.content.at(-1)).toEqual(paragraph('Ende', footnote('Note')));
});
