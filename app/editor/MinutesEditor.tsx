/** The editor of minutes: sections that follow the agenda, decisions and action items. Browser only. */
import { TextSelection } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import { ReactNodeViewRenderer, type Editor, type NodeViewProps } from '@tiptap/react';
import { useMemo, type FunctionComponent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '~db/values';
import { bringToTop } from '~/ui/scrolling';
import { ActionItemView } from './ActionItemView';
import { DecisionView } from './DecisionView';
import { Appearance, outlineOf, sectionToWrite, type OutlineEntry } from './minutes-appearance';
import { toggleRecord, type RecordType } from './minutes-commands';
import { minutesExtensions } from './minutes-schema';
import { MinutesTools, useMinutesSlash } from './MinutesTools';
import { SectionView } from './SectionView';
import { SurroundingsContext, type Named } from './surroundings';
import { TextEditor, textHandle, type TextEditorHandle, type TextEditorProps } from './TextEditor';

export type { OutlineEntry } from './minutes-appearance';
export type { AnchoredComment, LiveAnchor, Named, SelectedPassage } from './TextEditor';

export type MinutesEditorProps = TextEditorProps & {
  organisations: readonly Named[];
  today: Day;
  nextMeeting: Day | null;
  onReady?: (handle: MinutesEditorHandle) => void;
  /** The sections in the order of the agenda, and whether something is written in them. */
  onOutline?: (outline: OutlineEntry[]) => void;
};

export type MinutesEditorHandle = TextEditorHandle & {
  /** Puts the cursor at the end of a section and shows it. */
  goToSection: (itemId: string) => void;
  insertDecision: () => void;
  insertTask: () => void;
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

/** The last place of a section where something can be typed. */
function endOfSection(doc: Node, itemId: string | undefined): { at: number; end: number } | null {
  let found: { at: number; end: number } | null = null;
  doc.forEach((section, at) => {
    if (section.attrs.itemId === itemId) found = { at, end: at + section.nodeSize - 1 };
  });
  return found;
}

function goToSection(editor: Editor, itemId: string): void {
  const section = endOfSection(editor.state.doc, itemId);
  if (!section) return;
  const end = TextSelection.near(editor.state.doc.resolve(section.end), -1);
  editor.view.dispatch(editor.state.tr.setSelection(end));
  editor.commands.focus(null, { scrollIntoView: false });
  const dom = editor.view.nodeDOM(section.at);
  bringToTop(dom instanceof Element ? (dom.firstElementChild ?? dom) : null);
}

function handleOf(editor: Editor): MinutesEditorHandle {
  const insert = (type: RecordType) => () =>
    void editor
      .chain()
      .focus()
      .command(({ tr }) => toggleRecord(tr, type))
      .run();
  return {
    ...textHandle(editor),
    goToSection: (itemId) => goToSection(editor, itemId),
    insertDecision: insert('decision'),
    insertTask: insert('actionItem'),
  };
}

/** The shared text of minutes, to write or to read. */
export function MinutesEditor(props: MinutesEditorProps) {
  const { people, organisations, language, today, nextMeeting, onOutline, onReady } = props;
  const { t } = useTranslation('editor');
  const commands = useMinutesSlash();
  const surroundings = useMemo(
    () => ({ people, organisations, language, calendar: { today, nextMeeting } }),
    [people, organisations, language, today, nextMeeting],
  );
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <TextEditor
        {...props}
        kind={{
          extensions: () => [
            ...minutesExtensions({
              language,
              views: {
                agendaSection: view(SectionView),
                decision: view(DecisionView),
                actionItem: view(ActionItemView),
              },
            }),
            Appearance.configure({ internal: t('section.internal') }),
          ],
          help: t('help'),
          hint: t('hint'),
          commands,
          tools: (frame) => <MinutesTools {...frame} />,
          begin: (doc) => endOfSection(doc, sectionToWrite(doc))?.end ?? 0,
          onEditor: (editor) => {
            onOutline?.(outlineOf(editor.state.doc));
            onReady?.(handleOf(editor));
          },
          onUpdate: (editor) => onOutline?.(outlineOf(editor.state.doc)),
        }}
      />
    </SurroundingsContext.Provider>
  );
}
