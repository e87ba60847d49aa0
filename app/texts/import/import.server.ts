/**
 * A text from elsewhere – DOCX, ODT, Markdown – becomes a paper, with a report of what could not be
 * taken over. What it is, is told by its content. Knows no feature and stores nothing.
 */
import { Rejected } from '~/services/errors';
import { log } from '~/services/log.server';
import { importLimits } from './limits';
import { newPace } from './pace.server';
import { Report } from './report';
import type { ImportedText, ReadOptions } from './result';
import { settle } from './settle';
import { isZip, openZip } from './zip.server';

/** The readers come with the first file: what they are built on is not held in memory until then. */
const readers = {
  docx: async () => (await import('./docx.server')).readDocx,
  odt: async () => (await import('./odt.server')).readOdt,
  markdown: async () => (await import('./markdown.server')).readMarkdown,
};

const odtType = 'application/vnd.oasis.opendocument.text';

/** What a file is whose first bytes are these, where it is none that can be read. */
const others: readonly [code: string, starts: string][] = [
  ['textPdf', '%PDF'],
  // What Word wrote before 2007, and the wrapping of everything that has a password.
  ['textOldWord', '\xd0\xcf\x11\xe0'],
  ['textRtf', '{\\rtf'],
];

/**
 * Reads a text.
 *
 * @param name of the file: its title where the text has none
 * @throws Rejected with the reason: `textPdf`, `textOldWord`, `textRtf`, `textUnknown`, `textEmpty`,
 *   `textBroken`, `textBomb`, `textLocked`, `textUnsafe`, `textDeep`, `textHuge`, `textLong`
 */
export async function importText(
  bytes: Uint8Array,
  name: string,
  { changes = 'accept', portal, progress = () => undefined }: Partial<ReadOptions> & Pick<ReadOptions, 'portal'>,
): Promise<ImportedText> {
  if (bytes.length > importLimits.file) throw new Rejected('textHuge');
  if (bytes.length === 0) throw new Rejected('textEmpty');
  const report = new Report();
  const pace = newPace();
  const options: ReadOptions = { changes, portal, progress };
  const read = await readAny(bytes, name, report, pace, options);
  const { title, document } = await settle(read.drafts, report, pace);
  if (read.extent.words === 0 && read.images.length === 0) throw new Rejected('textEmpty');
  const tracked = (['trackedInsertion', 'trackedDeletion', 'trackedFormatting'] as const).some((kind) => report.count(kind) > 0);
  return {
    title: title ?? read.statedTitle ?? nameWithoutEnding(name),
    document,
    images: read.images,
    comments: read.comments,
    findings: report.findings(),
    hasTrackedChanges: tracked,
    words: read.extent.words,
  };
}

async function readAny(bytes: Uint8Array, name: string, report: Report, pace: ReturnType<typeof newPace>, options: ReadOptions) {
  if (isZip(bytes)) {
    const { images, ...read } = await readZip(bytes, report, pace, options);
    return { ...read, images: images.found };
  }
  const text = textOfFile(bytes, name);
  const readMarkdown = await readers.markdown();
  return { ...(await readMarkdown(text, report, pace, options)), images: [], comments: [] };
}

async function readZip(bytes: Uint8Array, report: Report, pace: ReturnType<typeof newPace>, options: ReadOptions) {
  const zip = openZip(bytes);
  try {
    if (zip.has('[Content_Types].xml') && zip.has('_rels/.rels')) {
      if (zip.names().some((part) => /^(xl|ppt|visio)\//.test(part))) throw new Rejected('textUnknown');
      const readDocx = await readers.docx();
      return await readDocx(zip, report, pace, options);
    }
    const type = zip.has('mimetype') ? new TextDecoder().decode(await zip.part('mimetype', 1000)).trim() : '';
    if (type === odtType || type === `${odtType}-template`) {
      const readOdt = await readers.odt();
      return await readOdt(zip, report, pace, options);
    }
  } catch (error) {
    if (error instanceof Rejected) throw error;
    // Bad input must not end the portal's work; a mistake of ours must be found.
    log.error({ err: error }, 'a text could not be read');
    throw new Rejected('textBroken');
  }
  throw new Rejected('textUnknown');
}

/** The text of a file that is no zip. */
function textOfFile(bytes: Uint8Array, name: string): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8)).toString('latin1');
  const other = others.find(([, starts]) => start.startsWith(starts));
  if (other) throw new Rejected(other[0]);
  // Whatever is called a Word file and is none, is broken; what is called a picture is no text.
  if (/\.(docx?|docm|dotx|odt|ott)$/i.test(name)) throw new Rejected('textBroken');
  if (!/\.(md|markdown|mdown|mkd|txt)$/i.test(name)) throw new Rejected('textUnknown');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) throw new Rejected('textBroken');
    return text;
  } catch {
    throw new Rejected('textBroken');
  }
}

const nameWithoutEnding = (name: string): string =>
  name.replace(/^.*[/\\]/, '').replace(/\.[a-z]+$/i, '').replaceAll('_', ' ').trim() || '?';
