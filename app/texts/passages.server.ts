/**
 * Finding words in a text: what stands between two positions, in which section, and whether any of it
 * is internal. Live texts and frozen versions are both read as a row of runs.
 */
import * as Y from 'yjs';
import { type DocumentNode, type TextDocument, fragmentName } from '~/editor/document';
import { chapterKey, chapterLevel, partsOf } from '~/editor/parts';
import { nodeSize } from '~/editor/positions';

/** Text without a break in it. Positions are ProseMirror's in a version, plain offsets in a live text. */
export type Run = {
  from: number;
  to: number;
  text: string;
  internal: boolean;
  /** The part it stands in (`partsOf`): its place in the document; in a live text its key. */
  section: number | string;
  /** Runs of one block stand on one line. */
  block: number;
};

type Within = Pick<Run, 'internal' | 'section' | 'block'>;

export type Passage = { quote: string; internal: boolean; section: Run['section'] };

const longestQuote = 1000;

/** The words between two positions; undefined when there are none. */
export function passageBetween(runs: readonly Run[], from: number, to: number): Passage | undefined {
  const touched = runs.filter((run) => run.from < to && run.to > from);
  const first = touched[0];
  if (!first) return undefined;
  const quote = joinRuns(
    touched.map((run) => ({
      ...run,
      // An atom (a mention) is one step, whatever its length: it is quoted whole.
      text: run.text.length === run.to - run.from
        ? run.text.slice(Math.max(0, from - run.from), to - run.from)
        : run.text,
    })),
  );
  if (quote === '') return undefined;
  return { quote, internal: touched.some((run) => run.internal), section: first.section };
}

function joinRuns(runs: readonly Pick<Run, 'text' | 'block'>[]): string {
  let quote = '';
  let block: number | undefined;
  for (const run of runs) {
    if (block !== undefined && block !== run.block) quote += ' ';
    quote += run.text;
    block = run.block;
  }
  const words = quote.replace(/\s+/g, ' ').trim();
  return words.length > longestQuote ? `${words.slice(0, longestQuote - 1)}…` : words;
}

/** Spellings that a person copying words by hand would not tell apart. */
const plain = (sign: string): string =>
  /\s/.test(sign) ? ' ' : /[„“”«»"]/.test(sign) ? '"' : /[‚‘’']/.test(sign) ? "'" : /[–—-]/.test(sign) ? '-' : sign.toLowerCase();

/** Where these words stand first, by their positions; undefined when they don't. */
export const findWords = (runs: readonly Run[], words: string): { from: number; to: number } | undefined =>
  findAllWords(runs, words)[0];

/** All places where these words stand, in their order. */
function findAllWords(runs: readonly Run[], words: string): { from: number; to: number }[] {
  const signs: { sign: string; from: number; to: number }[] = [];
  let block: number | undefined;
  for (const run of runs) {
    if (block !== undefined && block !== run.block) signs.push({ sign: ' ', from: run.from, to: run.from });
    block = run.block;
    const atom = run.text.length !== run.to - run.from;
    [...run.text].reduce((offset, sign) => {
      const from = atom ? run.from : run.from + offset;
      signs.push({ sign: plain(sign), from, to: atom ? run.to : from + sign.length });
      return offset + sign.length;
    }, 0);
  }
  const kept = signs.filter(({ sign }, index) => sign !== ' ' || (index > 0 && signs[index - 1]!.sign !== ' '));
  const wanted = [...words.trim().replace(/\s+/g, ' ')].map(plain);
  if (wanted.length === 0) return [];
  const found: { from: number; to: number }[] = [];
  for (let start = 0; start + wanted.length <= kept.length; start += 1) {
    const last = start + wanted.length - 1;
    if (wanted.every((sign, offset) => kept[start + offset]!.sign === sign)) found.push({ from: kept[start]!.from, to: kept[last]!.to });
  }
  return found;
}

/** A version as runs. */
export function runsOf(document: TextDocument): Run[] {
  const runs: Run[] = [];
  const visit = (nodes: readonly DocumentNode[], start: number, within: Within) => {
    let at = start;
    for (const node of nodes) {
      if (node.type === 'text') runs.push({ ...within, from: at, to: at + node.text.length, text: node.text });
      else if (node.type === 'mention') runs.push({ ...within, from: at, to: at + 1, text: `@${node.attrs.name}` });
      else if (node.type === 'hardBreak') runs.push({ ...within, from: at, to: at + 1, text: ' ' });
      else if ('content' in node) {
        const internal = within.internal || node.type === 'internalPassage';
        visit(node.content, at + 1, { internal, section: within.section, block: at + 1 });
      }
      at += nodeSize(node);
    }
  };
  for (const { index, internal, content, from } of partsOf(document)) {
    visit(content, from, { internal, section: index, block: from });
  }
  return runs;
}

