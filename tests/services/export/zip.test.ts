/** Zips that grow on disk: the same as those made in memory, also when the work was cut off in between. */
import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Part, ZipFull, appendPart, finishZip, zip } from '~/services/export/zip.server';
import { openZip } from '~/texts/import/zip.server';

let folder: string;
let file: FileHandle;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portal-zip-'));
  file = await open(join(folder, 'alles.zip'), 'w+');
});
afterEach(async () => {
  await file.close();
  rmSync(folder, { recursive: true, force: true });
});

async function* inPieces(content: string | Uint8Array, length = 1000) {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += length) yield await Promise.resolve(bytes.subarray(at, at + length));
}

const parts: Part[] = [
  { name: 'Dokumente/Ü – 中文.md', content: 'Größe\n'.repeat(2000) },
  { name: 'Anlagen/leer.txt', content: '' },
  { name: 'Anlagen/plan.pdf', content: Buffer.from('%PDF-1.7 ganz wie er war'), stored: true },
];

const append = (at: number, part: Part) => appendPart(file, at, { ...part, content: inPieces(part.content) });

async function written(): Promise<Buffer> {
  return readFile(join(folder, 'alles.zip'));
}

describe('a zip on disk', () => {
  it('is refused more than a zip can say', async () => {
    await expect(append(0xffff_ffff - 40, parts[0]!)).rejects.toThrow(ZipFull);
  });

  it('ends with the error of what it is made of', async () => {
    const content = (async function* () {
      yield await Promise.resolve(Buffer.from('halb'));
      throw new Error('weg');
    })();
    await expect(appendPart(file, 0, { name: 'a', content })).rejects.toThrow('weg');
  });

  it('holds the same as one made in memory', async () => {
    let end = 0;
    for (const part of parts) end = await append(end, part);
    const size = await finishZip(file, end);
    const [bytes, whole] = [await written(), openZip(await zip(parts))];
    const found = openZip(bytes);
    expect(bytes.length).toBe(size);
    expect(found.names()).toEqual(parts.map(({ name }) => name));
    for (const { name, content } of parts) {
      expect(Buffer.from((await found.part(name))!)).toEqual(Buffer.from(content));
      expect(await found.part(name)).toEqual(await whole.part(name));
    }
  });

  it('goes on behind the last whole part, whatever stands there', async () => {
    const end = await append(0, parts[0]!);
    await append(end, { name: 'abgebrochen', content: 'x'.repeat(50_000), stored: true });
    await finishZip(file, await append(end, parts[2]!));
    expect(openZip(await written()).names()).toEqual([parts[0]!.name, parts[2]!.name]);
  });
});
