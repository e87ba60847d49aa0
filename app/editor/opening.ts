/** Where one begins when a text is opened to be written. Browser. */
import { Extension, type Editor } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';

/**
 * Puts the cursor where writing goes on, without moving the page. With a keyboard at hand one can type
 * at once, unless something else was reached for meanwhile; on a phone a keyboard would cover the page.
 *
 * @param at the position, or near it
 */
export function beginAt(editor: Editor, at: number): void {
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(at), -1)));
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
