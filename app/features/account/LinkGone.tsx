import { useTranslation } from 'react-i18next';
import { LinkButton } from '~/ui/buttons';
import { PageHeader } from '~/ui/page-parts';
import { wayHome } from './account';
import type { LinkState } from './tokens';

/**
 * A link that does not work any more: why, and what to do now.
 *
 * @param signedIn whether the reader needs no link to get in
 */
export function LinkGone({
  kind,
  state,
  signedIn,
}: {
  kind: 'invitation' | 'reset' | 'founding';
  state: LinkState;
  signedIn: boolean;
}) {
  const { t } = useTranslation('account');
  const used = state === 'used';
  return (
    <>
      <PageHeader title={used ? t('gone.usedTitle') : t('gone.expiredTitle')} />
      <p>{signedIn ? t('gone.signedIn') : used ? t('gone.used') : t(`gone.${kind}`)}</p>
      {signedIn ? (
        <LinkButton to={wayHome}>{t('gone.goOn')}</LinkButton>
      ) : kind === 'reset' && !used ? (
        <LinkButton to="/passwort-vergessen">{t('forgotten.title')}</LinkButton>
      ) : (
        <LinkButton to="/anmelden">{t('signIn.title')}</LinkButton>
      )}
    </>
  );
}
