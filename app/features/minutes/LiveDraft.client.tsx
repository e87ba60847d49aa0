/**
 * The draft while it is written: the editor, who is here, and the light that says where one's words
 * are. Loaded by itself; until the text has arrived the page shows what the server rendered.
 */
import { useBlocker, useRevalidator } from '@remix-run/react';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, Language, PersonId, TextId } from '~db/values';
import { MinutesEditor, type MinutesEditorHandle, type SelectedPassage } from '~/editor/Editor';
import { plainText } from '~/editor/document';
import { type DecisionRecord, type TaskRecord, deriveRecords } from '~/editor/records';
import { minutesFromYDoc } from '~/editor/shared-document';
import type { LiveState } from '~/live/client';
import { Alert } from '~/ui/page-parts';
import { BarPlace } from './BarPlace';
import { Line, type Present } from './line.client';
import type { OutlineRow } from './Outline';
import { SaveLight } from './SaveLight';
import styles from './minutes.module.css';

export type LiveDraftProps = {
  textId: TextId;
  person: { id: PersonId; name: string };
  label: string;
  people: readonly { id: string; name: string }[];
  organisations: readonly { id: string; name: string }[];
  today: Day;
  nextMeeting: Day | null;
  /** The text as the server rendered it, until the living one is here. */
  children: ReactNode;
  /** The blocks whose tasks the page knows of. */
  knownTasks: readonly (string | null)[];
  onOutline: (rows: OutlineRow[]) => void;
  onRecords: (records: { decisions: DecisionRecord[]; tasks: TaskRecord[] }) => void;
  onEditor: (editor: MinutesEditorHandle) => void;
  /** Somebody wants to comment on what is selected. */
  /** One may no longer see the minutes; what is on the screen stays, with the reason. */
  onRightEnded: () => void;
  onComment: ((passage: SelectedPassage) => void) | undefined;
  onOpenComment: (id: string) => void;
};

export default function LiveDraft(props: LiveDraftProps) {
  const { textId, person, onRecords } = props;
  const { t, i18n } = useTranslation('minutes');
  const [line] = useState(() => new Line(textId, person));
  const [ready, setReady] = useState(false);
  const [selected, setSelected] = useState<SelectedPassage | null>(null);
  useEffect(() => {
    line.open();
    return () => line.close();
  }, [line]);
  const state = useSyncExternalStore(line.subscribe, () => line.state);
  const records = useRecords(line, onRecords);
  useTaskRows(records, props.knownTasks, state);
  useWarning(state.hasUnsaved);
  useNewState(state);
  useAsides(state);
  const rightEnded = state.closed === 'rightEnded';
  const { onRightEnded } = props;
  useEffect(() => {
    if (rightEnded) onRightEnded();
  }, [rightEnded, onRightEnded]);
  return (
    <>
      <Others line={line} />
      {props.onComment && selected && (
        <p className={styles.commentThis}>
          <button type="button" className={styles.smallButton} onClick={() => props.onComment?.(selected)}>
            {t('live.comment')}
          </button>
        </p>
      )}
      <Trouble line={line} state={state} />
      {!ready && (
        <BarPlace>
          <SaveLight light={state.light} />
        </BarPlace>
      )}
      {!ready && props.children}
      <MinutesEditor
        status={ready && <SaveLight light={state.light} />}
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
          setReady(true);
          props.onEditor(editor);
        }}
        onSelection={setSelected}
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
    </>
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

/** Asks before one leaves with words that only this page has. */
function useWarning(hasUnsaved: boolean): void {
  const { t } = useTranslation('minutes');
  useEffect(() => {
    if (!hasUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [hasUnsaved]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => hasUnsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm(t('live.leave'))) blocker.proceed();
    else blocker.reset();
  }, [blocker, t]);
}

/**
 * The minutes have gone into review, or one may do more or less than before: the page shows what is true
 * now. Not before all that was typed is safe: it might be the only copy.
 */
function useNewState({ closed, hasUnsaved, mode, synced }: LiveState): void {
  const { revalidate } = useRevalidator();
  const known = useRef<LiveState['mode']>();
  useEffect(() => {
    if (closed === 'frozen' && !hasUnsaved) revalidate();
  }, [closed, hasUnsaved, revalidate]);
  useEffect(() => {
    if (!synced || closed || hasUnsaved) return;
    if (known.current && known.current !== mode) revalidate();
    known.current = mode;
  }, [synced, closed, hasUnsaved, mode, revalidate]);
}

/** Several changes that follow each other are asked for once; not everyone asks at the same moment. */
const asidePause = () => 200 + Math.random() * 300;

/** Comments and attendance of the others appear as they come. */
function useAsides({ asides }: LiveState): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (asides === 0) return;
    const timer = setTimeout(revalidate, asidePause());
    return () => clearTimeout(timer);
  }, [asides, revalidate]);
}

function Others({ line }: { line: Line }) {
  const { t } = useTranslation('minutes');
  const [others, setOthers] = useState<Present[]>([]);
  useEffect(() => {
    const look = () => setOthers(line.others());
    line.awareness.on('change', look);
    return () => line.awareness.off('change', look);
  }, [line]);
  return (
    <div className={styles.others}>
      <span className="visually-hidden" role="status">
        {others.length > 0 ? t('live.with', { names: others.map(({ name }) => name).join(', ') }) : ''}
      </span>
      {others.length === 0 && <span className={styles.quiet}>{t('live.alone')}</span>}
      <ul aria-label={t('live.others')}>
        {others.slice(0, 6).map(({ id, name, color }) => (
          <li key={id} style={{ borderColor: color }}>
            {name}
          </li>
        ))}
      </ul>
      {others.length > 6 && <span>{t('live.more', { count: others.length - 6 })}</span>}
    </div>
  );
}

/** What stands in the way of saving, and what to do; the words are always still here. */
function Trouble({ line, state }: { line: Line; state: LiveState }) {
  const { t } = useTranslation('minutes');
  const cause = causeOf(state);
  if (!cause) return null;
  return (
    <Alert kind={cause === 'offline' ? 'warning' : 'danger'} title={t(`trouble.${cause}.title`)}>
      <p>{t(`trouble.${cause}.text`)}</p>
      <p className={styles.troubleActions}>
        {cause === 'sessionEnded' && (
          <a href="/anmelden" target="_blank" rel="noreferrer">
            {t('trouble.signIn')}
          </a>
        )}
        {cause !== 'rightEnded' && (
          <button type="button" className={styles.smallButton} onClick={() => line.retry()}>
            {t('trouble.retry')}
          </button>
        )}
        {state.hasUnsaved && <CopyText line={line} />}
      </p>
    </Alert>
  );
}

type Cause = 'offline' | 'sessionEnded' | 'rightEnded' | 'frozen' | 'failed';

function causeOf({ light, closed, hasUnsaved, mode }: LiveState): Cause | null {
  if (closed === 'sessionEnded' || closed === 'rightEnded') return closed;
  if (hasUnsaved && light === 'error' && mode === 'read') return 'frozen';
  if (light === 'error') return 'failed';
  return light === 'offline' ? 'offline' : null;
}

function CopyText({ line }: { line: Line }) {
  const { t } = useTranslation('minutes');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(plainText(minutesFromYDoc(line.doc)));
    setCopied(true);
  };
  return (
    <button type="button" className={styles.smallButton} onClick={() => void copy()}>
      <span role="status">{t(copied ? 'trouble.copied' : 'trouble.copy')}</span>
    </button>
  );
}
