/** The open tasks of earlier meetings, below the text of minutes: what was said, and how far it has come. */
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CarriedTask } from '~/features/tasks/carried.server';
import { taskPath } from '~/features/tasks/place';
import { TaskStateSelect } from '~/features/tasks/TaskStateSelect';
import { DayText } from '~/ui/Moment';
import styles from './minutes.module.css';

/** Where the list begins on the page. */
export const carriedId = 'offene-aufgaben';

export function CarriedTasks({ tasks, group }: { tasks: readonly CarriedTask[]; group: string }) {
  const { t } = useTranslation('minutes');
  if (tasks.length === 0) return null;
  return (
    <section className={styles.carried} aria-labelledby={carriedId}>
      <h2 id={carriedId}>{t('carried.title')}</h2>
      <p className={styles.quiet}>{t('carried.hint')}</p>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <Carried task={task} group={group} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Carried({ task, group }: { task: CarriedTask; group: string }) {
  const { t } = useTranslation(['minutes', 'tasks']);
  const { id, what, assignee, dueDate, state, approvedState, maySetState } = task;
  return (
    <>
      <div>
        <p className={styles.recordText}>{state ? <Link to={taskPath(group, id)}>{what}</Link> : what}</p>
        <p className={styles.quiet}>
          {assignee || t('records.nobody')}
          {dueDate && (
            <>
              {' · '}
              {t('records.until')} <DayText day={dueDate} />
            </>
          )}
          {approvedState && ` · ${t('carried.atApproval', { state: t(`tasks:state.${approvedState}`) })}`}
        </p>
      </div>
      {state && maySetState && (
        <div className={styles.screenOnly}>
          <TaskStateSelect what={what} state={state} fields={{ intent: 'taskState', taskId: id }} />
        </div>
      )}
      {state && <p className={`${styles.taskState} ${maySetState ? styles.printOnly : ''}`}>{t(`tasks:state.${state}`)}</p>}
    </>
  );
}
