/** How an account stands, in a word or two. */
import { useTranslation } from 'react-i18next';
import { Badge } from '~/ui/page-parts';
import styles from './office.module.css';
import { type AccountState, accountState } from './people';

const kinds = { disabled: 'danger', joined: 'success', invited: 'info', created: 'warning' } as const satisfies Record<
  AccountState,
  string
>;

export function AccountBadges({
  person,
}: {
  person: { office: boolean; disabledAt: unknown; joinedAt: unknown; invitedAt: unknown };
}) {
  const { t } = useTranslation('office');
  const state = accountState(person);
  return (
    <span className={styles.badges}>
      <Badge kind={kinds[state]}>{t(`account.${state}`)}</Badge>
      {person.office && <Badge>{t('account.office')}</Badge>}
    </span>
  );
}
