/** Files are found by what they say, by those who may read what they hang on. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createHash } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { db, fileTexts, files, write } from '~db/client.server';
import type { FileKind } from '~db/values';
import { forgetFileTexts, readNextFile, retryFileTexts } from '~/features/search/file-texts.server';
import { pathOf } from '~/services/files/store.server';
import { type Alliance, longAgo, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { docx, p } from '../../texts/import/files';
import { makePaper } from '../documents/papers';
import { findsOf, pageFor } from './finding';

useDatabase();

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

async function attach(kind: FileKind, name: string, bytes: Uint8Array): Promise<void> {
  const { id: documentId } = await makePaper(alliance);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(dirname(pathOf(sha256)), { recursive: true });
  writeFileSync(pathOf(sha256), bytes);
  const file = { documentId, name, kind, size: bytes.length, sha256, uploadedBy: alliance.ids.lead, uploadedAt: longAgo };
  await write((tx) => tx.insert(files).values(file));
}

const readAll = async () => {
  let count = 0;
  while (await readNextFile()) count += 1;
  return count;
};

it('a file is found by its words, once it was read, by those who may read its document', async () => {
  await attach('docx', 'Anlage.docx', await docx({ body: p('Die Bezuschussung der Lehrbücher') }));
  expect(await findsOf(alliance, 'member', 'Bezuschussung')).toEqual([]);
  expect(await readAll()).toBe(1);
  expect(await findsOf(alliance, 'member', 'Lehrbuch')).toEqual(['file Anlage.docx']);
  expect(await findsOf(alliance, 'member', 'Anlage')).toEqual(['file Anlage.docx']);
  expect(await findsOf(alliance, 'partner', 'Bezuschussung')).toEqual([]);
  const [hit] = (await pageFor(alliance, 'member', 'Lehrbuch')).hits;
  expect(hit!.excerpt).toContainEqual({ text: 'Lehrbücher', marked: true });
});

it('the same content is read once, however often it lies there', async () => {
  await attach('txt', 'Eins.txt', Buffer.from('Bezuschussung'));
  await attach('txt', 'Zwei.txt', Buffer.from('Bezuschussung'));
  expect(await readAll()).toBe(1);
  expect(await findsOf(alliance, 'member', 'Bezuschussung')).toEqual(['file Eins.txt', 'file Zwei.txt']);
});

it('what cannot be read is found by its name, holds nothing up, and can be tried again', async () => {
  await attach('docx', 'Kaputt.docx', Buffer.from('kein DOCX'));
  await attach('txt', 'Heil.txt', Buffer.from('Bezuschussung'));
  await attach('png', 'Bild.png', Buffer.from('Bild'));
  expect(await readAll()).toBe(2);
  expect(await findsOf(alliance, 'member', 'Kaputt')).toEqual(['file Kaputt.docx']);
  expect(await findsOf(alliance, 'member', 'Bezuschussung')).toEqual(['file Heil.txt']);
  expect(await readAll()).toBe(0);
  await retryFileTexts();
  expect(await readAll()).toBe(1);
});

it('of files that are gone for good no word is kept', async () => {
  await attach('txt', 'Heil.txt', Buffer.from('Bezuschussung'));
  await readAll();
  await forgetFileTexts();
  expect(await db.select().from(fileTexts)).toHaveLength(1);
  await write((tx) => tx.delete(files));
  await forgetFileTexts();
  expect(await db.select().from(fileTexts)).toEqual([]);
  expect(await findsOf(alliance, 'member', 'Bezuschussung')).toEqual([]);
});
