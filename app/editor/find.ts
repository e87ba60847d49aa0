/**
 * Find and replace. What is found is marked by decorations, so that looking for words never changes the
 * text. Words are looked for in each block of text, also across their formats; what was read of a block
 * is kept as long as it stays the same. Runs anywhere but for the marks.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { UndoManager } from 'yjs';
import { transliterate } from '~/services/search-name';
import { isRemote } from './block-ids';

export type Query = {
  text: string;
  /** Capitals and small letters, umlauts and accents are told apart. */
  exact: boolean;
  /** Only where no letter or digit stands before or behind. */
  wholeWord: boolean;
};

export type Match = { from: number; to: number };

type Found = {
  query: Query;
  matches: readonly Match[];
  /** Which of them is the current one; -1 where there is none. */
  current: number;
  decorations: DecorationSet;
};

// ── Folding ──────────────────────────────────────────────────────────────────────────────────────

/** A text as it is looked through, and for each of its signs the place it has in the text itself. */
type Folded = { text: string; starts: number[]; ends: number[] };

/** All that may be typed for a sign: ä as ae, ß as ss, typographic marks as straight ones. */
function fold(sign: string): string {
  if (/[„“”‟«»]/.test(sign)) return '"';
  if (/[‚‘’‹›]/.test(sign)) return "'";
  if (/[‐‑–—]/.test(sign)) return '-';
  return /\s/.test(sign) ? ' ' : transliterate(sign);
}

function folded(text: string, exact: boolean): Folded {
  const result: Folded = { text: '', starts: [], ends: [] };
  let at = 0;
  for (const sign of text) {
    const written = exact ? sign : fold(sign);
    const end = at + sign.length;
    // An accent that stands behind its letter belongs to it.
    if (written === '' && result.ends.length > 0) result.ends[result.ends.length - 1] = end;
    for (let index = 0; index < written.length; index++) {
      result.starts.push(at);
      result.ends.push(end);
    }
    result.text += written;
    at = end;
  }
  return result;
}

const known = { exact: new WeakMap<Node, Folded>(), folded: new WeakMap<Node, Folded>() };

function foldedOf(block: Node, exact: boolean): Folded {
  const kept = known[exact ? 'exact' : 'folded'];
  let text = kept.get(block);
  // A leaf counts as one sign, so that places are positions.
  if (!text) kept.set(block, (text = folded(block.textBetween(0, block.content.size, undefined, '\uFFFC'), exact)));
  return text;
}

// ── Finding ──────────────────────────────────────────────────────────────────────────────────────

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

function matchesIn(block: Node, start: number, wanted: string, { exact, wholeWord }: Query): Match[] {
  const { text, starts, ends } = foldedOf(block, exact);
  const found: Match[] = [];
  let at = text.indexOf(wanted);
  while (at >= 0) {
    const end = at + wanted.length;
    const isWord = !isLetter(text[at - 1]) && !isLetter(text[end]);
    // Half of a sign that is written with two letters is not that sign.
    const isWhole = starts[at] !== starts[at - 1] && starts[end] !== starts[end - 1];
    const fits = isWhole && (isWord || !wholeWord);
    if (fits) found.push({ from: start + starts[at]!, to: start + ends[end - 1]! });
    at = text.indexOf(wanted, fits ? end : at + 1);
  }
  return found;
}

/** Where they stand in one block of text that begins at a position. */
export const findInBlock = (block: Node, start: number, query: Query): Match[] => {
  const wanted = folded(query.text, query.exact).text;
  return wanted === '' ? [] : matchesIn(block, start, wanted, query);
};

/** Where the words of a query stand. */
export function findIn(doc: Node, query: Query): Match[] {
  const wanted = folded(query.text, query.exact).text;
  if (wanted === '') return [];
  const matches: Match[] = [];
  doc.descendants((node, at) => {
    if (node.isTextblock) matches.push(...matchesIn(node, at + 1, wanted, query));
    return !node.isTextblock;
  });
  return matches;
}

// ── In the editor ────────────────────────────────────────────────────────────────────────────────

const key = new PluginKey<Found>('find');

const nothing: Found = {
  query: { text: '', exact: false, wholeWord: false },
  matches: [],
  current: -1,
  decorations: DecorationSet.empty,
};

/** More marks than these would only slow the page down; those around the current one are shown. */
const mostMarks = 1000;

function decorate(doc: Node, matches: readonly Match[], current: number): DecorationSet {
  const first = Math.max(0, Math.min(current - mostMarks / 2, matches.length - mostMarks));
  return DecorationSet.create(
    doc,
    matches.slice(first, first + mostMarks).map(({ from, to }, index) => {
      const name = first + index === current ? 'm-found m-found-current' : 'm-found';
      return Decoration.inline(from, to, { class: name });
    }),
  );
}

export const findState = (state: EditorState): Pick<Found, 'matches' | 'current' | 'query'> => key.getState(state) ?? nothing;

