/**
 * A document ready to be set: its blocks, and all that stands around them on paper. Made once, whatever
 * the format. Runs anywhere.
 */
import type { Language, TaskState } from '~db/values';
import type { TextDocument } from '~/editor/document';
import type { Translate } from '~/editor/render';
import type { TextHead } from '../head';
import { type Block, innerBlocks } from './blocks';
import { type LineMap, type Range, blocksOf, unplaced } from './walk';

/** A line of the head: where the meeting was, who was there. */
export type HeadRow = { term: string; lines: readonly string[] };

/** The head of a page as that of a file. */
export const headOnPaper = ({ title, lines }: TextHead): { title: string; head: HeadRow[] } => ({
  title,
  head: lines.map(({ label, values }) => ({
    term: label,
    lines: values.map(({ text, detail }) => [text, detail].filter(Boolean).join(', ')),
  })),
});

type Said = { author: string; at: Date; body: string };
/** A thread of comments; `range` is null where it is about the whole, or its words are gone. */
export type ExportedComment = Said & { range: Range | null; resolved: boolean; replies: readonly Said[] };

/** An image as it is stored; its own size in pixels. */
export type ExportedImage = { bytes: Uint8Array; mediaType: string; width: number; height: number };

/** What is exported. */
export type Exported = {
  /** As the reader may see it: `withoutInternal(document)` for those who may not see all. */
  document: TextDocument;
  title: string;
  language: Language;
  head: readonly HeadRow[];
  /** What stands below the text: corrections, who gets it. */
  closing?: readonly Block[];
  /** The state in the footer, in words: "Entwurf", "Verabschiedet am 12.03.2026". */
  state: string;
  sha256: string | null;
  /** Whose document it is: the group. */
  author: string;
  /** When the text became what it is. */
  at: Date;
  comments?: readonly ExportedComment[];
  taskStates?: ReadonlyMap<string, TaskState>;
  lines?: LineMap;
  /** The file of an image; null where it is gone or may not be seen. */
  images: (fileId: string) => Promise<ExportedImage | null>;
  /** The address of the portal, without a slash at the end. */
  baseUrl: string;
};

export type Sheet = Pick<Exported, 'title' | 'language' | 'state' | 'sha256' | 'author' | 'at'> & {
  head: readonly HeadRow[];
  blocks: readonly Block[];
  comments: readonly ExportedComment[];
  /** Comments on the document as a whole, by their place among all. */
  onTheWhole: readonly number[];
  images: ReadonlyMap<string, ExportedImage>;
  /** Lines carry numbers. */
  numbered: boolean;
  t: Translate;
};

/** @param t words of whatever namespace in the language of the document, named in the key: `export:page` */
export async function sheetOf(exported: Exported, t: Translate): Promise<Sheet> {
  const { document, language, baseUrl, taskStates, lines, comments = [], closing = [] } = exported;
  const ranges = comments.map(({ range }) => range);
  const blocks = blocksOf(document, {
    t,
    language,
    baseUrl,
    comments: ranges,
    ...(taskStates ? { taskStates } : {}),
    ...(lines ? { lines } : {}),
  });
  const { title, state, sha256, author, at, head } = exported;
  return {
    title: title.trim() === '' ? t('export:untitled') : title,
    language,
    state,
    sha256,
    author,
    at,
    head: head.filter((row) => row.lines.some((line) => line !== '')),
    blocks: [...blocks, ...closing],
    comments,
    onTheWhole: unplaced(document, ranges),
    images: await fetchImages(blocks, exported.images),
    numbered: (lines?.size ?? 0) > 0,
    t,
  };
}

async function fetchImages(blocks: readonly Block[], fetch: Exported['images']): Promise<Map<string, ExportedImage>> {
  const images = new Map<string, ExportedImage>();
  const look = async (block: Block): Promise<void> => {
    if (block.kind !== 'image') {
      for (const inner of innerBlocks(block)) await look(inner);
      return;
    }
    const image = images.has(block.fileId) ? null : await fetch(block.fileId);
    if (image) images.set(block.fileId, image);
  };
  for (const block of blocks) await look(block);
  return images;
}

/** What is said in the place of an image that can't be shown. */
export const missingImage = ({ t }: Pick<Sheet, 't'>, alt: string | null): string =>
  alt ? t('export:image.missingNamed', { alt }) : t('export:image.missing');

/** What can be seen on an image; empty for decoration. */
export const altOf = ({ t }: Pick<Sheet, 't'>, { alt, caption }: { alt: string | null; caption: string }): string =>
  alt ?? (caption || t('export:image.withoutWords'));

/** The room for text on a page, in millimetres: A4 within its margins. */
export const textArea = { width: 160, height: 240 };

/** How large an image is set, in millimetres: as wide as asked for, unless it would be higher than a page. */
export function sizeOnPaper({ width, height }: Pick<ExportedImage, 'width' | 'height'>, percent: number) {
  const ratio = width > 0 && height > 0 ? height / width : 0.75;
  const shown = Math.min((textArea.width * percent) / 100, (textArea.height * 0.85) / ratio);
  return { width: shown, height: shown * ratio };
}
