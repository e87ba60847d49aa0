/** What the portal exports can be imported again: nothing that a format can hold is lost. */
import { describe, expect, it } from 'vitest';
import type { PaperBlock, PaperDocument } from '~/editor/document';
import { docxOf } from '~/texts/export/docx.server';
import { markdownOf } from '~/texts/export/markdown';
import { odtOf } from '~/texts/export/odt.server';
import { importText } from '~/texts/import/import.server';
import { footnote, paper, paragraph, wholePaper } from '../../editor/examples';
import { sheet } from '../export/exports';

const portal = 'https://portal.example';

const formats = {
  docx: async (document: PaperDocument) => docxOf(await sheet(document)),
  odt: async (document: PaperDocument) => odtOf(await sheet(document)),
};

const imported = async (format: keyof typeof formats, document: PaperDocument) =>
  importText(await formats[format](document), `text.${format}`, { portal });

/** What no file can say: who was mentioned, which file an image was, how large it is. */
const sayable = (document: PaperDocument): PaperDocument =>
  JSON.parse(
    JSON.stringify(document).replace(/\{"type":"mention","attrs":\{"personId":"[^"]*","name":("[^"]*")\}\}/g, '{"type":"text","text":$1}'),
    (key, value: unknown) => (key === 'fileId' ? 'image-1' : key === 'pixelWidth' || key === 'pixelHeight' ? 0 : value),
  ) as PaperDocument;

/** Neighbours that look the same are one, as after every import. */
const joined = (document: PaperDocument): PaperDocument => JSON.parse(JSON.stringify(document), (_key, value: unknown) => {
  if (!Array.isArray(value)) return value;
  return value.reduce<unknown[]>((parts, part: { type?: string; text?: string; marks?: unknown }) => {
    const last = parts.at(-1) as typeof part | undefined;
    if (last?.type === 'text' && part?.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(part.marks)) {
      parts[parts.length - 1] = { ...last, text: `${last.text}${part.text}` };
    } else parts.push(part);
    return parts;
  }, []);
}) as PaperDocument;

const cell = (text: string, attrs = { colspan: 1, rowspan: 1 }, type: 'tableCell' | 'tableHeader' = 'tableCell') => ({
  type,
  attrs,
  content: [paragraph(text)],
});

const list = (start: number, ...texts: string[]): PaperBlock => ({
  type: 'orderedList',
  attrs: { start },
  content: texts.map((text) => ({ type: 'listItem', content: [paragraph(text)] })),
});

/** What is easily confused with each other. */
const tricky = paper(
  { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Ohne Ebene darüber' }] },
  list(1, 'eins', 'zwei'),
  paragraph('Dazwischen, mit *Sternen*, [Klammern] und <Winkeln> & Und.'),
  list(3, 'drei', 'vier'),
  {
    type: 'bulletList',
    content: [
      { type: 'listItem', content: [paragraph('Ein Punkt'), paragraph('mit zweitem Absatz')] },
      { type: 'listItem', content: [paragraph('Noch einer')] },
    ],
  },
  { type: 'callout', attrs: { tone: 'note' }, content: [paragraph('Erster Hinweis'), paragraph('in zwei Absätzen')] },
  { type: 'callout', attrs: { tone: 'note' }, content: [paragraph('Zweiter Hinweis')] },
  { type: 'callout', attrs: { tone: 'important' }, content: [paragraph('Wichtig')] },
  { type: 'blockquote', content: [paragraph('Zitat'), { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('mit Liste')] }] }] },
  {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell('Ort', { colspan: 2, rowspan: 1 }, 'tableHeader'), cell('Jahr', { colspan: 1, rowspan: 1 }, 'tableHeader')] },
      { type: 'tableRow', content: [cell('Celle', { colspan: 1, rowspan: 2 }), cell('Mitte'), cell('2025')] },
      { type: 'tableRow', content: [cell('Süd'), cell('2026')] },
    ],
  },
  paragraph('Fett', { type: 'text', text: 'geschrieben', marks: [{ type: 'bold' }] }, footnote('Eine'), footnote('Noch eine, siehe https://a.example/b.')),
  {
    type: 'taskList',
    content: [
      {
        type: 'taskItem',
        attrs: { checked: false },
        content: [
          paragraph('Außen'),
          { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('Innen')] }] },
        ],
      },
    ],
  },
  paragraph('Schluss'),
);

describe.each(['docx', 'odt'] as const)('a paper as %s and back', (format) => {
  it('keeps every node', async () => {
    const { document, title } = await imported(format, wholePaper);
    expect(title).toBe('Sprachkurse für alle');
    expect(document).toEqual(joined(sayable(wholePaper)));
  });

  it('keeps apart what is easily confused', async () => {
    expect((await imported(format, tricky)).document).toEqual(joined(tricky));
  });

  it('has nothing to report but what the export says of itself', async () => {
    expect((await imported(format, tricky)).findings).toEqual([]);
    expect((await imported(format, wholePaper)).findings).toEqual([]);
  });

  it('gives the same once more', async () => {
    const once = await imported(format, tricky);
    const twice = await imported(format, once.document);
    expect(twice.document).toEqual(once.document);
  });
});

const boldWords = (document: PaperDocument): PaperDocument =>
  JSON.parse(
    JSON.stringify(document).replace(
      '{"type":"text","text":" und ","marks":[{"type":"bold"}]}',
      '{"type":"text","text":" und","marks":[{"type":"bold"}]},{"type":"text","text":" "}',
    ),
  ) as PaperDocument;

describe('a paper as Markdown and back', () => {
  const back = async (document: PaperDocument) => {
    const text = markdownOf({ ...(await sheet(document)), head: [] }, (id) => `https://portal.example/dateien/${id}`);
    const { document: read, ...rest } = await importText(Buffer.from(text), 'text.md', { portal });
    // Below the text its state is told.
    expect(read.content.splice(-2).map(({ type }) => type)).toEqual(['horizontalRule', 'paragraph']);
    return { document: read, ...rest };
  };

  it('keeps all but the image', async () => {
    const { document, title, findings } = await back(wholePaper);
    expect(title).toBe('Sprachkurse für alle');
    // White space at the end of what is bold is not: Markdown has no way to say so.
    const blocks = boldWords(joined(sayable(wholePaper))).content.map((block): PaperBlock =>
      block.type === 'image' ? paragraph({ type: 'text', text: block.attrs.caption, marks: [{ type: 'italic' }] }) : block,
    );
    expect(document.content).toEqual(blocks);
    expect(findings).toEqual([{ kind: 'imageLinked', count: 1, example: 'Säulen: 2024 zwölf, 2025 vierundzwanzig Plätze' }]);
  });

  it('keeps apart what is easily confused, but for cells that span others', async () => {
    const simple = paper(...tricky.content.filter(({ type }) => type !== 'table'));
    expect((await back(simple)).document).toEqual(joined(simple));
  });
});
