/**
 * The parts of a text that are read, commented and answered on their own: in minutes a section a TOP, in
 * a paper what stands under a heading of its first level. Runs anywhere.
 */
import { plainText, type DocumentNode, type TextDocument } from './document';
import { contentSize, nodeSize } from './positions';

export type Part = {
  /** Its place in the document, from 0. */
  index: number;
  /** Names it in a page: the agenda item, or the chapter by its place. */
  key: string;
  /** The number of the TOP; empty in papers. */
  number: string;
  /** Empty for what stands before the first heading. */
  title: string;
  internal: boolean;
  content: readonly DocumentNode[];
  /** The position before it, and the one behind it. */
  from: number;
  to: number;
};

/** The heading with which a chapter of a paper begins. */
export const chapterLevel = 2;

export const chapterKey = (index: number): string => `kapitel-${index}`;

export function partsOf(document: TextDocument): Part[] {
  let at = 0;
  const placed = (size: number) => ({ from: at, to: (at += size) });
  if (document.type === 'doc') {
    return document.content.map((section, index) => {
      const { itemId, number, title, internal } = section.attrs;
      return { index, key: itemId, number, title, internal, content: [section], ...placed(nodeSize(section)) };
    });
  }
  const chapters: DocumentNode[][] = [];
  for (const block of document.content) {
    const begins = block.type === 'heading' && block.attrs.level === chapterLevel;
    if (begins || chapters.length === 0) chapters.push([block]);
    else chapters.at(-1)!.push(block);
  }
  return chapters.map((content, index) => {
    const [first] = content;
    const title = first?.type === 'heading' && first.attrs.level === chapterLevel ? plainText(first) : '';
    return { index, key: chapterKey(index), number: '', title, internal: false, content, ...placed(contentSize(content)) };
  });
}
