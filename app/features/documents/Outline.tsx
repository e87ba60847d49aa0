/** The headings of a paper beside it; a click leads to one. */
import { useTranslation } from 'react-i18next';
import type { OutlineHeading } from '~/editor/outline';
import { OutlineLink } from '~/texts/OutlineLink';
import styles from './documents.module.css';

export function Outline({
  headings,
  onLeave,
  onGo,
}: {
  headings: readonly OutlineHeading[];
  onLeave: () => void;
  onGo?: ((key: string) => void) | undefined;
}) {
  const { t } = useTranslation('documents');
  const written = headings.filter(({ text }) => text !== '');
  if (written.length === 0) return <p className={styles.quiet}>{t('page.noOutline')}</p>;
  return (
    <ol className={styles.outline}>
      {written.map(({ key, level, text }) => (
        <li key={key} data-level={level}>
          <OutlineLink target={key} onLeave={onLeave} onGo={onGo && (() => onGo(key))}>
            {text}
          </OutlineLink>
        </li>
      ))}
    </ol>
  );
}
