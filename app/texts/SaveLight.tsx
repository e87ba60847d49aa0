/**
 * The light: where one's words are. A sign, a word and a colour; what changes with each stroke is
 * seen and not spoken, only trouble and its end are.
 */
import { useTranslation } from 'react-i18next';
import type { Light } from '~/live/light';
import styles from './live.module.css';

const paths: Record<Light, string> = {
  saved: 'M3 8.5l3.2 3.2L13 5',
  saving: 'M8 2.5v4M8 9.5v4M2.5 8h4M9.5 8h4',
  offline: 'M2 6.5c3.5-3 8.5-3 12 0M4.5 9.5c2-1.8 5-1.8 7 0M2.5 13.5l11-11',
  error: 'M8 3v6M8 12v1',
};

export function SaveLight({ light }: { light: Light }) {
  const { t } = useTranslation('texts');
  const spoken = light === 'saving' ? '' : t(`light.${light}`);
  return (
    <p className={styles.light} data-light={light}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        <path d={paths[light]} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <span aria-hidden="true">{t(`light.${light}`)}</span>
      <span className="visually-hidden" role={light === 'offline' || light === 'error' ? 'alert' : 'note'}>
        {spoken}
      </span>
    </p>
  );
}
