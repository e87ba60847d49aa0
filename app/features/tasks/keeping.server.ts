/** Making and changing tasks: what, who, until when; their steps, and what is said about them. */
import { and, asc, count, eq, inArray, isNull, max } from 'drizzle-orm';
import { type Reader, type Tx, comments, db, documents, groups, minutes, organisations, people, taskComments, taskSteps, tasks, write } from '~db/client.server';
import type { GroupId, OrganisationId, TaskId } from '~db/values';
import { loadActors } from '~/access/actor.server';
import { authorize } from '~/access/authorize.server';
import { type Actor, type Person, can, holdsMandate } from '~/access/policy';
import type { Assignee } from '~/editor/assignee';
import { peopleOfGroup } from '~/features/groups/members.server';
import { NotFound, Rejected } from '~/services/errors';
import { queueMail } from '~/services/mail/mail.server';
import { foldForSearch } from '~/services/search-name';
import { mentionedIn } from '~/texts/mentions';
import { taskPath } from './place';
import { type Task, changeState, factsOf, recordTask } from './tasks.server';
import { type BulkInput, type NewTaskInput, type OwnTaskInput, type TaskInput, type TaskStep, mostSteps } from './tasks';

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
 * Makes a task by hand, or from a document of the group or a thread on it.
 *
 * @throws NotFound without the right, and for a document or thread that is not of this group or may not be read
 * @throws Rejected `assigneeGone` where whom it is given to does not belong to the group
 */
export async function createTask(actor: Actor, groupId: GroupId, input: NewTaskInput): Promise<TaskId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'group.addTask', groupId, tx);
    await refuseStrangers(tx, groupId, input.assignee);
    const origin = await originIn(tx, actor, groupId, input);
    const [task] = await tx
      .insert(tasks)
      .values({ groupId, ...columnsOf(input), ...origin, createdBy: granted.actor.id, createdAt: new Date() })
      .returning();
    await insertSteps(tx, task!.id, input.steps, 0);
    await recordTask(tx, actor, task!, 'task.made');
    return task!.id;
  });
}

type Origin = Pick<NewTaskInput, 'documentId' | 'commentId'>;

