/** The audit log in words: when, who, what, to what. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatMoment, formatShortDay } from '~/services/time';
import type { Day, Language } from '~db/values';
import { Moment } from '~/ui/Moment';
import { Empty, Table } from '~/ui/page-parts';
import { type AuditPage, auditedKinds } from './audit';
import styles from './office.module.css';

type Entry = AuditPage['entries'][number];

/** @param desk whether things link to their pages at the desk */
export function AuditLog({
  page,
  desk,
  path,
}: {
  page: AuditPage;
  desk: boolean;
  /** The address of the entries before the given one; of the newest without. */
  path: (before?: number) => string;
}) {
  const { t } = useTranslation('office');
  return (
    <>
      <Table
        caption={t('auditLog.title')}
        head={[
          { key: 'what', label: t('auditLog.what') },
          { key: 'object', label: t('auditLog.object') },
          { key: 'who', label: t('auditLog.who') },
          { key: 'when', label: t('auditLog.when') },
        ]}
        rows={page.entries.map((entry) => ({
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
      <nav className={styles.older} aria-label={t('auditLog.pages')}>
        <Link to={path()}>{t('auditLog.newest')}</Link>
        {page.next !== null && (
          <Link to={path(page.next)} rel="next">
            {t('auditLog.older')}
          </Link>
        )}
      </nav>
    </>
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
