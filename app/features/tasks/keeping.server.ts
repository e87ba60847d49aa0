/** Making and changing tasks: what, who, until when. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { type Reader, type Tx, comments, db, documents, minutes, organisations, tasks, write } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { CommentId, DecisionId, GroupId, OrganisationId, TaskId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor, Person } from '~/access/policy';
import type { Assignee } from '~/editor/assignee';
import { namedDecision } from '~/features/decisions/registers.server';
import { peopleOfGroup } from '~/features/groups/members.server';
import { NotFound, Rejected } from '~/services/errors';
import { foldForSearch } from '~/services/search-name';
import { tellAssigned } from './reminders.server';
import { insertSteps } from './steps.server';
import { type BulkInput, type NewTaskInput, type OwnTaskInput, type TaskInput, nobody } from './tasks';
import { type Task, assigneeOf, basisOf, changeState, isSaidInMinutes, recordTask } from './tasks.server';

/** Whom a task of a group can be given to: its people, guests included, and organisations. Asks for no right. */
export async function assigneesOf(groupId: GroupId) {
  const named = await db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(isNull(organisations.archivedAt))
    .orderBy(asc(organisations.searchName));
  return { people: await peopleOfGroup(groupId), organisations: named };
}

/**
 * Makes a task by hand, from a document or a decision of the group, or from a thread on a document or on minutes.
 * Sent a second time it is the task that the first made.
 *
 * @throws NotFound without the right, and for a document, decision or thread that is not of this group or may not be read
 * @throws Rejected `assigneeGone` where whom it is given to does not belong to the group
 */
export async function createTask(actor: Actor, groupId: GroupId, input: NewTaskInput): Promise<TaskId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'group.addTask', groupId, tx);
    const there = input.key && (await taskOfKey(tx, input.key));
    if (there && isSame(there, groupId, input)) return there.id;
    await refuseStrangers(tx, groupId, input.assignee);
    const origin = await originIn(tx, actor, groupId, input);
    const id = input.key && !there ? { id: input.key } : {};
    const [task] = await tx
      .insert(tasks)
      .values({ ...id, groupId, ...columnsOf(input), ...origin, createdBy: granted.actor.id, createdAt: new Date() })
      .returning();
    await insertSteps(tx, task!.id, input.steps, 0);
    await recordTask(tx, actor, task!, 'task.made');
    await tellAssigned(tx, task!.id, granted.actor.id);
    return task!.id;
  });
}

async function taskOfKey(tx: Tx, key: TaskId): Promise<Task | undefined> {
  const [task] = await tx.select().from(tasks).where(eq(tasks.id, key));
  return task;
}

/** Whoever goes back in the browser and types something else makes another task. */
const isSame = (task: Task, groupId: GroupId, { what }: NewTaskInput): boolean =>
  task.groupId === groupId && task.what === what;

type Origin = Pick<NewTaskInput, 'documentId' | 'commentId' | 'decisionId'>;

async function originIn(tx: Reader, actor: Actor, groupId: GroupId, { documentId, commentId, decisionId }: Origin) {
  if (decisionId) return followingFrom(tx, actor, groupId, decisionId);
  if (!documentId) return commentId ? threadOnMinutes(tx, actor, groupId, commentId) : {};
  const granted = await authorize(actor, 'document.read', documentId, tx);
  if (granted.facts.groupId !== groupId) throw new NotFound(documentId);
  if (!commentId) return { documentId };
  const [thread] = await tx
    .select({ id: comments.id })
    .from(comments)
    .innerJoin(documents, eq(documents.textId, comments.textId))
    .where(and(eq(comments.id, commentId), eq(documents.id, documentId)));
  if (!thread) throw new NotFound(commentId);
  return { documentId, commentId };
}

/** What follows from an internal decision is internal. */
async function followingFrom(tx: Reader, actor: Actor, groupId: GroupId, decisionId: DecisionId) {
  const decision = await namedDecision(actor, groupId, decisionId, tx);
  if (!decision) throw new NotFound(decisionId);
  return { decisionId, internal: decision.internal };
}

/** A thread on minutes is read by those who read all of them; what comes of an internal passage is internal. */
async function threadOnMinutes(tx: Reader, actor: Actor, groupId: GroupId, commentId: CommentId) {
  const [thread] = await tx
    .select({ minutesId: minutes.id, internal: comments.internal })
    .from(comments)
    .innerJoin(minutes, eq(minutes.textId, comments.textId))
    .where(and(eq(comments.id, commentId), eq(minutes.groupId, groupId)));
  if (!thread) throw new NotFound(commentId);
  await authorize(actor, 'minutes.readInternal', thread.minutesId, tx);
  return { commentId, internal: thread.internal };
}

/**
 * What a new task is to come from, and what was said about it, for the form; and the key by which it is one task.
 *
 * @throws NotFound as `createTask`
 */
export async function beginningFrom(actor: Actor, groupId: GroupId, origin: Origin) {
  await authorize(actor, 'group.addTask', groupId);
  await originIn(db, actor, groupId, origin);
  const { documentId = null, commentId = null, decisionId = null } = origin;
  const [document] = documentId ? await db.select({ title: documents.title }).from(documents).where(eq(documents.id, documentId)) : [];
  const [thread] = commentId ? await db.select({ said: comments.body }).from(comments).where(eq(comments.id, commentId)) : [];
  const decision = decisionId && (await namedDecision(actor, groupId, decisionId));
  return {
    key: newId<'task'>(),
    ...{ documentId, commentId, decisionId },
    title: document?.title ?? null,
    decision: decision ? decision.number : null,
    note: thread?.said ?? '',
  };
}

