import { useTranslation } from 'react-i18next';
import type { DecisionResult } from '~db/values';

type Voted = { yes: number | null; no: number | null; abstained: number | null; result: DecisionResult };

/** Says what became of a motion, and the votes where they were counted; as minutes say it. Needs the words `minutes`. */
export function useOutcome(): (decision: Voted) => { result: string; votes: string } {
  const { t } = useTranslation('minutes');
  return ({ yes, no, abstained, result }) => {
    const counted = yes !== null || no !== null || abstained !== null;
    return {
      result: t(`records.result.${result}`),
      votes: counted ? t('records.votes', { yes: yes ?? 0, no: no ?? 0, abstained: abstained ?? 0 }) : '',
    };
  };
}
