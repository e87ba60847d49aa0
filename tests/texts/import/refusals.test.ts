/** What is no text, or means harm, ends in a reason that a person can act on. */
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Rejected } from '~/services/errors';
import { zip } from '~/services/export/zip.server';
import { importText } from '~/texts/import/import.server';
import { importLimits } from '~/texts/import/limits';
import de from '~/words/de/errors.json';
import { docx, item, lines, numbering, odt, p, portal, read } from './files';

/** The code of the refusal; that there are words for it in the portal's languages. */
async function refusal(bytes: Uint8Array | Promise<Uint8Array>, name = 'Text.docx'): Promise<string> {
  const error: unknown = await importText(await bytes, name, { portal }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Rejected)) throw error ?? new Error('It was read.');
  expect(de).toHaveProperty(error.code);
  return error.code;
}

const nested = (times: number, open: string, close: string, inside: string) => open.repeat(times) + inside + close.repeat(times);

/** A zip with one part that claims what it is told to claim. */
function forged({ size, packed, copies = 1 }: { size: number; packed: Buffer; copies?: number }): Buffer {
  const name = Buffer.from('word/document.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, name, packed]);
  const table = Buffer.concat(Array.from({ length: copies }, () => Buffer.concat([central, name])));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(copies, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, table, end]);
}

describe('a file that is none of the kinds', () => {
  it.each([
    ['a PDF named .docx', Buffer.from('%PDF-1.7\n'), 'Antrag.docx', 'textPdf'],
    ['a PDF named .md', Buffer.from('%PDF-1.7\n'), 'Antrag.md', 'textPdf'],
    ['an old Word file', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'Antrag.docx', 'textOldWord'],
    ['RTF', Buffer.from('{\\rtf1 Hallo}'), 'Antrag.docx', 'textRtf'],
    ['text named .docx', Buffer.from('Hallo'), 'Antrag.docx', 'textBroken'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'Antrag.png', 'textUnknown'],
    ['bytes named .md', Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0xc1]), 'Antrag.md', 'textBroken'],
    ['nothing', Buffer.alloc(0), 'Antrag.docx', 'textEmpty'],
    ['an empty Markdown', Buffer.from('\n\n'), 'Antrag.md', 'textEmpty'],
  ])('%s', async (_what, bytes, name, code) => {
    expect(await refusal(bytes, name)).toBe(code);
  });

  it('a spreadsheet, and a zip of anything', async () => {
    const part = (name: string) => ({ name, content: 'x' });
    expect(await refusal(zip([part('[Content_Types].xml'), part('_rels/.rels'), part('xl/workbook.xml')]))).toBe('textUnknown');
    expect(await refusal(zip([part('Foto.jpg')]))).toBe('textUnknown');
  });

  it('a text without words', async () => {
    expect(await refusal(docx({ body: '<w:p/>' }))).toBe('textEmpty');
    expect(await refusal(odt({ body: '<text:p/>' }), 'Text.odt')).toBe('textEmpty');
  });

  it('one that is larger than agreed', async () => {
    expect(await refusal(Buffer.alloc(importLimits.file + 1))).toBe('textHuge');
  });
});

describe('a broken file', () => {
  it('cut off in the middle', async () => {
    const whole = await docx({ body: p('Hallo') });
    expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('textBroken');
  });

  it('with a part that does not unpack, or that is not there', async () => {
    const part = (content: string) => [
      { name: '[Content_Types].xml', content: '<x/>' },
      { name: '_rels/.rels', content },
    ];
    expect(await refusal(zip(part('kein XML')))).toBe('textBroken');
    expect(await refusal(zip(part('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')))).toBe('textBroken');
    const whole = await docx({ body: p('Hallo '.repeat(500)) });
    const at = whole.indexOf('word/document.xml') + 'word/document.xml'.length;
    whole.fill(0xff, at, at + 40);
    expect(await refusal(whole)).toBe('textBroken');
  });

  it('whose XML ends too early, or is none', async () => {
    expect(await refusal(docx({ body: '<w:p><w:r>' }))).toBe('textBroken');
    expect(await refusal(docx({ body: '<w:p>&unknown;</w:p>' }))).toBe('textBroken');
    expect(await refusal(odt({ body: '<text:p>' }), 'Text.odt')).toBe('textBroken');
  });

  it('with a password', async () => {
    const entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
    expect(await refusal(odt({ body: '<text:p>x</text:p>', manifest: entry }), 'Text.odt')).toBe('textLocked');
  });
});

