/** Where one begins when minutes are opened to be written. Browser. */
import type { Editor } from '@tiptap/core';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { outlineOf } from './appearance';

/** The section to go on with: the first empty one behind what is written; if there is none, the last. */
function sectionToWrite(doc: Node): string | undefined {
  const outline = outlineOf(doc);
  const written = outline.findLastIndex(({ empty }) => !empty);
  return (outline[written + 1] ?? outline.at(-1))?.itemId;
}

/**
 * Puts the cursor where writing goes on, without moving the page. With a keyboard at hand one can type
 * at once, unless something else was reached for meanwhile; on a phone a keyboard would cover the page.
 */
export function beginWriting(editor: Editor): void {
  const { state, view } = editor;
  const itemId = sectionToWrite(state.doc);
  state.doc.forEach((section, at) => {
    if (section.attrs.itemId !== itemId) return;
    const end = TextSelection.near(state.doc.resolve(at + section.nodeSize - 1), -1);
    view.dispatch(state.tr.setSelection(end));
  });
  const hasKeyboard = window.matchMedia('(hover: hover) and (pointer: fine)').matches;
  if (hasKeyboard && document.activeElement === document.body) editor.commands.focus(null, { scrollIntoView: false });
}

/**
 * Tab leads to the text, but browsers set no cursor when the text begins with something that can't be
 * typed in, as the heading of a section; ProseMirror then takes what is typed for nobody's.
 */
export const CursorOnFocus = Extension.create({
  name: 'cursorOnFocus',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('cursorOnFocus'),
        props: {
          handleDOMEvents: {
            focus: (view) => {
              // A click sets its own cursor after the focus has come.
              setTimeout(() => {
                if (view.hasFocus() && view.dom.ownerDocument.getSelection()?.rangeCount === 0) view.focus();
              });
              return false;
            },
          },
        },
      }),
    ];
  },
});
