/** The documents of a group: found by title, state and label. The filter is in the address, without a script, too. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { archivePath } from '~/features/archives/archives';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { pageIn } from '~/services/paging';
import { LinkButton } from '~/ui/buttons';
import { FilteredList } from '~/ui/FilteredList';
import { FilterSelect, SearchInput } from '~/ui/LiveSearch';
import { Moment } from '~/ui/Moment';
import { Empty, PageHeader, Table } from '~/ui/page-parts';
import { documentStates } from '~db/values';
import { Readers } from './Readers';
import { StateBadge } from './StateBadge';
import { listOrders } from './documents';
import { importsPath } from './import';
import styles from './documents.module.css';
import { listDocuments } from './listing.server';
import { documentPath, documentsPath } from './place';

/** What the address asks for; nonsense asks for nothing. */
function queryOf(request: Request) {
  const query = new URL(request.url).searchParams;
  return {
    state: z.enum(documentStates).safeParse(query.get('stand')).data ?? null,
    label: query.get('wort') || null,
    words: (query.get('titel') ?? '').slice(0, 200),
    order: z.enum(listOrders).safeParse(query.get('nach')).data ?? ('changed' as const),
    page: pageIn(request),
  };
}

export const loader = signedIn(async ({ actor, params, request, language }) => {
  const group = await groupBySlug(params.group);
  const query = queryOf(request);
  const list = await listDocuments(actor, group.id, query);
  return { list, query, title: translator(language, 'documents')('list.pageTitle', { group: group.name }) };
});

await wordsFor('documents');

export default function DocumentList() {
  const { list, query } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  const group = useGroup();
  const path = documentsPath(group.slug);
  const asked: Asked = {
    titel: query.words,
    stand: query.state ?? '',
    wort: query.label ?? '',
    nach: query.order === 'changed' ? '' : query.order,
  };
  return (
    <>
      <PageHeader title={t('list.title')}>
        {list.mayBegin && (
          <>
            <LinkButton to={`${path}/neu`}>{t('list.begin')}</LinkButton>
            <LinkButton to={importsPath(group.slug)} kind="secondary">
              {t('list.import')}
            </LinkButton>
          </>
        )}
      </PageHeader>
      {list.all === 0 ? (
        <Empty title={t('list.none')}>
          <p>{t(list.mayBegin ? 'list.noneBegin' : 'list.noneHint')}</p>
        </Empty>
      ) : (
        <FilteredList
          search={t('list.filter')}
          submit={t('list.apply')}
          asked={asked}
          filters={<Filters asked={asked} />}
          found={t('list.count', { count: list.found })}
          page={list.page}
          pages={list.pages}
        >
          <Documents slug={group.slug} path={path} />
        </FilteredList>
      )}
      <p className={styles.below}>
        {list.mayBegin && <Link to={`${path}/papierkorb`}>{t('list.trash')}</Link>}
        <Link to={archivePath(group.slug)}>{t('list.takeAll')}</Link>
      </p>
    </>
  );
}

type Asked = Record<'titel' | 'stand' | 'wort' | 'nach', string>;

function Filters({ asked }: { asked: Asked }) {
  const { list } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  const [usual, ...others] = listOrders;
  return (
    <>
      <SearchInput name="titel" label={t('list.words')} value={asked.titel} />
      <FilterSelect
        name="stand"
        label={t('list.state')}
        value={asked.stand}
        all={t('list.anyState')}
        options={documentStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      {list.labels.length > 0 && (
        <FilterSelect
          name="wort"
          label={t('list.labels')}
          value={asked.wort}
          all={t('list.anyLabel')}
          options={list.labels.map((label) => ({ value: label, label }))}
        />
      )}
      <FilterSelect
        name="nach"
        label={t('list.order')}
        value={asked.nach}
        all={t(`list.orders.${usual}`)}
        options={others.map((order) => ({ value: order, label: t(`list.orders.${order}`) }))}
      />
    </>
  );
}

function Documents({ slug, path }: { slug: string; path: string }) {
  const { list } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  return (
    <Table
      caption={t('list.title')}
      head={[
        { key: 'title', label: t('list.name') },
        { key: 'state', label: t('list.state') },
        { key: 'changed', label: t('list.changed') },
        { key: 'who', label: t('list.who') },
      ]}
      rows={list.documents.map((document) => ({
        key: document.id,
        cells: [
          <div key="title">
            <Link to={documentPath(slug, document.id)}>{document.title}</Link>
            <p className={styles.under}>
              {t(`genre.${document.genre}`)}
              {document.edition > 1 && ` · ${t('list.edition', { edition: document.edition })}`}
              {document.labels.map((label) => (
                <span key={label}> · {label}</span>
              ))}
            </p>
          </div>,
          <StateBadge key="state" state={document.state} />,
          <>
            <Moment at={document.changedAt.toISOString()} />
            {document.changedBy && <span className={styles.by}> {t('list.by', { name: document.changedBy })}</span>}
          </>,
          <Readers key="who" readers={document.readers} />,
        ],
      }))}
      empty={
        <Empty title={t('list.noneFound')}>
          <p>
            <Link to={path}>{t('list.showAll')}</Link>
          </p>
        </Empty>
      }
    />
  );
}
