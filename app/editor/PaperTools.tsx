/** What can be done in papers: the tools above the text, and the choices of `/`. Browser. */
import { useEditorState, type Editor } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { newTable, placeBlock } from './commands';
import { calloutTones, headingLevels } from './document';
import { DocumentLinkForm, type FindDocuments } from './DocumentLinkForm';
import { FindBar } from './FindBar';
import { sendImages } from './image-uploads';
import { LinkForm } from './LinkForm';
import { opening } from './opened-node';
import { placeFootnote, placeRule, setTone, toggleCallout, toneAt } from './paper-commands';
import type { SlashCommand } from './SuggestionMenu';
import {
  Toolbar,
  chainOf,
  changing,
  commonStates,
  useCommonTools,
  type PanelState,
  type Tool,
  type ToolGroup,
  type ToolsFrame,
} from './Toolbar';

/** What the page has given for the tools. */
export type PaperMeans = {
  /** Images can be sent. */
  hasUpload: boolean;
  findDocuments: FindDocuments | undefined;
  onHelp: () => void;
};

const states = ({ editor }: { editor: Editor }) => ({
  ...commonStates({ editor }),
  level: Number(editor.getAttributes('heading').level ?? 0),
  taskList: editor.isActive('taskList'),
  tone: toneAt(editor.state),
});

/** Asks for images on the device, and puts them where the cursor is. */
export function chooseImages({ view }: Editor): void {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', accept: 'image/png,image/jpeg,image/gif,image/webp', multiple: true });
  input.addEventListener('change', () => {
    view.focus();
    sendImages(view, [...(input.files ?? [])]);
  });
  input.click();
}

/** A footnote behind what is selected, with its form open. */
export const addFootnote = (editor: Editor): boolean =>
  editor.commands.command(({ tr }) => placeFootnote(tr) && opening(tr) !== null);

export function PaperTools({ means, panel, ...frame }: ToolsFrame & { means: PaperMeans; panel: PanelState }) {
  const { editor } = frame;
  const { t } = useTranslation('paper');
  const is = useEditorState({ editor, selector: states });
  const { common, table } = useCommonTools(editor, is);
  const { hasUpload, findDocuments, onHelp } = means;
  const tool = (name: string, more: Omit<Tool, 'name' | 'label'> & { run: () => void }): Tool => ({
    name,
    label: t(`tools.${name}`),
    ...more,
  });
  const headings = headingLevels.map((level): Tool => ({
    name: `heading${level}`,
    label: t('tools.heading', { level: level - 1 }),
    icon: `heading${level}`,
    pressed: is.level === level,
    shortcut: `Control+Alt+${level}`,
    run: () => void chainOf(editor).toggleHeading({ level }).run(),
  }));
  const link: Tool = {
    name: 'link',
    label: t('tools.link'),
    icon: 'link',
    pressed: is.link,
    shortcut: 'Control+K',
    panel: (close) => <LinkForm editor={editor} onClose={close} />,
  };
  const documentLink: Tool[] = findDocuments
    ? [
        {
          name: 'document',
          label: t('tools.document'),
          icon: 'document',
          panel: (close) => <DocumentLinkForm editor={editor} find={findDocuments} onClose={close} />,
        },
      ]
    : [];
  const image: Tool[] = hasUpload ? [tool('image', { icon: 'image', run: () => chooseImages(editor) })] : [];
  const tones: ToolGroup[] =
    is.tone === null
      ? []
      : [
          {
            contextual: true,
            tools: [
              ...calloutTones.map((tone): Tool => ({
                name: `tone-${tone}`,
                label: t(`tools.tone.${tone}`),
                pressed: is.tone === tone,
                run: changing(editor, (tr) => setTone(tr, tone)),
              })),
              tool('noCallout', { run: changing(editor, toggleCallout) }),
            ],
          },
        ];
  return (
    <Toolbar
      {...frame}
      panel={panel}
      groups={[
        { tools: headings },
        { tools: [common.bold, common.italic, link, ...documentLink] },
        {
          tools: [
            common.bulletList,
            common.orderedList,
            tool('taskList', { icon: 'taskList', pressed: is.taskList, run: () => void chainOf(editor).toggleTaskList().run() }),
          ],
        },
        {
          tools: [
            common.table,
            ...image,
            common.quote,
            tool('callout', { icon: 'callout', pressed: is.tone !== null, run: changing(editor, toggleCallout) }),
            tool('footnote', { icon: 'footnote', shortcut: 'Control+Alt+F', run: () => void addFootnote(editor) }),
            tool('rule', { icon: 'rule', run: changing(editor, placeRule) }),
          ],
        },
        {
          tools: [
            common.undo,
            common.redo,
            {
              name: 'find',
              label: t('tools.find'),
              icon: 'find',
              shortcut: 'Control+F',
              panel: (close) => <FindBar editor={editor} onClose={close} />,
            },
            tool('help', { icon: 'help', shortcut: 'Control+/', run: onHelp }),
          ],
        },
        ...table,
        ...tones,
      ]}
    />
  );
}

/** The choices of `/`, in the order in which they are used most. */
export function usePaperSlash({ hasUpload, findDocuments }: PaperMeans, openPanel: (name: string) => void): SlashCommand[] {
  const { t } = useTranslation('paper');
  const command = (id: string, run: (editor: Editor) => void): SlashCommand => ({
    id,
    label: t(`slash.${id}`),
    hint: t(`slash.${id}Hint`),
    words: t(`slash.${id}Words`),
    run,
  });
  const block = (id: string, apply: Parameters<typeof changing>[1]) =>
    command(id, (editor) => void editor.chain().focus().command(({ tr }) => apply(tr)).run());
  return [
    ...headingLevels.map((level): SlashCommand => ({
      id: `heading${level}`,
      label: t('tools.heading', { level: level - 1 }),
      hint: t(`slash.heading${level}Hint`),
      words: `h${level - 1} ${t('slash.headingWords')}`,
      run: (editor) => void editor.chain().focus().toggleHeading({ level }).run(),
    })),
    command('bulletList', (editor) => void editor.chain().focus().toggleBulletList().run()),
    command('orderedList', (editor) => void editor.chain().focus().toggleOrderedList().run()),
    command('taskList', (editor) => void editor.chain().focus().toggleTaskList().run()),
    command('table', (editor) =>
      void editor.chain().focus().command(({ tr }) => placeBlock(tr, newTable(editor.schema))).run(),
    ),
    ...(hasUpload ? [command('image', chooseImages)] : []),
    command('footnote', (editor) => void addFootnote(editor)),
    block('callout', toggleCallout),
    command('quote', (editor) => void editor.chain().focus().toggleBlockquote().run()),
    ...(findDocuments ? [command('document', () => openPanel('document'))] : []),
    block('rule', placeRule),
  ];
}
