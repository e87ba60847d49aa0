/** What a file is, by its content; refusals first. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '~/services/files/kinds.server';
import * as example from './examples';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-kinds-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const look = (name: string, content: Buffer | string) => {
  const path = join(folder, 'content');
  writeFileSync(path, content);
  return examine(path, name);
};

describe('what is refused, each with a reason', () => {
  it.each<[string, Buffer | string, string]>([
    ['leer.pdf', '', 'fileEmpty'],
    ['bild.svg', example.svg, 'fileSvg'],
    ['bild.png', example.svg, 'fileSvg'],
    ['bild.svg', '<!-- x --><!DOCTYPE svg PUBLIC "a" "b"><svg onload="alert(1)"/>', 'fileSvg'],
    ['bild.txt', '\uFEFF  <svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>', 'fileSvg'],
    ['seite.html', '<!doctype html><p>Hallo', 'fileHtml'],
    ['notiz.md', '<script>alert(1)</script>', 'fileHtml'],
    ['programm.exe', Buffer.from('MZ\x90\0'), 'fileProgram'],
    ['bericht.pdf', Buffer.from('MZ\x90\0'), 'fileProgram'],
    ['lauf.txt', '#!/bin/sh\nrm -rf /', 'fileProgram'],
    ['lauf.bat', 'echo Hallo', 'fileProgram'],
    ['bericht.docm', example.docm, 'fileMacros'],
    ['bericht.docx', example.docm, 'fileMacros'],
    ['tabelle.xlsx', example.zip({ '[Content_Types].xml': '', 'xl/workbook.xml': '', 'xl/macrosheets/sheet1.xml': '' }), 'fileMacros'],
    ['brief.odt', example.odf('text', { 'Basic/Standard/Modul1.xml': 'Sub Main' }), 'fileMacros'],
    ['alt.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'fileOldOffice'],
    ['alles.zip', example.zip({ 'a.txt': 'a' }), 'fileArchive'],
    ['alles.docx', example.zip({ 'a.txt': 'a' }), 'fileArchive'],
    ['alles.7z', Buffer.from('377abcaf271c', 'hex'), 'fileArchive'],
    ['foto.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'), 'fileOtherImage'],
    ['film.mp4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0'), 'fileUnknown'],
    ['einstellung.ini', '[a]\nb=c', 'fileUnknown'],
    ['notiz.txt', Buffer.from('a\0b'), 'fileUnknown'],
    ['kaputt.png', Buffer.concat([example.png().subarray(0, 12), Buffer.from('xxxx')]), 'fileBroken'],
    ['kaputt.png', example.png(0, 5), 'fileBroken'],
    ['kaputt.jpg', Buffer.from('ffd8ffe0', 'hex'), 'fileBroken'],
    ['kaputt.docx', example.docx.subarray(0, 60), 'fileBroken'],
    ['riesig.png', example.png(60_000, 60_000), 'fileManyPixels'],
    ['bombe.docx', example.zip({ '[Content_Types].xml': '', 'word/document.xml': '' }, { claims: 0xfffffff0 }), 'fileBomb'],
    ['plan.png', example.pdf, 'fileNamedWrong'],
    ['plan.txt', example.pdf, 'fileNamedWrong'],
    ['foto.png', example.jpeg(3, 2), 'fileNamedWrong'],
    ['tabelle.pdf', 'nur Text', 'fileNamedWrong'],
    ['rechnung.pdf.scr', example.pdf, 'fileProgram'],
  ])('%s', async (name, content, code) => {
    await expect(look(name, content)).rejects.toMatchObject({ name: 'Rejected', code, field: 'file' });
  });

  it('names what it really is, and how it should be called', async () => {
    await expect(look('Plan Süd.png', example.pdf)).rejects.toMatchObject({
      values: { name: 'Plan Süd.png', ending: 'png', kind: 'pdf', right: 'Plan Süd.pdf' },
    });
  });

  it('is not misled by signs that turn the direction of a name', async () => {
    await expect(look('Bericht\u202Efdp.exe', Buffer.from('MZ\x90\0'))).rejects.toMatchObject({
      values: { name: 'Berichtfdp.exe' },
    });
  });
});

describe('what is taken', () => {
  it.each<[string, Buffer | string, string]>([
    ['a.pdf', example.pdf, 'pdf'],
    ['a.PDF', Buffer.concat([Buffer.from('\n\n'), example.pdf]), 'pdf'],
    ['a.docx', example.docx, 'docx'],
    ['a.xlsx', example.xlsx, 'xlsx'],
    ['a.pptx', example.pptx, 'pptx'],
    ['a.odt', example.odf('text', { 'Basic/script-lc.xml': '', 'Basic/Standard/script-lb.xml': '' }), 'odt'],
    ['a.ods', example.odf('spreadsheet'), 'ods'],
    ['a.odp', example.odf('presentation'), 'odp'],
    ['a.txt', 'Grüße', 'txt'],
    ['a.md', '# Titel\n\nText <b>fett</b>', 'md'],
    ['a.csv', 'Name;Ort\nMüller;Köln', 'csv'],
    ['a.csv', Buffer.from('Name;Ort\nM\xfcller;K\xf6ln', 'latin1'), 'csv'],
  ])('%s as %s', async (name, content, kind) => {
    expect(await look(name, content)).toEqual({ kind, name, dimensions: null });
  });

  it.each<[string, Buffer, string, number, number]>([
    ['a.png', example.png(640, 480), 'png', 640, 480],
    ['a.gif', example.gif(20, 10), 'gif', 20, 10],
    ['a.webp', example.webp.extended(1000, 70), 'webp', 1000, 70],
    ['a.webp', example.webp.lossless(300, 200), 'webp', 300, 200],
    ['a.webp', example.webp.lossy(301, 201), 'webp', 301, 201],
    ['a.jpg', example.jpeg(800, 600), 'jpeg', 800, 600],
    ['a.jpeg', example.jpeg(800, 600, 1), 'jpeg', 800, 600],
    ['a.jpg', example.jpeg(800, 600, 6), 'jpeg', 600, 800],
  ])('images with their size as they are shown: %s', async (name, content, kind, width, height) => {
    expect(await look(name, content)).toEqual({ kind, name, dimensions: { width, height } });
  });

  it('gets the ending of what it is where it has none', async () => {
    expect((await look('Satzung v2.1', example.pdf)).name).toBe('Satzung v2.1.pdf');
    expect((await look('LIESMICH', 'Text')).name).toBe('LIESMICH.txt');
  });

  it.each([
    ['C:\\Ordner\\Bericht.pdf', 'Bericht.pdf'],
    ['../../etc/Bericht.pdf', 'Bericht.pdf'],
    ['Bericht\r\n\0.pdf', 'Bericht.pdf'],
    ['Gru\u0308ße.pdf', 'Grüße.pdf'],
    ['...', 'file.pdf'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(150)}.pdf`],
  ])('is called what can be shown: %j', async (given, name) => {
    expect((await look(given, example.pdf)).name).toBe(name);
  });
});
