import { useTranslation } from 'react-i18next';
import type { VersionReason } from '~db/values';

/** What a version is called: the name it was given, else why it was kept. */
export function useVersionName() {
  const { t } = useTranslation('versions');
  return ({ reason, name }: { reason: VersionReason; name: string }): string =>
    reason === 'named' ? name : t(`reason.${reason}`, { version: name });
}
