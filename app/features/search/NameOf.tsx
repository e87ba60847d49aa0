/** What something that was found is called. Meetings and their minutes by their number, in the language of the reader. */
import { useTranslation } from 'react-i18next';
import type { SearchKind } from '~db/values';

export function NameOf({ kind, title }: { kind: SearchKind; title: string }) {
  const { t } = useTranslation('search');
  return <>{kind === 'meeting' || kind === 'minutes' ? t(kind, { number: title }) : title}</>;
}

/** Behind a title: which edition it is, of those that may be called the same. */
export function Edition({ number }: { number: number }) {
  const { t } = useTranslation('search');
  return number > 1 && <> · {t('edition', { number })}</>;
}
