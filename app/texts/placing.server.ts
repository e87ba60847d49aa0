/**
 * Where threads stand in the text that is shown: in which section, at which words. A thread whose
 * words are gone is kept and listed with its quote.
 */
import type { Doc } from 'yjs';
import type { VersionId } from '~db/values';
import type { TextDocument } from '~/editor/document';
import { internalPositions, withoutInternal } from '~/editor/internal';
import { type Part, partsOf } from '~/editor/parts';
import type { Thread } from './comments.server';
import { LiveRuns, type Run, findWords, runsOf } from './passages.server';

export type Spot = {
  /** The place of its section in the full document; null for the text as a whole, and for orphans. */
  section: number | null;
  /** Positions of the words in the document as the reader sees it; null where they can't be marked. */
  range: { from: number; to: number } | null;
  /** Its words are no longer in the text. */
  orphaned: boolean;
};

export type ShownText = {
  /** The full document, internal parts included. */
  document: TextDocument;
  /** The version it is; null for the live text, whose Yjs document is then given. */
  versionId: VersionId | null;
  ydoc?: Doc;
  readsInternal: boolean;
};

/** Places threads, in the order given. */
export function placeThreads<T extends Pick<Thread, 'anchor' | 'quote' | 'versionId'>>(
  threads: readonly T[],
  text: ShownText,
): (T & Spot)[] {
  // To be able to find anything, all of the text is walked.
  if (threads.length === 0) return [];
  const find = new Finder(text);
  return threads.map((thread) => ({ ...thread, ...find.spot(thread) }));
}

const whole: Spot = { section: null, range: null, orphaned: false };
const orphan: Spot = { section: null, range: null, orphaned: true };

class Finder {
  readonly #runs: Run[];
  readonly #toSeen: (position: number) => number | null;
  readonly #live: LiveRuns | undefined;
  readonly #parts: readonly Part[];

  constructor(readonly text: ShownText) {
    this.#runs = runsOf(text.document).filter((run) => text.readsInternal || !run.internal);
    this.#toSeen = text.readsInternal ? (position) => position : internalPositions(text.document).toReduced;
    this.#live = text.ydoc && new LiveRuns(text.ydoc);
    this.#parts = partsOf(text.document);
  }

  spot({ anchor, quote, versionId }: Pick<Thread, 'anchor' | 'quote' | 'versionId'>): Spot {
    if (anchor.kind === 'whole') return whole;
    if (anchor.kind === 'version' && versionId === this.text.versionId) return this.#at(anchor.from, anchor.to);
    if (anchor.kind === 'live' && this.#live) return this.#inLive(anchor, quote);
    return this.#byWords(quote);
  }

  #at(from: number, to: number): Spot {
    const section = this.#parts.find((part) => part.from <= from && from < part.to)?.index ?? null;
    const [start, end] = [this.#toSeen(from), this.#toSeen(to)];
    const range = from < to && start !== null && end !== null ? { from: start, to: end } : null;
    return { section, range, orphaned: false };
  }

  #inLive(anchor: { start: string; end: string }, quote: string): Spot {
    const passage = this.#live!.passageOf(anchor, quote);
    if (!passage) return orphan;
    const part = this.#parts.find(({ key }) => key === passage.section);
    return { section: part?.index ?? null, range: null, orphaned: false };
  }

  /** It was said about another state of the text: the same words may still be there. */
  #byWords(quote: string): Spot {
    if (quote === '') return whole;
    const found = findWords(this.#runs, quote.replace(/…$/, ''));
    return found ? this.#at(found.from, found.to) : orphan;
  }
}

/** A part as the reader sees it, and its place in the full document. */
export type SeenPart = { index: number; key: string; number: string; title: string; internal: boolean; from: number };

/** The parts a reader sees, with their positions in the document as that reader sees it. */
export function seenParts(document: TextDocument, readsInternal: boolean): SeenPart[] {
  const shown = partsOf(document).filter(({ internal }) => readsInternal || !internal);
  const seen = partsOf(readsInternal ? document : withoutInternal(document));
  return shown.map(({ index, key, number, title, internal }, order) => ({
    index,
    key,
    number,
    title,
    internal,
    from: seen[order]!.from,
  }));
}
