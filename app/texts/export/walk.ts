/**
 * The one walk over a document that feeds every format: it numbers footnotes, says votes and results,
 * makes addresses whole, cuts lines where they are numbered and notes where comments begin and end.
 * A kind of node it has no answer for does not compile. Runs anywhere.
 */
import { formatDay } from '~/services/time';
import type { Day, Language, TaskState } from '~db/values';
import {
  isLinkTarget,
  linkedDocument,
  type ActionItem,
  type AgendaSection,
  type Decision,
  type DocumentNode,
  type Heading as HeadingNode,
  type Inline,
  type ListItem,
  type Mark,
  type PaperBlock,
  type SectionBlock,
  type Table as TableNode,
  type TaskItem,
  type TextDocument,
} from '~/editor/document';
import { addressesIn } from '~/editor/footnotes';
import { nodeSize } from '~/editor/positions';
import { resultOf, wasCounted } from '~/editor/records';
import type { Lines, Translate } from '~/editor/render';
import { type Block, type Cell, type CommentEdge, type Footnote, type Heading, type Item, type Line, type Run, type Table, isBlank } from './blocks';
import { headerRowsOf, placed } from './grid';

/** Where the lines of a text begin (`lines.ts`), by the position before their block; one without an entry has no numbers. */
export type LineMap = ReadonlyMap<number, Lines>;

/** Words of a document, by positions. */
export type Range = { from: number; to: number };

export type WalkOptions = {
  /** Words of whatever namespace, named in the key: `editor:section.internal`. */
  t: Translate;
  language: Language;
  /** The address of the portal, without a slash at the end. */
  baseUrl: string;
  /** The live state of tasks, by `blockId`. */
  taskStates?: ReadonlyMap<string, TaskState>;
  lines?: LineMap;
  /** What comments are about, in their order; null for the document as a whole. */
  comments?: readonly (Range | null)[];
};

/** Deeper lists than any format can set become paragraphs of their item. */
export const deepestList = 8;

type BlockNode = AgendaSection | SectionBlock | PaperBlock;
type TextBlock = DocumentNode & { content: Inline[] };
type Leaf = { from: number; to: number };

/** The document in blocks. Reserve it for readers who may see all of it: pass `withoutInternal(document)` for others. */
export function blocksOf(document: TextDocument, options: WalkOptions): Block[] {
  const edges = edgesOf(document, options.comments ?? []);
  return new Walk(options, edges, document.type === 'doc').blocks(document.content, 0, 0);
}

class Walk {
  private footnotes = 0;
  private rank = 0;
  /** Where comments begin or end, in order. */
  private readonly edgePlaces: readonly number[];

  constructor(
    private readonly options: WalkOptions,
    private readonly edges: ReadonlyMap<number, readonly CommentEdge[]>,
    private readonly inSections: boolean,
  ) {
    this.edgePlaces = [...edges.keys()].sort((a, b) => a - b);
  }

  /** @param at the position before the first of the nodes; @param depth how many lists they stand in */
  blocks(nodes: readonly BlockNode[], at: number, depth: number): Block[] {
    return this.each(nodes, at, (node, start) => this.block(node, start, depth)).flat();
  }

  private each<Node extends DocumentNode, Out>(nodes: readonly Node[], at: number, tell: (node: Node, at: number) => Out): Out[] {
    let position = at;
    return nodes.map((node) => {
      const told = tell(node, position);
      position += nodeSize(node);
      return told;
    });
  }

  private block(node: BlockNode, at: number, depth: number): Block[] {
    switch (node.type) {
      case 'agendaSection':
        return [this.section(node), ...this.blocks(node.content, at + 1, depth)];
      case 'paragraph':
        return [{ kind: 'paragraph', lines: this.lines(node, at) }];
      case 'heading':
        return [this.heading(node, at)];
      case 'bulletList':
        return this.list('bullet', 1, node.content, at, depth);
      case 'orderedList':
        return this.list('ordered', node.attrs.start, node.content, at, depth);
      case 'taskList':
        return this.list('task', 1, node.content, at, depth);
      case 'blockquote':
        return [{ kind: 'quote', blocks: this.blocks(node.content, at + 1, depth) }];
      case 'callout': {
        const { tone } = node.attrs;
        return [{ kind: 'callout', tone, name: this.options.t(`editor:callout.${tone}`), blocks: this.blocks(node.content, at + 1, depth) }];
      }
      case 'table':
        return [this.table(node, at)];
      case 'image': {
        const { fileId, alt, caption, width } = node.attrs;
        return [{ kind: 'image', fileId, alt, caption, width }];
      }
      case 'horizontalRule':
        return [{ kind: 'rule' }];
      case 'decision':
        return [this.decision(node, at)];
      case 'actionItem':
        return [this.actionItem(node, at)];
      case 'internalPassage': {
        const [name, badge] = [this.options.t('editor:passage.name'), this.options.t('editor:section.internal')];
        return [{ kind: 'internal', name, badge, blocks: this.blocks(node.content, at + 1, depth) }];
      }
      default:
        return unknownNode(node);
    }
  }

