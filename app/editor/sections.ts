/**
 * Sections follow the agenda, not the keyboard: nothing typed, pasted or deleted here can add,
 * remove, split or rename one. Changes of the agenda arrive over Yjs and pass. Runs anywhere.
 */
import { Extension } from '@tiptap/core';
import { Fragment, Slice, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { isRemote } from './block-ids';

const outline = (doc: Node): string => JSON.stringify(doc.children.map((section) => section.attrs));

/** Pasted sections give their content, not themselves. */
function withoutSections(slice: Slice): Slice {
  const whole = slice.content.firstChild?.type.name === 'agendaSection';
  if (!whole) return slice;
  const blocks = slice.content.content.flatMap((section) => section.content.content);
  return new Slice(Fragment.from(blocks), Math.max(0, slice.openStart - 1), Math.max(0, slice.openEnd - 1));
}

/** The section a position is in: the node, and where its content begins and ends. */
export function sectionAt($position: ResolvedPos): { node: Node; start: number; end: number } | null {
  if ($position.depth === 0) return null;
  return { node: $position.node(1), start: $position.start(1), end: $position.end(1) };
}

/** Empties what is selected in every section it touches, and leaves the sections. */
function deleteAcross(state: EditorState): Transaction | null {
  const { $from, $to, from, to, empty } = state.selection;
  const severalSections = !empty && ($from.depth === 0 || $to.depth === 0 || $from.index(0) !== $to.index(0));
  if (!severalSections) return null;
  const transaction = state.tr;
  const ranges: [number, number][] = [];
  state.doc.forEach((section, offset) => {
    const start = Math.max(from, offset + 1);
    const end = Math.min(to, offset + section.nodeSize - 1);
    if (start < end) ranges.push([start, end]);
  });
  for (const [start, end] of ranges.reverse()) transaction.deleteRange(start, end);
  return transaction.setSelection(TextSelection.near(transaction.doc.resolve(transaction.mapping.map(from))));
}

/** Selects the text of the section the cursor is in; null when it is selected already. */
function selectSection(state: EditorState): Transaction | null {
  const section = sectionAt(state.selection.$from);
  if (!section) return null;
  const inside = TextSelection.between(state.doc.resolve(section.start), state.doc.resolve(section.end));
  const { from, to } = state.selection;
  if (from <= inside.from && to >= inside.to) return null;
  return state.tr.setSelection(inside);
}

export const Sections = Extension.create({
  name: 'sections',
  priority: 1100,

  addKeyboardShortcuts() {
    const by = (make: (state: EditorState) => Transaction | null) => () => {
      const transaction = make(this.editor.state);
      if (transaction) this.editor.view.dispatch(transaction);
      return transaction !== null;
    };
    return { 'Mod-a': by(selectSection), Backspace: by(deleteAcross), Delete: by(deleteAcross) };
  },

  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('sections'),
      filterTransaction: (transaction) =>
        !transaction.docChanged ||
        isRemote(transaction) ||
        outline(transaction.before) === outline(transaction.doc),
      props: { transformPasted: withoutSections },
    }),
  ],
});
