/**
 * What the readers of all formats have in common: a text as they find it, looser than a paper may be,
 * and how it becomes one. Runs anywhere.
 */
import {
  type CalloutTone,
  type Image,
  type Inline,
  type Mark,
  type Paragraph,
  isLinkTarget,
  plainText,
} from '~/editor/document';
import { Rejected } from '~/services/errors';
import { importLimits } from './limits';
import type { Report } from './report';

/** What a paragraph may stand in, told by its style. */
export type Frame = 'quote' | CalloutTone;

export type DraftCell = { header: boolean; colspan: number; rowspan: number; content: Draft[] };
export type DraftItem = { checked: boolean; content: Draft[] };
export type ListKind = 'bulletList' | 'orderedList' | 'taskList';

/** A block as it was found: anything may stand in anything. */
export type Draft =
  | Paragraph
  | Image
  | { type: 'title'; content: Inline[] }
  /** As the source counts: 1 is the first. */
  | { type: 'heading'; level: number; content: Inline[] }
  | { type: 'caption'; content: Inline[] }
  | { type: 'horizontalRule' }
  | { type: 'list'; kind: ListKind; start: number; items: DraftItem[] }
  | { type: 'frame'; frame: Frame; content: Draft[] }
  | { type: 'table'; rows: DraftCell[][] };

/** Where a block stands in a list: begins an item, or belongs to the one before it. */
export type ListPlace =
  | { level: number; begins: true; kind: ListKind; list: string; number: number; checked: boolean }
  | { level: number; begins: false };

/** A block in a flat sequence, with what it stands in. */
export type Placed = { block: Draft; frame: Frame | null; list: ListPlace | null };

/** No list has more levels; what is deeper stands in the last. */
const deepestLevel = 8;

/** Makes of a flat sequence what stands in each other: quotes and callouts, lists, their items. */
export function arrange(sequence: readonly Placed[]): Draft[] {
  const arranged: Draft[] = [];
  let frame: { frame: Frame; parts: Placed[] } | undefined;
  let plain: Placed[] = [];
  const close = () => {
    if (frame) arranged.push({ type: 'frame', frame: frame.frame, content: nest(frame.parts) });
    arranged.push(...nest(plain));
    frame = undefined;
    plain = [];
  };
  for (const placed of sequence) {
    if (placed.frame !== (frame?.frame ?? null)) close();
    if (placed.frame === null) plain.push(placed);
    else (frame ??= { frame: placed.frame, parts: [] }).parts.push(placed);
  }
  close();
  return arranged;
}

/** Two quotes or callouts with an empty paragraph between them are two. */
export function part(sequence: Placed[]): void {
  if (sequence.at(-1)?.frame) sequence.push({ block: { type: 'paragraph', content: [] }, frame: null, list: null });
}

type OpenList = { level: number; list: string; next: number; draft: Extract<Draft, { type: 'list' }> };

function nest(sequence: readonly Placed[]): Draft[] {
  const nested: Draft[] = [];
  let open: OpenList[] = [];
  for (const { block, list } of sequence) {
    if (!list) {
      open = [];
      nested.push(block);
      continue;
    }
    const level = Math.min(list.level, deepestLevel);
    open = open.filter((each) => each.level <= level);
    if (!list.begins) {
      (open.at(-1)?.draft.items.at(-1)?.content ?? nested).push(block);
      continue;
    }
    const last = open.at(-1);
    if (last?.level === level) {
      const goesOn =
        last.draft.kind === list.kind && (list.kind !== 'orderedList' || (last.list === list.list && last.next === list.number));
      if (!goesOn) open.pop();
    }
    if (open.at(-1)?.level !== level) {
      const draft = { type: 'list' as const, kind: list.kind, start: list.number, items: [] };
      (open.at(-1)?.draft.items.at(-1)?.content ?? nested).push(draft);
      open.push({ level, list: list.list, next: list.number, draft });
    }
    const here = open.at(-1)!;
    here.draft.items.push({ checked: list.checked, content: [block] });
    here.next += 1;
  }
  return nested;
}

const markOrder: readonly Mark['type'][] = ['bold', 'italic', 'link'];

/** A piece of text with its marks, in the one order in which they stand. */
export function textWith(text: string, marks: { bold?: boolean; italic?: boolean; href?: string | undefined }): Inline {
  const worn: Mark[] = [
    ...(marks.bold ? [{ type: 'bold' as const }] : []),
    ...(marks.italic ? [{ type: 'italic' as const }] : []),
    ...(marks.href ? [{ type: 'link' as const, attrs: { href: marks.href } }] : []),
  ];
  return worn.length > 0 ? { type: 'text', text, marks: worn } : { type: 'text', text };
}

const sameMarks = (a: readonly Mark[] = [], b: readonly Mark[] = []) =>
  markOrder.every((type) => {
    const [one, other] = [a.find((mark) => mark.type === type), b.find((mark) => mark.type === type)];
    return one?.type === 'link' && other?.type === 'link' ? one.attrs.href === other.attrs.href : !one === !other;
  });

/** Joins what belongs together, and takes away white space and breaks at both ends. */
export function tidy(content: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const part of content) {
    const last = joined.at(-1);
    if (part.type !== 'text') joined.push(part);
    else if (last?.type === 'text' && sameMarks(last.marks, part.marks)) {
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    } else if (part.text !== '') joined.push(part);
  }
  const spaced = joined.map((part) => (part.type === 'text' ? { ...part, text: part.text.replace(/[\t\r\n ]+/g, ' ') } : part));
  trimEnd(spaced, 0, /^ +/);
  trimEnd(spaced, -1, / +$/);
  return spaced;
}

