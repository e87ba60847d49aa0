/** PDFs, read as a reader reads them: tags, language, title and words; and what must not stop one. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, it } from 'vitest';
import type { TextDocument } from '~/editor/document';
import { withoutInternal } from '~/editor/internal';
import { type PdfStandard, TypstError, endTypst, setPdf } from '~/services/export/typst.server';
import { pdfOf } from '~/texts/export/pdf.server';
import type { Exported } from '~/texts/export/sheet';
import { everything, footnote, paper, paragraph, wholePaper } from '../../editor/examples';
import { png, sheet } from './exports';

afterAll(endTypst);

type Tag = { role: string; alt?: string; children?: Tag[] };

async function read(document: TextDocument, { standard = 'ua-1' as PdfStandard, ...changed }: Partial<Exported> & { standard?: PdfStandard } = {}) {
  const { pdf, missing } = await pdfOf(await sheet(document, changed), standard);
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const { info, metadata } = await file.getMetadata();
  const tags: Tag[] = [];
  const texts: string[] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    texts.push((await page.getTextContent()).items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    tags.push((await page.getStructTree()) as unknown as Tag);
  }
  const flat = (tag: Tag): Tag[] => [tag, ...(tag.children ?? []).flatMap(flat)];
  const all = tags.flatMap(flat);
  return {
    info: info as Record<string, unknown>,
    xmp: metadata,
    marked: (await file.getMarkInfo() as Map<string, boolean> | null)?.get('Marked'),
    outline: (await file.getOutline()) as { title: string }[] | null,
    texts,
    text: texts.join('\n'),
    missing,
    tags: all,
    roles: new Set(all.map(({ role }) => role)),
  };
}

describe('a PDF', () => {
  it('has nothing internal in it for who may not see it', async () => {
    const { text } = await read(withoutInternal(everything));
    for (const secret of ['Vertrauliches', 'Still', 'Personal', 'Geheime']) expect(text).not.toContain(secret);
  });

  it('is PDF/UA-1: tagged, with title and language', async () => {
    const { info, xmp, marked } = await read(wholePaper);
    expect([info.Title, info.Author, info.Language, marked]).toEqual(['Sprachkurse für alle', 'AG Sprachförderung', 'de-DE', true]);
    expect(info.Keywords).toContain('ab'.repeat(32));
    expect(xmp.get('pdfuaid:part')).toBe('1');
    expect((await read(wholePaper, { language: 'en' })).info.Language).toBe('en-GB');
  });

  it('for the archive is PDF/A-2a, tagged as well', async () => {
    const { xmp, marked, info } = await read(wholePaper, { standard: 'a-2a' });
    expect([xmp.get('pdfaid:part'), String(xmp.get('pdfaid:conformance')).toUpperCase(), marked, info.Language]).toEqual(['2', 'A', true, 'de-DE']);
  });

  it('has headings, lists, tables with headers, images with words, footnotes and links as what they are', async () => {
    const { roles, tags, outline } = await read(wholePaper);
    for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Note', 'Link', 'BlockQuote']) expect(roles).toContain(role);
    expect(tags.find(({ role }) => role === 'Figure')?.alt).toBe('Säulen: 2024 zwölf, 2025 vierundzwanzig Plätze');
    expect(outline?.map(({ title }) => title)).toEqual(['Ausgangslage', 'Was wir fordern']);
  });

  it('has every word, the state and the number of each page', async () => {
    const { text, texts } = await read(everything);
    for (const words of ['TOP 1', 'Begrüßung', 'herzlich', 'Wer Deutsch lernt', 'abends', 'Celle', 'Beschluss SPR 2026-07', '12 Ja · 0 Nein · 1 Enthaltung', 'angenommen', 'Räume anfragen', 'Interne Passage', 'intern']) {
      expect(text).toContain(words);
    }
    texts.forEach((page, index) => expect(page).toContain(`Seite ${index + 1} von ${texts.length}`));
    expect(text).toContain('Verabschiedet · SHA-256 abababababab');
    expect(text.replace(/\s/g, '')).toContain('ab'.repeat(32));
    const told = await read(wholePaper);
    for (const words of ['Erhebung 2026', '§ 7 der Richtlinie.', 'Wichtig', 'Ohne Frist kein Geld', 'Entwurf', 'mit Celle', 'Plätze je Jahr']) expect(told.text).toContain(words);
  });

  it('numbers lines as they are counted', async () => {
    const words = Array.from({ length: 30 }, (_, index) => `wort${index} `).join('');
    const { text } = await read(paper(paragraph(words)), { lines: new Map([[0, { first: 1, breaks: [60, 120, 180] }]]) });
    expect(text).toMatch(/1\s*\n?[^]*2\s*\n?[^]*3\s*\n?[^]*4/);
  });

  it('repeats the head of a table on every page', async () => {
    const row = (type: 'tableCell' | 'tableHeader', text: string) => ({ type: 'tableRow' as const, content: [{ type, attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(text)] }] });
    const table = { type: 'table' as const, content: [row('tableHeader', 'SPALTE'), ...Array.from({ length: 80 }, (_, index) => row('tableCell', `Zeile ${index}`))] };
    const { texts } = await read(paper(table));
    expect(texts.length).toBeGreaterThan(2);
    for (const page of texts.slice(0, 2)) expect(page).toContain('SPALTE');
  });
});

describe('what people wrote', () => {
  it('is never Typst', async () => {
    const hostile = '#panic("x") #read("/etc/passwd") $x$ *a* _b_ @c <d> \\ // /* = - + `e` #import "@preview/x:1.0.0": * ] } )';
    const document = paper(
      paragraph(hostile, footnote(hostile)),
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: hostile }] },
      { type: 'image', attrs: { fileId: 'abcdefgh23456789', alt: hostile, caption: hostile, width: 50, pixelWidth: 8, pixelHeight: 6 } },
    );
    const { text, info } = await read(document, { title: hostile, state: hostile, author: hostile, head: [{ term: hostile, lines: [hostile] }] });
    expect(info.Title).toBe(hostile);
    expect(text.replace(/\s/g, '').split(hostile.replace(/\s/g, '')).length).toBeGreaterThan(5);
  });

  it('may hold characters that no font has: they are replaced, and it says so', async () => {
    const { text, missing, xmp } = await read(paper(paragraph('Grüße 🙂 Привет سلام 中文 \uE000 \u0007\uFEFF ✓ → ½ ﷽')), { title: 'Titel 中' });
    for (const words of ['Grüße', 'Привет', '✓', '→', '½']) expect(text).toContain(words);
    expect(missing).toEqual(expect.arrayContaining(['中', '文', '\uE000']));
    expect(text).toContain('Zeichen gibt es in den Schriften nicht');
    expect(xmp.get('pdfuaid:part')).toBe('1');
  });

  it.each(['ua-1', 'a-2a'] as const)('may be odd in every way under %s', async (standard) => {
    const heading = (level: 2 | 3 | 4, text = '') => ({ type: 'heading' as const, attrs: { level }, content: text ? [{ type: 'text' as const, text }] : [] });
    const cell = (colspan: number, rowspan: number, type: 'tableCell' | 'tableHeader' = 'tableCell') => ({ type, attrs: { colspan, rowspan }, content: [paragraph('x')] });
    let deep = paper(paragraph('ganz unten')).content;
    for (let depth = 0; depth < 60; depth++) deep = [{ type: 'bulletList', content: [{ type: 'listItem', content: deep as never }] }];
    const document = paper(
      heading(4, 'Zuerst die kleinste'),
      heading(2),
      paragraph(),
      paragraph('a'.repeat(5000)),
      { type: 'table', content: [{ type: 'tableRow', content: [cell(50, 500, 'tableHeader'), cell(50, 1)] }, { type: 'tableRow', content: [cell(3, 9)] }] },
      { type: 'callout', attrs: { tone: 'note' }, content: [paragraph()] },
      { type: 'orderedList', attrs: { start: 0 }, content: [{ type: 'listItem', content: [paragraph('null')] }] },
      ...deep,
    );
    const { text, xmp } = await read(document, { standard, sha256: null, head: [] });
    expect(text).toContain('ganz unten');
    expect(xmp.get(standard === 'ua-1' ? 'pdfuaid:part' : 'pdfaid:part')).toBe(standard === 'ua-1' ? '1' : '2');
  });

  it('may show an image that is broken: its words stand in its place', async () => {
    const images = () => Promise.resolve({ bytes: png().subarray(0, 40), mediaType: 'image/png', width: 8, height: 6 });
    const { text, xmp } = await read(wholePaper, { images });
    expect(text.replace(/\s+/g, ' ')).toContain('Bild nicht verfügbar: Säulen: 2024 zwölf');
    expect(xmp.get('pdfuaid:part')).toBe('1');
  });

  it('may be 100,000 words', async () => {
    const { pages } = await pdfOf(await sheet(paper(...Array.from({ length: 1000 }, () => paragraph('wort '.repeat(100))))), 'ua-1');
    expect(pages).toBeGreaterThan(100);
  });
});

describe('the process that sets them', () => {
  const job = { data: {}, images: [], standard: null, at: 0 };

  it('says what is wrong, and goes on', async () => {
    await expect(setPdf({ ...job, template: '#panic("so nicht")' })).rejects.toThrow(TypstError);
    expect((await setPdf({ ...job, template: 'Gut.' })).pages).toBe(1);
  });

  it('sees no file of the machine', async () => {
    await expect(setPdf({ ...job, template: '#read("/etc/passwd")' })).rejects.toThrow(/not found/);
    await expect(setPdf({ ...job, template: '#read("../etc/passwd")' })).rejects.toThrow(TypstError);
  });

  it('sets what is the same once, however many ask', async () => {
    const same = await Promise.all([1, 2, 3].map(async () => pdfOf(await sheet(paper(paragraph('dasselbe'))), 'ua-1')));
    expect(new Set(same).size).toBe(1);
    const other = await pdfOf(await sheet(paper(paragraph('dasselbe')), { state: 'Entwurf' }), 'ua-1');
    expect(same).not.toContain(other);
  });

  it('fetches nothing', async () => {
    await expect(setPdf({ ...job, template: '#import "@preview/cetz:0.3.0": *' })).rejects.toThrow(TypstError);
  });

  it('is started again after it was ended, and takes what is asked for meanwhile in turn', async () => {
    endTypst();
    const asked = await Promise.all(['eins', 'zwei', 'drei'].map((template) => setPdf({ ...job, template })));
    expect(asked.map(({ pages }) => pages)).toEqual([1, 1, 1]);
  });
});