/**
 * Words in one part of a version, as somebody may see it.
 *
 * @returns their positions in the full document, and how they stand there; undefined when they don't
 */
export function wordsInSection(
  document: TextDocument,
  section: number,
  words: string,
  readsInternal: boolean,
): (Passage & { from: number; to: number }) | undefined {
  const runs = runsOf(document).filter((run) => run.section === section && (readsInternal || !run.internal));
  const found = findWords(runs, words);
  const passage = found && passageBetween(runs, found.from, found.to);
  return passage && { ...passage, ...found };
}

const isChapterHeading = (element: Y.XmlElement): boolean =>
  element.nodeName === 'heading' && (element.getAttribute('level') as unknown) === chapterLevel;

/** A live text as runs, and where a relative position lies in them. */
export class LiveRuns {
  readonly runs: Run[] = [];
  readonly #starts = new Map<unknown, number[]>();
  #length = 0;
  #blocks = 0;

  constructor(readonly ydoc: Y.Doc) {
    const root = ydoc.getXmlFragment(fragmentName);
    let chapter = -1;
    const chapterOf = (child: unknown) => {
      const begins = child instanceof Y.XmlElement && isChapterHeading(child);
      if (begins || chapter < 0) chapter += 1;
      return chapterKey(chapter);
    };
    this.#visit(root, (child) => ({ internal: false, section: chapterOf(child), block: 0 }));
  }

  /** @param around what a child stands in */
  #visit(parent: Y.XmlFragment | Y.XmlElement, around: (child: unknown) => Within): void {
    const starts: number[] = [];
    for (const child of parent.toArray()) {
      starts.push(this.#length);
      const within = around(child);
      if (child instanceof Y.XmlText) this.#text(child, within);
      else if (child instanceof Y.XmlElement) {
        const inside = this.#inside(child, within);
        this.#visit(child, () => inside);
      }
    }
    this.#starts.set(parent, [...starts, this.#length]);
  }

  #inside(element: Y.XmlElement, within: Within): Within {
    const attributes = element.getAttributes() as Record<string, unknown>;
    const isSection = element.nodeName === 'agendaSection';
    const marked = element.nodeName === 'internalPassage' || (isSection && attributes.internal === true);
    return {
      internal: within.internal || marked,
      section: isSection ? String(attributes.itemId ?? '') : within.section,
      block: (this.#blocks += 1),
    };
  }

  #text(node: Y.XmlText, within: Within): void {
    this.#starts.set(node, [this.#length]);
    const delta = node.toDelta() as { insert: unknown }[];
    const text = delta.map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');
    this.runs.push({ ...within, from: this.#length, to: this.#length + text.length, text });
    this.#length += text.length;
  }

  /** @param encoded a Yjs relative position in base64; undefined when it is none, or of another text */
  offsetOf(encoded: string): number | undefined {
    try {
      const relative = Y.decodeRelativePosition(Buffer.from(encoded, 'base64'));
      const found = Y.createAbsolutePositionFromRelativePosition(relative, this.ydoc);
      const starts = found && this.#starts.get(found.type);
      if (!found || !starts) return undefined;
      return found.type instanceof Y.XmlText ? starts[0]! + found.index : starts[Math.min(found.index, starts.length - 1)];
    } catch {
      return undefined;
    }
  }

  /**
   * The words of a comment. Where they were deleted and came back by an undo they are new to the shared text:
   * only who undid it knows that they are the same. So they are looked for by what they say: where they
   * stood, or wherever they stand alone.
   *
   * @returns undefined when they are gone
   */
  passageOf({ start, end }: { start: string; end: string }, quote: string): Passage | undefined {
    const passage = this.passage(start, end);
    if (passage) return passage;
    const point = this.offsetOf(start);
    const places = findAllWords(this.runs, quote.replace(/…$/, ''));
    const back = places.find(({ from, to }) => point !== undefined && from <= point && point <= to);
    const only = places.length === 1 ? places[0] : undefined;
    const found = back ?? only;
    return found && passageBetween(this.runs, found.from, found.to);
  }

  /** The words between two relative positions; undefined when they are gone. */
  passage(start: string, end: string): Passage | undefined {
    const [from, to] = [this.offsetOf(start), this.offsetOf(end)];
    return from === undefined || to === undefined ? undefined : passageBetween(this.runs, from, to);
  }
}