type Change = { query: Query; near: number } | { current: number } | 'again' | 'end';

const changing = (state: EditorState, change: Change): Transaction => state.tr.setMeta(key, change).setMeta('addToHistory', false);

/** Looks for something; the first match at or behind a position becomes the current one, or the first of all. */
export const finding = (state: EditorState, query: Query, near = state.selection.from): Transaction =>
  changing(state, { query, near });

/** Ends it, and takes the marks away. */
export const endingFind = (state: EditorState): Transaction => changing(state, 'end');

/** Makes the next match the current one, or the one before; selects and shows it. */
export function going(state: EditorState, step: 1 | -1): Transaction | null {
  const { matches, current } = findState(state);
  if (matches.length === 0) return null;
  const next = (current + step + matches.length) % matches.length;
  return selectingMatch(changing(state, { current: next }), matches[next]!);
}

function selectingMatch(transaction: Transaction, { from, to }: Match): Transaction {
  return transaction.setSelection(TextSelection.create(transaction.doc, from, to)).scrollIntoView();
}

/** Selects and shows the current match. */
export function showingMatch(state: EditorState): Transaction | null {
  const { matches, current } = findState(state);
  const match = matches[current];
  return match ? selectingMatch(state.tr, match) : null;
}

/** What was found is still there: somebody may have changed it since. */
const stillThere = (doc: Node, query: Query, { from, to }: Match): boolean => {
  if (to > doc.content.size) return false;
  const $from = doc.resolve(from);
  if (!$from.parent.isTextblock || to > $from.end()) return false;
  return findIn(doc.cut(from, to), { ...query, wholeWord: false }).length === 1;
};

function put(transaction: Transaction, { from, to }: Match, replacement: string): void {
  if (replacement === '') transaction.delete(from, to);
  else transaction.insertText(replacement, from, to);
}

/** Replaces the current match, and goes on to the next one. */
export function replacing(state: EditorState, replacement: string): Transaction | null {
  const { query, matches, current } = findState(state);
  const match = matches[current];
  if (!match || !stillThere(state.doc, query, match)) return null;
  const transaction = state.tr;
  put(transaction, match, replacement);
  return transaction.setMeta(key, { query, near: match.from + replacement.length } satisfies Change);
}

/** Replaces all matches at once. @returns null where there are none; else the change, and how many */
export function replacingAll(state: EditorState, replacement: string): { transaction: Transaction; count: number } | null {
  const { query } = findState(state);
  const matches = findIn(state.doc, query);
  if (matches.length === 0) return null;
  const transaction = state.tr;
  for (const match of matches.toReversed()) put(transaction, match, replacement);
  transaction.setMeta(key, { query, near: 0 } satisfies Change);
  return { transaction, count: matches.length };
}

/** Makes what follows a step of undo of its own, apart from what was typed just before. */
export function beginUndoStep(state: EditorState): void {
  (yUndoPluginKey.getState(state) as { undoManager: UndoManager } | undefined)?.undoManager.stopCapturing();
}

function applied(found: Found, change: Change, doc: Node): Found {
  if (change === 'end') return nothing;
  if (change !== 'again' && 'current' in change) {
    return { ...found, current: change.current, decorations: decorate(doc, found.matches, change.current) };
  }
  const query = change === 'again' ? found.query : change.query;
  const near = change === 'again' ? (found.matches[found.current]?.from ?? 0) : change.near;
  const matches = findIn(doc, query);
  const behind = matches.findIndex(({ from }) => from >= near);
  // Behind the last match it begins anew.
  const current = behind >= 0 ? behind : Math.min(0, matches.length - 1);
  return { query, matches, current, decorations: decorate(doc, matches, current) };
}

/** How long after the last change of the text it is looked through anew. */
const pause = 250;

export const Find = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [
    new Plugin<Found>({
      key,
      state: {
        init: () => nothing,
        apply: (transaction, found, _before, state) => {
          const change = transaction.getMeta(key) as Change | undefined;
          if (change) return applied(found, change, state.doc);
          if (!transaction.docChanged || found.query.text === '') return found;
          // A change from the others replaces the whole document, so nothing can be mapped through it.
          if (isRemote(transaction)) return applied(found, 'again', state.doc);
          // Until it is looked through anew, a moment later.
          const { mapping } = transaction;
          const matches = found.matches
            .map(({ from, to }) => ({ from: mapping.map(from, 1), to: mapping.map(to, -1) }))
            .filter(({ from, to }) => from < to);
          const current = Math.min(found.current, matches.length - 1);
          return { ...found, matches, current, decorations: found.decorations.map(mapping, state.doc) };
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
      view: () => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        return {
          update: (view, before) => {
            if (view.state.doc === before.doc || findState(view.state).query.text === '') return;
            clearTimeout(timer);
            timer = setTimeout(() => view.dispatch(changing(view.state, 'again')), pause);
          },
          destroy: () => clearTimeout(timer),
        };
      },
    }),
  ],
});
