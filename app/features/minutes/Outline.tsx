/** The agenda beside the text: ticks where something is written, a click jumps there. */
import { useTranslation } from 'react-i18next';
import { OutlineLink } from '~/texts/OutlineLink';
import { carriedId } from './CarriedTasks';
import styles from './minutes.module.css';

export type OutlineRow = { id: string; number: string; title: string; internal: boolean; written: boolean };

/** @param props.carried how many tasks of earlier meetings stand below the text */
export function Outline({
  rows,
  carried,
  onGo,
  onLeave,
}: {
  rows: readonly OutlineRow[];
  carried: number;
  /** Goes to a section, where the text is written. */
  onGo?: ((id: string) => void) | undefined;
  onLeave: () => void;
}) {
  const { t } = useTranslation('minutes');
  return (
    <ol className={styles.outline}>
      {rows.map((row) => (
        <li key={row.id}>
          <OutlineLink target={`top-${row.id}`} onLeave={onLeave} onGo={onGo && (() => onGo(row.id))}>
            <span className={row.written ? styles.tick : styles.noTick} aria-hidden="true" />
            <span>
              <span className={styles.outlineNumber}>{row.number && t('outline.item', { number: row.number })} </span>
              {row.title || t('outline.free')}
              {row.internal && <span className={styles.quiet}> ({t('outline.internal')})</span>}
              <span className="visually-hidden"> – {t(row.written ? 'outline.written' : 'outline.empty')}</span>
            </span>
          </OutlineLink>
        </li>
      ))}
      {carried > 0 && (
        <li>
          <OutlineLink target={carriedId} onLeave={onLeave}>
            <span className={styles.noMark} aria-hidden="true" />
            <span>{t('carried.outline', { count: carried })}</span>
          </OutlineLink>
        </li>
      )}
    </ol>
  );
}
