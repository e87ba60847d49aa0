/** The search: over everything one may see. A form that works without a script. */
import { Link, useLoaderData } from '@remix-run/react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import type { Piece } from '~/services/search/excerpt';
import { FilteredList } from '~/ui/FilteredList';
import { FilterSelect, SearchInput } from '~/ui/LiveSearch';
import { DayText } from '~/ui/Moment';
import { Empty, PageHeader } from '~/ui/page-parts';
import { searchKinds } from '~db/values';
import { Edition, NameOf } from './NameOf';
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
        found={said(asked, found, t)}
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

/** How much is found; and that filters find nothing by themselves. */
function said(asked: Asked, { more, count }: { more: boolean; count: number }, t: TFunction<'search'>): string {
  if (asked.q) return t(more ? 'more' : 'count', { count });
  return isFiltered(asked) ? t('needsWords') : '';
}

const isFiltered = ({ art, gruppe, zeit }: Asked): boolean => [art, gruppe, zeit].some(Boolean);

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
      {hit.path ? (
        <h2 className={styles.title}>
          <Link to={hit.path}>
            <Heading hit={hit} />
          </Link>
        </h2>
      ) : (
        <p className={styles.name}>
          <Heading hit={hit} />
        </p>
      )}
      <p className={styles.place}>
        {[t(`one.${hit.kind}`), hit.group, hit.part === 'internal' && t('internal')].filter(Boolean).join(' · ')}
        {hit.day && (
          <>
            {' · '}
            <DayText day={hit.day} />
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
function Heading({ hit: { kind, owner, title, edition, heading } }: { hit: Hit }) {
  const called = kind === 'comment' && owner === 'minutes' ? 'minutes' : kind;
  if (called === 'meeting' || called === 'minutes') return <NameOf kind={called} title={title} />;
  return (
    <>
      <Marked pieces={heading} />
      <Edition number={edition} />
    </>
  );
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
      {asked.q && isFiltered(asked) && (
        <p>
          <Link to={`?${new URLSearchParams({ q: asked.q })}`}>{t('everywhere')}</Link>
        </p>
      )}
    </Empty>
  );
}