  private section({ attrs: { number, title, internal } }: AgendaSection): Heading {
    const { t } = this.options;
    this.rank = 1;
    const label = number !== '' ? t('editor:section.item', { number }) : title === '' ? '' : t('editor:section.unlisted');
    return {
      kind: 'heading',
      level: 2,
      rank: 1,
      label,
      badge: internal ? t('editor:section.internal') : '',
      lines: [{ number: null, runs: [plain(number === '' && title === '' ? t('editor:section.free') : title)] }],
    };
  }

  private heading(node: HeadingNode, at: number): Heading {
    const { level } = node.attrs;
    const lines = this.lines(node, at);
    // Below the heading of a section whatever its own level; elsewhere at most one below the last.
    const rank = Math.max(this.inSections ? 2 : 1, Math.min(level - 1, this.rank + 1));
    const heading: Heading = { kind: 'heading', level, rank, label: '', badge: '', lines };
    if (!isBlank(heading)) this.rank = rank;
    return heading;
  }

  private list(
    style: 'bullet' | 'ordered' | 'task',
    start: number,
    nodes: readonly (ListItem | TaskItem)[],
    at: number,
    depth: number,
  ): Block[] {
    const items = this.each(nodes, at + 1, (item, place): Item => {
      const checked = item.type === 'taskItem' ? item.attrs.checked : null;
      return { checked, blocks: this.blocks(item.content, place + 1, depth + 1) };
    });
    return depth < deepestList ? [{ kind: 'list', style, start, items }] : items.flatMap((item) => item.blocks);
  }

  private table(node: TableNode, at: number): Table {
    const wanted = this.each(node.content, at + 1, (row, rowAt) => {
      const names = row.content.every((cell) => cell.type === 'tableHeader') ? 'column' : 'row';
      return this.each(row.content, rowAt + 1, (cell, cellAt): Omit<Cell, 'column'> => ({
        ...cell.attrs,
        header: cell.type === 'tableHeader' ? names : null,
        blocks: this.blocks(cell.content, cellAt + 1, 0),
      }));
    });
    const { columns, rows } = placed(wanted);
    return { kind: 'table', columns, headerRows: headerRowsOf(rows), rows };
  }

  private decision(node: Decision, at: number): Block {
    const { t } = this.options;
    const { attrs } = node;
    const counts = wasCounted(attrs)
      ? (['yes', 'no', 'abstained'] as const).map((vote) => t(`editor:decision.${vote}Count`, { count: attrs[vote] ?? 0 }))
      : [];
    const name = [t('editor:decision.name'), attrs.number].filter(Boolean).join(' ');
    const result = t(`editor:decision.${resultOf(attrs)}`);
    return { kind: 'record', of: 'decision', name, lines: this.lines(node, at), details: counts, result };
  }

  private actionItem(node: ActionItem, at: number): Block {
    const { t, language, taskStates } = this.options;
    const { assigneeName, due, blockId } = node.attrs;
    const state = taskStates?.get(blockId);
    const details = [
      assigneeName,
      due === null ? '' : t('editor:task.until', { day: formatDay(due as Day, language) }),
      state ? t(`editor:task.state.${state}`) : '',
    ];
    return { kind: 'record', of: 'task', name: t('editor:task.name'), lines: this.lines(node, at), details: details.filter(Boolean), result: '' };
  }

