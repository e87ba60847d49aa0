import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { LinkButton } from '~/ui/buttons';
import { Badge, Empty, PageHeader, Table } from '~/ui/page-parts';
import { keptGroups } from './group-keeping.server';
import styles from './groups.module.css';

export const loader = signedIn(async ({ actor, language }) => ({
  groups: await keptGroups(actor),
  title: translator(language, 'groups')('keep.title'),
}));

await wordsFor('groups');

export default function KeptGroups() {
  const { groups } = useLoaderData<typeof loader>();
  const { t } = useTranslation('groups');
  return (
    <>
      <PageHeader title={t('keep.title')}>
        <LinkButton to="/geschaeftsstelle/gruppen/neu">{t('keep.new')}</LinkButton>
      </PageHeader>
      <Table
        caption={t('keep.title')}
        head={[
          { key: 'name', label: t('keep.name') },
          { key: 'field', label: t('keep.field') },
          { key: 'members', label: t('keep.members'), numeric: true },
          { key: 'meetings', label: t('keep.meetings'), numeric: true },
          { key: 'requests', label: t('keep.requests'), numeric: true },
          { key: 'state', label: t('keep.state') },
          { key: 'edit', label: t('keep.edit'), hidden: true },
        ]}
        rows={groups.map((group) => ({
          key: group.id,
          cells: [
            <>
              <Link to={`/gruppen/${group.slug}`}>{group.name}</Link>{' '}
              <span className={styles.muted}>{group.abbreviation}</span>
            </>,
            group.field,
            group.members,
            group.meetings,
            group.requests > 0 ? <Link to="/geschaeftsstelle/anfragen">{group.requests}</Link> : 0,
            <>
              {group.archived ? (
                <Badge>{t('space.archivedShort')}</Badge>
              ) : group.led ? (
                t(group.listed ? 'keep.listedShort' : 'keep.hiddenShort')
              ) : (
                <Badge kind="warning">{t('board.noLead')}</Badge>
              )}
            </>,
            <Link key="edit" to={`/gruppen/${group.slug}/einstellungen`} aria-label={t('keep.editOf', { group: group.name })}>
              {t('keep.edit')}
            </Link>,
          ],
        }))}
        empty={
          <Empty title={t('keep.empty')}>
            <p>{t('keep.emptyHint')}</p>
          </Empty>
        }
      />
    </>
  );
}