function trimEnd(content: Inline[], place: 0 | -1, space: RegExp): void {
  for (let end = content.at(place); end; end = content.at(place)) {
    if (end.type === 'text') end = { ...end, text: end.text.replace(space, '') };
    if (end.type !== 'hardBreak' && !(end.type === 'text' && end.text === '')) {
      content[place === 0 ? 0 : content.length - 1] = end;
      return;
    }
    if (place === 0) content.shift();
    else content.pop();
  }
}

const boxes: Record<string, boolean> = { '☐': false, '☑': true, '☒': true };

/** Whether a sign is a box to tick off, and ticked. */
export const boxOf = (sign: string): boolean | undefined => boxes[sign];

/** Takes the box off the beginning of a paragraph; undefined where there is none. */
export function takeBox(content: readonly Inline[]): { checked: boolean; content: Inline[] } | undefined {
  const first = content[0];
  if (first?.type !== 'text') return undefined;
  const checked = boxOf(first.text[0] ?? '');
  if (checked === undefined) return undefined;
  return { checked, content: tidy([{ ...first, text: first.text.slice(1) }, ...content.slice(1)]) };
}

/**
 * What a link of the source leads to; undefined where a paper can't lead there, which is reported.
 *
 * @param portal the address of the portal: links to its documents stay links to documents
 */
export function linkTarget(href: string, portal: string, report: Report): string | undefined {
  const address = href.trim().replaceAll(' ', '%20');
  if (address === '') return undefined;
  const own = address.startsWith(`${portal}/dokumente/`) ? address.slice(portal.length) : address;
  const target = [own, address].find(isLinkTarget);
  if (target !== undefined) return target;
  report.add(address.startsWith('#') ? 'internalLink' : 'otherLink', address);
  return undefined;
}

const longestFootnote = 4000;

/** A footnote with these words; several one after the other where there are too many. */
export function footnotesOf(text: string, report: Report): Inline[] {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words.length > longestFootnote) report.add('longFootnote', words);
  const notes: Inline[] = [];
  for (let at = 0; at < words.length; at += longestFootnote) {
    notes.push({ type: 'footnote', attrs: { text: words.slice(at, at + longestFootnote) } });
  }
  return notes;
}

const longestQuote = 300;

/** The words that comments are about, gathered between their two ends. */
export class Quotes {
  readonly #open = new Map<string, string>();
  readonly #gathered = new Map<string, string>();
  readonly #ended = new Set<string>();

  begin(comment: string): void {
    this.#open.set(comment, '');
  }

  add(text: string): void {
    for (const [comment, quote] of this.#open) {
      const longer = quote + text;
      this.#open.set(comment, longer);
      if (longer.length > longestQuote) this.#gather(comment);
    }
  }

  end(comment: string): void {
    this.#gather(comment);
    this.#ended.add(comment);
  }

  #gather(comment: string): void {
    const quote = this.#open.get(comment);
    if (quote !== undefined) this.#gathered.set(comment, quote.slice(0, longestQuote).trim());
    this.#open.delete(comment);
  }

  /** Empty for a comment that is about a place and not about words. */
  of(comment: string): string {
    return this.#ended.has(comment) ? (this.#gathered.get(comment) ?? '') : '';
  }
}

/** Counts what is read, and ends the reading of a text that is too long. */
export class Extent {
  words = 0;
  blocks = 0;

  /** @throws Rejected `textLong` */
  add(content: readonly Inline[]): void {
    this.blocks += 1;
    for (const part of content) this.words += wordsIn(plainText(part));
    if (this.words > importLimits.words || this.blocks > importLimits.blocks) {
      throw new Rejected('textLong', { maximum: importLimits.words });
    }
  }
}

const wordsIn = (text: string): number => text.match(/[^\s\u00a0]+/g)?.length ?? 0;

/** A note as words: addresses stand behind what leads to them. */
export function noteText(drafts: readonly Draft[], report: Report): string {
  const parts = inlineOf(drafts);
  const emphasised = parts.some((part) => part.type === 'text' && part.marks?.some(({ type }) => type !== 'link'));
  const text = parts
    .map((part) => {
      const link = part.type === 'text' && part.marks?.find((mark) => mark.type === 'link');
      if (!link || link.type !== 'link' || part.type !== 'text') return part.type === 'hardBreak' ? ' ' : plainText(part);
      return part.text.trim() === link.attrs.href ? part.text : `${part.text} (${link.attrs.href})`;
    })
    .join('');
  if (emphasised) report.add('footnoteFormat', text);
  return text;
}

function inlineOf(drafts: readonly Draft[]): Inline[] {
  const space: Inline = { type: 'text', text: ' ' };
  return drafts.flatMap((draft): Inline[] => {
    switch (draft.type) {
      case 'image':
      case 'horizontalRule':
        return [];
      case 'list':
        return draft.items.flatMap((item) => inlineOf(item.content));
      case 'table':
        return draft.rows.flatMap((row) => row.flatMap((cell) => inlineOf(cell.content)));
      case 'frame':
        return inlineOf(draft.content);
      default:
        return [...draft.content, space];
    }
  });
}
