/** States of an editor, for commands: a selection in a document, and what a command makes of it. */
import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { expect } from 'vitest';

/** The selection reaches from the one text to the end of the other; without them it is at the beginning. */
export function selected(doc: Node, from: string, to = from): EditorState {
  let [start, end] = [1, 1];
  doc.descendants((node, at) => {
    if (node.text === from) start = at;
    if (node.text === to) end = at + node.nodeSize;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, start, end) });
}

export const atEndOf = (state: EditorState) =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, state.selection.to)));

/** After a command that could be carried out, and left a document as its schema wants it. */
export function after(state: EditorState, change: (transaction: Transaction) => boolean): EditorState {
  const transaction = state.tr;
  expect(change(transaction)).toBe(true);
  const changed = state.apply(transaction);
  changed.doc.check();
  return changed;
}
