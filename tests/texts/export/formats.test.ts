/** Markdown, HTML, DOCX and ODT: that every node is in them, as what it is, and that what was typed stays words. */
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { TextDocument } from '~/editor/document';
import { withoutInternal } from '~/editor/internal';
import { docxOf } from '~/texts/export/docx.server';
import { htmlOf } from '~/texts/export/html';
import { markdownOf } from '~/texts/export/markdown';
import { odtOf } from '~/texts/export/odt.server';
import type { Exported } from '~/texts/export/sheet';
import { openZip } from '~/texts/import/zip.server';
import { actionItem, agendaItem, decision, everything, footnote, minutes, paper, paragraph, section, wholePaper } from '../../editor/examples';
import { png, sheet } from './exports';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The parts of an office file as text, each XML of them well-formed. */
async function unzipped(file: Uint8Array): Promise<Record<string, string>> {
  const zip = openZip(file);
  const parts: Record<string, string> = {};
  for (const name of zip.names()) {
    parts[name] = Buffer.from((await zip.part(name))!).toString();
    if (/\.(xml|rels)$/.test(name)) new SaxesParser({ xmlns: true }).write(parts[name]).close();
  }
  return parts;
}

const write = {
  md: async (document: TextDocument, changed?: Partial<Exported>) => markdownOf(await sheet(document, changed), (id) => `https://portal.example/dateien/${id}`),
  html: async (document: TextDocument, changed?: Partial<Exported>) => htmlOf(await sheet(document, changed), base64),
  docx: async (document: TextDocument, changed?: Partial<Exported>) => Object.values(await unzipped(await docxOf(await sheet(document, changed)))).join('\n'),
  odt: async (document: TextDocument, changed?: Partial<Exported>) => Object.values(await unzipped(await odtOf(await sheet(document, changed)))).join('\n'),
};

const docx = async (document: TextDocument, changed?: Partial<Exported>) => unzipped(await docxOf(await sheet(document, changed)));
const odt = async (document: TextDocument, changed?: Partial<Exported>) => unzipped(await odtOf(await sheet(document, changed)));

