/** PDFs: to be read by everyone (PDF/UA-1), or to be kept for good (PDF/A-2a). */
import { type PdfStandard, type SetPdf, TypstError, setPdf } from '~/services/export/typst.server';
import { log } from '~/services/log.server';
import type { Sheet } from './sheet';
import { template, typstData, typstImages } from './typst';

/**
 * The sheet as PDF. What can't be set does not stop it: a character that no font has becomes U+FFFD, which
 * a line at the end says, and an image that is broken becomes its description.
 *
 * @throws TypstError when it can't be set at all
 */
export async function pdfOf(sheet: Sheet, standard: PdfStandard): Promise<SetPdf> {
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
    return attempt({ ...options, note: sheet.t('missingSigns', { count: set.missing.length }) });
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
