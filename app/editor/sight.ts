/**
 * A long paper is laid out only where it is near the window (`long-text`, in
 * `page.css`). The block one writes in is marked as always in sight: in a block that has just been
 * made, and not been laid out yet, Chromium puts the first letter behind the cursor. Browser.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export const Sight = Extension.create({
  name: 'sight',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('sight'),
      props: {
        decorations: ({ doc, selection: { $head } }) =>
          $head.depth === 0
            ? DecorationSet.empty
            : DecorationSet.create(doc, [Decoration.node($head.before(1), $head.after(1), { class: 'm-here' })]),
      },
    }),
  ],
});
