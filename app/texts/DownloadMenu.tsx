/** "Herunterladen": a text in the formats it is exported in. Opens in place, without a script. */
import { useTranslation } from 'react-i18next';
import styles from './DownloadMenu.module.css';
import { exportFormats, exportPath } from './export/formats';

/** @param path the page of what is downloaded */
export function DownloadMenu({ path }: { path: string }) {
  const { t } = useTranslation('export');
  return (
    <details className={styles.menu}>
      <summary className="kern-btn kern-btn--tertiary">
        <span className="kern-label">
          {t('menu.open')} <span aria-hidden="true">▾</span>
        </span>
      </summary>
      <ul>
        {exportFormats.map((format) => (
          <li key={format}>
            <a href={exportPath(path, format)}>
              {t(`menu.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
