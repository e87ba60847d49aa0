/**
 * What is set on paper: the document told in the few blocks that every format knows, with all words,
 * numbers and addresses in place. `walk.ts` makes them; each format sets every kind of them. Runs anywhere.
 */
import type { CalloutTone } from '~/editor/document';

export type Words = { kind: 'words'; text: string; bold: boolean; italic: boolean; href: string | null };
export type Footnote = { kind: 'footnote'; number: number; words: { text: string; href: string | null }[] };
/** Where a comment begins and ends, by its place in the list of comments. */
export type CommentEdge = { kind: 'commentStart' | 'commentEnd'; index: number };
export type Run = Words | { kind: 'break' } | Footnote | CommentEdge;

/** A line that stays a line in every format; without line numbers a paragraph is one. */
export type Line = { number: number | null; runs: Run[] };

/** Words that stand in a block of their own. */
type Text = { lines: Line[] };

export type Heading = Text & {
  kind: 'heading';
  /** As in the document, where 1 is its title: 2 to 4. */
  level: number;
  /** As in an outline that leaves no level out, from 1. */
  rank: number;
  /** What stands before the words: the number of the TOP. */
  label: string;
  /** What is said of it: that it is internal. */
  badge: string;
};
export type Paragraph = Text & { kind: 'paragraph' };
export type Item = { checked: boolean | null; blocks: Block[] };
export type List = { kind: 'list'; style: 'bullet' | 'ordered' | 'task'; start: number; items: Item[] };
export type Quote = { kind: 'quote'; blocks: Block[] };
export type Callout = { kind: 'callout'; tone: CalloutTone; name: string; blocks: Block[] };
export type Cell = {
  column: number;
  colspan: number;
  rowspan: number;
  /** What the cell is the header of, if it is one. */
  header: 'column' | 'row' | null;
  blocks: Block[];
};
export type Table = {
  kind: 'table';
  columns: number;
  /** How many rows from the first are headers, to be repeated on every page. */
  headerRows: number;
  /** Without gaps: every place of the grid belongs to one cell. */
  rows: Cell[][];
};
export type Image = {
  kind: 'image';
  fileId: string;
  /** Empty for what is mere decoration; null where nobody has said what can be seen. */
  alt: string | null;
  caption: string;
  /** In per cent of the text's width. */
  width: number;
};
export type Rule = { kind: 'rule' };
/** A decision or an action item: its name and number, its wording, and what is said of it. */
export type Record = Text & { kind: 'record'; of: 'decision' | 'task'; name: string; details: string[]; result: string };
export type Internal = { kind: 'internal'; name: string; badge: string; blocks: Block[] };

export type Block = Heading | Paragraph | List | Quote | Callout | Table | Image | Rule | Record | Internal;

/** A kind of block that a format has no answer for does not compile. */
export const unknownBlock = (_block: never): never => {
  throw new Error('A block that no format knows.');
};

const words = (text: string): Words => ({ kind: 'words', text, bold: false, italic: false, href: null });

/** A paragraph of plain words, for what stands around a document. */
export const paragraphOf = (text: string): Paragraph => ({
  kind: 'paragraph',
  lines: [{ number: null, runs: text.split('\n').flatMap((line, index) => [...(index > 0 ? [{ kind: 'break' as const }] : []), words(line)]) }],
});

/** A heading of the first level, for what stands around a document. */
export const headingOf = (text: string): Heading => ({
  kind: 'heading',
  level: 2,
  rank: 1,
  label: '',
  badge: '',
  lines: [{ number: null, runs: [words(text)] }],
});

/** The blocks that stand in a block. */
export function innerBlocks(block: Block): Block[] {
  switch (block.kind) {
    case 'quote':
    case 'callout':
    case 'internal':
      return block.blocks;
    case 'list':
      return block.items.flatMap((item) => item.blocks);
    case 'table':
      return block.rows.flatMap((row) => row.flatMap((cell) => cell.blocks));
    case 'heading':
    case 'paragraph':
    case 'image':
    case 'rule':
    case 'record':
      return [];
  }
}

/** The text of a line, without what stands beside it. */
export const lineText = (line: Line): string => line.runs.map((run) => (run.kind === 'words' ? run.text : run.kind === 'break' ? '\n' : '')).join('');

/** Whether a block says nothing: what has no words can be no entry of an outline. */
export const isBlank = ({ label, lines }: Pick<Heading, 'label' | 'lines'>): boolean =>
  label === '' && lines.every((line) => !/[^\s\p{C}]/u.test(lineText(line)));
