import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { FilterSelect, SearchInput } from '~/ui/LiveSearch';
import { LinkButton } from '~/ui/buttons';
import { Empty, PageHeader, Table } from '~/ui/page-parts';
import { AccountBadges } from './AccountBadges';
import { FilteredList } from '~/ui/FilteredList';
import styles from './office.module.css';
import { organisationNames } from './organisations.server';
import { peopleFilter, peopleStates } from './people';
import { listPeople } from './people.server';

export const loader = signedIn(async ({ actor, request, language }) => {
  const filter = peopleFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    ...(await listPeople(actor, filter)),
    filter,
    organisations: await organisationNames(actor),
    title: translator(language, 'office')('people.title'),
  };
});

await wordsFor('office');

export default function People() {
  const { people, total, page, pages, filter, organisations } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const asked = {
    suche: filter.suche,
    organisation: filter.organisation ?? '',
    stand: filter.stand ?? '',
  };
  return (
    <>
      <PageHeader title={t('people.title')}>
        <LinkButton to="/geschaeftsstelle/personen/einladen">{t('people.invite')}</LinkButton>
        <LinkButton to="/geschaeftsstelle/personen/einlesen" kind="secondary">
          {t('people.import')}
        </LinkButton>
      </PageHeader>
      <FilteredList
        submit={t('search')}
        search={t('people.search')}
        asked={asked}
        filters={
          <>
            <SearchInput name="suche" label={t('people.nameOrEmail')} value={asked.suche} />
            <FilterSelect
              name="organisation"
              label={t('people.organisation')}
              value={asked.organisation}
              all={t('people.allOrganisations')}
              options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <FilterSelect
              name="stand"
              label={t('people.state')}
              value={asked.stand}
              all={t('people.allStates')}
              options={peopleStates.map((state) => ({ value: state, label: t(`people.states.${state}`) }))}
            />
          </>
        }
        found={t('people.count', { count: total })}
        page={page}
        pages={pages}
      >
        <Table
          caption={t('people.title')}
          head={[
            { key: 'name', label: t('people.name') },
            { key: 'organisations', label: t('people.speaksFor') },
            { key: 'groups', label: t('people.groups') },
            { key: 'state', label: t('people.state') },
          ]}
          rows={people.map((person) => ({
            key: person.id,
            cells: [
              <>
                <Link to={`/geschaeftsstelle/personen/${person.id}`}>{person.name}</Link>
                <span className={styles.second}>{person.email}</span>
              </>,
              person.organisations.map(({ name }) => name).join(', ') || <None />,
              person.groups.map(({ name }) => name).join(', ') || <None />,
              <AccountBadges key="state" person={person} />,
            ],
          }))}
          empty={
            <Empty title={t('people.nobody')}>
              <p>{t('people.nobodyHint')}</p>
            </Empty>
          }
        />
      </FilteredList>
    </>
  );
}

/** Nothing stands here; a dash for the eye, a word for the ear. */
function None() {
  const { t } = useTranslation('office');
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t('none')}</span>
    </>
  );
}
