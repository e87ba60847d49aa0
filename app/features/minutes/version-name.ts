import { useTranslation } from 'react-i18next';
import type { VersionReason } from '~db/values';

/** What a version is called: the name it was given, else why it was kept. */
export function useVersionName() {
  const { t } = useTranslation('minutes');
  return ({ reason, name }: { reason: VersionReason; name: string }): string =>
    reason === 'named' ? name : t(`versions.reason.${reason}`, { version: name });
}