async function originIn(tx: Reader, actor: Actor, groupId: GroupId, { documentId, commentId }: Origin) {
  if (!documentId) return {};
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

/**
 * The document a new task is to come from, and what was said about it, for the form.
 *
 * @throws NotFound as `createTask`
 */
export async function beginningFrom(actor: Actor, groupId: GroupId, origin: Origin) {
  await authorize(actor, 'group.addTask', groupId);
  const { documentId, commentId } = await originIn(db, actor, groupId, origin);
  if (!documentId) return null;
  const [document] = await db.select({ title: documents.title }).from(documents).where(eq(documents.id, documentId));
  const [thread] = commentId ? await db.select({ said: comments.body }).from(comments).where(eq(comments.id, commentId)) : [];
  return { documentId, commentId: commentId ?? null, title: document!.title, note: thread?.said ?? '' };
}

const columnsOf = ({ what, assignee, dueDate, note, priority, repeats }: TaskInput) => ({
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

/** @param kept who it is given to already: they may stay */
async function refuseStrangers(tx: Tx, groupId: GroupId, assignee: Assignee | null, kept?: Task): Promise<void> {
  if (!assignee || assignee.id === kept?.assigneePersonId || assignee.id === kept?.assigneeOrganisationId) return;
  const found =
    assignee.kind === 'person'
      ? (await peopleOfGroup(groupId, { reader: tx })).some(({ id }) => id === assignee.id)
      : (await organisationsAmong(tx, [assignee.id])).length > 0;
  if (!found) throw new Rejected('assigneeGone', {}, 'assignee');
}

const organisationsAmong = (tx: Tx, ids: readonly OrganisationId[]) =>
  tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(inArray(organisations.id, [...ids]), isNull(organisations.archivedAt)));

/** The task, where it stands, and who says what it is: the minutes, as long as they are not approved. */
async function taskIn(tx: Tx, id: TaskId) {
  const [row] = await tx
    .select({ task: tasks, minutesState: minutes.state, group: { slug: groups.slug, name: groups.name } })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(eq(tasks.id, id));
  if (!row) throw new NotFound(id);
  return { ...row, inMinutes: row.minutesState !== null && row.minutesState !== 'approved' };
}

type Placed = Awaited<ReturnType<typeof taskIn>>;

/**
 * Changes a task. Of one whose minutes are not approved, wording, person and day belong to the minutes.
 *
 * @throws NotFound without the right
 * @throws Rejected `assigneeGone`; `taskInMinutes` where the minutes still say what it is
 */
export async function changeTask(actor: Actor, id: TaskId, input: TaskInput | OwnTaskInput): Promise<void> {
  await write(async (tx) => {
    await authorize(actor, 'task.edit', id, tx);
    const { task, inMinutes } = await taskIn(tx, id);
    const saysWhat = 'what' in input;
    if (saysWhat && inMinutes) throw new Rejected('taskInMinutes');
    if (saysWhat) await refuseStrangers(tx, task.groupId, input.assignee, task);
    const { note, priority, repeats } = input;
    await tx.update(tasks).set(saysWhat ? columnsOf(input) : { note, priority, repeats }).where(eq(tasks.id, id));
    await recordTask(tx, actor, { ...task, ...(saysWhat ? { what: input.what } : {}) }, 'task.changed');
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
  const { state, assignee, dueDate } = input;
  if (!state && !assignee && !dueDate) throw new Rejected('nothingToChange');
  return write(async (tx) => {
    const ids = [...new Set(input.tasks)];
    if (assignee) await refuseStrangers(tx, groupId, assignee);
    for (const id of ids) {
      const granted = await authorize(actor, assignee || dueDate ? 'task.edit' : 'task.setState', id, tx);
      if (granted.facts.groupId !== groupId) throw new NotFound(id);
      const { task, inMinutes } = await taskIn(tx, id);
      if (assignee || dueDate) {
        if (inMinutes) throw new Rejected('taskInMinutes');
        const changes = { ...(assignee ? givenTo(assignee) : {}), ...(dueDate ? { dueDate } : {}) };
        await tx.update(tasks).set(changes).where(eq(tasks.id, id));
        await recordTask(tx, actor, task, 'task.changed');
      }
      if (state) await changeState(tx, actor, id, state);
    }
    return ids.length;
  });
}

/**
 * Takes one step on the page of a task.
 *
 * @throws NotFound without the right, and for a step of another task
 * @throws Rejected `tooManySteps`
 */
export async function takeStep(actor: Actor, id: TaskId, step: TaskStep): Promise<void> {
  await write(async (tx) => {
    switch (step.intent) {
      case 'state':
        await authorize(actor, 'task.setState', id, tx);
        return changeState(tx, actor, id, step.state);
      case 'addStep': {
        await authorize(actor, 'task.edit', id, tx);
        return addStep(tx, id, step.step);
      }
      case 'tickStep':
        await authorize(actor, 'task.setState', id, tx);
        return tickStep(tx, id, step);
      case 'dropStep':
        await authorize(actor, 'task.edit', id, tx);
        await tx.delete(taskSteps).where(and(eq(taskSteps.id, step.step), eq(taskSteps.taskId, id)));
        return;
      case 'comment':
        return comment(tx, actor, id, step);
    }
  });
}

async function insertSteps(tx: Tx, taskId: TaskId, steps: readonly string[], from: number): Promise<void> {
  if (steps.length === 0) return;
  await tx.insert(taskSteps).values(steps.map((what, index) => ({ taskId, position: from + index, what })));
}

async function addStep(tx: Tx, taskId: TaskId, what: string): Promise<void> {
  const [there] = await tx
    .select({ count: count(), last: max(taskSteps.position) })
    .from(taskSteps)
    .where(eq(taskSteps.taskId, taskId));
  if (there!.count >= mostSteps) throw new Rejected('tooManySteps', { maximum: mostSteps }, 'step');
  await insertSteps(tx, taskId, [what], (there!.last ?? -1) + 1);
}

async function tickStep(tx: Tx, taskId: TaskId, { step, done }: Extract<TaskStep, { intent: 'tickStep' }>): Promise<void> {
  const [ticked] = await tx
    .update(taskSteps)
    .set({ doneAt: done === 'yes' ? new Date() : null })
    .where(and(eq(taskSteps.id, step), eq(taskSteps.taskId, taskId)))
    .returning({ id: taskSteps.id });
  if (!ticked) throw new NotFound(step);
}

type Said = Extract<TaskStep, { intent: 'comment' }>;

async function comment(tx: Tx, actor: Actor, id: TaskId, { body, onBehalfOf }: Said): Promise<void> {
  const granted = await authorize(actor, 'task.comment', id, tx);
  const placed = await taskIn(tx, id);
  const { task } = placed;
  const organisation = speakingFor(granted.actor, task, onBehalfOf);
  await tx
    .insert(taskComments)
    .values({ taskId: id, authorId: granted.actor.id, onBehalfOf: organisation, body, at: new Date() });
  await recordTask(tx, actor, task, 'task.commented');
  await tellNamed(tx, granted.actor, placed, body);
}

/** Whoever comes from outside of the group speaks for the organisation the task is given to. */
function speakingFor(actor: Person, task: Task, wanted: OrganisationId | undefined): OrganisationId | null {
  const own = task.assigneeOrganisationId;
  const speaks = own !== null && holdsMandate(actor, own, Date.now());
  if (wanted && (!speaks || wanted !== own)) throw new NotFound(wanted);
  return wanted ?? (speaks && !actor.roles.has(task.groupId) ? own : null);
}

/** People named with an @ are told, as far as they may read the task at this moment; not what was said. */
async function tellNamed(tx: Tx, actor: Person, { task, group, minutesState }: Placed, body: string): Promise<void> {
  if (!body.includes('@')) return;
  const candidates = (await peopleOfGroup(task.groupId, { reader: tx })).filter(({ id }) => id !== actor.id);
  const names = mentionedIn(body, candidates.map(({ name }) => name));
  const ids = candidates.filter(({ name }) => names.has(name.toLowerCase())).map(({ id }) => id);
  if (ids.length === 0) return;
  const facts = factsOf(task, minutesState);
  const readers = (await loadActors(tx, ids)).filter((person) => can(person, 'task.read', facts));
  const addresses = await tx
    .select({ id: people.id, name: people.name, email: people.email, language: people.language })
    .from(people)
    .where(inArray(people.id, readers.map(({ id }) => id)));
  for (const to of addresses) {
    await queueMail(tx, {
      to,
      key: 'task.mentioned',
      path: `${taskPath(group.slug, task.id)}#kommentare`,
      values: { by: actor.name, group: group.name },
    });
  }
}
