import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { signedIn } from '~/access/page.server';
import { translator } from '~/services/i18n/translate.server';
import { wordsFor } from '~/services/i18n/words';
import { FilterSelect, LiveSearch, SearchInput } from '~/ui/LiveSearch';
import { PageHeader } from '~/ui/page-parts';
import { AuditLog } from './AuditLog';
import { auditFilter, auditedKinds } from './audit';
import { auditActions, groupsForAudit, nameForAudit, readAudit } from './audit.server';
import styles from './office.module.css';

export const loader = signedIn(async ({ actor, request, language }) => {
  const filter = auditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    page: await readAudit(actor, filter),
    filter,
    groups: await groupsForAudit(actor),
    person: await nameForAudit(actor, filter.person),
    actions: auditActions(language),
    title: translator(language, 'office')('auditLog.title'),
  };
});

await wordsFor('office', 'audit');

export default function Audit() {
  const { page, filter, groups, person, actions } = useLoaderData<typeof loader>();
  const { t } = useTranslation('office');
  const asked = {
    wer: filter.wer,
    was: filter.was ?? '',
    art: filter.art ?? '',
    gruppe: filter.gruppe ?? '',
    von: filter.von ?? '',
    bis: filter.bis ?? '',
  };
  const query = { ...asked, person: filter.person ?? '' };
  return (
    <>
      <PageHeader title={t('auditLog.title')} />
      <p>{t('auditLog.about')}</p>
      <LiveSearch
        label={t('auditLog.search')}
        submit={t('search')}
        values={asked}
        more={{
          label: t('auditLog.more'),
          open: Boolean(filter.art ?? filter.gruppe ?? filter.von ?? filter.bis),
          children: (
            <>
              <FilterSelect
                name="art"
                label={t('auditLog.object')}
                value={asked.art}
                all={t('auditLog.everything')}
                options={auditedKinds.map((kind) => ({ value: kind, label: t(`auditLog.kind.${kind}`) }))}
              />
              <FilterSelect
                name="gruppe"
                label={t('person.group')}
                value={asked.gruppe}
                all={t('auditLog.allGroups')}
                options={groups.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <SearchInput name="von" type="date" label={t('auditLog.from')} value={asked.von} />
              <SearchInput name="bis" type="date" label={t('auditLog.until')} value={asked.bis} />
            </>
          ),
        }}
      >
        {filter.person && <input type="hidden" name="person" value={filter.person} />}
        <SearchInput name="wer" label={t('auditLog.who')} value={asked.wer} />
        <FilterSelect name="was" label={t('auditLog.what')} value={asked.was} all={t('auditLog.everything')} options={actions} />
      </LiveSearch>
      {person && (
        <p>
          {t('auditLog.onlyPerson', { name: person })}{' '}
          <Link to="/geschaeftsstelle/nachweis">{t('auditLog.showAll')}</Link>
        </p>
      )}
      <p role="status" className={styles.count}>
        {t('auditLog.count', { count: page.entries.length })}
      </p>
      <AuditLog page={page} desk path={(before) => pathTo(query, before)} />
    </>
  );
}

/** The address of the same question from an entry on. */
function pathTo(query: Record<string, string>, before?: number): string {
  const entries = Object.entries({ ...query, vor: before ? String(before) : '' }).filter(([, value]) => value);
  return `?${new URLSearchParams(entries)}`;
}
