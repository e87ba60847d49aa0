/** What the tests of exports share: documents with one of everything, as something to be exported. */
import { deflateSync, crc32 } from 'node:zlib';
import i18next from 'i18next';
import type { TextDocument } from '~/editor/document';
import type { Translate } from '~/editor/render';
import { type Exported, type ExportedImage, type Sheet, sheetOf } from '~/texts/export/sheet';
import deEditor from '~/words/de/editor.json';
import deExport from '~/words/de/export.json';
import enEditor from '~/words/en/editor.json';
import enExport from '~/words/en/export.json';

/** A PNG of one colour. */
export function png(width = 8, height = 6): Uint8Array {
  const chunk = (type: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), content]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([size, named, sum]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const rows = Buffer.alloc((width * 3 + 1) * height, 0x7f).map((byte, at) => (at % (width * 3 + 1) === 0 ? 0 : byte));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const picture: ExportedImage = { bytes: png(), mediaType: 'image/png', width: 8, height: 6 };

export const exported = (document: TextDocument, changed: Partial<Exported> = {}): Exported => ({
  document,
  title: 'Sprachkurse für alle',
  language: 'de',
  head: [
    { term: 'Arbeitsgruppe', lines: ['Sprachförderung'] },
    { term: 'Anwesend', lines: ['Ayşe Öztürk', 'Jörg Müller, für DGB'] },
  ],
  state: 'Verabschiedet',
  sha256: 'ab'.repeat(32),
  author: 'AG Sprachförderung',
  at: new Date('2026-03-12T13:00:00Z'),
  images: () => Promise.resolve(picture),
  baseUrl: 'https://portal.example',
  ...changed,
});

/** The words of exports in a language, as the server has them. */
export async function words(language: 'de' | 'en' = 'de'): Promise<Translate> {
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: language,
    resources: { de: { editor: deEditor, export: deExport }, en: { editor: enEditor, export: enExport } },
    interpolation: { escapeValue: false },
  });
  const t = i18n.getFixedT(language);
  return (key, values) => t(key, values ?? {});
}

export const sheet = async (document: TextDocument, changed: Partial<Exported> = {}): Promise<Sheet> =>
  sheetOf(exported(document, changed), await words(changed.language));