  private lines(node: TextBlock, at: number): Line[] {
    const numbering = this.options.lines?.get(at);
    const breaks = new Set(numbering?.breaks.map((offset) => at + 1 + offset));
    let number = numbering ? numbering.first : null;
    const lines: Line[] = [{ number, runs: [] }];
    this.each(node.content, at + 1, (inline, place) => {
      const end = place + nodeSize(inline);
      const inside = [...between(place, end, [...breaks]), ...between(place, end, this.edgePlaces)];
      const cuts = [...new Set([place, ...inside, end])].sort((a, b) => a - b);
      for (const [index, from] of cuts.slice(0, -1).entries()) {
        if (breaks.has(from)) {
          // A break of the writer's own ends its line as well.
          if (lines.at(-1)!.runs.at(-1)?.kind === 'break') lines.at(-1)!.runs.pop();
          lines.push({ number: number === null ? null : ++number, runs: [] });
        }
        const runs = lines.at(-1)!.runs;
        runs.push(...(this.edges.get(from) ?? []).filter(({ kind }) => kind === 'commentStart'));
        runs.push(this.run(inline, from - place, cuts[index + 1]! - place));
        runs.push(...(this.edges.get(cuts[index + 1]!) ?? []).filter(({ kind }) => kind === 'commentEnd'));
      }
    });
    // What is numbered as one line is one.
    return numbering ? lines.map((line) => ({ ...line, runs: line.runs.map((run) => (run.kind === 'break' ? plain(' ') : run)) })) : lines;
  }

  /** A piece of what stands in a line; only text has pieces. */
  private run(node: Inline, from: number, to: number): Run {
    switch (node.type) {
      case 'text':
        return { ...plain(node.text.slice(from, to)), ...this.look(node.marks ?? []) };
      case 'hardBreak':
        return { kind: 'break' };
      case 'mention':
        return plain(node.attrs.name);
      case 'footnote':
        return this.footnote(node.attrs.text);
      default:
        return unknownNode(node);
    }
  }

  private look(marks: readonly Mark[]): { bold: boolean; italic: boolean; href: string | null } {
    const look = { bold: false, italic: false, href: null as string | null };
    for (const mark of marks) {
      switch (mark.type) {
        case 'bold':
          look.bold = true;
          break;
        case 'italic':
          look.italic = true;
          break;
        case 'link':
          look.href = this.address(mark.attrs.href);
      }
    }
    return look;
  }

  private address(href: string): string | null {
    if (!isLinkTarget(href)) return null;
    return linkedDocument(href) ? this.options.baseUrl + href : href;
  }

  private footnote(text: string): Footnote {
    const words = addressesIn(text).map(({ words: said, href }) => ({ text: said, href }));
    return { kind: 'footnote', number: ++this.footnotes, words };
  }
}

const plain = (text: string) => ({ kind: 'words' as const, text, bold: false, italic: false, href: null });

/** Those of some places, given in order, that lie inside a stretch. */
function between(from: number, to: number, places: readonly number[]): readonly number[] {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= from) low = middle + 1;
    else high = middle;
  }
  const start = low;
  while (low < places.length && places[low]! < to) low++;
  return places.slice(start, low);
}

const unknownNode = (_node: never): never => {
  throw new Error('A node that is not exported.');
};

/**
 * Where comments begin and end: at words, as only there they can be noted. What is about words that are
 * not there is about the document as a whole, and has no edges.
 */
function edgesOf(document: TextDocument, comments: readonly (Range | null)[]): Map<number, CommentEdge[]> {
  const edges = new Map<number, CommentEdge[]>();
  if (comments.every((range) => range === null)) return edges;
  const leaves = leavesOf(document.content, 0);
  const note = (at: number, edge: CommentEdge) => edges.set(at, [...(edges.get(at) ?? []), edge]);
  for (const [index, range] of comments.entries()) {
    if (!range) continue;
    const touched = leaves.filter(({ from, to }) => from < range.to && to > range.from);
    if (touched.length === 0) continue;
    note(Math.max(range.from, touched[0]!.from), { kind: 'commentStart', index });
    note(Math.min(range.to, touched.at(-1)!.to), { kind: 'commentEnd', index });
  }
  return edges;
}

/** The stretches of the document in which words stand. */
function leavesOf(nodes: readonly DocumentNode[], at: number): Leaf[] {
  const leaves: Leaf[] = [];
  let position = at;
  for (const node of nodes) {
    const size = nodeSize(node);
    if (node.type === 'text' || node.type === 'mention') leaves.push({ from: position, to: position + size });
    else if ('content' in node) leaves.push(...leavesOf(node.content, position + 1));
    position += size;
  }
  return leaves;
}

/** Those of some comments that have no place in the document. */
export function unplaced(document: TextDocument, comments: readonly (Range | null)[]): number[] {
  const found = new Set([...edgesOf(document, comments).values()].flat().map(({ index }) => index));
  return comments.flatMap((_range, index) => (found.has(index) ? [] : [index]));
}
