/**
 * The editor of minutes: one shared text, written by several people at once. Browser only; the
 * server sends `renderHtml` in its place, so load it with `lazy` behind that.
 */
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import { TextSelection } from '@tiptap/pm/state';
import { EditorContent, ReactNodeViewRenderer, useEditor, type Editor, type NodeViewProps } from '@tiptap/react';
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type FunctionComponent,
  type ReactNode,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import type { Day, Language } from '~db/values';
import { ActionItemView } from './ActionItemView';
import { Appearance, outlineOf, type OutlineEntry } from './appearance';
import { toggleRecord, type RecordType } from './commands';
import { Comments, passageOf, rangeOf, showingComments, type AnchoredComment, type LiveAnchor, type SelectedPassage } from './comments';
import { DecisionView } from './DecisionView';
import { fragmentName } from './document';
import styles from './editor.module.css';
import { CursorOnFocus, beginWriting } from './opening';
import paper from './paper.module.css';
import { OwnCursor } from './own-cursor';
import { OwnWords } from './own-words';
import { minutesExtensions } from './schema';
import { SectionView } from './SectionView';
import { SuggestionMenu } from './SuggestionMenu';
import { KeyListener, Suggestions } from './suggestions';
import { SurroundingsContext, type Named } from './surroundings';
import { Toolbar } from './Toolbar';

export type { AnchoredComment, LiveAnchor, SelectedPassage } from './comments';
export type { OutlineEntry } from './appearance';
export type { Named } from './surroundings';

export type MinutesEditorProps = {
  doc: Doc;
  /** Presence; its local state's `user` ({ id, name, color as #rrggbb }) is who one is to the others. */
  awareness: Awareness | null;
  mode: 'edit' | 'read';
  language: Language;
  /** What the text is called, for screen readers: "Protokoll der 7. Sitzung". */
  label: string;
  people: readonly Named[];
  organisations: readonly Named[];
  today: Day;
  nextMeeting: Day | null;
  /** Stays in sight beside the tools, or above the text where there are none. */
  status?: ReactNode;
  onReady?: (handle: MinutesEditorHandle) => void;
  /** The passage that is selected, ready to be commented on; null when nothing is. */
  onSelection?: (passage: SelectedPassage | null) => void;
  /** The sections in the order of the agenda, and whether something is written in them. */
  onOutline?: (outline: OutlineEntry[]) => void;
  /** Somebody clicked on words that are commented on. */
  onComment?: (id: string) => void;
};

export type MinutesEditorHandle = {
  /** Puts the cursor at the end of a section and shows it. */
  goToSection: (itemId: string) => void;
  insertDecision: () => void;
  insertTask: () => void;
  /** The anchor and the words of the selection, for a comment; null when nothing is selected. */
  selectionAnchor: () => SelectedPassage | null;
  /** Marks these passages in the text, instead of those before. */
  showComments: (comments: readonly AnchoredComment[]) => void;
  /** Shows the words of a comment; false when they are gone. */
  goToComment: (anchor: LiveAnchor) => boolean;
  focus: () => void;
};

/** A view that is drawn anew only when what it shows has changed, not at each stroke of the others. */
const view = (component: FunctionComponent<NodeViewProps>) =>
  ReactNodeViewRenderer(component, {
    update: ({ oldNode, newNode, updateProps }) => {
      const wasEmpty = oldNode.content.size === 0;
      const changed = !newNode.hasMarkup(oldNode.type, oldNode.attrs) || wasEmpty !== (newNode.content.size === 0);
      if (changed) updateProps();
      return true;
    },
  });

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

function show(element: Element | null): void {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}

function goToSection(editor: Editor, itemId: string): void {
  const { doc } = editor.state;
  doc.forEach((section, offset) => {
    if (section.attrs.itemId !== itemId) return;
    const end = TextSelection.near(doc.resolve(offset + section.nodeSize - 1), -1);
    editor.view.dispatch(editor.state.tr.setSelection(end));
    editor.commands.focus(null, { scrollIntoView: false });
    const dom = editor.view.nodeDOM(offset);
    show(dom instanceof Element ? (dom.firstElementChild ?? dom) : null);
  });
}

