/** Who wrote what: the way to see it, and the names to the lines under the words. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import styles from './comparison.module.css';

export type Writer = { author: number; name: string; initials: string };

/** @param writers null while the text is shown alone */
export function WrittenBy({ writers }: { writers: Writer[] | null }) {
  const { t } = useTranslation('versions');
  if (!writers) {
    return (
      <p className={styles.screenOnly}>
        <Link to="?anzeige=wer">{t('writers.show')}</Link>
      </p>
    );
  }
  return (
    <section className={styles.writers} aria-labelledby="schreibende">
      <h2 id="schreibende">{t('writers.legend')}</h2>
      <ul>
        {writers.map(({ author, name, initials }) => (
          <li key={author}>
            <span data-author={author}>
              {initials}
            </span>{' '}
            {name}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        {t('writers.hint')} {t('writers.unknownText')}
      </p>
      <p className={styles.screenOnly}>
        <Link to="?">{t('writers.hide')}</Link>
      </p>
    </section>
  );
}

export const showsWriters = (request: Request): boolean =>
  new URL(request.url).searchParams.get('anzeige') === 'wer';
