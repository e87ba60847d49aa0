/** Until when: a day typed as people say it, shown as it was understood while one types. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '~/services/time';
import type { Day } from '~db/values';
import styles from './editor.module.css';
import { spokenDay } from './spoken-date';
import { useSurroundings } from './surroundings';

export function DueField({ due, onChange }: { due: Day | null; onChange: (due: Day | null) => void }) {
  const { t } = useTranslation('editor');
  const { calendar, language } = useSurroundings();
  const id = useId();
  /** What is being typed; null while nobody types, and the field shows the day itself. */
  const [typed, setTyped] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const shown = due ? formatDay(due, language) : '';
  const understood = spokenDay(typed ?? shown, calendar);
  const isWrong = typed !== null && (understood.kind === 'unknown' || understood.kind === 'noMeeting');
  const message =
    typed === null
      ? ''
      : understood.kind === 'day'
        ? formatDay(understood.day, language)
        : understood.kind === 'empty'
          ? ''
          : t(`due.${understood.kind}`);

  const leave = () => {
    setFocused(false);
    if (typed === null || isWrong) return;
    setTyped(null);
    const day = understood.kind === 'day' ? understood.day : null;
    if (day !== due) onChange(day);
  };

  return (
    <div className={styles.control}>
      <label htmlFor={id} className="kern-sr-only">
        {t('task.due')}
      </label>
      <input
        id={id}
        data-control
        tabIndex={-1}
        className={styles.field}
        autoComplete="off"
        placeholder={t('due.placeholder')}
        value={typed ?? shown}
        aria-invalid={(isWrong && !focused) || undefined}
        aria-describedby={`${id}-understood`}
        onFocus={() => setFocused(true)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={leave}
      />
      <p
        id={`${id}-understood`}
        role="status"
        className={isWrong && !focused ? styles.wrong : styles.understood}
        hidden={message === ''}
      >
        {message}
      </p>
    </div>
  );
}
