/**
 * The tools above the text: one stop for Tab, arrow keys between them
 * (https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/). What is not possible at the cursor stays
 * reachable and says so. Which tools there are is said by the kind of text.
 */
import type { Transaction } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newTable, placeBlock } from './commands';
import styles from './editor.module.css';
import { Icon, type IconName } from './icons';

export type Tool = {
  /** Tells it from the others. */
  name: string;
  /** What it is called; shown where there is no icon. */
  label: string;
  icon?: IconName;
  pressed?: boolean;
  possible?: boolean;
  shortcut?: string;
} & (
  | { run: () => void }
  /** It opens something below the tools. */
  | { panel: (close: (toText: boolean) => void) => ReactNode }
);

/** Tools that belong together; those of what the cursor is in are laid below the others. */
export type ToolGroup = { tools: Tool[]; contextual?: boolean };

/** What the editor gives to the tools of a kind. */
export type ToolsFrame = {
  editor: Editor;
  /** The id of the text. */
  controls: string;
  /** Stays in sight beside the tools. */
  status?: ReactNode;
};

/** Which panel is open below the tools: the name of its tool. */
export type PanelState = { open: string | null; setOpen: (name: string | null) => void };

/** A chain of commands that leaves the page where it is. */
export const chainOf = (editor: Editor) => editor.chain().focus(undefined, { scrollIntoView: false });

/** What a tool does that changes a transaction. */
export const changing = (editor: Editor, apply: (transaction: Transaction) => boolean) => () =>
  void chainOf(editor)
    .command(({ tr }) => apply(tr))
    .run();

/** What of the common tools is at the cursor. */
export const commonStates = ({ editor }: { editor: Editor }) => ({
  bold: editor.isActive('bold'),
  italic: editor.isActive('italic'),
  bulletList: editor.isActive('bulletList'),
  orderedList: editor.isActive('orderedList'),
  table: editor.isActive('table'),
  quote: editor.isActive('blockquote'),
  link: editor.isActive('link'),
  canQuote: editor.isActive('blockquote') || editor.can().toggleBlockquote(),
  canUndo: editor.can().undo(),
  canRedo: editor.can().redo(),
});

type CommonName =
  | 'bold'
  | 'italic'
  | 'bulletList'
  | 'orderedList'
  | 'table'
  | 'quote'
  | 'undo'
  | 'redo';

/** The tools that every kind of text has, by name, and those of a table the cursor is in. */
export function useCommonTools(
  editor: Editor,
  is: ReturnType<typeof commonStates>,
): { common: Record<CommonName, Tool>; table: ToolGroup[] } {
  const { t } = useTranslation('editor');
  const chain = () => chainOf(editor);
  const tool = (name: string, more: Omit<Tool, 'name' | 'label'> & { run: () => void }): Tool => ({
    name,
    label: t(`toolbar.${name}`),
    ...more,
  });
  const inTable = (name: string, run: () => void) => tool(name, { run });
  return {
    common: {
      bold: tool('bold', { icon: 'bold', pressed: is.bold, shortcut: 'Control+B', run: () => chain().toggleBold().run() }),
      italic: tool('italic', { icon: 'italic', pressed: is.italic, shortcut: 'Control+I', run: () => chain().toggleItalic().run() }),
      bulletList: tool('bulletList', { icon: 'bulletList', pressed: is.bulletList, run: () => chain().toggleBulletList().run() }),
      orderedList: tool('orderedList', { icon: 'orderedList', pressed: is.orderedList, run: () => chain().toggleOrderedList().run() }),
      table: tool('table', { icon: 'table', possible: !is.table, run: changing(editor, (tr) => placeBlock(tr, newTable(editor.schema))) }),
      quote: tool('quote', { icon: 'quote', pressed: is.quote, possible: is.canQuote, run: () => chain().toggleBlockquote().run() }),
      undo: tool('undo', { icon: 'undo', possible: is.canUndo, shortcut: 'Control+Z', run: () => chain().undo().run() }),
      redo: tool('redo', { icon: 'redo', possible: is.canRedo, shortcut: 'Control+Shift+Z', run: () => chain().redo().run() }),
    },
    table: is.table
      ? [
          {
            contextual: true,
            tools: [
              inTable('addRow', () => chain().addRowAfter().run()),
              inTable('addColumn', () => chain().addColumnAfter().run()),
              inTable('deleteRow', () => chain().deleteRow().run()),
              inTable('deleteColumn', () => chain().deleteColumn().run()),
              inTable('deleteTable', () => chain().deleteTable().run()),
            ],
          },
        ]
      : [],
  };
}

