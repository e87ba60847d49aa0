/** Action items (Aufgaben). Their wording comes from minutes; their state is their own. */
import { asc, eq, placeholder } from 'drizzle-orm';
import { type Reader, db, minutes, organisations, people, tasks, write } from '~db/client.server';
import { prepared } from '~db/prepared.server';
import type { MinutesId, TaskId, TaskState } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize, taskColumns, taskFacts } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';

/**
 * Says how far a task has come.
 *
 * @throws NotFound without the right to do so
 */
export async function setTaskState(actor: Actor, id: TaskId, state: TaskState): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'task.setState', id, tx);
    const [before] = await tx.select({ state: tasks.state, what: tasks.what }).from(tasks).where(eq(tasks.id, id));
    if (!before || before.state === state) return;
    await tx.update(tasks).set({ state, stateChangedAt: new Date() }).where(eq(tasks.id, id));
    await record(tx, actor, {
      action: 'task.stateChanged',
      object: { kind: 'task', id, name: before.what.slice(0, 120) },
      groupId: granted.facts.groupId,
      details: { from: before.state, to: state },
    });
  });
}

const ofMinutes = prepared((reader) =>
  reader
    .select({ task: tasks, facts: taskColumns, person: people.name, organisation: organisations.name })
    .from(tasks)
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .leftJoin(people, eq(people.id, tasks.assigneePersonId))
    .leftJoin(organisations, eq(organisations.id, tasks.assigneeOrganisationId))
    .where(eq(tasks.minutesId, placeholder('minutesId')))
    .orderBy(asc(tasks.position))
    .prepare(),
);

/** The tasks from some minutes, in their order, as somebody may see them. One statement. */
export async function tasksFrom(actor: Actor, minutesId: MinutesId, readsInternal: boolean, reader: Reader = db) {
  const rows = await ofMinutes(reader).execute({ minutesId });
  return rows.flatMap(({ task, facts: columns, person, organisation }) => {
    const facts = taskFacts(columns);
    if (!can(actor, 'task.read', facts) || (task.internal && !readsInternal)) return [];
    return [
      {
        id: task.id,
        blockId: task.blockId,
        what: task.what,
        assignee: person ?? organisation ?? '',
        dueDate: task.dueDate,
        state: task.state,
        internal: task.internal,
        maySetState: can(actor, 'task.setState', facts),
      },
    ];
  });
}

export type ShownTask = Awaited<ReturnType<typeof tasksFrom>>[number];
