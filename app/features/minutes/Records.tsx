/** Decisions and tasks of these minutes, as they grow. The state of a task can be changed here. */
import { useTranslation } from 'react-i18next';
import type { Day, TaskState } from '~db/values';
import { TaskStateSelect } from '~/features/tasks/TaskStateSelect';
import { DayText } from '~/ui/Moment';
import styles from './minutes.module.css';

export type DecisionRow = {
  blockId: string;
  number: string | null;
  resolutionText: string;
  yes: number | null;
  no: number | null;
  abstained: number | null;
  result: string;
  internal: boolean;
};

export type TaskRow = {
  blockId: string | null;
  /** Empty until the portal has taken it over from the text. */
  id: string | null;
  what: string;
  assignee: string;
  dueDate: string | null;
  state: TaskState;
  internal: boolean;
  maySetState: boolean;
};

/** @param writes whether the reader writes the text: then an empty list says how to fill it */
export function Records({
  decisions,
  tasks,
  writes = false,
}: {
  decisions: readonly DecisionRow[];
  tasks: readonly TaskRow[];
  writes?: boolean;
}) {
  const { t } = useTranslation('minutes');
  return (
    <>
      <h3 className={styles.railHeading}>{t('records.decisions', { count: decisions.length })}</h3>
      {decisions.length === 0 && <p className={styles.quiet}>{t(writes ? 'records.writeDecision' : 'records.noDecisions')}</p>}
      <ol className={styles.records}>
        {decisions.map((decision) => (
          <li key={decision.blockId}>
            <DecisionItem decision={decision} />
          </li>
        ))}
      </ol>
      <h3 className={styles.railHeading}>{t('records.tasks', { count: tasks.length })}</h3>
      {tasks.length === 0 && <p className={styles.quiet}>{t(writes ? 'records.writeTask' : 'records.noTasks')}</p>}
      <ol className={styles.records}>
        {tasks.map((task) => (
          <li key={task.id ?? task.blockId}>
            <TaskItem task={task} />
          </li>
        ))}
      </ol>
    </>
  );
}

function DecisionItem({ decision }: { decision: DecisionRow }) {
  const { t } = useTranslation('minutes');
  const { yes, no, abstained } = decision;
  const counted = [yes, no, abstained].some((votes) => votes !== null);
  return (
    <>
      {decision.number && <p className={styles.recordNumber}>{decision.number}</p>}
      <p className={styles.recordText}>{decision.resolutionText}</p>
      <p className={styles.quiet}>
        {counted && `${t('records.votes', { yes: yes ?? 0, no: no ?? 0, abstained: abstained ?? 0 })} · `}
        {t(`records.result.${decision.result as 'adopted'}`)}
        {decision.internal && ` · ${t('outline.internal')}`}
      </p>
    </>
  );
}

function TaskItem({ task }: { task: TaskRow }) {
  const { t } = useTranslation(['minutes', 'tasks']);
  return (
    <>
      <p className={styles.recordText}>{task.what}</p>
      <p className={styles.quiet}>
        {task.assignee || t('records.nobody')}
        {task.dueDate && (
          <>
            {' · '}
            {t('records.until')} <DayText day={task.dueDate as Day} />
          </>
        )}
        {task.internal && ` · ${t('outline.internal')}`}
      </p>
      {task.id && task.maySetState ? (
        <TaskStateSelect what={task.what} state={task.state} fields={{ intent: 'taskState', taskId: task.id }} />
      ) : (
        <p className={styles.taskState}>{t(`tasks:state.${task.state}`)}</p>
      )}
    </>
  );
}
