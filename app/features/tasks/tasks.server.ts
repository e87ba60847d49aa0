/** Action items (Aufgaben): what becomes of them, and those of minutes. */
import { asc, desc, eq, placeholder } from 'drizzle-orm';
import { type Reader, type Tx, db, groups, minutes, organisations, people, tasks, write } from '~db/client.server';
import { prepared } from '~db/prepared.server';
import type { DecisionId, DocumentId, MinutesId, MinutesState, TaskId, TaskState } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize, taskColumns, taskFacts } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import type { Assignee } from '~/editor/assignee';
import { fingerprint } from '~/services/fingerprint.server';
import { beginAgain, takeBack } from './repeating.server';
import { isUnfinished } from './tasks';

export type Task = typeof tasks.$inferSelect;

/** Records what somebody did with a task. */
export async function recordTask(
  tx: Tx,
  actor: Actor,
  { id, what, groupId }: Pick<Task, 'id' | 'what' | 'groupId'>,
  action: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await record(tx, actor, { action, object: { kind: 'task', id, name: what.slice(0, 120) }, groupId, details });
}

/**
 * Says how far a task has come. One that repeats begins again once it is done; where that was a slip, the next is
 * taken back with it.
 *
 * @returns whether it begins again
 * @throws NotFound without the right to do so
 */
export async function setTaskState(actor: Actor, id: TaskId, state: TaskState): Promise<boolean> {
  return write(async (tx) => {
    await authorize(actor, 'task.setState', id, tx);
    return changeState(tx, actor, id, state);
  });
}

/**
 * As `setTaskState`, inside the change of a caller who has asked for the right.
 *
 * @param details more for the audit log
 * @returns whether the task begins again
 */
export async function changeState(
  tx: Tx,
  actor: Actor,
  id: TaskId,
  state: TaskState,
  details: Record<string, unknown> = {},
): Promise<boolean> {
  const [task] = await tx.select().from(tasks).where(eq(tasks.id, id));
  if (!task || task.state === state) return false;
  const now = new Date();
  const stateChangedBy = actor.kind === 'person' ? actor.id : null;
  await tx.update(tasks).set({ state, stateChangedAt: now, stateChangedBy }).where(eq(tasks.id, id));
  await recordTask(tx, actor, task, 'task.stateChanged', { from: task.state, to: state, ...details });
  if (task.state === 'done' && isUnfinished(state)) {
    const next = await takeBack(tx, task);
    if (next) await recordTask(tx, actor, next, 'task.takenBack');
  }
  if (state !== 'done' || !task.repeats) return false;
  await recordTask(tx, actor, await beginAgain(tx, task, task.repeats, now), 'task.begunAgain');
  return true;
}

/** Tasks with their group, whom they are given to and how far their minutes have come; a condition and an order are to follow. */
export const tasksToShow = (reader: Reader) =>
  reader
    .select({ task: tasks, minutesState: minutes.state, archivedAt: groups.archivedAt, person: people.name, organisation: organisations.name })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .leftJoin(people, eq(people.id, tasks.assigneePersonId))
    .leftJoin(organisations, eq(organisations.id, tasks.assigneeOrganisationId));

type TaskToShow = Awaited<ReturnType<typeof tasksToShow>>[number];

/** A task as it is shown beside minutes; null for whoever may not read it. */
export function shownTo(actor: Actor, { task, minutesState, archivedAt, person, organisation }: TaskToShow) {
  const facts = taskFacts({ ...task, minutesState, archivedAt });
  if (!can(actor, 'task.read', facts)) return null;
  return {
    id: task.id,
    blockId: task.blockId,
    what: task.what,
    assignee: person ?? organisation ?? '',
    dueDate: task.dueDate,
    state: task.state,
    internal: task.internal,
    maySetState: can(actor, 'task.setState', facts),
  };
}
export type ShownTask = NonNullable<ReturnType<typeof shownTo>>;

const ofMinutes = prepared((reader) =>
  tasksToShow(reader)
    .where(eq(tasks.minutesId, placeholder('minutesId')))
    .orderBy(asc(tasks.position))
    .prepare(),
);

/** Wording, person and day of a task belong to its minutes as long as these are not approved. */
export const isSaidInMinutes = (minutesState: MinutesState | null): boolean =>
  minutesState !== null && minutesState !== 'approved';

/**
 * Names what a form for changes was filled from, so that saving does not undo what somebody else has changed.
 *
 * @param inMinutes whether the form leaves out what minutes say
 */
export function basisOf(task: TaskValues, inMinutes: boolean): string {
  const { note, priority, repeats, what, assigneePersonId, assigneeOrganisationId, dueDate } = task;
  const own = [note, priority, repeats];
  return fingerprint(inMinutes ? own : [...own, what, assigneePersonId, assigneeOrganisationId, dueDate]);
}
type TaskValues = Pick<
  Task,
  'note' | 'priority' | 'repeats' | 'what' | 'assigneePersonId' | 'assigneeOrganisationId' | 'dueDate'
>;

/** Who a task is given to. */
export function assigneeOf({ assigneePersonId, assigneeOrganisationId }: Pick<Task, 'assigneePersonId' | 'assigneeOrganisationId'>): Assignee | null {
  if (assigneePersonId) return { kind: 'person', id: assigneePersonId };
  return assigneeOrganisationId ? { kind: 'organisation', id: assigneeOrganisationId } : null;
}

/** The tasks from some minutes, in their order, as somebody may see them. One statement. */
export async function tasksFrom(actor: Actor, minutesId: MinutesId, readsInternal: boolean, reader: Reader = db) {
  const rows = await ofMinutes(reader).execute({ minutesId });
  return rows.flatMap((row) => {
    const shown = shownTo(actor, row);
    return shown && (readsInternal || !shown.internal) ? [shown] : [];
  });
}

/** The tasks that came from a document, the latest first, as far as somebody may read them. One statement. */
export async function tasksOfDocument(actor: Actor, documentId: DocumentId) {
  const rows = await db
    .select({ id: tasks.id, what: tasks.what, state: tasks.state, facts: taskColumns })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(eq(tasks.documentId, documentId))
    .orderBy(desc(tasks.createdAt));
  return rows
    .filter(({ facts }) => can(actor, 'task.read', taskFacts(facts)))
    .map(({ id, what, state }) => ({ id, what, state }));
}

/** The tasks that follow from a decision, as they were made, as far as somebody may read them. One statement. */
export async function tasksOfDecision(actor: Actor, decisionId: DecisionId): Promise<ShownTask[]> {
  const rows = await tasksToShow(db).where(eq(tasks.decisionId, decisionId)).orderBy(asc(tasks.createdAt), asc(tasks.id));
  return rows.flatMap((row) => shownTo(actor, row) ?? []);
}
