/**
 * The thing in the text whose form is open: an image or a footnote. It is the selected one, and its form
 * is open until something else is selected. Enter opens, Escape leads on into the text. Browser.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, NodeSelection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Node } from '@tiptap/pm/model';

const withForm = new Set(['image', 'footnote']);

export type SelectedThing = { node: Node; at: number };

/** The image or footnote that is selected. */
export function selectedThing({ selection }: EditorState): SelectedThing | null {
  if (!(selection instanceof NodeSelection) || !withForm.has(selection.node.type.name)) return null;
  return { node: selection.node, at: selection.from };
}

const key = new PluginKey<boolean>('openedNode');

/** The image or footnote whose form is open. */
export const openedThing = (state: EditorState): SelectedThing | null =>
  key.getState(state) ? selectedThing(state) : null;

/** Opens the form of what is selected. */
export const opening = (transaction: Transaction): Transaction => transaction.setMeta(key, true);

/** Selects a thing at a position and opens its form. */
export const openingAt = (state: EditorState, at: number): Transaction =>
  opening(state.tr.setSelection(NodeSelection.create(state.doc, at)).scrollIntoView());

/** Closes the form; the thing stays selected. */
export const closing = (state: EditorState): Transaction => state.tr.setMeta(key, false);

/** Puts the cursor behind what is selected. */
export function goBehind(view: EditorView): void {
  const { state } = view;
  view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(state.selection.to), 1)).scrollIntoView());
  view.focus();
}

export const OpenedNode = Extension.create({
  name: 'openedNode',
  priority: 1100,
  addProseMirrorPlugins: () => [
    new Plugin<boolean>({
      key,
      state: {
        init: () => false,
        apply: (transaction, open, _before, state) => {
          const asked = transaction.getMeta(key) as boolean | undefined;
          return (asked ?? open) && selectedThing(state) !== null;
        },
      },
      props: {
        handleKeyDown: (view, event) => {
          if (!view.editable || !selectedThing(view.state)) return false;
          if (event.key === 'Enter') view.dispatch(opening(view.state.tr));
          else if (event.key === 'Escape') goBehind(view);
          else return false;
          return true;
        },
        handleClickOn: (view, _position, node, at, _event, direct) => {
          if (!view.editable || !direct || !withForm.has(node.type.name)) return false;
          const { selection } = view.state;
          const wasSelected = selection instanceof NodeSelection && selection.from === at;
          if (node.type.name === 'footnote' || wasSelected) view.dispatch(openingAt(view.state, at));
          return false;
        },
      },
    }),
  ],
});
