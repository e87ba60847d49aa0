/** The end of printed minutes: when the group meets next, and who gets them. */
import { useTranslation } from 'react-i18next';
import type { Language } from '~db/values';
import { formatSpan } from '~/services/time';
import styles from './minutes.module.css';
import type { Shown } from './page.server';

export function Distribution({ of }: { of: Shown<'approved'>['distribution'] }) {
  const { t, i18n } = useTranslation('minutes');
  if (!of) return null;
  const { all, withoutInternal, next } = of;
  return (
    <dl className={`${styles.printOnly} ${styles.distribution}`}>
      {next && (
        <>
          <dt>{t('paper.next')}</dt>
          <dd>
            {formatSpan(new Date(next.startsAt), new Date(next.endsAt), i18n.language as Language)}
            {next.place && `, ${next.place}`}
          </dd>
        </>
      )}
      <dt>{t('paper.distribution')}</dt>
      <dd>{all.join(', ')}</dd>
      {withoutInternal.length > 0 && (
        <>
          <dt>{`${t('paper.distribution')} (${t('paper.withoutInternal')})`}</dt>
          <dd>{withoutInternal.join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