const columnsOf = ({ what, assignee, dueDate, note, priority, repeats }: Omit<TaskInput, 'basis'>) => ({
  what,
  searchWhat: foldForSearch(what),
  note,
  priority,
  repeats,
  dueDate,
  ...givenTo(assignee),
});

const givenTo = (assignee: Assignee | null) => ({
  assigneePersonId: assignee?.kind === 'person' ? assignee.id : null,
  assigneeOrganisationId: assignee?.kind === 'organisation' ? assignee.id : null,
});

/** Whether it is given to somebody who did not have it. */
const isNewFor = (task: Task, assignee: Assignee | null): boolean =>
  assignee !== null && assignee.id !== (task.assigneePersonId ?? task.assigneeOrganisationId);

/** @param kept who it is given to already: they may stay */
async function refuseStrangers(tx: Tx, groupId: GroupId, assignee: Assignee | null, kept?: Task): Promise<void> {
  if (!assignee || assignee.id === kept?.assigneePersonId || assignee.id === kept?.assigneeOrganisationId) return;
  const found =
    assignee.kind === 'person'
      ? (await peopleOfGroup(groupId, { reader: tx })).some(({ id }) => id === assignee.id)
      : await isOrganisation(tx, assignee.id);
  if (!found) throw new Rejected('assigneeGone', {}, 'assignee');
}

async function isOrganisation(tx: Tx, id: OrganisationId): Promise<boolean> {
  const [row] = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.id, id), isNull(organisations.archivedAt)));
  return row !== undefined;
}

/** A task, and whether it is its minutes that say what it is. */
async function taskWithSource(tx: Tx, id: TaskId) {
  const [row] = await tx
    .select({ task: tasks, minutesState: minutes.state })
    .from(tasks)
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(eq(tasks.id, id));
  if (!row) throw new NotFound(id);
  return { task: row.task, inMinutes: isSaidInMinutes(row.minutesState) };
}

/**
 * Changes a task. Of one whose minutes are not approved, wording, person and day belong to the minutes.
 *
 * @throws NotFound without the right
 * @throws Rejected `assigneeGone`; `taskInMinutes` where the minutes still say what it is; `changedMeanwhile`
 *   where the form is stale, unless it says what stands already
 */
export async function changeTask(actor: Actor, id: TaskId, input: TaskInput | OwnTaskInput): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'task.edit', id, tx);
    const { task, inMinutes } = await taskWithSource(tx, id);
    const saysWhat = 'what' in input;
    if (saysWhat && inMinutes) throw new Rejected('taskInMinutes');
    const { note, priority, repeats, basis } = input;
    const values = saysWhat ? columnsOf(input) : { note, priority, repeats };
    const before = basisOf(task, inMinutes);
    if (basisOf({ ...task, ...values }, inMinutes) === before) return;
    if (basis !== before) throw new Rejected('changedMeanwhile');
    if (saysWhat) await refuseStrangers(tx, task.groupId, input.assignee, task);
    await tx.update(tasks).set(values).where(eq(tasks.id, id));
    await recordTask(tx, actor, { ...task, ...(saysWhat ? { what: input.what } : {}) }, 'task.changed');
    if (saysWhat && isNewFor(task, input.assignee)) await tellAssigned(tx, id, granted.actor.id);
  });
}

/**
 * Changes several tasks of a group in one step, all or none.
 *
 * @returns how many were meant
 * @throws NotFound where one of them is not of this group, or without the right to change it
 * @throws Rejected `nothingToChange`, `assigneeGone`, `taskInMinutes`
 */
export async function changeTasks(actor: Actor, groupId: GroupId, input: BulkInput): Promise<number> {
  const changes = bulkChanges(input);
  if (!input.state && Object.keys(changes).length === 0) throw new Rejected('nothingToChange');
  return write(async (tx) => {
    const ids = [...new Set(input.tasks)];
    if (input.assignee !== nobody) await refuseStrangers(tx, groupId, input.assignee);
    for (const id of ids) {
      const granted = await authorize(actor, Object.keys(changes).length > 0 ? 'task.edit' : 'task.setState', id, tx);
      if (granted.facts.groupId !== groupId) throw new NotFound(id);
      if (Object.keys(changes).length > 0) await changeOneOf(tx, granted.actor, id, changes);
      if (input.state) await changeState(tx, actor, id, input.state);
    }
    return ids.length;
  });
}

type BulkChanges = Partial<Pick<Task, 'assigneePersonId' | 'assigneeOrganisationId' | 'dueDate' | 'priority'>>;

/** The columns that become another, beside the state. */
const bulkChanges = ({ assignee, dueDate, noDue, priority }: BulkInput): BulkChanges => ({
  ...(assignee ? givenTo(assignee === nobody ? null : assignee) : {}),
  ...(dueDate || noDue ? { dueDate } : {}),
  ...(priority ? { priority } : {}),
});

async function changeOneOf(tx: Tx, actor: Person, id: TaskId, changes: BulkChanges): Promise<void> {
  const { task, inMinutes } = await taskWithSource(tx, id);
  if (inMinutes && Object.keys(changes).some((column) => column !== 'priority')) throw new Rejected('taskInMinutes');
  await tx.update(tasks).set(changes).where(eq(tasks.id, id));
  await recordTask(tx, actor, task, 'task.changed');
  if (isNewFor(task, assigneeOf({ assigneePersonId: null, assigneeOrganisationId: null, ...changes }))) await tellAssigned(tx, id, actor.id);
}
