/** The search: over everything one may see. A form that works without a script. */
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import type { Piece } from '~/services/search/excerpt';
import { FilteredList } from '~/ui/FilteredList';
import { FilterSelect, SearchInput } from '~/ui/LiveSearch';
import { Moment } from '~/ui/Moment';
import { Empty, PageHeader } from '~/ui/page-parts';
import { searchKinds } from '~db/values';
import { NameOf } from './NameOf';
import { type Asked, askedBy, periodNames, queryIn } from './search';
import { type Hit, groupsToChoose, searchPage } from './search.server';
import styles from './search.module.css';

export const loader = signedIn(async ({ actor, request, language }) => {
  const query = queryIn(request);
  return {
    asked: askedBy(query),
    found: await searchPage(actor, query),
    groups: await groupsToChoose(actor),
    title: translator(language, 'search')('title'),
  };
});

await wordsFor('search');

export default function Search() {
  const { asked, found, groups } = useLoaderData<typeof loader>();
  const { t } = useTranslation('search');
  return (
    <>
      <PageHeader title={t('title')} />
      <FilteredList
        search={t('title')}
        submit={t('submit')}
        asked={asked}
        filters={<Filters asked={asked} groups={groups} />}
        found={asked.q && t(found.more ? 'more' : 'count', { count: found.count })}
        page={found.page}
        pages={found.pages}
      >
        {found.instead.length > 0 && (
          <p>
            {t('instead')} {found.instead.map((word) => `„${word}“`).join(', ')}
          </p>
        )}
        <Hits hits={found.hits} />
        {found.hits.length === 0 && <Help asked={asked} />}
      </FilteredList>
    </>
  );
}

function Filters({ asked, groups }: { asked: Asked; groups: readonly { slug: string; name: string }[] }) {
  const { t } = useTranslation('search');
  const offered = !asked.gruppe || groups.some(({ slug }) => slug === asked.gruppe);
  // Whether there is such a group is not said.
  const other = offered ? [] : [{ value: asked.gruppe, label: t('otherGroup') }];
  return (
    <>
      <SearchInput name="q" label={t('words')} value={asked.q} focused />
      <FilterSelect
        name="art"
        label={t('kind')}
        value={asked.art}
        all={t('anyKind')}
        options={searchKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      {(groups.length > 1 || asked.gruppe) && (
        <FilterSelect
          name="gruppe"
          label={t('group')}
          value={asked.gruppe}
          all={t('anyGroup')}
          options={[...groups.map(({ slug, name }) => ({ value: slug, label: name })), ...other]}
        />
      )}
      <FilterSelect
        name="zeit"
        label={t('period')}
        value={asked.zeit}
        all={t('anyPeriod')}
        options={periodNames.map((value) => ({ value, label: t(`periods.${value}`) }))}
      />
    </>
  );
}

function Hits({ hits }: { hits: readonly Hit[] }) {
  if (hits.length === 0) return null;
  return (
    <ol className={styles.hits}>
      {hits.map((hit) => (
        <li key={hit.key}>
          <HitLine hit={hit} />
        </li>
      ))}
    </ol>
  );
}

function HitLine({ hit }: { hit: Hit }) {
  const { t } = useTranslation('search');
  return (
    <article>
      <h2 className={styles.title}>
        {hit.path ? (
          <Link to={hit.path}>
            <Heading hit={hit} />
          </Link>
        ) : (
          <Heading hit={hit} />
        )}
      </h2>
      <p className={styles.place}>
        {[t(`one.${hit.kind}`), hit.group, hit.part === 'internal' && t('internal')].filter(Boolean).join(' · ')}
        {hit.at && (
          <>
            {' · '}
            <Moment at={hit.at} short />
          </>
        )}
      </p>
      {hit.excerpt.length > 0 && (
        <p className={styles.excerpt}>
          <Marked pieces={hit.excerpt} />
        </p>
      )}
    </article>
  );
}

/** A comment on minutes is called as these are. */
function Heading({ hit: { kind, owner, title, heading } }: { hit: Hit }) {
  const called = kind === 'comment' && owner === 'minutes' ? 'minutes' : kind;
  return called === 'meeting' || called === 'minutes' ? <NameOf kind={called} title={title} /> : <Marked pieces={heading} />;
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, marked }, index) => (marked ? <mark key={index}>{text}</mark> : text))}
    </>
  );
}

function Help({ asked }: { asked: Asked }) {
  const { t } = useTranslation('search');
  return (
    <Empty title={t(asked.q ? 'noneTitle' : 'helpTitle')}>
      <ul>
        <li>{t('help.parts')}</li>
        <li>{t('help.phrase')}</li>
        <li>{t('help.minus')}</li>
        <li>{t('help.rights')}</li>
        <li>{t('help.finder')}</li>
      </ul>
      {asked.q && (asked.art || asked.gruppe || asked.zeit) && (
        <p>
          <Link to={`?${new URLSearchParams({ q: asked.q })}`}>{t('everywhere')}</Link>
        </p>
      )}
    </Empty>
  );
}
