/** The documents of a group: found by title, state and label. The filter is in the address, without a script, too. */
import { Form, Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signedIn } from '~/access/page.server';
import { useGroup } from '~/features/groups/group';
import { groupBySlug } from '~/features/groups/groups.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { Button, LinkButton } from '~/ui/buttons';
import { Moment } from '~/ui/Moment';
import { Badge, Empty, PageHeader, Paging, Table } from '~/ui/page-parts';
import { documentStates } from '~db/values';
import { StateBadge } from './StateBadge';
import { listOrders } from './documents';
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
    page: Math.max(1, Math.trunc(Number(query.get('seite'))) || 1),
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
  return (
    <>
      <PageHeader title={t('list.title')}>
        {list.mayBegin && <LinkButton to={`${path}/neu`}>{t('list.begin')}</LinkButton>}
      </PageHeader>
      {list.all === 0 ? (
        <Empty title={t('list.none')}>
          <p>{t(list.mayBegin ? 'list.noneBegin' : 'list.noneHint')}</p>
        </Empty>
      ) : (
        <>
          <Filter key={JSON.stringify(query)} />
          <p className={styles.quiet} role="status">
            {t('list.count', { count: list.found })}
          </p>
          <Documents slug={group.slug} path={path} />
          <Paging page={list.page} pages={list.pages} path={(to) => `${path}?${searchFor({ ...query, page: to })}`} />
        </>
      )}
      {list.mayBegin && (
        <p className={styles.below}>
          <Link to={`${path}/papierkorb`}>{t('list.trash')}</Link>
        </p>
      )}
    </>
  );
}

type Query = ReturnType<typeof queryOf>;

const searchFor = ({ state, label, words, order, page }: Query): URLSearchParams =>
  new URLSearchParams({
    ...(state ? { stand: state } : {}),
    ...(label ? { wort: label } : {}),
    ...(words ? { titel: words } : {}),
    ...(order === 'changed' ? {} : { nach: order }),
    ...(page > 1 ? { seite: String(page) } : {}),
  });

function Filter() {
  const { list, query } = useLoaderData<typeof loader>();
  const { t } = useTranslation('documents');
  return (
    <Form method="get" className={styles.filter} role="search" aria-label={t('list.filter')}>
      <label>
        {t('list.words')}
        <input name="titel" type="search" defaultValue={query.words} className="kern-form-input__input" />
      </label>
      <label>
        {t('list.state')}
        <select name="stand" defaultValue={query.state ?? ''} className="kern-form-input__select">
          <option value="">{t('list.anyState')}</option>
          {documentStates.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </select>
      </label>
      {list.labels.length > 0 && (
        <label>
          {t('list.labels')}
          <select name="wort" defaultValue={query.label ?? ''} className="kern-form-input__select">
            <option value="">{t('list.anyLabel')}</option>
            {list.labels.map((label) => (
              <option key={label}>{label}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t('list.order')}
        <select name="nach" defaultValue={query.order} className="kern-form-input__select">
          {listOrders.map((order) => (
            <option key={order} value={order}>
              {t(`list.orders.${order}`)}
            </option>
          ))}
        </select>
      </label>
      <Button kind="secondary">{t('list.apply')}</Button>
    </Form>
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
          <Badge key="who">{t(`visibility.${document.visibility}`)}</Badge>,
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
