/**
 * Keeps one's own cursor where one has put it while others write: behind the letter it stands behind.
 *
 * After a change from outside y-tiptap 3.0.9 takes a cursor in a paragraph whose text has changed for
 * lost, and puts it back at the same distance from the paragraph's beginning; and what comes from
 * outside between a click and the browser's word of it would put the cursor back to where it was
 * before the click. And a key must meet the cursor where it is, not where the editor last heard of it: held
 * down on a slow machine, an arrow would jump over a footnote instead of selecting it. Browser.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Selection as Selected, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { getRelativeSelection, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { RelativePosition } from 'yjs';
import { placeOf, positionOf, syncOf } from './shared-places';

type Ends<End> = { anchor: End; head: End };
type Stored = Ends<RelativePosition> | null;

function storedOf(state: EditorState, { anchor, head }: Ends<number>): Stored {
  const sync = syncOf(state);
  const places = sync && [anchor, head].map((position) => placeOf(sync, state.doc.resolve(position)));
  return places?.[0] && places[1] ? { anchor: places[0], head: places[1] } : null;
}

/** It comes from the shared text: from the others, or from an undo. */
const comesFromOutside = (transaction: Transaction): boolean =>
  (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true;

/** Something is drawn anew, such as the cursors of others; the text and one's own cursor stay. */
const onlyDraws = ({ docChanged, selectionSet }: Transaction): boolean => !docChanged && !selectionSet;

const between = (doc: Node, { anchor, head }: Ends<number>) =>
  TextSelection.between(doc.resolve(anchor), doc.resolve(head));

const selecting = (state: EditorState, selection: Selected): Transaction | null =>
  selection.eq(state.selection) ? null : state.tr.setSelection(selection).setMeta('addToHistory', false);

function restoring(state: EditorState, stored: Stored): Transaction | null {
  const sync = syncOf(state);
  if (!sync || !stored) return null;
  const anchor = positionOf(sync, state.doc, stored.anchor);
  const head = positionOf(sync, state.doc, stored.head);
  return anchor === null || head === null ? null : selecting(state, between(state.doc, { anchor, head }));
}

type Marked = Pick<Selection, 'anchorNode' | 'anchorOffset' | 'focusNode' | 'focusOffset'>;

/**
 * What the browser has selected and not told yet: it moves its cursor at once when somebody clicks or
 * presses an arrow, but says so in a task of its own, and others may be heard before that.
 */
class Untold {
  private told: Marked | null = null;

  constructor(private readonly view: EditorView) {
    this.document.addEventListener('selectionchange', this.listen);
    // Where the browser puts its cursor when the focus comes, nobody has put it: before the editor hears.
    this.document.addEventListener('focus', this.listen, true);
  }

  private get document(): Document {
    return this.view.dom.ownerDocument;
  }

  /** The editor knows now what is selected; or has selected it itself. */
  readonly listen = (): void => {
    const selection = this.document.getSelection();
    this.told = selection && {
      anchorNode: selection.anchorNode,
      anchorOffset: selection.anchorOffset,
      focusNode: selection.focusNode,
      focusOffset: selection.focusOffset,
    };
  };

  get ends(): Ends<number> | null {
    const { view, told } = this;
    // While a letter is being composed the browser's cursor is the input method's.
    if (!view.hasFocus() || view.composing) return null;
    const selection = this.document.getSelection();
    if (!selection?.anchorNode?.parentElement?.isContentEditable || !selection.focusNode) return null;
    if (!view.dom.contains(selection.anchorNode) || !view.dom.contains(selection.focusNode)) return null;
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    const isTold =
      told?.anchorNode === anchorNode &&
      told.anchorOffset === anchorOffset &&
      told.focusNode === focusNode &&
      told.focusOffset === focusOffset;
    if (isTold) return null;
    return { anchor: view.posAtDOM(anchorNode, anchorOffset), head: view.posAtDOM(focusNode, focusOffset) };
  }

  forget(): void {
    this.document.removeEventListener('selectionchange', this.listen);
    this.document.removeEventListener('focus', this.listen, true);
  }
}

export const OwnCursor = Extension.create({
  name: 'ownCursor',
  addProseMirrorPlugins() {
    let stored: Stored = null;
    let untold: Untold | null = null;
    return [
      new Plugin({
        key: new PluginKey('ownCursor'),
        view: (view) => {
          const sync = syncOf(view.state);
          const selected = (untold = new Untold(view));
          // Before anything changes the shared text, while its positions are those of the view.
          const remember = () => {
            const { selection } = view.state;
            const ends = selected.ends ?? (selection instanceof TextSelection ? selection : null);
            stored = ends && storedOf(view.state, ends);
            // Where there is no such place, it is theirs; but not the one they keep from the last undo.
            if (sync) sync.binding.beforeTransactionSelection = getRelativeSelection(sync.binding as never, view.state);
          };
          sync?.doc.on('beforeAllTransactions', remember);
          return {
            update: selected.listen,
            destroy: () => {
              sync?.doc.off('beforeAllTransactions', remember);
              selected.forget();
            },
          };
        },
        props: {
          handleDOMEvents: {
            keydown: (view) => {
              const ends = untold?.ends;
              const transaction = ends && selecting(view.state, between(view.state.doc, ends));
              if (transaction) view.dispatch(transaction);
              return false;
            },
          },
        },
        appendTransaction: (transactions, _before, state) => {
          if (transactions.some(comesFromOutside)) return restoring(state, stored);
          const ends = transactions.every(onlyDraws) ? untold?.ends : null;
          return ends ? selecting(state, between(state.doc, ends)) : null;
        },
      }),
    ];
  },
});
