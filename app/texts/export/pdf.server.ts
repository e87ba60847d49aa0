/** PDFs: to be read by everyone (PDF/UA-1), or to be kept for good (PDF/A-2a). */
import { createHash } from 'node:crypto';
import { type PdfStandard, type SetPdf, TypstError, setPdf } from '~/services/export/typst.server';
import { log } from '~/services/log.server';
import type { Sheet } from './sheet';
import { template, typstData, typstImages } from './typst';

/** Of PDFs that were set before, in bytes: what was just approved is asked for by the whole group. */
const capacity = 8 * 1024 * 1024;
const kept = new Map<string, { pdf: Promise<SetPdf>; size: number }>();

/**
 * The sheet as PDF. What can't be set does not stop it: a character that no font has becomes U+FFFD, which
 * a line at the end says, and an image that is broken becomes its description. The same sheet is set once.
 *
 * @throws TypstError when it can't be set at all
 */
export async function pdfOf(sheet: Sheet, standard: PdfStandard): Promise<SetPdf> {
  const key = keyOf(sheet, standard);
  const found = kept.get(key);
  if (found) return found.pdf;
  const entry = { pdf: setSheet(sheet, standard), size: 0 };
  kept.set(key, entry);
  try {
    const set = await entry.pdf;
    entry.size = set.pdf.length;
    forgetOldest();
    return set;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}

/** Everything a PDF depends on. */
function keyOf(sheet: Sheet, standard: PdfStandard): string {
  const hash = createHash('sha256').update(JSON.stringify([standard, typstData(sheet, { withImages: true, note: '' })]));
  for (const { name, bytes } of typstImages(sheet)) hash.update(`${name}:${bytes.length}:`).update(bytes);
  return hash.digest('base64');
}

function forgetOldest(): void {
  let size = [...kept.values()].reduce((sum, entry) => sum + entry.size, 0);
  for (const [key, entry] of kept) {
    if (size <= capacity) return;
    kept.delete(key);
    size -= entry.size;
  }
}

async function setSheet(sheet: Sheet, standard: PdfStandard): Promise<SetPdf> {
  const images = typstImages(sheet);
  const attempt = (options: { withImages: boolean; standard: PdfStandard | null; note: string }) =>
    setPdf({
      template,
      data: typstData(sheet, options),
      images: options.withImages ? images : [],
      standard: options.standard,
      at: Math.floor(sheet.at.getTime() / 1000),
    });
  const withNote = async (options: { withImages: boolean; standard: PdfStandard | null }) => {
    const set = await attempt({ ...options, note: '' });
    if (set.missing.length === 0) return set;
    log.info({ missing: set.missing.slice(0, 50) }, 'characters that no font has');
    return attempt({ ...options, note: sheet.t('export:missingSigns', { count: set.missing.length }) });
  };
  // What is tried, the most complete first.
  const ways = [
    { withImages: true, standard },
    ...(images.length > 0 ? [{ withImages: false, standard }] : []),
    { withImages: false, standard: null },
  ];
  let refused: unknown;
  for (const way of ways) {
    try {
      return await withNote(way);
    } catch (error) {
      if (!(error instanceof TypstError)) throw error;
      log.error({ err: error, way }, 'a document could not be set');
      refused = error;
    }
  }
  throw refused;
}
