import { useTranslation } from 'react-i18next';
import type { DecisionState } from '~db/values';
import { Badge } from '~/ui/page-parts';

const kinds = { in_force: 'success', repealed: 'warning', replaced: 'info' } as const;

/** Whether a decision still counts, in a word. */
export function DecisionStateBadge({ state }: { state: DecisionState }) {
  const { t } = useTranslation('decisions');
  return <Badge kind={kinds[state]}>{t(`state.${state}`)}</Badge>;
}
