/** Two states of a text compared, as `~/texts/comparing.server` gives them. Works without a script. */
import { Link, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import paper from '~/editor/paper.module.css';
import type { ComparisonView as View } from './comparison/render';
import styles from './comparison.module.css';

type Shown = { html: string; summary: string[]; changes: number; view: View; before: string; after: string };

/** @param same said when there is no difference */
export function ComparisonView({ comparison, same }: { comparison: Shown; same: string }) {
  const { t, i18n } = useTranslation('versions');
  if (comparison.changes === 0) return <p>{same}</p>;
  return (
    <>
      <div className={styles.top}>
        <p className={styles.summary}>
          <strong>{comparison.summary.join(', ')}.</strong>
        </p>
        <Views current={comparison.view} />
        <p className={styles.quiet}>
          {t('legend')} {t('deletedUnknown')}
        </p>
        <p className={styles.screenOnly}>
          <a href="#aenderung-1">{t('first')}</a>
        </p>
      </div>
      <div
        className={`${paper.paper} long-text ${styles.comparison}`}
        data-view={comparison.view}
        lang={i18n.language}
        dangerouslySetInnerHTML={{ __html: comparison.html }}
      />
    </>
  );
}

function Views({ current }: { current: View }) {
  const { t } = useTranslation('versions');
  const [query] = useSearchParams();
  const address = (view: View) => {
    const other = new URLSearchParams(query);
    if (view === 'columns') other.set('ansicht', 'nebeneinander');
    else other.delete('ansicht');
    return `?${other}`;
  };
  return (
    <nav className={styles.views} aria-label={t('view.label')}>
      {(['inline', 'columns'] as const).map((view) => (
        <Link key={view} to={address(view)} replace preventScrollReset aria-current={view === current ? 'page' : undefined}>
          {t(`view.${view}`)}
        </Link>
      ))}
    </nav>
  );
}
