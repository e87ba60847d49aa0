/** Tasks as a table; with a form they can be chosen for. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { today } from '~/services/time';
import { DayText } from '~/ui/Moment';
import { Badge, Table } from '~/ui/page-parts';
import { TaskStateSelect } from './TaskStateSelect';
import type { ListedTask } from './listing.server';
import { taskPath } from './place';
import { isUnfinished } from './tasks';
import styles from './tasks.module.css';

type Shown = ListedTask;

/**
 * @param props.withGroup says which group each is of
 * @param props.choosing the id of the form that chosen ones belong to
 */
export function TaskTable({ caption, tasks, withGroup = false, choosing }: { caption: string; tasks: readonly Shown[]; withGroup?: boolean; choosing?: string }) {
  const { t } = useTranslation('tasks');
  return (
    <Table
      caption={caption}
      head={[
        { key: 'what', label: t('list.what') },
        { key: 'who', label: t('list.who') },
        { key: 'due', label: t('list.due') },
        { key: 'state', label: t('list.state') },
        ...(choosing ? [{ key: 'chosen', label: t('list.chosen') }] : []),
      ]}
      rows={tasks.map((task) => ({
        key: task.id,
        cells: [
          <div key="what">
            <Link to={taskPath(task.group.slug, task.id)}>{task.what}</Link>
            <TaskAbout task={task} withGroup={withGroup} />
          </div>,
          task.assignee || <span className={styles.quiet}>{t('nobody')}</span>,
          <Due key="due" task={task} />,
          task.maySetState ? (
            <TaskStateSelect key="state" what={task.what} state={task.state} fields={{ intent: 'state', task: task.id }} />
          ) : (
            t(`state.${task.state}`)
          ),
          ...(choosing
            ? [
                <input
                  key="chosen"
                  type="checkbox"
                  form={choosing}
                  name="tasks"
                  value={task.id}
                  aria-label={t('list.choose', { what: task.what })}
                  disabled={!task.maySetState}
                  className={styles.choose}
                />,
              ]
            : []),
        ],
      }))}
    />
  );
}

/** What stands below the name of a task: where from, how urgent, how often. */
export function TaskAbout({ task, withGroup }: { task: Shown; withGroup: boolean }) {
  const { t } = useTranslation('tasks');
  const words = [
    withGroup && task.group.name,
    task.meeting !== null && t('from.minutes', { number: task.meeting }),
    task.document !== null && t('from.document', { title: task.document }),
    task.repeats && t(`repeats.${task.repeats}`),
    task.priority === 'low' && t('urgency.low'),
    task.internal && t('internal'),
  ].filter(Boolean);
  if (words.length === 0 && task.priority !== 'high') return null;
  return (
    <p className={styles.under}>
      {task.priority === 'high' && <Badge kind="warning">{t('urgency.high')}</Badge>} {words.join(' · ')}
    </p>
  );
}

export function Due({ task }: { task: Pick<Shown, 'dueDate' | 'state'> }) {
  const { t } = useTranslation('tasks');
  if (!task.dueDate) return <span className={styles.quiet}>{t('noDay')}</span>;
  const late = isUnfinished(task.state) && task.dueDate < today();
  return (
    <>
      <DayText day={task.dueDate} />
      {late && <span className={styles.late}> {t('overdue')}</span>}
    </>
  );
}
