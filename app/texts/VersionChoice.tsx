/** The versions of a text, to open one or to compare two of them. Works without a script. */
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { VersionReason } from '~db/values';
import { Button } from '~/ui/buttons';
import { Moment } from '~/ui/Moment';
import { Table } from '~/ui/page-parts';
import { nowInAddress } from './ends';
import styles from './comparison.module.css';

export type ListedVersion = { id: string; number: number; reason: VersionReason; name: string; at: string; by: string };

/**
 * @param nameOf what a version is called
 * @param live the text can still change: it can be compared with, as it is now
 */
export function VersionChoice({
  versions,
  nameOf,
  live,
}: {
  versions: ListedVersion[];
  nameOf: (version: ListedVersion) => string;
  live: boolean;
}) {
  const { t } = useTranslation('versions');
  const rows = versions.map((version) => ({
    key: version.id,
    value: String(version.number),
    name: `${version.number} · ${nameOf(version)}`,
    to: String(version.number),
    when: <Moment at={version.at} />,
    who: version.by || t('table.byItself'),
  }));
  const all = live ? [{ key: 'now', value: nowInAddress, name: t('now'), to: null, when: '', who: '' }, ...rows] : rows;
  const compares = all.length > 1;
  const choice = (end: 'von' | 'bis', row: (typeof all)[number], index: number) => {
    const chosen = index === (end === 'von' ? 1 : 0);
    const label = t(end === 'von' ? 'choose.fromOf' : 'choose.toOf', { name: row.name });
    return <input className={styles.choice} type="radio" name={end} value={row.value} defaultChecked={chosen} aria-label={label} key={end} />;
  };
  return (
    <Form method="get" action="vergleich">
      {compares && <p>{t('choose.hint')}</p>}
      <Table
        caption={t('table.caption')}
        head={[
          { key: 'version', label: t('table.version') },
          ...(compares ? [{ key: 'from', label: t('choose.from') }, { key: 'to', label: t('choose.to') }] : []),
          { key: 'when', label: t('table.when') },
          { key: 'who', label: t('table.who') },
        ]}
        rows={all.map((row, index) => ({
          key: row.key,
          cells: [
            row.to ? (
              <Link key="name" to={row.to}>
                {row.name}
              </Link>
            ) : (
              row.name
            ),
            ...(compares ? [choice('von', row, index), choice('bis', row, index)] : []),
            row.when,
            row.who,
          ],
        }))}
      />
      {compares && (
        <div className={styles.compare}>
          <Button kind="secondary">{t('choose.compare')}</Button>
        </div>
      )}
    </Form>
  );
}
