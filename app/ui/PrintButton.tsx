import { useTranslation } from 'react-i18next';
import { Button } from './buttons';
import styles from './page-parts.module.css';

/** Prints; without a script the browser's own menu does, and the button is not shown. */
export function PrintButton() {
  const { t } = useTranslation();
  return (
    <span className={styles.needsScript}>
      <Button kind="secondary" type="button" onClick={() => window.print()}>
        {t('print')}
      </Button>
    </span>
  );
}
