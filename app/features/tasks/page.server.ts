/** What the page of a task shows, to whoever may read it. */
import { asc, eq } from 'drizzle-orm';
import {
  comments,
  db,
  documents,
  groups,
  meetings,
  minutes,
  organisations,
  people,
  taskComments,
  taskSteps,
  tasks,
} from '~db/client.server';
import type { CommentId, DecisionId, GroupId, TaskId, TextId } from '~db/values';
import { allowed, authorize, rightsAmong } from '~/access/authorize.server';
import { type Actor, type Person, can, holdsMandate } from '~/access/policy';
import { audienceOf } from '~/access/audience.server';
import { assigneeValue } from '~/editor/assignee';
import { decisionPath } from '~/features/decisions/decisions';
import { namedDecision } from '~/features/decisions/registers.server';
import { documentPath } from '~/features/documents/place';
import { listFiles } from '~/features/files/files.server';
import { minutesWithPlace } from '~/features/minutes/minutes.server';
import { minutesPath } from '~/features/minutes/place';
import { NotFound } from '~/services/errors';
import { segmentsOf } from '~/texts/mentions';
import { mentionableOn, namesIn } from './mentions.server';
import { assigneeOf, basisOf, isSaidInMinutes } from './tasks.server';

const asked = { edit: 'task.edit', setState: 'task.setState', comment: 'task.comment' } as const;

/** @throws NotFound, SignInRequired */
export async function taskPage(actor: Actor, id: TaskId) {
  const granted = await authorize(actor, 'task.read', id);
  const row = await taskRow(id);
  const { task, group } = row;
  const reader = granted.actor;
  const inGroup = can(reader, 'group.readTasks', { groupId: task.groupId, archived: false });
  return {
    id,
    what: task.what,
    note: task.note,
    assignee: row.person ?? row.organisation?.name ?? '',
    dueDate: task.dueDate,
    priority: task.priority,
    repeats: task.repeats,
    state: task.state,
    stateChangedAt: task.stateChangedAt?.toISOString() ?? null,
    internal: task.internal,
    createdAt: task.createdAt.toISOString(),
    createdBy: row.creator,
    group,
    /** Wording, person and day belong to the minutes as long as they are not approved. */
    inMinutes: isSaidInMinutes(row.minutesState),
    origin: await originOf(reader, row),
    steps: await stepsOf(id),
    comments: await commentsOf(id),
    attachments: await listFiles(reader, { kind: 'task', id }),
    may: rightsAmong(granted, asked),
    inGroup,
    mentionable: (await mentionableOn(db, reader, task)).map(({ name }) => name),
    /** For which organisation one would speak, from outside of the group. */
    speaksFor: inGroup ? null : ownOrganisation(reader, row.organisation),
    audience: await audienceOf('task.read', { facts: granted.facts }),
  };
}
export type TaskPage = Awaited<ReturnType<typeof taskPage>>;

