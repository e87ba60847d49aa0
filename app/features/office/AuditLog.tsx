/** The audit log in words, and what narrows it: when, who, what, to what. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatMoment, formatShortDay } from '~/services/time';
import type { Day, Language } from '~db/values';
import { FilterSelect, LiveSearch, SearchInput } from '~/ui/LiveSearch';
import { Moment } from '~/ui/Moment';
import { Empty, Table } from '~/ui/page-parts';
import { type AuditFilter, type AuditPage, auditedKinds } from './audit';
import styles from './office.module.css';

type Entry = AuditPage['entries'][number];

type Log = {
  page: AuditPage;
  filter: AuditFilter;
  /** Every action there is, in words. */
  actions: { value: string; label: string }[];
};

/** What is there at the desk alone: groups to choose from, and the one person it is asked about. */
type AtDesk = { groups: { id: string; name: string }[]; person: string | null };

/** @param desk left out for a group's own log, where nothing links to the pages of the desk */
export function AuditLog({ log, desk }: { log: Log; desk?: AtDesk }) {
  const { t } = useTranslation('office');
  const { page, filter } = log;
  return (
    <>
      <AuditSearch log={log} desk={desk} />
      {desk?.person && (
        <p>
          {t('auditLog.onlyPerson', { name: desk.person })} <Link to="?">{t('auditLog.showAll')}</Link>
        </p>
      )}
      <p role="status" className={styles.count}>
        {t('auditLog.count', { count: page.entries.length })}
      </p>
      <Entries entries={page.entries} desk={desk !== undefined} />
      <nav className={styles.older} aria-label={t('auditLog.pages')}>
        <Link to={pathTo({ ...filter, vor: undefined })}>{t('auditLog.newest')}</Link>
        {page.next !== null && (
          <Link to={pathTo({ ...filter, vor: page.next })} rel="next">
            {t('auditLog.older')}
          </Link>
        )}
      </nav>
    </>
  );
}

/** The address of a question to the same log. */
function pathTo(filter: AuditFilter): string {
  const said = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  return `?${new URLSearchParams(said)}`;
}

function AuditSearch({ log: { filter, actions }, desk }: { log: Log; desk: AtDesk | undefined }) {
  const { t } = useTranslation('office');
  const asked = {
    wer: filter.wer,
    was: filter.was ?? '',
    art: filter.art ?? '',
    gruppe: filter.gruppe ?? '',
    von: filter.von ?? '',
    bis: filter.bis ?? '',
  };
  return (
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
            {desk && (
              <FilterSelect
                name="gruppe"
                label={t('person.group')}
                value={asked.gruppe}
                all={t('auditLog.allGroups')}
                options={desk.groups.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
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
  );
}

function Entries({ entries, desk }: { entries: Entry[]; desk: boolean }) {
  const { t } = useTranslation('office');
  return (
    <Table
      caption={t('auditLog.title')}
      head={[
        { key: 'what', label: t('auditLog.what') },
        { key: 'object', label: t('auditLog.object') },
        { key: 'who', label: t('auditLog.who') },
        { key: 'when', label: t('auditLog.when') },
      ]}
      rows={entries.map((entry) => ({
        key: String(entry.sequence),
        cells: [
          <What key="what" entry={entry} />,
          <Thing key="object" entry={entry} desk={desk} />,
          desk && entry.actorId ? (
            <Link key="who" to={`/geschaeftsstelle/personen/${entry.actorId}`}>
              {entry.actorName}
            </Link>
          ) : (
            entry.actorName || t('auditLog.visitor')
          ),
          <Moment key="when" at={entry.at} short />,
        ],
      }))}
      empty={
        <Empty title={t('auditLog.nothing')}>
          <p>{t('auditLog.nothingHint')}</p>
        </Empty>
      }
    />
  );
}

function What({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation(['audit', 'office']);
  const say = useDetailWords();
  const key = `audit:${entry.action}`;
  const details = Object.entries(entry.details).map(([name, value]) => say(name, value));
  return (
    <>
      {i18n.exists(key) ? t(key as 'person.invited') : entry.action}
      {details.length > 0 && <span className={styles.second}>{details.join(' · ')}</span>}
    </>
  );
}

function Thing({ entry, desk }: { entry: Entry; desk: boolean }) {
  const { t } = useTranslation('office');
  const known = auditedKinds.find((kind) => kind === entry.objectKind);
  const room = entry.objectKind === 'person' ? 'personen' : entry.objectKind === 'organisation' ? 'organisationen' : null;
  return (
    <>
      {desk && room ? <Link to={`/geschaeftsstelle/${room}/${entry.objectId}`}>{entry.objectName}</Link> : entry.objectName}
      <span className={styles.second}>
        {[known && t(`auditLog.kind.${known}`), entry.group].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

/** Says a fact of an entry: its name in words, its value as people read it. */
function useDetailWords(): (name: string, value: unknown) => string {
  const { t, i18n } = useTranslation('office');
  const language = i18n.language as Language;

  function valueOf(value: unknown): string {
    if (value === null || value === undefined || value === '') return t('none');
    if (typeof value === 'boolean') return t(value ? 'auditLog.yes' : 'auditLog.no');
    if (Array.isArray(value)) return value.map(valueOf).join(', ');
    if (typeof value === 'object') {
      const { before, after } = value as { before?: unknown; after?: unknown };
      return t('auditLog.beforeAfter', { before: valueOf(before), after: valueOf(after) });
    }
    const text = String(value as string | number);
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return formatMoment(new Date(text), language);
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatShortDay(text as Day, language);
    const key = `office:auditLog.value.${text}`;
    return /^\w+$/.test(text) && i18n.exists(key) ? t(key as 'none') : text;
  }

  return (name, value) => {
    const key = `office:auditLog.detail.${name}`;
    const label = i18n.exists(key) ? t(key as 'none') : name;
    return t('auditLog.fact', { label, value: valueOf(value) });
  };
}
