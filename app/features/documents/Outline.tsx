/** The headings of a paper beside it; a click leads to one. */
import { useTranslation } from 'react-i18next';
import type { OutlineHeading } from '~/editor/outline';
import styles from './documents.module.css';

export function Outline({ headings, onGo }: { headings: readonly OutlineHeading[]; onGo?: (key: string) => void }) {
  const { t } = useTranslation('documents');
  const written = headings.filter(({ text }) => text !== '');
  if (written.length === 0) return <p className={styles.quiet}>{t('page.noOutline')}</p>;
  return (
    <ol className={styles.outline}>
      {written.map(({ key, level, text }) => (
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
