/** Says who is expected elsewhere at the same time. It is for people to decide what that means. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { formatSpan } from '~/services/time';
import { Alert } from '~/ui/page-parts';
import styles from './meetings.module.css';

type Overlap = { path: string; group: string; number: number; startsAt: Date; endsAt: Date };

/** For oneself. */
export function OwnOverlaps({ overlaps }: { overlaps: Overlap[] }) {
  const { t } = useTranslation('meetings');
  if (overlaps.length === 0) return null;
  return (
    <Alert kind="warning" title={t('overlap.own')}>
      <List overlaps={overlaps} />
    </Alert>
  );
}

/** For those who prepare the meeting: how many of the others, and where as far as they may know. */
export function OthersOverlaps({ others, known }: { others: number; known: Overlap[] }) {
  const { t } = useTranslation('meetings');
  if (others === 0) return null;
  return (
    <section aria-labelledby="overlaps">
      <h2 id="overlaps" className={styles.first}>
        {t('overlap.title')}
      </h2>
      <p>{t('overlap.others', { count: others })}</p>
      {known.length > 0 && <List overlaps={known} />}
      <p className={styles.quiet}>{t('overlap.hint')}</p>
    </section>
  );
}

function List({ overlaps }: { overlaps: Overlap[] }) {
  const { t, i18n } = useTranslation('meetings');
  return (
    <ul>
      {overlaps.map((overlap) => (
        <li key={overlap.path}>
          <Link to={overlap.path}>{t('overlap.meeting', { group: overlap.group, number: overlap.number })}</Link>
          {' – '}
          {formatSpan(overlap.startsAt, overlap.endsAt, i18n.language as Language)}
        </li>
      ))}
    </ul>
  );
}
