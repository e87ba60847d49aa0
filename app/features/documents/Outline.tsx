/** The headings of a paper beside it; a click leads to one. */
import { useTranslation } from 'react-i18next';
import type { HeadingEntry } from '~/editor/parts';
import styles from './documents.module.css';

export function Outline({ headings, onGo }: { headings: readonly HeadingEntry[]; onGo?: (key: string) => void }) {
  const { t } = useTranslation('documents');
  if (headings.length === 0) return <p className={styles.quiet}>{t('page.noOutline')}</p>;
  return (
    <ol className={styles.outline}>
      {headings.map(({ key, level, text }) => (
        <li key={key} data-level={level}>
          <a
            href={`#${key}`}
            onClick={(event) => {
              if (!onGo) return;
              event.preventDefault();
              onGo(key);
            }}
          >
            {text}
          </a>
        </li>
      ))}
    </ol>
  );
}
