/** The words of a file, without what they look like: for the search. */
import { readFile } from 'node:fs/promises';
import type { FileKind } from '~db/values';
import { pdfText } from '~/services/files/pdf-text.server';
import { asTyped } from '~/services/search/words';
import { type Pace, newPace } from './pace.server';
import type { XmlNode } from './xml.server';
import { openZip } from './zip.server';

type Reader = (path: string, characters: number) => Promise<string>;

/** What the XML of a text may become; it is read piece by piece, but unpacked as a whole. */
const largestPart = 40 * 2 ** 20;

/** Who reads the words of which kind of file; of others only the name is known. Another kind is another line. */
const readers: Partial<Record<FileKind, Reader>> = {
  pdf: pdfText,
  docx: (path, characters) =>
    zippedText(path, characters, [
      ['word/document.xml', ['w:body']],
      ['word/footnotes.xml', ['w:footnotes']],
      ['word/endnotes.xml', ['w:endnotes']],
    ]),
  odt: (path, characters) => zippedText(path, characters, [['content.xml', ['office:text']]]),
  txt: plain,
  md: plain,
  csv: plain,
};

export const readableKinds = Object.keys(readers) as FileKind[];

/**
 * The words of a file on disk.
 *
 * @param characters at most so many, from the beginning
 * @throws Rejected, PdfError when it can't be read, or would become too large
 */
export async function wordsOfFile(kind: FileKind, path: string, characters: number): Promise<string> {
  const text = (await readers[kind]?.(path, characters)) ?? '';
  return unbroken(text).replace(/[\s\u0000]+/g, ' ').trim().slice(0, characters);
}

/** A line that ends within a word, and what goes on after it; what is left out before "und" is no such word. */
const brokenWord = /(?<=\p{L})[-‐\u00ad][ \t]*\r?\n\s*(?=\p{Ll})(?!(?:und|oder|bzw|sowie|bis|and|or)(?!\p{L}))/gu;

/** Letters that are put together come first, as what follows a hyphen may begin with one. */
const unbroken = (text: string): string => asTyped(text.normalize('NFC').replace(brokenWord, ''));

async function plain(path: string): Promise<string> {
  return new TextDecoder().decode(await readFile(path));
}

async function zippedText(path: string, characters: number, parts: readonly (readonly [name: string, parents: string[]])[]): Promise<string> {
  const zip = openZip(await readFile(path));
  const pace = newPace();
  let text = '';
  for (const [name, parents] of parts) {
    if (zip.has(name) && text.length < characters) text += await partText((await zip.part(name, largestPart))!, parents, pace, characters);
  }
  return text;
}

async function partText(bytes: Uint8Array, parents: string[], pace: Pace, characters: number): Promise<string> {
  // It comes with the first file: what it is built on is not held in memory until then.
  const { childrenOf } = await import('./xml.server');
  let text = '';
  for await (const { element } of childrenOf(bytes, parents, pace)) {
    text += wordsOf(element);
    if (text.length > characters) break;
  }
  return text;
}

/** What was struck out or said at the margin is no word of the text, nor is what steers it. */
const silent = new Set(['w:delText', 'w:instrText', 'text:tracked-changes', 'office:annotation', 'mc:Fallback']);
/** Within these, words go on; everything else parts them. */
const joining = new Set(['w:r', 'w:t', 'w:ins', 'w:hyperlink', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'text:span', 'text:a', 'w:rPr', 'w:proofErr', 'w:softHyphen']);

function wordsOf(node: XmlNode): string {
  if (typeof node === 'string') return node;
  if (silent.has(node.name)) return '';
  if (node.name === 'w:noBreakHyphen') return '-';
  const inside = node.children.map(wordsOf).join('');
  return joining.has(node.name) ? inside : `${inside} `;
}
