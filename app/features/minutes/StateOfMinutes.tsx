import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type MinutesState, minutesStates } from '~db/values';
import { StateStrip } from '~/ui/page-parts';

/** Entwurf → In Prüfung → Genehmigt, who moves it on, and the button for those who may. */
export function StateOfMinutes({ current, children }: { current: MinutesState; children: ReactNode }) {
  const { t } = useTranslation('minutes');
  return (
    <StateStrip
      label={t('state.label')}
      steps={minutesStates.map((state) => ({ key: state, label: t(`state.${state}`) }))}
      current={current}
    >
      {children}
    </StateStrip>
  );
}
