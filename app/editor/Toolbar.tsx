/**
 * The tools above the text: one stop for Tab, arrow keys between them
 * (https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/). What is not possible at the cursor stays
 * reachable and says so.
 */
import type { Transaction } from '@tiptap/pm/state';
import { useEditorState, type Editor } from '@tiptap/react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isInPassage, newTable, placeBlock, toggleInternal, toggleRecord } from './commands';
import styles from './editor.module.css';
import { Icon, type IconName } from './icons';
import { LinkForm } from './LinkForm';

type Tool = {
  name: string;
  icon?: IconName;
  pressed?: boolean;
  possible?: boolean;
  shortcut?: string;
  run: () => void;
};

const states = ({ editor }: { editor: Editor }) => ({
  decision: editor.isActive('decision'),
  task: editor.isActive('actionItem'),
  internal: isInPassage(editor.state),
  heading: editor.isActive('heading'),
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

function toolGroups(editor: Editor, is: ReturnType<typeof states>, openLink: () => void): Tool[][] {
  const chain = () => editor.chain().focus(undefined, { scrollIntoView: false });
  const change = (apply: (transaction: Transaction) => boolean) => () =>
    chain()
      .command(({ tr }) => apply(tr))
      .run();
  const groups: Tool[][] = [
    [
      { name: 'decision', pressed: is.decision, run: change((tr) => toggleRecord(tr, 'decision')) },
      { name: 'task', pressed: is.task, run: change((tr) => toggleRecord(tr, 'actionItem')) },
      { name: 'internal', pressed: is.internal, run: change(toggleInternal) },
    ],
    [
      { name: 'heading', pressed: is.heading, run: () => chain().toggleHeading({ level: 3 }).run() },
      { name: 'bold', icon: 'bold', pressed: is.bold, shortcut: 'Control+B', run: () => chain().toggleBold().run() },
      { name: 'italic', icon: 'italic', pressed: is.italic, shortcut: 'Control+I', run: () => chain().toggleItalic().run() },
    ],
    [
      { name: 'bulletList', icon: 'bulletList', pressed: is.bulletList, run: () => chain().toggleBulletList().run() },
      { name: 'orderedList', icon: 'orderedList', pressed: is.orderedList, run: () => chain().toggleOrderedList().run() },
      { name: 'table', icon: 'table', possible: !is.table, run: change((tr) => placeBlock(tr, newTable(editor.schema))) },
      { name: 'quote', icon: 'quote', pressed: is.quote, possible: is.canQuote, run: () => chain().toggleBlockquote().run() },
      { name: 'link', icon: 'link', pressed: is.link, run: openLink },
    ],
    [
      { name: 'undo', icon: 'undo', possible: is.canUndo, shortcut: 'Control+Z', run: () => chain().undo().run() },
      { name: 'redo', icon: 'redo', possible: is.canRedo, shortcut: 'Control+Y', run: () => chain().redo().run() },
    ],
  ];
  if (!is.table) return groups;
  return [
    ...groups,
    [
      { name: 'addRow', run: () => chain().addRowAfter().run() },
      { name: 'addColumn', run: () => chain().addColumnAfter().run() },
      { name: 'deleteRow', run: () => chain().deleteRow().run() },
      { name: 'deleteColumn', run: () => chain().deleteColumn().run() },
      { name: 'deleteTable', run: () => chain().deleteTable().run() },
    ],
  ];
}

/** Arrow keys, Home and End move between the buttons of a toolbar. */
function step(event: KeyboardEvent<HTMLElement>): HTMLButtonElement | null {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  return at < 0 || to === undefined ? null : buttons.at(to % buttons.length)!;
}

/** @param status stays in sight beside the tools */
export function Toolbar({ editor, controls, status }: { editor: Editor; controls: string; status?: ReactNode }) {
  const { t } = useTranslation('editor');
  const is = useEditorState({ editor, selector: states });
  const [current, setCurrent] = useState('decision');
  const [linking, setLinking] = useState(false);
  const linkButton = useRef<HTMLButtonElement>(null);
  const groups = toolGroups(editor, is, () => setLinking((open) => !open));
  const names = groups.flat().map((tool) => tool.name);
  const tabStop = names.includes(current) ? current : names[0];

  return (
    <div className={styles.tools}>
      {status && <div className={styles.status}>{status}</div>}
      <div
        role="toolbar"
        aria-label={t('toolbar.name')}
        aria-controls={controls}
        className={styles.toolbar}
        onKeyDown={(event) => {
          if (event.key === 'Escape') editor.commands.focus();
          const button = step(event);
          if (!button) return;
          event.preventDefault();
          button.focus();
        }}
      >
        {groups.map((tools) => (
          <div
            key={tools[0]!.name}
            className={tools[0]!.name === 'addRow' ? `${styles.group} ${styles.context}` : styles.group}
          >
              {tools.map(({ name, icon, pressed, possible = true, shortcut, run }) => (
                <button
                  key={name}
                  ref={name === 'link' ? linkButton : undefined}
                  type="button"
                  className={styles.tool}
                  aria-label={icon ? t(`toolbar.${name}`) : undefined}
                  title={icon ? t(`toolbar.${name}`) : undefined}
                  aria-pressed={pressed}
                  aria-disabled={possible ? undefined : true}
                  aria-expanded={name === 'link' ? linking : undefined}
                  aria-keyshortcuts={shortcut}
                  tabIndex={name === tabStop ? 0 : -1}
                  onFocus={() => setCurrent(name)}
                  // The cursor stays where it is in the text.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => possible && run()}
                >
                  {icon ? <Icon name={icon} /> : t(`toolbar.${name}`)}
                </button>
              ))}
          </div>
        ))}
      </div>
      {linking && (
        <LinkForm
          editor={editor}
          onClose={(toText) => {
            setLinking(false);
            if (toText) editor.commands.focus();
            else linkButton.current?.focus();
          }}
        />
      )}
    </div>
  );
}
