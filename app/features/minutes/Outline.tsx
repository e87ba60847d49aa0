/** The agenda beside the text: ticks where something is written, a click jumps there. */
import { useTranslation } from 'react-i18next';
import styles from './minutes.module.css';

export type OutlineRow = { id: string; number: string; title: string; internal: boolean; written: boolean };

export function Outline({ rows, onGo }: { rows: readonly OutlineRow[]; onGo?: (id: string) => void }) {
  const { t } = useTranslation('minutes');
  return (
    <ol className={styles.outline}>
      {rows.map((row) => (
        <li key={row.id}>
          <a
            href={`#top-${row.id}`}
            onClick={(event) => {
              if (!onGo) return;
              event.preventDefault();
              onGo(row.id);
            }}
          >
            <span className={row.written ? styles.tick : styles.noTick} aria-hidden="true" />
            <span>
              <span className={styles.outlineNumber}>{row.number && t('outline.item', { number: row.number })} </span>
              {row.title || t('outline.free')}
              {row.internal && <span className={styles.quiet}> ({t('outline.internal')})</span>}
              <span className="visually-hidden"> – {t(row.written ? 'outline.written' : 'outline.empty')}</span>
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}
