/** The addresses one has, with what each shows, and the ways to renew and to end it. */
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Moment } from '~/ui/Moment';
import { Button } from '~/ui/buttons';
import { Empty, Table } from '~/ui/page-parts';
import styles from './calendar.module.css';

type Address = { id: string; name: string; group: string | null; tasks: boolean; fetchedAt: string | null };

export function AddressList({ addresses }: { addresses: Address[] }) {
  const { t } = useTranslation('calendar');
  return (
    <section aria-labelledby="addresses-title">
      <h2 id="addresses-title">{t('list.title')}</h2>
      {addresses.length > 0 && <p className={styles.intro}>{t('list.text')}</p>}
      <Table
        caption={t('list.title')}
        head={[
          { key: 'name', label: t('list.name') },
          { key: 'shows', label: t('list.shows') },
          { key: 'fetched', label: t('list.fetched') },
          { key: 'steps', label: t('list.steps'), hidden: true },
        ]}
        rows={addresses.map((address) => ({
          key: address.id,
          cells: [
            address.name,
            <Shows key="shows" address={address} />,
            address.fetchedAt ? <Moment key="fetched" at={address.fetchedAt} short /> : t('list.never'),
            <Steps key="steps" address={address} />,
          ],
        }))}
        empty={
          <Empty title={t('list.empty')}>
            <p>{t('list.emptyHint')}</p>
          </Empty>
        }
      />
    </section>
  );
}

function Shows({ address: { group, tasks } }: { address: Address }) {
  const { t } = useTranslation('calendar');
  return (
    <>
      {t(tasks ? 'shows.both' : 'shows.meetings')}
      <p className={styles.quiet}>{group ? t('shows.only', { group }) : t('shows.all')}</p>
    </>
  );
}

function Steps({ address: { id, name } }: { address: Address }) {
  const { t } = useTranslation('calendar');
  return (
    <Form method="post" preventScrollReset className={styles.steps}>
      <input type="hidden" name="feed" value={id} />
      {(['renew', 'revoke'] as const).map((intent) => (
        <Button key={intent} kind="tertiary" small name="intent" value={intent}>
          {t(`list.${intent}`)}
          <span className="visually-hidden"> {t('list.of', { name })}</span>
        </Button>
      ))}
    </Form>
  );
}
