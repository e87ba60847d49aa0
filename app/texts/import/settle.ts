/** How a text as it was found becomes a paper: what a paper has no place for is put where there is one. */
import {
  type HeadingLevel,
  type Image,
  type Inline,
  type PaperBlock,
  type PaperDocument,
  type Paragraph,
  type SimpleBlock,
  type Table,
  type TableCell,
  type TableRow,
  imageWidths,
  plainText,
} from '~/editor/document';
import { readPaper } from '~/editor/document-reader';
import { Rejected } from '~/services/errors';
import type { Draft, DraftCell } from './drafts';
import { importLimits } from './limits';
import type { Pace } from './pace.server';
import type { Report } from './report';

const longestTitle = 200;
const longestCaption = 500;
const mostColumns = 50;
const mostRowsOfCell = 500;
/** Rows or items that are checked at once. */
const portion = 200;

/** What settling needs all the way down. */
type Work = { report: Report; pace: Pace };
type Settled = { title: string | null; document: PaperDocument };

/**
 * Makes a paper of drafts.
 *
 * @returns its title where the text has one
 * @throws Rejected `textHuge` for a table that is too wide
 * @throws ZodError when the result is no paper, which would be a mistake of this file
 */
export async function settle(drafts: readonly Draft[], report: Report, pace: Pace): Promise<Settled> {
  const { title, rest, first } = takeTitle(drafts);
  const blocks: PaperBlock[] = [];
  for (const draft of withCaptions(rest)) {
    blocks.push(...(await settleBlock(draft, first, { report, pace })));
    await pace.rest();
  }
  const content: PaperBlock[] = [];
  for (const block of blocks) {
    content.push(await checked(block, pace));
    await pace.rest();
  }
  return { title, document: { type: 'paper', content: content.length > 0 ? content : [paragraph([])] } };
}

/** A block, checked as everywhere else; a long one in portions. */
async function checked(block: PaperBlock, pace: Pace): Promise<PaperBlock> {
  const content: unknown[] = [];
  const parts: readonly unknown[] = 'content' in block ? block.content : [];
  for (let at = 0; at === 0 || at < parts.length; at += portion) {
    const part = parts.length > portion ? { ...block, content: parts.slice(at, at + portion) } : block;
    const [read] = readPaper({ type: 'paper', content: [part] }).content;
    if (parts.length <= portion) return read!;
    content.push(...(read as { content: unknown[] }).content);
    await pace.rest();
  }
  return { ...block, content } as PaperBlock;
}

const paragraph = (content: Inline[]): Paragraph => ({ type: 'paragraph', content });

/**
 * The title stands beside the text: the first paragraph that is one, else the only heading of the
 * first level where the text begins with it.
 *
 * @returns `first` the level that is the first of the rest
 */
function takeTitle(drafts: readonly Draft[]): { title: string | null; rest: Draft[]; first: number } {
  const firstHeading = drafts.findIndex(({ type }) => type === 'heading');
  const titled = drafts.findIndex(({ type }) => type === 'title');
  if (titled !== -1 && (firstHeading === -1 || titled < firstHeading)) return without(drafts, titled, 1);
  const alone = drafts.filter((draft) => draft.type === 'heading' && draft.level === 1).length === 1;
  const begins = drafts[0];
  if (begins?.type === 'heading' && begins.level === 1 && alone) return without(drafts, 0, 2);
  return { title: null, rest: [...drafts], first: 1 };
}

function without(drafts: readonly Draft[], index: number, first: number) {
  const taken = drafts[index]!;
  const title = 'content' in taken ? (taken.content as Inline[]).map(plainText).join('').replace(/\s+/g, ' ').trim() : '';
  return { title: title.slice(0, longestTitle) || null, rest: drafts.filter((_, at) => at !== index), first };
}

