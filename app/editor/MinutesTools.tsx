/** What can be done in minutes: the tools above the text, and the five choices of `/`. */
import { useEditorState, type Editor } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newTable, placeBlock } from './commands';
import { LinkForm } from './LinkForm';
import { isInPassage, toggleInternal, toggleRecord } from './minutes-commands';
import type { SlashCommand } from './SuggestionMenu';
import { Toolbar, chainOf, changing, commonStates, useCommonTools, type ToolsFrame } from './Toolbar';

const states = ({ editor }: { editor: Editor }) => ({
  ...commonStates({ editor }),
  decision: editor.isActive('decision'),
  task: editor.isActive('actionItem'),
  internal: isInPassage(editor.state),
  heading: editor.isActive('heading'),
});

export function MinutesTools(frame: ToolsFrame) {
  const { editor } = frame;
  const { t } = useTranslation('editor');
  const is = useEditorState({ editor, selector: states });
  const [open, setOpen] = useState<string | null>(null);
  const { common, table } = useCommonTools(editor, is);
  const heading = () => void chainOf(editor).toggleHeading({ level: 3 }).run();
  return (
    <Toolbar
      {...frame}
      panel={{ open, setOpen }}
      groups={[
        {
          tools: [
            { name: 'decision', label: t('toolbar.decision'), pressed: is.decision, run: changing(editor, (tr) => toggleRecord(tr, 'decision')) },
            { name: 'task', label: t('toolbar.task'), pressed: is.task, run: changing(editor, (tr) => toggleRecord(tr, 'actionItem')) },
            { name: 'internal', label: t('toolbar.internal'), pressed: is.internal, run: changing(editor, toggleInternal) },
          ],
        },
        {
          tools: [
            { name: 'heading', label: t('toolbar.heading'), pressed: is.heading, run: heading },
            common.bold,
            common.italic,
          ],
        },
        {
          tools: [
            common.bulletList,
            common.orderedList,
            common.table,
            common.quote,
            {
              name: 'link',
              label: t('toolbar.link'),
              icon: 'link',
              pressed: is.link,
              panel: (close) => <LinkForm editor={editor} onClose={close} />,
            },
          ],
        },
        { tools: [common.undo, common.redo] },
        ...table,
      ]}
    />
  );
}

const slashChoices = ['decision', 'task', 'heading', 'list', 'table'] as const;

function insert(editor: Editor, choice: (typeof slashChoices)[number]): void {
  const chain = editor.chain().focus();
  switch (choice) {
    case 'decision':
      return void chain.command(({ tr }) => toggleRecord(tr, 'decision')).run();
    case 'task':
      return void chain.command(({ tr }) => toggleRecord(tr, 'actionItem')).run();
    case 'heading':
      return void chain.toggleHeading({ level: 3 }).run();
    case 'list':
      return void chain.toggleBulletList().run();
    case 'table':
      return void chain.command(({ tr }) => placeBlock(tr, newTable(editor.schema))).run();
  }
}

export function useMinutesSlash(): SlashCommand[] {
  const { t } = useTranslation('editor');
  return slashChoices.map((choice) => ({
    id: choice,
    label: t(`slash.${choice}`),
    hint: t(`slash.${choice}Hint`),
    words: t(`slash.${choice}Words`),
    run: (editor) => insert(editor, choice),
  }));
}
