/** The head of the paper: what a German Protokoll says before its first TOP. */
import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { type PaperHeadData, attendanceRows, attendeeDetails, headRows } from './head';
import type { Attendee } from './minutes';
import styles from './minutes.module.css';

export function PaperHead({ head, printOnly }: { head: PaperHeadData; printOnly?: boolean }) {
  const { t, i18n } = useTranslation('minutes');
  return (
    <div className={`${styles.paperHead} ${printOnly ? styles.printOnly : ''}`}>
      <p className={styles.printTitle}>{t('title', { number: head.number })}</p>
      <dl>
        {headRows(head, t, i18n.language as Language).map(({ name, term, value }) => (
          <div key={name}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {attendanceRows(head).map(({ presence, list }) => (
          <div key={presence}>
            <dt>{t(`presence.${presence}`)}</dt>
            <dd>
              <ul className={styles.names}>
                {list.map((row) => (
                  <li key={row.id}>
                    {row.name}
                    <AttendeeDetails row={row} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export function AttendeeDetails({ row }: { row: Attendee }) {
  const { t } = useTranslation('minutes');
  const details = attendeeDetails(row, t);
  return details ? <span className={styles.quiet}>, {details}</span> : null;
}