/** Arrow keys, Home and End move between the buttons of a toolbar. */
function step(event: KeyboardEvent<HTMLElement>): HTMLButtonElement | null {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  return at < 0 || to === undefined ? null : buttons.at(to % buttons.length)!;
}

/** Whether somebody has begun to work in the text: a key was pressed in it, or it was pointed at. */
function useTouched(editor: Editor): boolean {
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    const { dom } = editor.view;
    const touch = () => setTouched(true);
    const begins = ['keydown', 'pointerdown'] as const;
    for (const event of begins) dom.addEventListener(event, touch, { once: true });
    return () => begins.forEach((event) => dom.removeEventListener(event, touch));
  }, [editor]);
  return touched;
}

export function Toolbar({
  editor,
  controls,
  status,
  groups,
  panel: { open, setOpen },
}: ToolsFrame & { groups: readonly ToolGroup[]; panel: PanelState }) {
  const { t } = useTranslation('editor');
  const [current, setCurrent] = useState('');
  const touched = useTouched(editor);
  const tools = groups.flatMap((group) => group.tools);
  const tabStop = tools.some(({ name }) => name === current) ? current : tools[0]?.name;
  const opened = tools.find(({ name }) => name === open);
  const focusTool = (name: string) => 
    document.querySelector<HTMLElement>(`[aria-controls="${controls}"] [data-tool="${name}"]`)?.focus();

  return (
    <div className={styles.tools}>
      {status && <div className={styles.status}>{status}</div>}
      <div
        role="toolbar"
        aria-label={t('toolbar.name')}
        aria-controls={controls}
        className={styles.toolbar}
        onKeyDown={(event) => {
          // At once: a command would wait for the next frame, and lose what is typed till then.
          if (event.key === 'Escape') editor.view.focus();
          const button = step(event);
          if (!button) return;
          event.preventDefault();
          button.focus();
        }}
      >
        {/* Tools for where the cursor is lie over the text: not before it was put there. */}
        {groups.filter(({ contextual }) => touched || !contextual).map(({ tools: together, contextual }) => (
          <div key={together[0]!.name} className={contextual ? `${styles.group} ${styles.context}` : styles.group}>
            {together.map((tool) => {
              const { name, label, icon, pressed, possible = true, shortcut } = tool;
              return (
                <button
                  key={name}
                  data-tool={name}
                  type="button"
                  className={styles.tool}
                  aria-label={icon ? label : undefined}
                  title={icon ? label : undefined}
                  aria-pressed={pressed}
                  aria-disabled={possible ? undefined : true}
                  aria-expanded={'panel' in tool ? name === open : undefined}
                  aria-keyshortcuts={shortcut}
                  tabIndex={name === tabStop ? 0 : -1}
                  onFocus={() => setCurrent(name)}
                  // The cursor stays where it is in the text.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => {
                    if (!possible) return;
                    if ('run' in tool) tool.run();
                    else setOpen(name === open ? null : name);
                  }}
                >
                  {icon ? <Icon name={icon} /> : label}
                </button>
              );
            })}
          </div>
        ))}
      </div>
      {opened &&
        'panel' in opened &&
        opened.panel((toText) => {
          setOpen(null);
          if (toText) editor.view.focus();
          else focusTool(opened.name);
        })}
    </div>
  );
}
