import { choice, day, flag, id, index, moment, number, part, primaryKey, ref, table, trace, uniqueIndex, words } from '../columns.server';
import { taskPriorities, taskRepeats, taskStates } from '../values';
import { documents } from './documents';
import { groups } from './groups';
import { decisions, minutes } from './minutes';
import { organisations } from './organisations';
import { people } from './people';
import { comments } from './texts';

/**
 * Action items (Aufgaben). Those of minutes are derived from them until they are approved; then they live
 * on alone.
 */
export const tasks = table(
  'tasks',
  {
    id: id<'task'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    /** Where it came from: a block of minutes, a document, a comment on either, a decision; nothing of it when made by hand. */
    minutesId: ref<'minutes'>(() => minutes.id),
    blockId: words(),
    documentId: trace<'document'>(() => documents.id),
    commentId: trace<'comment'>(() => comments.id),
    /** The decision it follows from. */
    decisionId: ref<'decision'>(() => decisions.id),
    position: number().notNull().default(0),
    what: words().notNull(),
    /** `what` as it is looked for. */
    searchWhat: words().notNull().default(''),
    note: words().notNull().default(''),
    assigneePersonId: ref<'person'>(() => people.id),
    assigneeOrganisationId: ref<'organisation'>(() => organisations.id),
    dueDate: day(),
    priority: choice(taskPriorities).notNull().default('normal'),
    /** Once it is done it begins again, so much later. */
    repeats: choice(taskRepeats),
    state: choice(taskStates).notNull().default('open'),
    internal: flag().notNull().default(false),
    createdBy: ref<'person'>(() => people.id),
    createdAt: moment().notNull(),
    stateChangedAt: moment(),
    stateChangedBy: ref<'person'>(() => people.id),
  },
  (t) => [
    uniqueIndex('tasks_block').on(t.minutesId, t.blockId),
    // They hold all that the figures and the news of many groups ask for, whose tasks are not read for them.
    index('tasks_group').on(t.groupId, t.state, t.dueDate, t.assigneePersonId, t.assigneeOrganisationId),
    index('tasks_group_created').on(t.groupId, t.createdAt, t.createdBy),
    index('tasks_group_changed').on(t.groupId, t.stateChangedAt, t.state),
    index('tasks_person').on(t.assigneePersonId, t.state, t.dueDate, t.groupId),
    index('tasks_decision').on(t.decisionId),
    index('tasks_organisation').on(t.assigneeOrganisationId, t.state),
  ],
);

/** The steps of a task, to tick off one by one. */
export const taskSteps = table(
  'task_steps',
  {
    id: id<'taskStep'>(),
    taskId: part<'task'>(() => tasks.id).notNull(),
    position: number().notNull(),
    what: words().notNull(),
    doneAt: moment(),
  },
  (t) => [index('task_steps_task').on(t.taskId, t.position)],
);

/** What is said about a task. */
export const taskComments = table(
  'task_comments',
  {
    id: id<'taskComment'>(),
    taskId: part<'task'>(() => tasks.id).notNull(),
    authorId: ref<'person'>(() => people.id).notNull(),
    /** The organisation it was written for, by who is not in the group. */
    onBehalfOf: ref<'organisation'>(() => organisations.id),
    body: words().notNull(),
    at: moment().notNull(),
  },
  (t) => [index('task_comments_task').on(t.taskId, t.at)],
);

/**
 * Whom a comment on a task names: people who could read it when it was written. `name` stands in its words, behind
 * an @; `seenAt` is when they first opened the task since.
 */
export const taskCommentMentions = table(
  'task_comment_mentions',
  {
    commentId: part<'taskComment'>(() => taskComments.id).notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    name: words().notNull(),
    seenAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.commentId, t.personId] }), index('task_comment_mentions_person').on(t.personId, t.seenAt)],
);

/** Links in mails that tick off one task, for one person, once. Only the hash of the token is kept. */
export const taskLinks = table(
  'task_links',
  {
    tokenHash: words().primaryKey(),
    taskId: part<'task'>(() => tasks.id).notNull(),
    personId: part<'person'>(() => people.id).notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [index('task_links_task').on(t.taskId), index('task_links_expires').on(t.expiresAt)],
);