async function taskRow(id: TaskId) {
  const [row] = await db
    .select({
      task: tasks,
      group: { id: groups.id, slug: groups.slug, name: groups.name },
      person: people.name,
      organisation: { id: organisations.id, name: organisations.name },
      minutesState: minutes.state,
      meeting: meetings.number,
      document: documents.title,
      quote: comments.quote,
      textId: comments.textId,
    })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(people, eq(people.id, tasks.assigneePersonId))
    .leftJoin(organisations, eq(organisations.id, tasks.assigneeOrganisationId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(documents, eq(documents.id, tasks.documentId))
    .leftJoin(comments, eq(comments.id, tasks.commentId))
    .where(eq(tasks.id, id));
  if (!row) throw new NotFound(id);
  const [creator] = row.task.createdBy
    ? await db.select({ name: people.name }).from(people).where(eq(people.id, row.task.createdBy))
    : [];
  return { ...row, creator: creator?.name ?? '' };
}

type Row = Awaited<ReturnType<typeof taskRow>>;

/** Where it came from, with the way there for those who may go it; null where it was made by hand. */
async function originOf(actor: Person, { task, group, meeting, document, quote, textId }: Row) {
  if (task.minutesId && meeting !== null) {
    const reads = await allowed(actor, 'minutes.read', task.minutesId);
    const path = `${minutesPath(group.slug, meeting)}${task.blockId ? `#block-${task.blockId}` : ''}`;
    return { kind: 'minutes' as const, number: meeting, quote: '', path: reads ? path : null };
  }
  if (task.documentId && document !== null && (await allowed(actor, 'document.read', task.documentId))) {
    const path = documentPath(group.slug, task.documentId);
    const readsComments = task.commentId !== null && (await allowed(actor, 'document.readComments', task.documentId));
    return readsComments
      ? { kind: 'document' as const, title: document, quote: quote ?? '', path: `${path}#anmerkung-${task.commentId}` }
      : { kind: 'document' as const, title: document, quote: '', path };
  }
  if (task.decisionId) return fromDecision(actor, task.groupId, group.slug, task.decisionId);
  return task.commentId && textId && !task.documentId ? threadOnMinutes(actor, task.commentId, textId, quote ?? '') : null;
}

/** The decision it follows from, for those who may read that. */
async function fromDecision(actor: Person, groupId: GroupId, slug: string, id: DecisionId) {
  const decision = await namedDecision(actor, groupId, id);
  return decision && { kind: 'decision' as const, number: decision.number, quote: '', path: decisionPath(slug, id) };
}

/** What was said about minutes, for those who read all of them. */
async function threadOnMinutes(actor: Person, commentId: CommentId, textId: TextId, quote: string) {
  const placed = await minutesWithPlace({ textId });
  if (!placed || !(await allowed(actor, 'minutes.readInternal', placed.minutes.id))) return null;
  const { number } = placed.meeting;
  return { kind: 'minutes' as const, number, quote, path: `${minutesPath(placed.group.slug, number)}#anmerkung-${commentId}` };
}

const ownOrganisation = (actor: Person, organisation: Row['organisation']) =>
  organisation && holdsMandate(actor, organisation.id, Date.now()) ? organisation.name : null;

const stepsOf = (id: TaskId) =>
  db
    .select({ id: taskSteps.id, what: taskSteps.what, doneAt: taskSteps.doneAt })
    .from(taskSteps)
    .where(eq(taskSteps.taskId, id))
    .orderBy(asc(taskSteps.position))
    .then((rows) => rows.map(({ doneAt, ...step }) => ({ ...step, done: doneAt !== null })));

async function commentsOf(id: TaskId) {
  const names = await namesIn(id);
  const rows = await db
    .select({ id: taskComments.id, body: taskComments.body, at: taskComments.at, author: people.name, organisation: organisations.name })
    .from(taskComments)
    .innerJoin(people, eq(people.id, taskComments.authorId))
    .leftJoin(organisations, eq(organisations.id, taskComments.onBehalfOf))
    .where(eq(taskComments.taskId, id))
    .orderBy(asc(taskComments.at));
  return rows.map(({ body, at, ...comment }) => ({
    ...comment,
    at: at.toISOString(),
    body: segmentsOf(body, names.get(comment.id) ?? []),
  }));
}

/** The form that changes a task, with what it is now. @throws NotFound without the right */
export async function taskForm(actor: Actor, id: TaskId) {
  await authorize(actor, 'task.edit', id);
  const { task, group, minutesState, meeting, person, organisation } = await taskRow(id);
  return {
    id,
    group,
    inMinutes: isSaidInMinutes(minutesState) ? { meeting } : null,
    now: { name: person ?? organisation?.name ?? '' },
    basis: basisOf(task, isSaidInMinutes(minutesState)),
    task: {
      what: task.what,
      assignee: assigneeValue(assigneeOf(task)),
      dueDate: task.dueDate ?? '',
      note: task.note,
      priority: task.priority,
      repeats: task.repeats ?? ('never' as const),
    },
  };
}
