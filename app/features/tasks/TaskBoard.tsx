/**
 * Tasks as cards, a column a state. The state is changed on the card; who has a mouse can draw a card to another
 * column as well.
 */
import { Link, useSubmit } from '@remix-run/react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskState } from '~db/values';
import { Due, TaskAbout } from './TaskTable';
import { TaskStateSelect } from './TaskStateSelect';
import type { ListedTask, boardOf } from './listing.server';
import { taskPath } from './place';
import styles from './tasks.module.css';

type Column = Awaited<ReturnType<typeof boardOf>>[number];

/** What a card is drawn as. */
const cardType = 'text/x-task';

export function TaskBoard({ columns }: { columns: readonly Column[] }) {
  const { t } = useTranslation('tasks');
  return (
    <>
      <p className={styles.quiet}>{t('board.hint')}</p>
      <div className={styles.board}>
        {columns.map((column) => (
          <BoardColumn key={column.state} column={column} />
        ))}
      </div>
    </>
  );
}

function BoardColumn({ column: { state, count, tasks } }: { column: Column }) {
  const { t } = useTranslation('tasks');
  const drop = useDrop(state);
  const rest = count - tasks.length;
  return (
    <section aria-labelledby={`spalte-${state}`} className={styles.column} {...drop}>
      <h2 id={`spalte-${state}`}>
        {t(`state.${state}`)} <span className={styles.quiet}>{t('board.count', { count })}</span>
      </h2>
      {tasks.length === 0 && <p className={styles.quiet}>{t('board.empty')}</p>}
      <ul>
        {tasks.map((task) => (
          <Card key={task.id} task={task} />
        ))}
      </ul>
      {rest > 0 && <p className={styles.quiet}>{t('board.more', { count: rest })}</p>}
    </section>
  );
}

function Card({ task }: { task: ListedTask }) {
  const { t } = useTranslation('tasks');
  const take = (event: DragEvent) => {
    event.dataTransfer.setData(cardType, task.id);
    event.dataTransfer.effectAllowed = 'move';
  };
  return (
    <li className={styles.card} draggable={task.maySetState} onDragStart={take}>
      <Link to={taskPath(task.group.slug, task.id)} draggable={false}>
        {task.what}
      </Link>
      <p className={styles.under}>
        {task.assigneeShort || t('nobody')} · <Due task={task} />
      </p>
      <TaskAbout task={task} withGroup={false} />
      {task.maySetState && <TaskStateSelect what={task.what} state={task.state} fields={{ intent: 'state', task: task.id }} />}
    </li>
  );
}

/** Takes cards that are drawn here. */
function useDrop(state: TaskState) {
  const submit = useSubmit();
  const [isOver, setIsOver] = useState(false);
  return {
    'data-over': isOver || undefined,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(cardType)) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      setIsOver(false);
      const task = event.dataTransfer.getData(cardType);
      if (!task) return;
      event.preventDefault();
      submit({ intent: 'state', task, state }, { method: 'post', preventScrollReset: true });
    },
  };
}
