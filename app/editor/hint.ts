/** A hint in the empty paragraph at the cursor: what can be done there. No part of the text. Browser. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { containerDepth } from './commands';

function decorate({ doc, selection }: EditorState, hint: string): DecorationSet {
  const { $from, empty } = selection;
  const isFree = empty && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  if (!isFree || $from.depth !== containerDepth($from) + 1) return DecorationSet.empty;
  return DecorationSet.create(doc, [Decoration.node($from.before(), $from.after(), { 'data-hint': hint })]);
}

export const Hint = Extension.create<{ hint: string }>({
  name: 'hint',
  addOptions: () => ({ hint: '' }),
  addProseMirrorPlugins() {
    const { hint } = this.options;
    return [
      new Plugin({
        key: new PluginKey('hint'),
        props: { decorations: (state) => decorate(state, hint) },
      }),
    ];
  },
});
