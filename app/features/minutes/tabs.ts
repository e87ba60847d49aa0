/** What the columns beside the paper are called. */
import { useTranslation } from 'react-i18next';

export type MinutesTab = 'attendance' | 'records' | 'comments';

export function useTabs() {
  const { t } = useTranslation('minutes');
  return {
    titles: { outline: t('outline.title'), rail: t('rail.title') },
    label: (tab: MinutesTab) => t(`rail.${tab}`),
  };
}
