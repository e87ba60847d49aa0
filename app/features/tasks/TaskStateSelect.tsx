/** How far a task has come, to be changed where one sees it; without a script by a button. */
import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type TaskState, taskStates } from '~db/values';
import { useHydrated } from '~/ui/hydrated';
import buttons from '~/ui/small-buttons.module.css';
import styles from './tasks.module.css';

/** @param props.fields what the form says beside the state: its intent, and which task it is */
export function TaskStateSelect({ what, state, fields }: { what: string; state: TaskState; fields: Record<string, string> }) {
  const { t } = useTranslation('tasks');
  const fetcher = useFetcher();
  const hydrated = useHydrated();
  const select = useRef<HTMLSelectElement>(null);
  const heard = useRef(false);
  // What was chosen before the page was alive is not lost; nobody hears of it otherwise. The router knows of
  // the fetcher only after this turn.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!heard.current && select.current && select.current.value !== state) fetcher.submit(select.current.form);
    });
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the page comes alive
  }, []);
  const shown = (fetcher.formData?.get('state') as TaskState | null) ?? state;
  return (
    <fetcher.Form method="post" className={styles.stateForm}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="kern-form-input__select-wrapper">
        <select
          key={state}
          ref={select}
          name="state"
          // A browser that comes back must not bring an old choice along.
          autoComplete="off"
          defaultValue={shown}
          aria-label={t('stateOf', { what })}
          className={`kern-form-input__select ${styles.small}`}
          onChange={(event) => {
            heard.current = true;
            fetcher.submit(event.currentTarget.form);
          }}
        >
          {taskStates.map((value) => (
            <option key={value} value={value}>
              {t(`state.${value}`)}
            </option>
          ))}
        </select>
      </div>
      {!hydrated && <button className={buttons.small}>{t('save')}</button>}
    </fetcher.Form>
  );
}
