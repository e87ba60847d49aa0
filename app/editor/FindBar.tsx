/** Find and replace, below the tools. Browser. */
import { useEditorState, type Editor } from '@tiptap/react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import {
  beginUndoStep,
  endingFind,
  finding,
  findState,
  going,
  replacing,
  replacingAll,
  showingMatch,
  type Query,
} from './find';
import forms from './paper-tools.module.css';

/** @param props.onClose told to go on in the text */
export function FindBar({ editor, onClose }: { editor: Editor; onClose: (toText: boolean) => void }) {
  const { t } = useTranslation('paper');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<Query>(() => ({ text: selectedWords(editor), exact: false, wholeWord: false }));
  const [replacement, setReplacement] = useState('');
  const [replaced, setReplaced] = useState<number | null>(null);
  const { count, current } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const found = findState(state);
      return { count: found.matches.length, current: found.current };
    },
  });

  const look = (asked: Query) => {
    setQuery(asked);
    setReplaced(null);
    editor.view.dispatch(finding(editor.state, asked));
    show();
  };
  /** Shows the current match; the focus stays in the bar. */
  const show = () => {
    const shown = showingMatch(editor.state);
    if (shown) editor.view.dispatch(shown);
  };
  const go = (step: 1 | -1) => {
    const transaction = going(editor.state, step);
    if (transaction) editor.view.dispatch(transaction);
  };
  const replace = () => {
    beginUndoStep(editor.state);
    const transaction = replacing(editor.state, replacement);
    if (transaction) editor.view.dispatch(transaction);
    beginUndoStep(editor.state);
    show();
  };
  const replaceAll = () => {
    beginUndoStep(editor.state);
    const all = replacingAll(editor.state, replacement);
    if (all) editor.view.dispatch(all.transaction);
    beginUndoStep(editor.state);
    setReplaced(all?.count ?? 0);
  };

  useEffect(() => {
    field.current?.select();
    if (query.text !== '') editor.view.dispatch(finding(editor.state, query));
    return () => {
      if (!editor.isDestroyed) editor.view.dispatch(endingFind(editor.state));
    };
    // What was selected is looked for once, when the bar opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editor]);

  const said =
    replaced !== null
      ? t('find.replaced', { count: replaced })
      : query.text === ''
        ? ''
        : count === 0
          ? t('find.none')
          : t('find.count', { current: current + 1, count });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose(true);
  };
  const toggle = (option: 'exact' | 'wholeWord') => (
    <label className={forms.check}>
      <input type="checkbox" checked={query[option]} onChange={(event) => look({ ...query, [option]: event.target.checked })} />
      {t(`find.${option}`)}
    </label>
  );

  return (
    <form role="search" aria-label={t('find.name')} className={forms.find} onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
      <div className={forms.row}>
        <label htmlFor={`${id}-find`}>{t('find.what')}</label>
        <input
          ref={field}
          id={`${id}-find`}
          className={styles.field}
          value={query.text}
          autoComplete="off"
          autoFocus
          onChange={(event) => look({ ...query, text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            go(event.shiftKey ? -1 : 1);
          }}
        />
        <span role="status" className={forms.count}>
          {said}
        </span>
        <button type="button" className={styles.tool} onClick={() => go(-1)}>
          {t('find.previous')}
        </button>
        <button type="button" className={styles.tool} onClick={() => go(1)}>
          {t('find.next')}
        </button>
        {toggle('exact')}
        {toggle('wholeWord')}
      </div>
      <div className={forms.row}>
        <label htmlFor={`${id}-replace`}>{t('find.by')}</label>
        <input
          id={`${id}-replace`}
          className={styles.field}
          value={replacement}
          autoComplete="off"
          onChange={(event) => setReplacement(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            replace();
          }}
        />
        <button type="button" className={styles.tool} onClick={replace}>
          {t('find.replace')}
        </button>
        <button type="button" className={styles.tool} onClick={replaceAll}>
          {t('find.replaceAll')}
        </button>
        <button type="button" className={styles.tool} onClick={() => onClose(true)}>
          {t('find.close')}
        </button>
      </div>
    </form>
  );
}

/** What is selected in one paragraph is most likely what is looked for. */
function selectedWords({ state: { doc, selection } }: Editor): string {
  const { from, to, $from, $to } = selection;
  return $from.sameParent($to) && to - from <= 100 ? doc.textBetween(from, to, ' ', '') : '';
}