describe('a bomb', () => {
  const gigabyte = 2 ** 30;

  it('that says how large it becomes', async () => {
    expect(await refusal(forged({ size: gigabyte, packed: deflateRawSync(Buffer.alloc(1000)) }))).toBe('textBomb');
  });

  it('that is packed tighter than any text', async () => {
    const body = `${p('x')}${' '.repeat(20_000_000)}`;
    expect(await refusal(docx({ body }))).toBe('textBomb');
  });

  it('that lies about how large it becomes', async () => {
    const relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>';
    const whole = await zip([
      { name: '[Content_Types].xml', content: '<x/>' },
      { name: '_rels/.rels', content: relations },
      { name: 'word/document.xml', content: 'x'.repeat(100_000) },
    ]);
    // The size in the table of contents, which is what one asks before unpacking.
    const entry = whole.lastIndexOf('word/document.xml') - 46;
    whole.writeUInt32LE(50, entry + 24);
    expect(await refusal(whole)).toBe('textBomb');
  });

  it('whose parts share the same bytes', async () => {
    expect(await refusal(forged({ size: 10_000, packed: randomBytes(10_000), copies: 20 }))).toBe('textBomb');
  });

  it('of more parts than any text', async () => {
    expect(await refusal(forged({ size: 0, packed: Buffer.alloc(0), copies: 6000 }))).toBe('textBomb');
  });

  const entities = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}">]>`;
  it.each([
    ['entities', entities],
    ['a file from elsewhere', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ['any DOCTYPE', '<!DOCTYPE document>'],
  ])('of %s', async (_what, prolog) => {
    expect(await refusal(docx({ body: p('x'), prolog }))).toBe('textUnsafe');
    expect(await refusal(odt({ body: '<text:p>x</text:p>', prolog }), 'Text.odt')).toBe('textUnsafe');
  });

  it('of tables in tables, 10,000 deep', async () => {
    const body = nested(10_000, '<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>', p('innen'));
    expect(await refusal(docx({ body }))).toMatch(/textDeep|textBomb/);
    const deep = nested(10_000, '<text:list><text:list-item>', '</text:list-item></text:list>', '<text:p>innen</text:p>');
    expect(await refusal(odt({ body: deep }), 'Text.odt')).toMatch(/textDeep|textBomb/);
  });

  it('of tables in tables, not so deep that it is a bomb', async () => {
    const body = nested(500, '<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>', p('innen'));
    expect(await refusal(docx({ body }))).toBe('textDeep');
  });

  it('of quotes and lists in Markdown, 10,000 deep', async () => {
    expect(await refusal(Buffer.from(`${'>'.repeat(10_000)} innen`), 'Text.md')).toBe('textDeep');
    expect(await refusal(Buffer.from(`${'- '.repeat(10_000)}innen`), 'Text.md')).toBe('textDeep');
  });

  it('of brackets and stars that other readers despair of', async () => {
    const source = ['['.repeat(20_000), '*a_ '.repeat(20_000), '![['.repeat(10_000), '`'.repeat(20_000)].join('\n\n');
    expect((await read(Buffer.from(`Anfang\n\n${source}`), 'Text.md')).words).toBeGreaterThan(0);
  });

  it('of styles that are based on each other', async () => {
    const styles = ['a', 'b'].map((id, at) => `<w:style w:styleId="${id}"><w:basedOn w:val="${'ba'[at]}"/></w:style>`).join('');
    expect(lines(await read(await docx({ body: p('Hallo', '<w:pStyle w:val="a"/>'), styles })))).toEqual(['Hallo']);
  });

  it('of a list that says it is at level 2,000,000,000', async () => {
    const body = item(1, 2_000_000_000, 'tief') + item(2, 2_000_000_000, 'tief');
    expect(lines(await read(await docx({ body, numbering })))).toEqual(['tief', 'tief']);
  });

  it('of cells and rows that are repeated a million times', async () => {
    const row = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000" table:number-columns-spanned="1000000"><text:p>x</text:p></table:table-cell></table:table-row>';
    expect(await refusal(odt({ body: `<table:table>${row}</table:table>` }), 'Text.odt')).toBe('textHuge');
  });
});

describe('a long text', () => {
  const sentence = 'Sprachkurse gehören auch aufs Land und zwar zu jeder Zeit. ';
  const paragraphs = (words: number) => p(sentence.repeat(10)).repeat(words / 100);

  it('of 100,000 words is read, and says how far it is', async () => {
    const told: number[] = [];
    const bytes = await docx({ body: varied(paragraphs(100_000)) });
    const text = await importText(bytes, 'Lang.docx', { portal, progress: (share) => void told.push(share) });
    expect(text.words).toBe(100_000);
    expect(text.document.content).toHaveLength(1000);
    expect(told.at(-1)).toBe(1);
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('lets others have their turn meanwhile', async () => {
    const bytes = await docx({ body: varied(paragraphs(100_000)) });
    let turns = 0;
    let reading = true;
    const count = () => {
      turns += 1;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    await read(bytes).finally(() => (reading = false));
    expect(turns).toBeGreaterThan(5);
  });

  it('of more words than agreed is refused', async () => {
    expect(await refusal(docx({ body: varied(paragraphs(importLimits.words + 1000)) }))).toBe('textLong');
    const markdown = `${sentence.repeat(10)}\n\n`.repeat(importLimits.words / 100 + 10);
    expect(await refusal(Buffer.from(markdown), 'Text.md')).toBe('textLong');
  });
});

/** The same words again and again would be packed as tightly as a bomb. */
function varied(body: string): string {
  let seed = 1;
  return body.replace(/Sprachkurse/g, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return `Kurs${seed}`;
  });
}