/** Gives images the captions that stand beside them; any other caption is a paragraph. */
function withCaptions(drafts: readonly Draft[]): Draft[] {
  const placed: Draft[] = [];
  drafts.forEach((draft, index) => {
    if (draft.type !== 'caption') return placed.push(draft);
    const caption = draft.content.map(plainText).join('').slice(0, longestCaption);
    const [before, after] = [placed.at(-1), drafts[index + 1]];
    const image = [before, after].find((each): each is Image => each?.type === 'image' && each.attrs.caption === '');
    if (image) image.attrs.caption = caption;
    else placed.push(paragraph(draft.content));
    return undefined;
  });
  return placed;
}

async function settleBlock(draft: Draft, first: number, work: Work): Promise<PaperBlock[]> {
  switch (draft.type) {
    case 'paragraph':
      return draft.content.length > 0 ? [draft] : [];
    case 'title':
      return [settleHeading({ type: 'heading', level: first, content: draft.content }, first, work.report)];
    case 'heading':
      return [settleHeading(draft, first, work.report)];
    case 'caption':
      return [paragraph(draft.content)];
    case 'image':
    case 'horizontalRule':
      return [draft];
    case 'list': {
      const inside = newInside(work);
      return [...(await settleList(draft, inside)), ...inside.after];
    }
    case 'frame': {
      const inside = newInside(work);
      const content = await simple(withCaptions(draft.content), inside);
      if (content.length === 0) return inside.after;
      const framed: PaperBlock =
        draft.frame === 'quote'
          ? { type: 'blockquote', content }
          : { type: 'callout', attrs: { tone: draft.frame }, content };
      return [framed, ...inside.after];
    }
    case 'table': {
      const inside = newInside(work);
      const table = await settleTable(draft.rows, inside);
      return table ? [table, ...inside.after] : inside.after;
    }
  }
}

function settleHeading(draft: Extract<Draft, { type: 'heading' }>, first: number, report: Report): PaperBlock {
  const level = Math.max(2, draft.level - first + 2);
  if (level > 4) report.add('deepHeading', draft.content.map(plainText).join(''));
  return { type: 'heading', attrs: { level: Math.min(level, 4) as HeadingLevel }, content: draft.content };
}

/** What stands inside of a list, a quote or a table, and what has to follow it. */
type Inside = Work & { after: Image[] };
const newInside = (work: Work): Inside => ({ ...work, after: [] });

async function settleList(draft: Extract<Draft, { type: 'list' }>, inside: Inside): Promise<SimpleBlock[]> {
  const items: { checked: boolean; content: SimpleBlock[] }[] = [];
  for (const { checked, content } of draft.items) {
    const blocks = await simple(content, inside);
    // An item begins with a paragraph.
    items.push({ checked, content: blocks[0]?.type === 'paragraph' ? blocks : [paragraph([]), ...blocks] });
    await inside.pace.rest();
  }
  switch (draft.kind) {
    case 'bulletList':
      return [{ type: 'bulletList', content: items.map(({ content }) => ({ type: 'listItem', content })) }];
    case 'orderedList':
      return [
        {
          type: 'orderedList',
          attrs: { start: Math.min(Math.max(draft.start, 0), 9999) },
          content: items.map(({ content }) => ({ type: 'listItem', content })),
        },
      ];
    case 'taskList':
      return [
        {
          type: 'taskList',
          content: items.map(({ checked, content }) => ({ type: 'taskItem', attrs: { checked }, content })),
        },
      ];
  }
}

/** The same, of what may stand in lists, quotes and cells. */
async function simple(drafts: readonly Draft[], inside: Inside): Promise<SimpleBlock[]> {
  const blocks: SimpleBlock[] = [];
  for (const draft of drafts) blocks.push(...(await simpleOf(draft, inside)));
  return blocks;
}

