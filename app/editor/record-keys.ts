/** What Enter and Backspace do in a decision or an action item. Runs anywhere. */
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';

/** Enter: on to the paragraph below, which is made when there is none to write in. */
export function leaveRecord(editor: Editor, type: string): boolean {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== type) return false;
  const after = $from.after();
  const next = editor.state.doc.resolve(after).nodeAfter;
  const transaction = editor.state.tr;
  const isFree = next?.type.name === 'paragraph' && next.content.size === 0;
  if (!isFree) transaction.insert(after, editor.schema.nodes.paragraph!.create());
  transaction.setSelection(TextSelection.create(transaction.doc, after + 1)).scrollIntoView();
  editor.view.dispatch(transaction);
  return true;
}

/** Backspace at the beginning of an empty one: it becomes a paragraph again. */
export function unwrapRecord(editor: Editor, type: string): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parent.type.name !== type || $from.parent.content.size > 0) return false;
  return editor.commands.setNode('paragraph');
}
