/** Exports: a document in a format, with one call. Asks for no right: hand it what the reader may see. */
import type { Language } from '~db/values';
import type { Translate } from '~/editor/render';
import { translator } from '~/services/i18n/translate.server';
import { docxOf } from './docx.server';
import { type ExportFormat, extensionOf } from './formats';
import { htmlOf } from './html';
import { markdownOf } from './markdown';
import { odtOf } from './odt.server';
import { pdfOf } from './pdf.server';
import { type Exported, type Sheet, sheetOf } from './sheet';
import { fileAddress } from '~/editor/files';
import { attachment, fileName } from '~/services/export/file-name';

const mediaTypes: Record<ExportFormat, string> = {
  pdf: 'application/pdf',
  archive: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

type Written = { bytes: Uint8Array<ArrayBuffer>; mediaType: string };

const wordsIn = (language: Language): Translate => {
  const t = translator(language, 'export');
  return (key, values) => t(key, values ?? {});
};

/**
 * A document in a format. A PDF is set beside the portal, one at a time.
 *
 * @throws TypstError when a PDF can't be set at all
 */
export async function exportDocument(exported: Exported, format: ExportFormat): Promise<Written> {
  const sheet = await sheetOf(exported, wordsIn(exported.language));
  const bytes = await write(sheet, format, exported.baseUrl);
  return { bytes: Buffer.from(bytes), mediaType: mediaTypes[format] };
}

async function write(sheet: Sheet, format: ExportFormat, baseUrl: string): Promise<Uint8Array> {
  switch (format) {
    case 'pdf':
      return (await pdfOf(sheet, 'ua-1')).pdf;
    case 'archive':
      return (await pdfOf(sheet, 'a-2a')).pdf;
    case 'docx':
      return docxOf(sheet);
    case 'odt':
      return odtOf(sheet);
    case 'md':
      return Buffer.from(markdownOf(sheet, (fileId) => baseUrl + fileAddress(fileId)));
    case 'html':
      return Buffer.from(htmlOf(sheet, (bytes) => Buffer.from(bytes).toString('base64')));
  }
}

/** An answer that hands an export out as a file; `name` without its ending. */
export async function exportResponse(exported: Exported, format: ExportFormat, name: string): Promise<Response> {
  const { bytes, mediaType } = await exportDocument(exported, format);
  return new Response(bytes, {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(bytes.length),
      'Content-Disposition': attachment(fileName(name, extensionOf(format))),
    },
  });
}
