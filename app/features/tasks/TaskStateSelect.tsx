/**
 * How far a task has come, to be changed where one sees it; without a script by a button. What is picked is kept at
 * once; who goes through the states by keys keeps one by Enter or by the button, and passes the others without harm.
 */
import { useFetcher } from '@remix-run/react';
import { type ChangeEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TaskState, taskStates } from '~db/values';
import { useHydrated } from '~/ui/hydrated';
import buttons from '~/ui/small-buttons.module.css';
import { stateId, useNoteMove } from './TaskMoves';
import styles from './tasks.module.css';

/** @param props.fields what the form says beside the state: its intent, and which task it is */
export function TaskStateSelect({ what, state, fields }: { what: string; state: TaskState; fields: Record<string, string> }) {
  const { t } = useTranslation('tasks');
  const hydrated = useHydrated();
  const { fetcher, select, isOpen, wasEntered, ofSelect, onSubmit } = useChoice(what, state, fields);
  return (
    <fetcher.Form method="post" className={styles.stateForm} onSubmit={onSubmit}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="kern-form-input__select-wrapper">
        <select
          ref={select}
          id={stateId(taskIn(fields))}
          name="state"
          // A browser that comes back must not bring an old choice along.
          autoComplete="off"
          defaultValue={state}
          aria-label={t('stateOf', { what })}
          className={`kern-form-input__select ${styles.small}`}
          {...ofSelect}
        >
          {taskStates.map((value) => (
            <option key={value} value={value}>
              {t(`state.${value}`)}
            </option>
          ))}
        </select>
      </div>
      {(isOpen || !hydrated) && <button className={buttons.small}>{t('save')}</button>}
      {wasEntered && (
        <span role="status" className="visually-hidden">
          {isOpen && t('moved.notYet')}
        </span>
      )}
    </fetcher.Form>
  );
}

const taskIn = (fields: Record<string, string>): string => fields.task ?? fields.taskId ?? '';

/** What is chosen and when it is kept; `isOpen` as long as it is not. */
function useChoice(what: string, state: TaskState, fields: Record<string, string>) {
  const fetcher = useFetcher();
  const note = useNoteMove();
  const select = useRef<HTMLSelectElement>(null);
  const heard = useRef(false);
  const byKeys = useRef(false);
  const [chosen, setChosen] = useState<TaskState | null>(null);
  const [wasEntered, setWasEntered] = useState(false);
  // What was chosen before the page was alive is not lost; nobody hears of it otherwise. The router knows of
  // the fetcher only after this turn.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!heard.current && select.current && select.current.value !== state) fetcher.submit(select.current.form);
    });
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the page comes alive
  }, []);
  // Changed elsewhere meanwhile, it is shown here; the field stays the one that has the focus.
  const shown = useRef(state);
  useEffect(() => {
    if (shown.current !== state && select.current) select.current.value = state;
    shown.current = state;
  }, [state]);
  const isOpen = chosen !== null && chosen !== state;
  const noteChoice = (value: TaskState) => {
    heard.current = true;
    setChosen(null);
    note({ id: taskIn(fields), what, state: value });
  };
  const keep = (field: HTMLSelectElement) => {
    noteChoice(field.value as TaskState);
    fetcher.submit(field.form);
  };
  const ofSelect = {
    onFocus: () => setWasEntered(true),
    onPointerDown: () => {
      byKeys.current = false;
    },
    onKeyDown: (event: KeyboardEvent<HTMLSelectElement>) => {
      byKeys.current = true;
      if (event.key !== 'Enter' || !isOpen) return;
      event.preventDefault();
      keep(event.currentTarget);
    },
    onChange: ({ currentTarget: field }: ChangeEvent<HTMLSelectElement>) => {
      heard.current = true;
      if (byKeys.current) setChosen(field.value as TaskState);
      else keep(field);
    },
  };
  // The button is gone once it was pressed.
  const onSubmit = () => {
    noteChoice(select.current!.value as TaskState);
    select.current!.focus();
  };
  return { fetcher, select, isOpen, wasEntered, ofSelect, onSubmit };
}
