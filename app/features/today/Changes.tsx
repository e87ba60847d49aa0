/** What others have changed since one's last visit: a sentence for each group, every part of it a link. */
import { Link } from '@remix-run/react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { tasksPath } from '~/features/tasks/place';
import type { Language } from '~db/values';
import { formatDay } from '~/services/time';
import { Part } from './Sections';
import type { GroupChanges } from './changes.server';
import type { Today } from './today.server';
import type { TaskFigures } from './upkeep.server';
import styles from './today.module.css';

export function Changes({ changes, since }: { changes: readonly GroupChanges[]; since: Today['since'] }) {
  const { t, i18n } = useTranslation('today');
  const day = formatDay(since.day, i18n.language as Language);
  return (
    <Part id="changes" title={t('changes.title')}>
      <p className={styles.since}>{t(since.known ? 'changes.since' : 'changes.first', { day })}</p>
      {changes.length === 0 && <p>{t('changes.none')}</p>}
      <ul className={styles.lines}>
        {changes.map((group) => (
          <li key={group.slug}>
            <p className={styles.sentence}>
              <strong>{group.name}:</strong>{' '}
              <Links parts={group.changes.map(({ kind, values, path }) => ({ key: kind, path, words: t(`changes.${kind}`, values) }))} />
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Tasks of the groups one leads that nobody is seeing to. */
export function LooseTasks({ groups }: { groups: readonly TaskFigures[] }) {
  const { t } = useTranslation('today');
  return (
    <Part id="loose" title={t('section.loose')}>
      <ul className={styles.lines}>
        {groups.map(({ slug, name, overdue, nobody, undated }) => (
          <li key={slug}>
            <p className={styles.sentence}>
              <strong>{name}:</strong>{' '}
              <Links
                parts={[
                  { key: 'frist=overdue', count: overdue, words: t('loose.overdue', { count: overdue }) },
                  { key: 'wer=nobody', count: nobody, words: t('loose.nobody', { count: nobody }) },
                  { key: 'frist=none', count: undated, words: t('loose.undated', { count: undated }) },
                ]
                  .filter(({ count }) => count > 0)
                  .map(({ key, words }) => ({ key, words, path: `${tasksPath(slug)}?${key}` }))}
              />
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Links({ parts }: { parts: readonly { key: string; path: string; words: string }[] }) {
  return (
    <>
      {parts.map(({ key, path, words }, at) => (
        <Fragment key={key}>
          {at > 0 && ', '}
          <Link to={path}>{words}</Link>
        </Fragment>
      ))}
    </>
  );
}