/** The words between the tags, and Markdown without its backslashes. */
const wordsIn = (text: string) => text.replace(/<[^>]*>/g, '').replace(/\\(?=[!-/:-@[-`{-~])/g, '');

const wordsOfEverything = [
  ...['TOP 1', 'Begrüßung', 'Anlass', 'Ayşe Öztürk', 'herzlich', 'Einladung', 'Wer Deutsch lernt', 'Kurse', 'abends', 'Ort', 'Celle'],
  ...['Beschluss SPR 2026-07', 'Das Konzept wird angenommen', '12 Ja', '1 Enthaltung', 'angenommen', 'Räume anfragen', '12. März 2026'],
];
const internalWords = ['Vertrauliches', 'Still.', 'Personal', 'Geheime Personalie'];
const wordsOfPaper = [
  ...['anderen', 'Ausgangslage', 'Kurse fehlen', 'Ayşe Öztürk', 'deutlich', 'belegt', 'Konzept', 'In Zahlen', 'Plätze', 'Plätze je Jahr', 'Lesart'],
  ...['Wer Deutsch lernt', 'Was wir fordern', 'Wichtig', 'Ohne Frist kein Geld', 'Mehr Kurse', 'abends', 'Entwurf', 'Abstimmung', 'mit Celle'],
  ...['Erhebung 2026', '§ 7 der Richtlinie'],
];

describe.each(['md', 'html', 'docx', 'odt'] as const)('%s', (format) => {
  it('has nothing internal in it for who may not see it', async () => {
    const text = await write[format](withoutInternal(everything));
    for (const secret of internalWords) expect(text).not.toContain(secret);
  });

  it('has every word of minutes and papers, the head, the state and the checksum', async () => {
    const around = ['Sprachkurse für alle', 'Sprachförderung', 'Jörg Müller', 'Verabschiedet', 'ab'.repeat(32)];
    const [told, ofPaper] = [wordsIn(await write[format](everything)), wordsIn(await write[format](wholePaper))];
    for (const words of [...wordsOfEverything, ...internalWords, ...around]) expect(told).toContain(words);
    for (const words of [...wordsOfPaper, ...around]) expect(ofPaper).toContain(words);
  });

  it('keeps hostile words as words', async () => {
    const hostile = '<script>alert(1)</script> ]]> & "\' *nicht fett* [x](javascript:a) \u0000\u0008\uFFFE \uD800 #show: 🙂';
    const document = paper(paragraph(hostile, footnote(hostile)), { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: hostile }] });
    const text = await write[format](document, { title: hostile, state: hostile, author: hostile, head: [{ term: hostile, lines: [hostile] }] });
    expect(text).not.toMatch(/(?<!\\)<script>/);
     
    expect(text).not.toMatch(/[\u0000\u0008\uFFFE]/);
    expect(text).not.toMatch(/\p{Surrogate}/u);
    if (format === 'md') expect(text).toContain('\\*nicht fett\\* \\[x\\](javascript:a)');
    expect(text).toContain('🙂');
  });

  it('says in place of an image that is gone what was on it', async () => {
    const text = await write[format](wholePaper, { images: () => Promise.resolve(null) });
    expect(text).toContain('Säulen: 2024 zwölf, 2025 vierundzwanzig Plätze');
  });

  it('gives the same for the same', async () => {
    expect(await write[format](wholePaper)).toBe(await write[format](wholePaper));
  });
});

describe('Markdown', () => {
  it('keeps words from becoming marks at the start of a line', async () => {
    const lines = ['- kein Punkt', '# keine Überschrift', '1. keine Zahl', '> kein Zitat', '+ auch nicht', '=== ', '--- '];
    const text = await write.md(paper(...lines.map((line) => paragraph(line))));
    for (const mark of ['\\- kein', '\\# keine', '1\\. keine', '\\> kein', '\\+ auch', '\\===', '\\---']) expect(text).toContain(mark);
  });

  it('puts marks around neighbours together', async () => {
    const bold = (text: string, italic = false) => ({ type: 'text' as const, text, marks: [{ type: 'bold' as const }, ...(italic ? [{ type: 'italic' as const }] : [])] });
    expect(await write.md(paper(paragraph(bold('fett '), bold('und schräg', true), ' nicht')))).toContain('**fett *und schräg*** nicht');
  });

  it('keeps several blocks of a cell in their row', async () => {
    const cell = (type: 'tableCell' | 'tableHeader', ...texts: string[]) => ({ type, attrs: { colspan: 1, rowspan: 1 }, content: texts.map((text) => paragraph(text)) });
    const table = { type: 'table' as const, content: [{ type: 'tableRow' as const, content: [cell('tableHeader', 'a|b')] }, { type: 'tableRow' as const, content: [cell('tableCell', 'eins', 'zwei')] }] };
    expect(await write.md(paper(table))).toContain('| a\\|b |\n| --- |\n| eins<br>zwei |');
  });
});

describe('HTML', () => {
  it('runs and fetches nothing, and says its language', async () => {
    const text = await write.html(wholePaper);
    expect(text).toContain('<html lang="de">');
    expect(text).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
    expect([...text.matchAll(/src="([^"]{0,22})/g)].map(([, source]) => source)).toEqual(['data:image/png;base64,']);
    expect(await write.html(wholePaper, { language: 'en' })).toContain('<html lang="en">');
  });

  it('shows no image that could run something', async () => {
    const images = () => Promise.resolve({ bytes: Buffer.from('<svg onload="alert(1)"/>'), mediaType: 'image/svg+xml', width: 8, height: 8 });
    expect(await write.html(wholePaper, { images })).not.toContain('<img');
  });

  it('numbers lines', async () => {
    const text = await write.html(paper(paragraph('eins zwei')), { lines: new Map([[0, { first: 7, breaks: [5] }]]) });
    expect(text).toContain('<span class="line" data-line="7">eins </span> <span class="line" data-line="8">zwei</span>');
  });
});

const thread = { author: 'Jörg Müller (DGB)', at: new Date('2026-03-01T10:00:00Z'), body: 'Stimmt das?', resolved: true, replies: [{ author: 'Ayşe', at: new Date('2026-03-02T10:00:00Z'), body: 'Ja.' }] };

describe('DOCX', () => {
  it('has headings as styles, a header row, links, footnotes, a list of its own start', async () => {
    const { 'word/document.xml': text, 'word/footnotes.xml': notes, 'word/numbering.xml': numbering, 'word/_rels/document.xml.rels': links } = await docx(wholePaper);
    expect([...text!.matchAll(/<w:pStyle w:val="(Title|Heading\d)"\/>/g)].map(([, style]) => style)).toEqual(['Title', 'Heading1', 'Heading2', 'Heading3', 'Heading1']);
    expect(text).toContain('<w:tblHeader/>');
    expect(text!.match(/<w:footnoteReference w:id="\d"\/>/g)).toHaveLength(2);
    expect(notes).toContain('§ 7 der Richtlinie.');
    expect(numbering).toContain('<w:startOverride w:val="3"/>');
    expect(links).toContain('Target="https://portal.example/dokumente/abcdefgh23456789" TargetMode="External"');
    expect(text!.match(/<w14:checked w14:val="(\d)"\/>/g)).toEqual(['<w14:checked w14:val="1"/>', '<w14:checked w14:val="0"/>']);
  });

  it('says what is on an image, and what is mere decoration', async () => {
    const shown = await docx(wholePaper);
    expect(shown['word/document.xml']).toContain('descr="Säulen: 2024 zwölf, 2025 vierundzwanzig Plätze"');
    expect(Object.keys(shown)).toContain('word/media/abcdefgh23456789.png');
    const image = wholePaper.content.find((block) => block.type === 'image')!;
    const decoration = await docx(paper({ ...image, attrs: { ...image.attrs, alt: '' } }));
    expect(decoration['word/document.xml']).toContain('<adec:decorative val="1"/>');
  });

  it('says its language, title and state', async () => {
    const { 'word/styles.xml': styles, 'docProps/core.xml': core, 'word/footer1.xml': footer } = await docx(wholePaper);
    expect(styles).toContain('<w:lang w:val="de-DE"');
    expect(core).toContain('<dc:title>Sprachkurse für alle</dc:title>');
    expect(core).toContain(`<dc:identifier>sha256:${'ab'.repeat(32)}</dc:identifier>`);
    for (const part of ['Verabschiedet', 'w:instr="PAGE"', 'w:instr="NUMPAGES"']) expect(footer).toContain(part);
    expect((await docx(wholePaper, { language: 'en' }))['word/styles.xml']).toContain('<w:lang w:val="en-GB"');
  });

  it('has comments with their answers at their words, and those on the whole at the title', async () => {
    const parts = await docx(paper(paragraph('eins zwei')), { comments: [{ ...thread, range: { from: 1, to: 5 } }, { ...thread, range: null, replies: [] }] });
    const text = parts['word/document.xml']!;
    expect(text).toMatch(/<w:commentRangeStart w:id="0"\/><w:commentRangeStart w:id="1"\/><w:r><w:t[^>]*>eins<\/w:t><\/w:r><w:commentRangeEnd w:id="0"\/>/);
    expect(text.indexOf('w:commentRangeStart w:id="2"')).toBeLessThan(text.indexOf('Sprachkurse für alle'));
    expect(parts['word/comments.xml']).toContain('w:author="Jörg Müller (DGB)" w:date="2026-03-01T10:00:00Z"');
    expect(parts['word/commentsExtended.xml']).toContain('w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="1"');
    expect(parts['[Content_Types].xml']).toContain('/word/comments.xml');
  });

  it('numbers the lines that are counted, and no others', async () => {
    const { 'word/document.xml': text } = await docx(paper(paragraph('eins zwei'), { type: 'horizontalRule' }), { lines: new Map([[0, { first: 1, breaks: [5] }]]) });
    expect(text).toContain('<w:lnNumType w:countBy="1"');
    expect(text).toMatch(/<w:p><w:r><w:t[^>]*>eins <\/w:t><\/w:r><w:r><w:br\/><\/w:r><w:r><w:t[^>]*>zwei/);
    expect(text).toMatch(/<w:pStyle w:val="HorizontalRule"\/><w:suppressLineNumbers\/>/);
  });

  it('has a paragraph in every cell, also of tables with cells that span others', async () => {
    const cell = (text: string, colspan = 1, rowspan = 1) => ({ type: 'tableCell' as const, attrs: { colspan, rowspan }, content: text ? [paragraph(text)] : [] });
    const table = { type: 'table' as const, content: [{ type: 'tableRow' as const, content: [cell('a', 2, 2), cell('')] }, { type: 'tableRow' as const, content: [] }] };
    const { 'word/document.xml': text } = await docx(paper(table));
    expect(text).toContain('<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>');
    expect(text).toContain('<w:gridSpan w:val="2"/><w:vMerge/>');
    expect(text).not.toMatch(/<\/w:tcPr><\/w:tc>/);
  });

  it('keeps a decision together with its result', async () => {
    const { 'word/document.xml': text } = await docx(minutes(section(agendaItem('1', 'Kurse'), decision('a', 'Ja.', { yes: 3, no: 1, abstained: 0 }), actionItem('b', 'Tun'))));
    expect(text!.match(/<w:pStyle w:val="Decision"\/>/g)).toHaveLength(3);
    expect(text!.match(/<w:pStyle w:val="ActionItem"\/>/g)).toHaveLength(2);
  });
});

describe('ODT', () => {
  it('begins with its type, in the clear', async () => {
    const file = await odtOf(await sheet(wholePaper));
    expect(file.subarray(30, 38).toString()).toBe('mimetype');
    expect(file.subarray(38, 77).toString()).toBe('application/vnd.oasis.opendocument.text');
  });

  it('has headings, header rows, notes, lists that begin where they begin, and images with words', async () => {
    const { 'content.xml': text, 'META-INF/manifest.xml': manifest } = await odt(wholePaper);
    expect([...text!.matchAll(/<text:h text:style-name="Heading\d" text:outline-level="(\d)">/g)].map(([, level]) => level)).toEqual(['1', '2', '3', '1']);
    expect(text).toContain('<table:table-header-rows>');
    expect(text!.match(/text:note-class="footnote"/g)).toHaveLength(2);
    expect(text).toContain('text:start-value="3"');
    expect(text).toContain('<svg:title>Säulen: 2024 zwölf, 2025 vierundzwanzig Plätze</svg:title>');
    expect(manifest).toContain('manifest:full-path="Pictures/abcdefgh23456789.png" manifest:media-type="image/png"');
  });

  it('says language, title, state and page numbers', async () => {
    const { 'styles.xml': styles, 'meta.xml': meta } = await odt(wholePaper);
    expect(styles).toContain('fo:language="de" fo:country="DE"');
    for (const part of ['Verabschiedet', '<text:page-number/>', '<text:page-count/>']) expect(styles).toContain(part);
    expect(meta).toContain('<dc:title>Sprachkurse für alle</dc:title>');
  });

  it('has comments with their answers, and lines that are numbered', async () => {
    const { 'content.xml': text } = await odt(paper(paragraph('eins  zwei')), { comments: [{ ...thread, range: { from: 1, to: 5 } }], lines: new Map([[0, { first: 1, breaks: [6] }]]) });
    expect(text!.match(/<office:annotation /g)).toHaveLength(2);
    expect(text).toMatch(/eins<office:annotation-end office:name="Kommentar0"\/>/);
    expect(text).toContain('<text:p text:style-name="NumberedText">');
  });
});

describe('a text of 100,000 words', () => {
  const long = paper(...Array.from({ length: 1000 }, () => paragraph('wort '.repeat(100))), ...wholePaper.content);

  it.each(['md', 'html', 'docx', 'odt'] as const)('is written as %s', async (format) => {
    const text = await write[format](long, { images: () => Promise.resolve({ bytes: png(), mediaType: 'image/png', width: 8, height: 6 }) });
    expect(text.match(/wort/g)!.length).toBe(100_000);
  });
});
