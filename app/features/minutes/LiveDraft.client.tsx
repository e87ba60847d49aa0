/**
 * The draft while it is written: the editor, and what the text says of decisions and tasks. Loaded by
 * itself.
 */
import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, Language, PersonId, TextId } from '~db/values';
import { MinutesEditor, type MinutesEditorHandle, type SelectedPassage } from '~/editor/MinutesEditor';
import { type DecisionRecord, type TaskRecord, deriveRecords } from '~/editor/records';
import { minutesFromYDoc } from '~/editor/shared-document';
import type { LiveState } from '~/live/client';
import { type LiveEditor, LiveText } from '~/texts/LiveText.client';
import type { Line } from '~/texts/line.client';
import type { OutlineRow } from './Outline';

export type LiveDraftProps = {
  textId: TextId;
  person: { id: PersonId; name: string };
  label: string;
  people: readonly { id: string; name: string }[];
  organisations: readonly { id: string; name: string }[];
  today: Day;
  nextMeeting: Day | null;
  /** The blocks whose tasks the page knows of. */
  knownTasks: readonly (string | null)[];
  onOutline: (rows: OutlineRow[]) => void;
  onRecords: (records: { decisions: DecisionRecord[]; tasks: TaskRecord[] }) => void;
  onReady: () => void;
  onEditor: (editor: MinutesEditorHandle) => void;
  /** One may no longer see the minutes; what is on the screen stays, with the reason. */
  onRightEnded: () => void;
  /** Somebody wants to comment on what is selected. */
  onComment: ((passage: SelectedPassage) => void) | undefined;
  onOpenComment: (id: string) => void;
};

export default function LiveDraft({ onRecords, ...props }: LiveDraftProps) {
  return (
    <LiveText
      kind="minutes"
      textId={props.textId}
      person={props.person}
      onReady={props.onReady}
      onRightEnded={props.onRightEnded}
      onComment={props.onComment}
      editor={(live) => <Writing {...props} onRecords={onRecords} live={live} />}
    />
  );
}

function Writing({ live: { line, state, status, onReady, onSelection }, ...props }: LiveDraftProps & { live: LiveEditor }) {
  const { i18n } = useTranslation();
  const records = useRecords(line, props.onRecords);
  useTaskRows(records, props.knownTasks, state);
  return (
    <MinutesEditor
      status={status}
      doc={line.doc}
      awareness={line.awareness}
      mode={state.mode}
      language={i18n.language as Language}
      label={props.label}
      people={props.people}
      organisations={props.organisations}
      today={props.today}
      nextMeeting={props.nextMeeting}
      onReady={(editor) => {
        onReady();
        props.onEditor(editor);
      }}
      onSelection={onSelection}
      onComment={props.onOpenComment}
      onOutline={(outline) =>
        props.onOutline(
          outline.map(({ itemId, number, title, internal, empty }) => ({
            id: itemId,
            number,
            title,
            internal,
            written: !empty,
          })),
        )
      }
    />
  );
}

const recordsPause = 200;

type LiveRecords = ReturnType<typeof deriveRecords>;

/** Tells what the text says of decisions and tasks, a moment after it has changed. */
function useRecords(line: Line, onRecords: LiveDraftProps['onRecords']): LiveRecords | null {
  const [records, setRecords] = useState<LiveRecords | null>(null);
  const tell = useRef(onRecords);
  useEffect(() => {
    tell.current = onRecords;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const derived = deriveRecords(minutesFromYDoc(line.doc));
        setRecords(derived);
        tell.current(derived);
      }, recordsPause);
    };
    line.doc.on('update', later);
    return () => {
      clearTimeout(timer);
      line.doc.off('update', later);
    };
  }, [line]);
  return records;
}

/** A new task gets its row some time after it was written; the page then looks for it twice. */
const takenOverAfter = [1_000, 3_500];

/** Only while all is saved: without a line the page could not be loaded. */
function useTaskRows(records: LiveRecords | null, knownTasks: LiveDraftProps['knownTasks'], { light }: LiveState) {
  const { revalidate } = useRevalidator();
  const isBehind = records?.tasks.some(({ blockId }) => !knownTasks.includes(blockId)) ?? false;
  const isSaved = light === 'saved';
  useEffect(() => {
    if (!isBehind || !isSaved) return;
    const timers = takenOverAfter.map((pause) => setTimeout(revalidate, pause));
    return () => timers.forEach(clearTimeout);
  }, [isBehind, isSaved, revalidate]);
}
