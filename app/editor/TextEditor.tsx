/**
 * The editor of a shared text, written by several people at once: the line to the shared document,
 * presence, comments, the frame of the tools. What is in the text and what can be done to it comes from
 * its kind (`MinutesEditor.tsx`, `PaperEditor.tsx`). Browser only; the server sends `renderHtml` in its
 * place, so load it with `lazy` behind that.
 */
import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import type { Node } from '@tiptap/pm/model';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import type { Language } from '~db/values';
import { bringToTop } from '~/ui/scrolling';
import { Comments, passageOf, rangeOf, showingComments, type AnchoredComment, type LiveAnchor, type SelectedPassage } from './comments';
import { fragmentName } from './document';
import styles from './editor.module.css';
import { Hint } from './hint';
import { useLatest } from './latest';
import { CursorOnFocus, beginAt } from './opening';
import paper from './paper.module.css';
import { OwnCursor } from './own-cursor';
import { OwnWords } from './own-words';
import { SuggestionMenu, type SlashCommand } from './SuggestionMenu';
import { KeyListener, Suggestions } from './suggestions';
import type { Named } from './surroundings';
import type { ToolsFrame } from './Toolbar';

export type { AnchoredComment, LiveAnchor, SelectedPassage } from './comments';
export type { Named } from './surroundings';

/** What a page hands to the editor of any kind of text. */
export type TextEditorProps = {
  doc: Doc;
  /** Presence; its local state's `user` ({ id, name, color as #rrggbb }) is who one is to the others. */
  awareness: Awareness | null;
  mode: 'edit' | 'read';
  language: Language;
  /** What the text is called, for screen readers: "Protokoll der 7. Sitzung". */
  label: string;
  /** Who can be mentioned. */
  people: readonly Named[];
  /** Stays in sight beside the tools, or above the text where there are none. */
  status?: ReactNode;
  /** The passage that is selected, ready to be commented on; null when nothing is. */
  onSelection?: (passage: SelectedPassage | null) => void;
  /** Somebody clicked on words that are commented on. */
  onComment?: (id: string) => void;
};

/** What a page can do with the editor of any kind of text. */
export type TextEditorHandle = {
  /** The anchor and the words of the selection, for a comment; null when nothing is selected. */
  selectionAnchor: () => SelectedPassage | null;
  /** Marks these passages in the text, instead of those before. */
  showComments: (comments: readonly AnchoredComment[]) => void;
  /** Shows the words of a comment; false when they are gone. */
  goToComment: (anchor: LiveAnchor) => boolean;
  focus: () => void;
};

/** What a kind of text adds. */
export type Kind = {
  /** Its nodes and plugins; asked for once for each shared text. */
  extensions: () => Extensions;
  /** What can be done by keyboard, for those who don't see the tools. */
  help: string;
  /** Stands in an empty paragraph at the cursor. */
  hint: string;
  /** What `/` offers. */
  commands: readonly SlashCommand[];
  tools: (frame: ToolsFrame) => ReactNode;
  /** Near which position one begins to write. */
  begin: (doc: Node) => number;
  /** The text is here. */
  onEditor: (editor: Editor) => void;
  onUpdate?: (editor: Editor) => void;
  /** What stands below the text, or is laid over it. */
  rest?: (editor: Editor) => ReactNode;
};

/** Dark or light words on somebody's colour, whichever can be read. */
function inkOn(color: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)) as [number, number, number];
  return r * 0.299 + g * 0.587 + b * 0.114 > 150 ? '#000' : '#fff';
}

function caret(user: Record<string, unknown>): HTMLElement {
  const color = String(user.color);
  const line = document.createElement('span');
  line.className = 'm-caret';
  line.style.borderColor = color;
  const flag = document.createElement('span');
  flag.className = 'm-caret-name';
  flag.style.backgroundColor = color;
  flag.style.color = inkOn(color);
  flag.textContent = String(user.name ?? '');
  line.append(flag);
  return line;
}

function goToComment(editor: Editor, anchor: LiveAnchor): boolean {
  const range = rangeOf(editor.state, anchor);
  if (!range) return false;
  const { node } = editor.view.domAtPos(range.from);
  bringToTop(node instanceof Element ? node : node.parentElement);
  return true;
}

export const textHandle = (editor: Editor): TextEditorHandle => ({
  selectionAnchor: () => passageOf(editor.state),
  showComments: (comments) => editor.view.dispatch(showingComments(editor.state, comments)),
  goToComment: (anchor) => goToComment(editor, anchor),
  focus: () => void editor.commands.focus(),
});

