import { useTranslation } from 'react-i18next';
import type { DocumentState } from '~db/values';
import { Badge } from '~/ui/page-parts';

const kinds = { draft: undefined, in_review: 'info', adopted: 'success', archived: undefined } as const;

/** The state of a document in a word. */
export function StateBadge({ state }: { state: DocumentState }) {
  const { t } = useTranslation('documents');
  const kind = kinds[state];
  return <Badge {...(kind ? { kind } : {})}>{t(`state.${state}`)}</Badge>;
}
