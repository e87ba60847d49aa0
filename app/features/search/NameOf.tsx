/** What something that was found is called. Meetings and their minutes by their number, in the language of the reader. */
import { useTranslation } from 'react-i18next';
import type { SearchKind } from '~db/values';

export function NameOf({ kind, title }: { kind: SearchKind; title: string }) {
  const { t } = useTranslation('search');
  return <>{kind === 'meeting' || kind === 'minutes' ? t(kind, { number: title }) : title}</>;
}
