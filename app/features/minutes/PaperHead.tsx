/** The head of the paper: what a German Protokoll says before its first TOP. */
import { useTranslation } from 'react-i18next';
import type { Language, Presence } from '~db/values';
import { formatSpan } from '~/services/time';
import type { Attendee } from './minutes';
import styles from './minutes.module.css';

export type PaperHeadData = {
  group: string;
  number: number;
  startsAt: string;
  endsAt: string;
  place: string;
  chair: string;
  minuteTaker: string;
  startedAt: string;
  endedAt: string;
  attendance: Attendee[];
};

export function PaperHead({ head, printOnly }: { head: PaperHeadData; printOnly?: boolean }) {
  const { t, i18n } = useTranslation('minutes');
  const span = formatSpan(new Date(head.startsAt), new Date(head.endsAt), i18n.language as Language);
  const really = [head.startedAt, head.endedAt].some(Boolean)
    ? t('head.span', { from: head.startedAt || '–', until: head.endedAt || '–' })
    : '';
  const rows: [string, string][] = [
    ['group', head.group],
    ['when', span],
    ['really', really],
    ['place', head.place],
    ['chair', head.chair],
    ['minuteTaker', head.minuteTaker],
  ];
  return (
    <div className={`${styles.paperHead} ${printOnly ? styles.printOnly : ''}`}>
      <p className={styles.printTitle}>{t('title', { number: head.number })}</p>
      <dl>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{t(`head.${name as 'group'}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {(['present', 'excused', 'absent'] as const).map((presence) => (
          <Present key={presence} presence={presence} list={head.attendance} />
        ))}
      </dl>
    </div>
  );
}

function Present({ presence, list }: { presence: Presence; list: Attendee[] }) {
  const { t } = useTranslation('minutes');
  const these = list.filter((row) => row.presence === presence);
  if (these.length === 0) return null;
  return (
    <div>
      <dt>{t(`presence.${presence}`)}</dt>
      <dd>
        <ul className={styles.names}>
          {these.map((row) => (
            <li key={row.id}>
              {row.name}
              <AttendeeDetails row={row} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

/** As what, for whom, from when to when. */
export function AttendeeDetails({ row }: { row: Attendee }) {
  const { t } = useTranslation('minutes');
  const details = [
    row.role === 'member' ? '' : t(`role.${row.role}`),
    row.onBehalfOf ? t('attendance.for', { organisation: row.onBehalfOf.name }) : '',
    row.representing ? t('attendance.inPlaceOf', { name: row.representing }) : '',
    row.presentFrom && row.presentUntil
      ? t('attendance.span', { from: row.presentFrom, until: row.presentUntil })
      : row.presentFrom
        ? t('attendance.from', { from: row.presentFrom })
        : row.presentUntil
          ? t('attendance.until', { until: row.presentUntil })
          : '',
  ].filter(Boolean);
  return details.length > 0 ? <span className={styles.quiet}>, {details.join(', ')}</span> : null;
}
