import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { FilterSelect, SearchInput } from '~/ui/LiveSearch';
import { LinkButton } from '~/ui/buttons';
import { Badge, Empty, PageHeader, Table } from '~/ui/page-parts';
import { FilteredList } from '~/ui/FilteredList';
import styles from './office.module.css';
import { organisationFilter, organisationStates } from './organisations';
import { listOrganisations } from './organisations.server';

export const loader = signedIn(async ({ actor, request, language }) => {
  const filter = organisationFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    ...(await listOrganisations(actor, filter)),
    filter,
    title: translator(language, 'office')('organisations.title'),
  };
});

await wordsFor('office');

export default function Organisations() {
  const { organisations, kinds, total, page, pages, filter } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const asked = { suche: filter.suche, art: filter.art ?? '', stand: filter.stand ?? '' };
  return (
    <>
      <PageHeader title={t('organisations.title')}>
        <LinkButton to="neu">{t('organisations.create')}</LinkButton>
      </PageHeader>
      <FilteredList
        submit={t('search')}
        search={t('organisations.search')}
        asked={asked}
        filters={
          <>
            <SearchInput name="suche" label={t('organisations.name')} value={asked.suche} />
            <FilterSelect
              name="art"
              label={t('organisations.kind')}
              value={asked.art}
              all={t('organisations.allKinds')}
              options={kinds.map(({ kind, n }) => ({
                value: kind,
                label: t('organisations.kindCount', { kind: t(`common:organisationKind.${kind}`), n }),
              }))}
            />
            <FilterSelect
              name="stand"
              label={t('organisations.state')}
              value={asked.stand}
              all={t('organisations.active')}
              options={organisationStates.map((state) => ({ value: state, label: t(`organisations.states.${state}`) }))}
            />
          </>
        }
        found={t('organisations.count', { count: total })}
        page={page}
        pages={pages}
      >
        <Table
          caption={t('organisations.title')}
          head={[
            { key: 'name', label: t('organisations.name') },
            { key: 'kind', label: t('organisations.kind') },
            { key: 'speakers', label: t('organisations.speakers') },
          ]}
          rows={organisations.map((organisation) => ({
            key: organisation.id,
            cells: [
              <>
                <Link to={organisation.id}>{organisation.name}</Link>
                {organisation.shortName && <span className={styles.second}>{organisation.shortName}</span>}
              </>,
              t(`common:organisationKind.${organisation.kind}`),
              organisation.speakers.length > 0 ? (
                organisation.speakers
                  .map(({ name, deputy }) => (deputy ? t('organisations.deputyName', { name }) : name))
                  .join(', ')
              ) : (
                <Badge key="none">{t('organisations.nobodySpeaks')}</Badge>
              ),
            ],
          }))}
          empty={
            <Empty title={t('organisations.none')}>
              <p>{t('organisations.noneHint')}</p>
            </Empty>
          }
        />
      </FilteredList>
    </>
  );
}
