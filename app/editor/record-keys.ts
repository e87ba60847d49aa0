/**
 * What keys do in a decision or an action item. Its controls (votes, person, day) are reached with
 * Tab from its words and leave to the paragraph below. Runs anywhere; controls only in the browser.
 */
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';

/** Puts the cursor into the paragraph below a block, which is made when there is none to write in. */
export function continueBelow(editor: Editor, blockStart: number): void {
  const block = editor.state.doc.nodeAt(blockStart);
  if (!block) return;
  const after = blockStart + block.nodeSize;
  const next = editor.state.doc.resolve(after).nodeAfter;
  const transaction = editor.state.tr;
  const isFree = next?.type.name === 'paragraph' && next.content.size === 0;
  if (!isFree) transaction.insert(after, editor.schema.nodes.paragraph!.create());
  transaction.setSelection(TextSelection.create(transaction.doc, after + 1)).scrollIntoView();
  editor.view.dispatch(transaction);
  editor.view.focus();
}

/** Puts the cursor at the end of a block's words. */
export function backToWords(editor: Editor, blockStart: number): void {
  const block = editor.state.doc.nodeAt(blockStart);
  if (!block) return;
  const end = blockStart + 1 + block.content.size;
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, end)));
  editor.view.focus();
}

/** Enter: on to the paragraph below. */
export function leaveRecord(editor: Editor, type: string): boolean {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== type) return false;
  continueBelow(editor, $from.before());
  return true;
}

/** Backspace in an empty one: it becomes a paragraph again. */
export function unwrapRecord(editor: Editor, type: string): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parent.type.name !== type || $from.parent.content.size > 0) return false;
  return editor.commands.setNode('paragraph');
}

/** Tab: to the first control of the block. */
export function enterControls(editor: Editor, type: string): boolean {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== type) return false;
  const dom = editor.view.nodeDOM($from.before());
  const control = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('[data-control]') : null;
  control?.focus();
  return control !== null;
}
