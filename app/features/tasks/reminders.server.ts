/**
 * What a morning tells of tasks: that one was given to somebody, that it is due tomorrow, that it is overdue.
 * To the person it was given to, or to everybody who speaks for the organisation; only what they may read.
 */
import { and, between, eq, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { type Tx, groups, minutes, tasks } from '~db/client.server';
import type { Day, MinutesState, PersonId, TaskId } from '~db/values';
import { loadActors } from '~/access/actor.server';
import { taskFacts } from '~/access/authorize.server';
import { can } from '~/access/policy';
import { type News, type Reminder, readersOf, tellEach } from '~/news/tell.server';
import { addDays, momentAt } from '~/services/time';
import { speakersOf } from '~/texts/rounds.server';
import { taskPath } from './place';
import { offerFor } from './mail-links.server';
import { unfinishedStates } from './tasks';
import type { Task } from './tasks.server';

/** What minutes gave somebody is news for so long; what is given by hand is told at once (`tellAssigned`). */
const newForDays = 7;
/** A morning that the portal slept through is made up for within this time. */
const daysLate = 3;

type Step = 'assigned' | 'due' | 'overdue';
type Row = { task: Task; group: { slug: string; name: string }; minutesState: MinutesState | null; archivedAt: Date | null };

/** @param day the morning on which people are told */
export const dueTasks = async (tx: Tx, day: Day): Promise<Reminder[]> =>
  remindersFor(tx, await tasksToTell(tx, day), (task) => stepsOf(task, day));

async function remindersFor(tx: Tx, rows: readonly Row[], steps: (task: Task) => Step[]): Promise<Reminder[]> {
  const speakers = await speakersOf(tx, rows.flatMap(({ task }) => task.assigneeOrganisationId ?? []));
  const holders = ({ assigneePersonId, assigneeOrganisationId }: Task): PersonId[] => {
    if (assigneePersonId) return [assigneePersonId];
    return speakers.filter(({ organisationId }) => organisationId === assigneeOrganisationId).map(({ personId }) => personId);
  };
  const ids = new Set(rows.flatMap(({ task }) => holders(task)));
  const people = new Map((await loadActors(tx, [...ids])).map((person) => [person.id, person]));
  const reminders: Reminder[] = [];
  for (const row of rows) {
    const facts = taskFacts({ ...row.task, minutesState: row.minutesState, archivedAt: row.archivedAt });
    const mayRead = (id: PersonId) => people.has(id) && can(people.get(id)!, 'task.read', facts);
    const readers = [...new Set(holders(row.task))].filter(mayRead);
    for (const step of steps(row.task)) {
      for (const personId of readers) {
        const offer = can(people.get(personId)!, 'task.setState', facts) ? await offerFor(tx, row.task.id, personId) : undefined;
        reminders.push({ personId, item: { ...newsOf(row, step), ...(offer && { offer }) } });
      }
    }
  }
  return reminders;
}

const withPlace = (tx: Tx) =>
  tx
    .select({ task: tasks, group: { slug: groups.slug, name: groups.name }, minutesState: minutes.state, archivedAt: groups.archivedAt })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId));

const tasksToTell = (tx: Tx, day: Day): Promise<Row[]> =>
  withPlace(tx).where(
    and(
      isNull(groups.archivedAt),
      inArray(tasks.state, [...unfinishedStates]),
      or(
        between(tasks.dueDate, addDays(day, -1 - daysLate), addDays(day, 1)),
        and(isNotNull(tasks.minutesId), gte(tasks.createdAt, momentAt(addDays(day, -newForDays), '00:00'))),
      ),
    ),
  );

function stepsOf({ minutesId, dueDate, createdAt }: Task, day: Day): Step[] {
  const given = minutesId !== null && createdAt >= momentAt(addDays(day, -newForDays), '00:00');
  const overdue = dueDate !== null && dueDate < day && dueDate >= addDays(day, -1 - daysLate);
  const due = dueDate !== null && dueDate >= day && dueDate <= addDays(day, 1);
  if (overdue) return ['overdue'];
  return [...(given ? (['assigned'] as const) : []), ...(due ? (['due'] as const) : [])];
}

function newsOf({ task, group }: Pick<Row, 'task' | 'group'>, step: Step): News {
  const { id, groupId, what, dueDate } = task;
  return {
    kind: 'task',
    groupId,
    key: `task.${step}`,
    values: { what, group: group.name, day: dueDate ? { day: dueDate } : { word: 'tasks:noDay' } },
    path: taskPath(group.slug, id),
    needs: { action: 'task.read', id },
    once: `task.${step}:${id}${step === 'assigned' ? '' : `:${dueDate}`}`,
  };
}

/** Tells those to whom somebody has just given a task, or who speak for the organisation that got it. */
export async function tellAssigned(tx: Tx, id: TaskId, by: PersonId): Promise<void> {
  const rows = await withPlace(tx).where(eq(tasks.id, id));
  const told = (await remindersFor(tx, rows, () => ['assigned'])).filter(({ personId }) => personId !== by);
  const items = new Map(told.map(({ personId, item }) => [personId, item]));
  await tellEach(tx, await readersOf(tx, [...items.keys()]), ({ personId }) => items.get(personId)!);
}
