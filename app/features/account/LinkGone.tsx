import { useTranslation } from 'react-i18next';
import { LinkButton } from '~/ui/buttons';
import { PageHeader } from '~/ui/page-parts';
import type { LinkState } from './tokens';

/** A link that does not work any more: why, and what to do now. */
export function LinkGone({ kind, state }: { kind: 'invitation' | 'reset' | 'founding'; state: LinkState }) {
  const { t } = useTranslation('account');
  const used = state === 'used';
  return (
    <>
      <PageHeader title={used ? t('gone.usedTitle') : t('gone.expiredTitle')} />
      <p>{used ? t('gone.used') : t(`gone.${kind}`)}</p>
      {kind === 'reset' && !used ? (
        <LinkButton to="/passwort-vergessen">{t('forgotten.title')}</LinkButton>
      ) : (
        <LinkButton to="/anmelden">{t('signIn.title')}</LinkButton>
      )}
    </>
  );
}
