/**
 * A text while it is written: the line to the others, who is here, and the light that says where one's
 * words are; around the editor of its kind. Until the text has arrived the page shows what the server
 * rendered (`DraftText`).
 */
import { useBlocker, useRevalidator } from '@remix-run/react';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonId, TextId, TextKind } from '~db/values';
import type { SelectedPassage } from '~/editor/TextEditor';
import { plainText } from '~/editor/document';
import { documentFromYDoc } from '~/editor/shared-document';
import type { LiveState } from '~/live/client';
import { Alert } from '~/ui/page-parts';
import buttons from '~/ui/small-buttons.module.css';
import { BarPlace } from './BarPlace';
import { SaveLight } from './SaveLight';
import { Line, type Present } from './line.client';
import styles from './live.module.css';

/** What the editor is given by the frame around it. */
export type LiveEditor = {
  line: Line;
  state: LiveState;
  /** Stands beside the tools. */
  status: ReactNode;
  onReady: () => void;
  onSelection: (passage: SelectedPassage | null) => void;
};

type Props = {
  kind: TextKind;
  textId: TextId;
  person: { id: PersonId; name: string };
  /** The text is there, and may be written in. */
  onReady: () => void;
  /** One may no longer see the text; what is on the screen stays, with the reason. */
  onRightEnded: () => void;
  /** Somebody wants to comment on what is selected. */
  onComment: ((passage: SelectedPassage) => void) | undefined;
  editor: (live: LiveEditor) => ReactNode;
};

export function LiveText({ kind, textId, person, onReady, onRightEnded, onComment, editor }: Props) {
  const { t } = useTranslation('texts');
  const [line] = useState(() => new Line(textId, person));
  const [ready, setReady] = useState(false);
  const [selected, setSelected] = useState<SelectedPassage | null>(null);
  useEffect(() => {
    line.open();
    return () => line.close();
  }, [line]);
  const state = useSyncExternalStore(line.subscribe, () => line.state);
  useWarning(state.hasUnsaved);
  useNewState(state);
  useAsides(state);
  const rightEnded = state.closed === 'rightEnded';
  useEffect(() => {
    if (rightEnded) onRightEnded();
  }, [rightEnded, onRightEnded]);
  return (
    <>
      <Others line={line} />
      {onComment && selected && (
        <p className={styles.commentThis}>
          <button type="button" className={buttons.small} onClick={() => onComment(selected)}>
            {t('live.comment')}
          </button>
        </p>
      )}
      <Trouble line={line} state={state} kind={kind} />
      {!ready && (
        <BarPlace>
          <SaveLight light={state.light} />
        </BarPlace>
      )}
      {editor({
        line,
        state,
        status: ready && <SaveLight light={state.light} />,
        onReady: () => {
          setReady(true);
          onReady();
        },
        onSelection: setSelected,
      })}
    </>
  );
}

/** Asks before one leaves with words that only this page has. */
function useWarning(hasUnsaved: boolean): void {
  const { t } = useTranslation('texts');
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
 * The text has gone into review, or one may do more or less than before: the page shows what is true
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
  const { t } = useTranslation('texts');
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
function Trouble({ line, state, kind }: { line: Line; state: LiveState; kind: TextKind }) {
  const { t } = useTranslation('texts');
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
          <button type="button" className={buttons.small} onClick={() => line.retry()}>
            {t('trouble.retry')}
          </button>
        )}
        {state.hasUnsaved && <CopyText line={line} kind={kind} />}
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

function CopyText({ line, kind }: { line: Line; kind: TextKind }) {
  const { t } = useTranslation('texts');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(plainText(documentFromYDoc(line.doc, kind)));
    setCopied(true);
  };
  return (
    <button type="button" className={buttons.small} onClick={() => void copy()}>
      <span role="status">{t(copied ? 'trouble.copied' : 'trouble.copy')}</span>
    </button>
  );
}
