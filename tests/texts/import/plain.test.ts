/** The words of files, for the search; and files that want to be more than that. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileKind } from '~db/values';
import { zip } from '~/services/export/zip.server';
import { wordsOfFile } from '~/texts/import/plain.server';
import { docx, odt, p, run } from './files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'words-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function wordsOf(kind: FileKind, bytes: Uint8Array | string, characters = 10_000) {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return wordsOfFile(kind, path, characters);
}

/** A PDF of one page with these lines, as small as it can be. */
function pdf(...lines: string[]): string {
  const shown = `BT /F1 12 Tf 14 TL 50 700 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${shown.length} >>\nstream\n${shown}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  return `%PDF-1.4\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R >>\n%%EOF`;
}

describe('words', () => {
  it('of a DOCX, without what was struck out', async () => {
    const struck = '<w:del w:id="1"><w:r><w:delText>gestrichen</w:delText></w:r></w:del>';
    const table = `<w:tbl><w:tr><w:tc>${p('Zelle')}</w:tc><w:tc>${p('Nachbar')}</w:tc></w:tr></w:tbl>`;
    const footnotes = `<w:footnote w:id="2">${p('Fußnote')}</w:footnote>`;
    const file = await docx({ body: p(`${run('Sprach')}${run('kurse')}${struck}`) + p('beginnen') + table, footnotes });
    expect(await wordsOf('docx', file)).toBe('Sprachkurse beginnen Zelle Nachbar Fußnote');
  });

  it('of an ODT, without what was struck out', async () => {
    const struck = '<text:tracked-changes><text:changed-region><text:deletion><text:p>gestrichen</text:p></text:deletion></text:changed-region></text:tracked-changes>';
    const file = await odt({ body: `${struck}<text:h>Räume</text:h><text:p>in <text:span>Cel</text:span>le</text:p>` });
    expect(await wordsOf('odt', file)).toBe('Räume in Celle');
  });

  it('of a PDF, with those that a line parts', async () => {
    expect(await wordsOf('pdf', pdf('Die Arbeitsmarkt-', 'integration beginnt', 'im Herbst.'))).toBe('Die Arbeitsmarktintegration beginnt im Herbst.');
  });

  it.each(['-', '‐', '\u00ad'])('of a text, with those that a line parts by %j', async (hyphen) => {
    const text = `Der Zitronenfalter${hyphen}\r\n  sammlerverein, Sprach-\nund Leseabende, E-\nMail, 3-\nmal`;
    expect(await wordsOf('txt', text)).toBe('Der Zitronenfaltersammlerverein, Sprach- und Leseabende, E- Mail, 3- mal');
  });

  it('with their letters in one piece, and without hyphens that nobody sees', async () => {
    const body = p(run('Zitro\u00adnenfalter, Ra\u0308ume')) + p(`<w:r><w:t>Sprach</w:t><w:softHyphen/><w:t>kurs, E</w:t><w:noBreakHyphen/><w:t>Mail</w:t></w:r>`);
    expect(await wordsOf('docx', await docx({ body }))).toBe('Zitronenfalter, Räume Sprachkurs, E-Mail');
    expect(await wordsOf('txt', 'Gru\u0308n-\no\u0308l')).toBe('Grünöl');
  });

  it.each(['txt', 'md', 'csv'] as const)('of a %s', async (kind) => {
    expect(await wordsOf(kind, 'Ein Wort;\nnoch  eins\0')).toBe('Ein Wort; noch eins');
  });

  it('of a long file from its beginning', async () => {
    expect(await wordsOf('txt', 'Wort '.repeat(100), 9)).toBe('Wort Wort');
    expect((await wordsOf('docx', await docx({ body: p('Wort').repeat(1000) }), 9)).length).toBe(9);
  });

  it('of nothing else', async () => {
    expect(await wordsOf('png', 'Wort')).toBe('');
  });
});

describe('is refused', () => {
  it('what becomes too large when it is unpacked', async () => {
    const bomb = await zip([{ name: 'word/document.xml', content: Buffer.alloc(60 * 2 ** 20) }]);
    expect(bomb.length).toBeLessThan(2 ** 20);
    await expect(wordsOf('docx', bomb)).rejects.toThrow('textBomb');
  });

  it('what brings names of its own, as those who read files of others', async () => {
    const file = await docx({ body: p('&own;'), prolog: '<!DOCTYPE w:document [<!ENTITY own SYSTEM "file:///etc/passwd">]>' });
    await expect(wordsOf('docx', file)).rejects.toThrow('textUnsafe');
  });

  it.each(['docx', 'odt', 'pdf'] as const)('what is no %s', async (kind) => {
    await expect(wordsOf(kind, 'kein')).rejects.toThrow();
  });
});