async function simpleOf(draft: Draft, inside: Inside): Promise<SimpleBlock[]> {
  switch (draft.type) {
    case 'paragraph':
      return draft.content.length > 0 ? [draft] : [];
    case 'list':
      return settleList(draft, inside);
    case 'image':
      inside.report.add('imageMoved', draft.attrs.alt ?? '');
      inside.after.push(draft);
      return [];
    case 'title':
    case 'heading':
    case 'caption':
      inside.report.add('blockInCell', draft.content.map(plainText).join(''));
      return draft.content.length > 0 ? [paragraph(draft.content)] : [];
    case 'horizontalRule':
      inside.report.add('blockInCell');
      return [];
    case 'frame':
      inside.report.add('blockInCell', exampleOf(draft.content));
      return simple(draft.content, inside);
    case 'table':
      inside.report.add('nestedTable', exampleOf(draft.rows.flat().flatMap(({ content }) => content)));
      return simple(draft.rows.flat().flatMap(({ content }) => content), inside);
  }
}

/** The words of the first paragraph. */
function exampleOf(drafts: readonly Draft[]): string {
  const first = drafts.find((draft): draft is Paragraph => draft.type === 'paragraph');
  return first?.content.map(plainText).join('') ?? '';
}

/** A table in which every row is as wide as the widest. */
async function settleTable(rows: readonly DraftCell[][], inside: Inside): Promise<Table | undefined> {
  /** For each column how many of the next rows are taken by a cell from above. */
  const taken: number[] = [];
  const settled: { cells: TableCell[]; width: number; filled: number }[] = [];
  for (const [index, row] of rows.entries()) {
    const cells: TableCell[] = [];
    for (const cell of row) cells.push(await settleCell(cell, rows.length - index, inside));
    settled.push({ cells, ...place(cells, taken) });
    await inside.pace.rest();
  }
  const width = settled.reduce((widest, row) => Math.max(widest, row.width), 0);
  if (width === 0) return undefined;
  if (width > importLimits.columns) throw new Rejected('textHuge');
  const content = settled.map(({ cells, filled }): TableRow => {
    const type = cells.length > 0 && cells.every((cell) => cell.type === 'tableHeader') ? 'tableHeader' : 'tableCell';
    const missing = Array.from({ length: width - filled }, () => ({
      type: type as TableCell['type'],
      attrs: { colspan: 1, rowspan: 1 },
      content: [paragraph([])],
    }));
    return { type: 'tableRow', content: [...cells, ...missing] };
  });
  return { type: 'table', content };
}

/** @param rowsLeft how many rows there are from here on */
async function settleCell(cell: DraftCell, rowsLeft: number, inside: Inside): Promise<TableCell> {
  const colspan = Math.min(Math.max(cell.colspan, 1), mostColumns);
  const rowspan = Math.min(Math.max(cell.rowspan, 1), mostRowsOfCell, rowsLeft);
  if (colspan !== cell.colspan || rowspan !== cell.rowspan) inside.report.add('mergedCells', exampleOf(cell.content));
  const content = await simple(cell.content, inside);
  return {
    type: cell.header ? 'tableHeader' : 'tableCell',
    attrs: { colspan, rowspan },
    content: content.length > 0 ? content : [paragraph([])],
  };
}

/** Puts the cells of a row where the rows above leave room; says how wide it becomes, and how much of it is filled. */
function place(cells: readonly TableCell[], taken: number[]): { width: number; filled: number } {
  let column = 0;
  const below = [...taken].map((rows) => Math.max(0, rows - 1));
  for (const { attrs } of cells) {
    while ((taken[column] ?? 0) > 0) column += 1;
    for (let each = 0; each < attrs.colspan; each += 1) below[column + each] = attrs.rowspan - 1;
    column += attrs.colspan;
  }
  const last = taken.findLastIndex((rows) => rows > 0);
  const filled = taken.filter((rows) => rows > 0).length + cells.reduce((sum, { attrs }) => sum + attrs.colspan, 0);
  taken.splice(0, taken.length, ...Array.from(below, (rows) => rows ?? 0));
  return { width: Math.max(column, last + 1), filled };
}

/** The width of an image that comes closest. @param share of the width of the text, 1 is all of it */
export const imageWidth = (share: number): number =>
  imageWidths.reduce((best, width) => (Math.abs(width - share * 100) < Math.abs(best - share * 100) ? width : best), 100);
