/**
 * Notices when somebody types `/` or `@` at the beginning of a word, and what follows. The menus
 * are drawn by `SuggestionMenu.tsx`; the cursor stays in the text. Browser.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';

export type Suggestion = {
  trigger: '/' | '@';
  /** What was typed after the trigger. */
  query: string;
  from: number;
  to: number;
};

/** The menu that is open: it is asked first what a key means. */
export class KeyListener {
  private ask: ((event: KeyboardEvent) => boolean) | null = null;

  /** @returns what ends the listening */
  listen(ask: (event: KeyboardEvent) => boolean): () => void {
    this.ask = ask;
    return () => {
      this.ask = null;
    };
  }

  /** Whether the key was taken. */
  onKey = (event: KeyboardEvent): boolean => this.ask?.(event) ?? false;
}

type Noticed = {
  open: Suggestion | null;
  /** Where a menu was closed with Escape; it stays closed there. */
  dismissed: number | null;
};

const key = new PluginKey<Noticed>('suggestions');

const patterns = [/(?:^|\s)(\/)([^\s/]{0,20})$/u, /(?:^|[\s(])(@)([^\s@]{0,30}(?: [^\s@]{0,30}){0,2})$/u];

function suggestionAt({ selection }: EditorState): Suggestion | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock) return null;
  // A leaf counts as one character, so that lengths are positions.
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
  for (const pattern of patterns) {
    const found = pattern.exec(before);
    if (!found) continue;
    const [, trigger, query] = found as unknown as [string, '/' | '@', string];
    return { trigger, query, from: $from.pos - query.length - 1, to: $from.pos };
  }
  return null;
}

export const suggestionIn = (state: EditorState): Suggestion | null => key.getState(state)?.open ?? null;

/** The transaction that closes the menu until another one is begun. */
export const dismissal = (state: EditorState) => state.tr.setMeta(key, 'dismiss');

export const Suggestions = Extension.create<{ listener: KeyListener }>({
  name: 'suggestions',
  priority: 1200,
  addOptions: () => ({ listener: new KeyListener() }),
  addProseMirrorPlugins() {
    const { listener } = this.options;
    return [
      new Plugin<Noticed>({
        key,
        state: {
          init: () => ({ open: null, dismissed: null }),
          apply: (transaction, noticed, _before, state) => {
            if (transaction.getMeta(key) === 'dismiss') {
              return { open: null, dismissed: noticed.open?.from ?? noticed.dismissed };
            }
            const dismissed = noticed.dismissed === null ? null : transaction.mapping.map(noticed.dismissed);
            const found = suggestionAt(state);
            if (!found) return { open: null, dismissed: null };
            // A menu opens by typing, not by walking past a stroke that stands in the text.
            const typed = transaction.doc.content.size - transaction.before.content.size;
            const begun = noticed.open !== null || (typed > 0 && found.query.length <= typed);
            return { open: begun && found.from !== dismissed ? found : null, dismissed };
          },
        },
        props: {
          handleKeyDown: (view, event) => suggestionIn(view.state) !== null && listener.onKey(event),
          handleDOMEvents: {
            blur: (view) => {
              if (suggestionIn(view.state)) view.dispatch(dismissal(view.state));
              return false;
            },
          },
        },
      }),
    ];
  },
});
