/**
 * Keeps one's own cursor at one's own words while others write in the same paragraph.
 *
 * After a change from outside y-tiptap 3.0.9 takes a cursor in a paragraph whose text has changed for
 * lost, and puts it back at the same distance from the paragraph's beginning: whoever writes behind
 * somebody else then types their letters backwards. Here it is put after the letter it stood after,
 * which also keeps apart two who write at the very same place. Browser.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';

type SyncState = {
  doc: Y.Doc;
  type: Y.XmlFragment;
  binding: { mapping: never };
};
type SyncMeta = { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean };

const syncOf = (state: EditorState) => ySyncPluginKey.getState(state) as SyncState | undefined;

/** A place after a letter; `first` is before the first one of a paragraph. */
type Place = { letter: Y.RelativePosition; first: boolean };

function placeOf(state: EditorState, position: number): Place | null {
  const sync = syncOf(state);
  const { parent, parentOffset } = state.doc.resolve(position);
  if (!sync || !parent.isTextblock) return null;
  const first = parentOffset === 0;
  const letter = absolutePositionToRelativePosition(first ? position : position - 1, sync.type, sync.binding.mapping);
  return { letter: letter as Y.RelativePosition, first };
}

/** Where that is now; a letter that was deleted leaves its place behind. */
function positionOf(state: EditorState, { letter, first }: Place): number | null {
  const sync = syncOf(state);
  if (!sync) return null;
  const at = relativePositionToAbsolutePosition(sync.doc, sync.type, letter, sync.binding.mapping);
  if (at === null) return null;
  const isThere = letter.item !== null && !Y.getItem(sync.doc.store, letter.item).deleted;
  return !first && isThere ? at + 1 : at;
}

type Stored = { anchor: Place; head: Place } | null;

const storedOf = (state: EditorState): Stored => {
  const { selection } = state;
  if (!(selection instanceof TextSelection)) return null;
  const anchor = placeOf(state, selection.anchor);
  const head = placeOf(state, selection.head);
  return anchor && head ? { anchor, head } : null;
};

const comesFromOthers = (transaction: Transaction): boolean => {
  const meta = transaction.getMeta(ySyncPluginKey) as SyncMeta | undefined;
  return meta?.isChangeOrigin === true && !meta.isUndoRedoOperation;
};

function restoring(state: EditorState, stored: Stored): Transaction | null {
  if (!stored) return null;
  const [anchor, head] = [positionOf(state, stored.anchor), positionOf(state, stored.head)];
  if (anchor === null || head === null) return null;
  const size = state.doc.content.size;
  if (anchor > size || head > size) return null;
  const selection = TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head));
  return selection.eq(state.selection) ? null : state.tr.setSelection(selection).setMeta('addToHistory', false);
}

export const OwnCursor = Extension.create({
  name: 'ownCursor',
  addProseMirrorPlugins() {
    let stored: Stored = null;
    return [
      new Plugin({
        key: new PluginKey('ownCursor'),
        view: (view) => {
          const doc = syncOf(view.state)?.doc;
          // Before anything changes the shared text, while its positions are those of the view.
          const remember = () => {
            stored = storedOf(view.state);
          };
          doc?.on('beforeAllTransactions', remember);
          return { destroy: () => doc?.off('beforeAllTransactions', remember) };
        },
        appendTransaction: (transactions, _before, state) =>
          transactions.some(comesFromOthers) ? restoring(state, stored) : null,
      }),
    ];
  },
});
