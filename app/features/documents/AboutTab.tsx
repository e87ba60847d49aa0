/** What is known of a document, beside its text: when and by whom it was changed, labels, what leads here. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { taskFromDocument, taskPath } from '~/features/tasks/place';
import { Moment } from '~/ui/Moment';
import { Readers } from './Readers';
import styles from './documents.module.css';
import type { DocumentPage } from './page.server';
import { documentPath } from './place';

export function AboutTab({ page: { id, head, backlinks, tasks, mayAddTask }, words }: { page: DocumentPage; words: number | null }) {
  const { t, i18n } = useTranslation(['documents', 'tasks']);
  return (
    <div className={styles.about}>
      <dl>
        <dt>{t('page.changed')}</dt>
        <dd>
          <Moment at={head.changedAt} />
          {head.changedBy && ` ${t('list.by', { name: head.changedBy })}`}
        </dd>
        <dt>{t('list.who')}</dt>
        <dd>
          <Readers readers={head.readers} />
        </dd>
        {head.labels.length > 0 && (
          <>
            <dt>{t('list.labels')}</dt>
            <dd>{head.labels.join(', ')}</dd>
          </>
        )}
      </dl>
      {words !== null && (
        <p className={styles.quiet}>{t('page.words', { count: words, formatted: words.toLocaleString(i18n.language) })}</p>
      )}
      {(tasks.length > 0 || mayAddTask) && (
        <>
          <h3>{t('page.tasks')}</h3>
          {tasks.length === 0 && <p className={styles.quiet}>{t('page.noTasks')}</p>}
          <ul>
            {tasks.map((task) => (
              <li key={task.id}>
                <Link to={taskPath(head.group.slug, task.id)}>{task.what}</Link> ({t(`tasks:state.${task.state}`)})
              </li>
            ))}
          </ul>
          {mayAddTask && (
            <p>
              <Link to={taskFromDocument(head.group.slug, id)}>{t('page.addTask')}</Link>
            </p>
          )}
        </>
      )}
      <h3>{t('page.backlinks')}</h3>
      {backlinks.length === 0 ? (
        <p className={styles.quiet}>{t('page.noBacklinks')}</p>
      ) : (
        <ul>
          {backlinks.map(({ id, title, group }) => (
            <li key={id}>
              <Link to={documentPath(group, id)}>{title}</Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