/** Whether the text has arrived: until it has, there is nothing to bind an editor to. */
function useArrived(doc: Doc): boolean {
  const [arrived, setArrived] = useState(() => doc.getXmlFragment(fragmentName).length > 0);
  useEffect(() => {
    const fragment = doc.getXmlFragment(fragmentName);
    const look = () => setArrived(fragment.length > 0);
    look();
    fragment.observe(look);
    return () => fragment.unobserve(look);
  }, [doc]);
  return arrived;
}

/** Alt+F10 leads to the tools, as in other editors; Escape there leads back. */
function focusTools(controls: string): boolean {
  const button = document.querySelector<HTMLElement>(`[aria-controls="${controls}"] [tabindex="0"]`);
  button?.focus();
  return button !== null;
}

/** How far from its edges the window keeps the cursor: the tools above and the buttons below lie over the text. */
function clearance() {
  const narrow = window.matchMedia('(max-width: 64rem)').matches;
  return narrow ? { top: 72, right: 0, bottom: 72, left: 0 } : { top: 128, right: 0, bottom: 40, left: 0 };
}

function BoundEditor({ kind, ...props }: TextEditorProps & { kind: Kind }) {
  const { doc, awareness, mode, language, label } = props;
  const id = useId();
  const latest = useLatest({ ...props, ...kind });
  const [listener] = useState(() => new KeyListener());

  const editor = useEditor(
    {
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      editable: mode === 'edit',
      // Its style sheet is in ours: a page takes none but the portal's own.
      injectCSS: false,
      extensions: [
        ...kind.extensions(),
        Gapcursor,
        Suggestions.configure({ listener }),
        Hint.configure({ hint: kind.hint }),
        Comments.configure({ onOpen: (comment) => latest.current.onComment?.(comment) }),
        Collaboration.configure({ fragment: doc.getXmlFragment(fragmentName) }),
        OwnWords.configure({ company: awareness }),
        OwnCursor,
        CursorOnFocus,
        ...(awareness
          ? [
              CollaborationCaret.configure({
                provider: { awareness },
                user: (awareness.getLocalState() as { user?: Record<string, unknown> } | null)?.user ?? {},
                render: caret,
              }),
            ]
          : []),
      ],
      editorProps: {
        scrollThreshold: clearance(),
        scrollMargin: clearance(),
        attributes: { class: `${paper.paper} long-text`, id, lang: language },
        handleKeyDown: (_view, event) => event.altKey && event.key === 'F10' && focusTools(id),
      },
      onSelectionUpdate: ({ editor: { state } }) => latest.current.onSelection?.(passageOf(state)),
      onUpdate: ({ editor: changed }) => latest.current.onUpdate?.(changed),
    },
    [doc, awareness, language],
  );

  useEffect(() => latest.current.onEditor(editor), [editor, latest]);

  useEffect(() => {
    editor.setEditable(mode === 'edit', false);
    const { dom } = editor.view;
    dom.setAttribute('aria-label', label);
    if (mode === 'edit') {
      dom.setAttribute('role', 'textbox');
      dom.setAttribute('aria-multiline', 'true');
      dom.setAttribute('aria-describedby', `${id}-help`);
    } else {
      dom.setAttribute('role', 'document');
      for (const name of ['aria-multiline', 'aria-describedby']) dom.removeAttribute(name);
    }
  }, [editor, mode, label, id]);

  const begun = useRef(false);
  useEffect(() => {
    if (mode !== 'edit' || begun.current) return;
    begun.current = true;
    beginAt(editor, latest.current.begin(editor.state.doc));
  }, [editor, mode, latest]);

  return (
    <div className={styles.editor}>
      {mode === 'read' && props.status}
      {mode === 'edit' && (
        <>
          {kind.tools({ editor, controls: id, status: props.status })}
          <p id={`${id}-help`} className="kern-sr-only">
            {kind.help}
          </p>
        </>
      )}
      <EditorContent editor={editor} />
      {mode === 'edit' && (
        <SuggestionMenu editor={editor} listener={listener} people={props.people} commands={kind.commands} />
      )}
      {kind.rest?.(editor)}
    </div>
  );
}

/**
 * The shared text, to write or to read. Shows nothing until the text has arrived over the wire or from
 * the device.
 */
export function TextEditor(props: TextEditorProps & { kind: Kind }) {
  return useArrived(props.doc) ? <BoundEditor {...props} /> : null;
}