function goToComment(editor: Editor, anchor: LiveAnchor): boolean {
  const range = rangeOf(editor.state, anchor);
  if (!range) return false;
  const { node } = editor.view.domAtPos(range.from);
  show(node instanceof Element ? node : node.parentElement);
  return true;
}

function handleOf(editor: Editor): MinutesEditorHandle {
  const insert = (type: RecordType) => () =>
    void editor
      .chain()
      .focus()
      .command(({ tr }) => toggleRecord(tr, type))
      .run();
  return {
    goToSection: (itemId) => goToSection(editor, itemId),
    insertDecision: insert('decision'),
    insertTask: insert('actionItem'),
    selectionAnchor: () => passageOf(editor.state),
    showComments: (comments) => editor.view.dispatch(showingComments(editor.state, comments)),
    goToComment: (anchor) => goToComment(editor, anchor),
    focus: () => void editor.commands.focus(),
  };
}

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

/** The newest of a function that changes with each render, under a name that stays. */
function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** How far from its edges the window keeps the cursor: the tools above and the buttons below lie over the text. */
function clearance() {
  const narrow = window.matchMedia('(max-width: 64rem)').matches;
  return narrow ? { top: 72, right: 0, bottom: 72, left: 0 } : { top: 128, right: 0, bottom: 40, left: 0 };
}

const BoundEditor = forwardRef(function BoundEditor(props: MinutesEditorProps, ref: Ref<MinutesEditorHandle>) {
  const { doc, awareness, mode, language, label, people, organisations, today, nextMeeting } = props;
  const { t } = useTranslation('editor');
  const id = useId();
  const latest = useLatest(props);
  const [listener] = useState(() => new KeyListener());

  const editor = useEditor(
    {
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      editable: mode === 'edit',
      // Its style sheet is in ours: a page takes none but the portal's own.
      injectCSS: false,
      extensions: [
        ...minutesExtensions({
          language,
          views: {
            agendaSection: view(SectionView),
            decision: view(DecisionView),
            actionItem: view(ActionItemView),
          },
        }),
        Gapcursor,
        Suggestions.configure({ listener }),
        Appearance.configure({ hint: t('hint'), internal: t('section.internal') }),
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
        attributes: { class: paper.paper!, id, lang: language },
        handleKeyDown: (_view, event) => event.altKey && event.key === 'F10' && focusTools(id),
      },
      onSelectionUpdate: ({ editor: { state } }) => latest.current.onSelection?.(passageOf(state)),
      onUpdate: ({ editor: { state } }) => latest.current.onOutline?.(outlineOf(state.doc)),
    },
    [doc, awareness, language],
  );
  const handle = useMemo(() => handleOf(editor), [editor]);
  useImperativeHandle(ref, () => handle, [handle]);

  useEffect(() => {
    latest.current.onOutline?.(outlineOf(editor.state.doc));
    latest.current.onReady?.(handle);
  }, [editor, handle, latest]);

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
    beginWriting(editor);
  }, [editor, mode]);

  const surroundings = useMemo(
    () => ({ people, organisations, language, calendar: { today, nextMeeting } }),
    [people, organisations, language, today, nextMeeting],
  );

  return (
    <SurroundingsContext.Provider value={surroundings}>
      <div className={styles.editor}>
        {mode === 'read' && props.status}
        {mode === 'edit' && (
          <>
            <Toolbar editor={editor} controls={id} status={props.status} />
            <p id={`${id}-help`} className="kern-sr-only">
              {t('help')}
            </p>
          </>
        )}
        <EditorContent editor={editor} />
        {mode === 'edit' && <SuggestionMenu editor={editor} listener={listener} />}
      </div>
    </SurroundingsContext.Provider>
  );
});

/**
 * The shared text of minutes, to write or to read. Shows nothing until the text has arrived over
 * the wire or from the device.
 */
export const MinutesEditor = forwardRef(function MinutesEditor(
  props: MinutesEditorProps,
  ref: Ref<MinutesEditorHandle>,
) {
  return useArrived(props.doc) ? <BoundEditor {...props} ref={ref} /> : null;
});
