import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { formatSpan } from '~/services/time';
import styles from './minutes.module.css';
import type { MinutesPage } from './page.server';

/** When and where it was, under the title. */
export function MeetingLine({ head }: { head: MinutesPage['head'] }) {
  const { i18n } = useTranslation('minutes');
  const { startsAt, endsAt, place } = head.meeting;
  const span = formatSpan(new Date(startsAt), new Date(endsAt), i18n.language as Language);
  return (
    <p className={styles.meetingLine}>
      <time dateTime={startsAt}>{span}</time>
      {place && ` · ${place}`}
    </p>
  );
}
