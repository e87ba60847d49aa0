/** One's own tasks that are due, for the page one lands on. */
import { type SQL, and, asc, count, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { db, groups, minutes, tasks } from '~db/client.server';
import { taskColumns, taskFacts } from '~/access/authorize.server';
import { type Person, can } from '~/access/policy';
import { addDays, today } from '~/services/time';
import { ownOf } from './listing.server';
import { soonInDays, unfinishedStates } from './tasks';

/** So long what was ticked off stays in its place, to be opened again. */
const justDoneInMs = 3_600_000;

const unfinished = inArray(tasks.state, [...unfinishedStates]);

const columns = {
  id: tasks.id,
  what: tasks.what,
  dueDate: tasks.dueDate,
  state: tasks.state,
  facts: taskColumns,
  group: { slug: groups.slug, name: groups.name },
};

const rowsWhere = (where: SQL | undefined, order: SQL, most: number) =>
  db
    .select(columns)
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(where)
    .orderBy(order, asc(tasks.id))
    .limit(most);

/**
 * What of somebody's own is overdue or due soon, by day, with what they have ticked off of it in the last hour;
 * and how many tasks of theirs are open in all. Three statements.
 */
export async function dueTasksOf(actor: Person, most: number) {
  const own = ownOf(actor);
  const dueSoon = lte(tasks.dueDate, addDays(today(), soonInDays));
  const due = await rowsWhere(and(own, unfinished, dueSoon), asc(tasks.dueDate), most);
  const doneLately = and(
    eq(tasks.state, 'done'),
    gt(tasks.stateChangedAt, new Date(Date.now() - justDoneInMs)),
    dueSoon,
  );
  const done = await rowsWhere(and(own, doneLately), desc(tasks.stateChangedAt), most);
  const [counts] = await db
    .select({ open: count(), due: sql<number | null>`sum(${dueSoon})` })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(and(own, unfinished));
  const shown = [...due, ...done].sort((a, b) => (a.dueDate ?? '').localeCompare(b.dueDate ?? '') || a.id.localeCompare(b.id));
  return {
    tasks: shown.map(({ facts, state, ...task }) => ({
      ...task,
      done: state === 'done',
      maySetState: can(actor, 'task.setState', taskFacts(facts)),
    })),
    dueCount: counts!.due ?? 0,
    openCount: counts!.open,
  };
}
