/**
 * Comments in the living text: their anchors are Yjs relative positions, which stay with the words
 * while others type, and they are shown as decorations, so that commenting never changes the text.
 * Browser.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import { isRemote } from './block-ids';
import { findIn, findInBlock } from './find';

/** A comment's place in the text, as it is stored with it. */
export type LiveAnchor = { start: Anchor; end: Anchor };
export type AnchoredComment = LiveAnchor & {
  id: string;
  /** Its words, by which it is found again where they were deleted and came back. */
  quote: string;
  current?: boolean;
};

/** What is selected, ready to be commented on. */
export type SelectedPassage = LiveAnchor & {
  quote: string;
  /** The section it begins in; empty in papers. */
  itemId: string;
  /** It touches an internal section or passage. */
  internal: boolean;
};

type Binding = { type: Y.XmlFragment; doc: Y.Doc; mapping: never };

const bindingOf = (state: EditorState): Binding | null =>
  (ySyncPluginKey.getState(state) as { binding?: Binding } | undefined)?.binding ?? null;

/** A place in the shared text, as a string. */
export type Anchor = string;

/** The place of a position in the shared text, which stays with the words around it. */
export function anchorAt(state: EditorState, position: number): Anchor | null {
  const binding = bindingOf(state);
  if (!binding) return null;
  const relative = absolutePositionToRelativePosition(position, binding.type, binding.mapping) as Y.RelativePosition;
  return toBase64(Y.encodeRelativePosition(relative));
}

/** Where a place is now; null when it is gone, or can't be read. */
export function positionAt(state: EditorState, anchor: Anchor): number | null {
  const binding = bindingOf(state);
  if (!binding) return null;
  try {
    const relative = Y.decodeRelativePosition(fromBase64(anchor));
    return relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping);
  } catch {
    // An anchor that can't be read belongs to no words; a comment at it is still listed.
    return null;
  }
}

/** The anchor of the current selection; null when nothing is selected. */
export function passageOf(state: EditorState): SelectedPassage | null {
  const { from, to, empty, $from } = state.selection;
  if (empty) return null;
  const [start, end] = [anchorAt(state, from), anchorAt(state, to)];
  if (start === null || end === null) return null;
  let internal = false;
  state.doc.nodesBetween(from, to, (node) => {
    internal ||= node.type.name === 'internalPassage' || node.attrs.internal === true;
    return !internal;
  });
  const section: unknown = $from.depth > 0 ? $from.node(1).attrs.itemId : undefined;
  return {
    start,
    end,
    quote: state.doc.textBetween(from, to, ' ', (leaf) => (leaf.type.name === 'mention' ? String(leaf.attrs.name) : ' ')),
    itemId: typeof section === 'string' ? section : '',
    internal,
  };
}

/** Where a comment stands now; null when its words are gone. */
export function rangeOf(state: EditorState, anchor: LiveAnchor): { from: number; to: number } | null {
  const from = positionAt(state, anchor.start);
  const to = positionAt(state, anchor.end);
  if (from === null || to === null || from >= to || to > state.doc.content.size) return null;
  return { from, to };
}

/**
 * A comment at its words, where these were deleted and came back by somebody's undo: they are new to the
 * shared text then, and are known by what they say. Looked for where they stood, or, `anywhere`, where they
 * stand alone.
 */
function foundAgain(state: EditorState, comment: AnchoredComment, anywhere: boolean): AnchoredComment | null {
  const query = { text: comment.quote, exact: false, wholeWord: false };
  const point = positionAt(state, comment.start);
  const block = point === null || point > state.doc.content.size ? null : state.doc.resolve(point);
  const here = block?.parent.isTextblock ? findInBlock(block.parent, block.start(), query) : [];
  const back = here.find(({ from, to }) => from <= point! && point! <= to);
  const all = back || !anywhere ? [] : findIn(state.doc, query);
  const found = back ?? (all.length === 1 ? all[0]! : null);
  const [start, end] = found ? [anchorAt(state, found.from), anchorAt(state, found.to)] : [null, null];
  return start === null || end === null ? null : { ...comment, start, end };
}

type Shown = { comments: readonly AnchoredComment[]; decorations: DecorationSet };

const key = new PluginKey<Shown>('comments');

/** Looking through the whole text for more lost comments than these would be felt while one types. */
const mostSought = 20;

/** Marks the words of comments, and keeps where those were found that had been lost. */
function shownIn(state: EditorState, comments: readonly AnchoredComment[]): Shown {
  const lost = comments.filter((comment) => !rangeOf(state, comment));
  const again = new Map(
    lost.map((comment, index) => [comment.id, foundAgain(state, comment, index < mostSought)] as const),
  );
  const kept = comments.map((comment) => again.get(comment.id) ?? comment);
  const marks = kept.flatMap((comment) => {
    const range = rangeOf(state, comment);
    if (!range) return [];
    const name = comment.current ? 'm-comment m-comment-current' : 'm-comment';
    return [Decoration.inline(range.from, range.to, { class: name, 'data-comment': comment.id })];
  });
  return { comments: kept, decorations: DecorationSet.create(state.doc, marks) };
}

/** The transaction that shows these comments in the text instead of those before. */
export const showingComments = (state: EditorState, comments: readonly AnchoredComment[]): Transaction =>
  state.tr.setMeta(key, comments);

export const Comments = Extension.create<{ onOpen: (id: string) => void }>({
  name: 'comments',
  addOptions: () => ({ onOpen: () => undefined }),
  addProseMirrorPlugins() {
    const { onOpen } = this.options;
    return [
      new Plugin<Shown>({
        key,
        state: {
          init: () => ({ comments: [], decorations: DecorationSet.empty }),
          apply: (transaction, shown, _before, state) => {
            const given = transaction.getMeta(key) as readonly AnchoredComment[] | undefined;
            // A change from the others replaces the whole document, so nothing can be mapped through it.
            if (given || (transaction.docChanged && isRemote(transaction))) return shownIn(state, given ?? shown.comments);
            return transaction.docChanged
              ? { ...shown, decorations: shown.decorations.map(transaction.mapping, transaction.doc) }
              : shown;
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.decorations,
          handleClick: (_view, _position, event) => {
            const mark = event.target instanceof Element ? event.target.closest('[data-comment]') : null;
            if (mark) onOpen(mark.getAttribute('data-comment')!);
            return false;
          },
        },
      }),
    ];
  },
});
