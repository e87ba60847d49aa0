import { describe, expect, it } from 'vitest';
import { importLimits } from '~/features/office/import';
import { readList } from '~/features/office/import-table.server';
import { Rejected } from '~/services/errors';

function refusal(content: Uint8Array | string): Rejected {
  try {
    readList(content);
  } catch (error) {
    if (error instanceof Rejected) return error;
    throw error;
  }
  throw new Error('it was read');
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const names = (content: Uint8Array | string) => readList(content).map(({ name }) => name);

/** Windows-1252, written out: „Jürgen Groß €“ and a dash that stands between 0x80 and 0x9F. */
const windows = Uint8Array.from([
  ...utf8('Name;E-Mail\r\n'),
  ...[0x84, 0x4a, 0xfc, 0x72, 0x67, 0x65, 0x6e, 0x93, 0x20, 0x47, 0x72, 0x6f, 0xdf, 0x20, 0x96, 0x20, 0x80],
  ...utf8(';j@verein.example\r\n'),
]);

describe('a list that is refused', () => {
  it('is empty, or a heading alone', () => {
    for (const text of ['', '  \n', 'Name;E-Mail', 'Name;E-Mail\n;\n\n']) expect(refusal(text).code).toBe('importEmpty');
  });

  it('has no columns for name and e-mail', () => {
    expect(refusal('Anna Muster;anna@verein.example\nBernd Beispiel;b@verein.example').code).toBe('importNoHeading');
    expect(refusal('Name;Ort\nAnna;Celle').code).toBe('importNoHeading');
    expect(refusal('Vorname;E-Mail\nAnna;a@verein.example').code).toBe('importNoHeading');
  });

  it('has a quote that is never closed', () => {
    expect(refusal('Name;E-Mail\n"Anna;a@verein.example\n').code).toBe('importBroken');
  });

  it('is a workbook', () => {
    expect(refusal(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0])).code).toBe('importNotText');
  });

  it('has more rows or bytes than are read in at once', () => {
    const rows = (count: number) => `name;email\n${Array.from({ length: count }, (_, i) => `N;n${i}@x.example`).join('\n')}`;
    expect(readList(rows(importLimits.rows))).toHaveLength(importLimits.rows);
    expect(refusal(rows(importLimits.rows + 1)).code).toBe('importTooManyRows');
    expect(refusal(new Uint8Array(importLimits.bytes + 1)).code).toBe('importTooLarge');
    expect(refusal('x'.repeat(importLimits.bytes + 1)).code).toBe('importTooLarge');
  });
});

describe('a list', () => {
  it('is understood in UTF-8 with and without a mark, UTF-16 and Windows-1252', () => {
    const text = 'Name;E-Mail\nJürgen Groß;j@verein.example\n';
    expect(names(utf8(text))).toEqual(['Jürgen Groß']);
    expect(names(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(text)]))).toEqual(['Jürgen Groß']);
    expect(names(new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')))).toEqual(['Jürgen Groß']);
    expect(names(windows)).toEqual(['„Jürgen“ Groß – €']);
  });

  it.each([';', ',', '\t'])('is parted by %j', (separator) => {
    const text = [['Name', 'E-Mail', 'Sprache'], ['Anna', 'a@verein.example', 'en']]
      .map((cells) => cells.join(separator))
      .join('\r\n');
    expect(readList(text)).toMatchObject([{ row: 2, name: 'Anna', email: 'a@verein.example', language: 'en' }]);
  });

  it('may quote separators, quotes and line breaks', () => {
    const text = 'Name,E-Mail,Organisation\n"Muster, Anna","a@verein.example","Verein ""Licht""\nCelle"\nB,b@x.example,\n';
    expect(readList(text)).toMatchObject([
      { row: 2, name: 'Muster, Anna', organisation: 'Verein "Licht" Celle' },
      { row: 3, name: 'B', organisation: '' },
    ]);
  });

  it('knows its columns in German and English, in any order', () => {
    expect(names('E-Mail-Adresse;Nachname;Vorname\na@x.example;Muster;Anna')).toEqual(['Anna Muster']);
    expect(names('Name;Vorname;EMail\nMuster;Anna;a@x.example')).toEqual(['Anna Muster']);
    expect(names('First name,Last name,E-mail address\nAnna,Muster,a@x.example')).toEqual(['Anna Muster']);
  });

  it('keeps what looks like a formula as text', () => {
    expect(names('name;email\n=HYPERLINK(1);a@x.example\n+49;b@x.example\n@cmd;c@x.example')).toEqual([
      '=HYPERLINK(1)',
      '+49',
      '@cmd',
    ]);
  });

  it('counts rows as a spreadsheet does and marks those with too many cells', () => {
    expect(readList('name;email\n\n;\nA;a@x.example;;\nB;b@x.example;x;y')).toMatchObject([
      { row: 4, overlong: false },
      { row: 5, overlong: true },
    ]);
  });
});
