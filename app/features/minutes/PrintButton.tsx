import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/buttons';
import { useHydrated } from './hydrated';

/** Prints; without a script the browser's own menu does. */
export function PrintButton() {
  const { t } = useTranslation('minutes');
  if (!useHydrated()) return null;
  return (
    <Button kind="secondary" type="button" onClick={() => window.print()}>
      {t('print')}
    </Button>
  );
}
