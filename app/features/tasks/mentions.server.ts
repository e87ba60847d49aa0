/** People named in comments on tasks: whom one can name, who is told, and what they have not looked at since. */
import { and, desc, eq, gte, inArray, isNull } from 'drizzle-orm';
import {
  type Reader,
  type Tx,
  db,
  groups,
  minutes,
  people,
  taskCommentMentions,
  taskComments,
  tasks,
  write,
} from '~db/client.server';
import type { PersonId, TaskCommentId, TaskId } from '~db/values';
import { loadActors } from '~/access/actor.server';
import { type Granted, taskColumns, taskFacts } from '~/access/authorize.server';
import { type Person, can, holdsMandate } from '~/access/policy';
import { tellEach } from '~/news/tell.server';
import { mentionedIn } from '~/texts/mentions';
import { type Named, eachOnce, peopleInside } from '~/texts/mentions.server';
import { speakersOf } from '~/texts/rounds.server';
import { taskPath } from './place';
import type { Task } from './tasks.server';

type About = Pick<Task, 'id' | 'groupId' | 'assigneePersonId' | 'assigneeOrganisationId'>;

const columns = { personId: people.id, name: people.name, email: people.email, language: people.language };

/**
 * Whom somebody can name: those inside name each other, the Geschäftsstelle and whom the task is given to; those
 * outside name who speaks for their organisation and who has said something about it. No more names are shown to
 * anybody. A bounded number of statements.
 */
export async function mentionableOn(reader: Reader, actor: Person, task: About): Promise<Named[]> {
  const inside = can(actor, 'group.readTasks', { groupId: task.groupId, archived: false });
  const organisation = task.assigneeOrganisationId;
  const own = organisation !== null && (inside || holdsMandate(actor, organisation, Date.now())) ? [organisation] : [];
  const named = inside
    ? [...(await peopleInside(reader, task.groupId)), ...(await assigneeOf(reader, task))]
    : await voicesOn(reader, task.id);
  return eachOnce([...named, ...(await speakersOf(reader, own))], actor);
}

const assigneeOf = async (reader: Reader, { assigneePersonId }: About): Promise<Named[]> =>
  assigneePersonId === null
    ? []
    : reader.select(columns).from(people).where(and(eq(people.id, assigneePersonId), isNull(people.disabledAt)));

const voicesOn = (reader: Reader, id: TaskId): Promise<Named[]> =>
  reader
    .selectDistinct(columns)
    .from(taskComments)
    .innerJoin(people, eq(people.id, taskComments.authorId))
    .where(and(eq(taskComments.taskId, id), isNull(people.disabledAt)));

/**
 * Keeps whom a comment names, as far as they may read the task at this moment, and tells them; not what was said.
 *
 * @param said the comment, which has just been kept
 */
export async function keepMentions(
  tx: Tx,
  { actor, facts }: Granted<'task.comment'>,
  { task, group }: { task: Task; group: { slug: string; name: string } },
  said: { id: TaskCommentId; body: string },
): Promise<void> {
  if (!said.body.includes('@')) return;
  const candidates = await mentionableOn(tx, actor, task);
  const names = mentionedIn(said.body, candidates.map(({ name }) => name));
  const named = candidates.filter(({ name }) => names.has(name.toLowerCase()));
  const readers = (await loadActors(tx, named.map(({ personId }) => personId))).filter((person) => can(person, 'task.read', facts));
  const may = new Set(readers.map(({ id }) => id));
  const told = named.filter(({ personId }) => may.has(personId));
  if (told.length === 0) return;
  await tx.insert(taskCommentMentions).values(told.map(({ personId, name }) => ({ commentId: said.id, personId, name })));
  await tellEach(tx, told, () => ({
    kind: 'mention',
    groupId: task.groupId,
    key: 'task.mentioned',
    path: `${taskPath(group.slug, task.id)}#kommentare`,
    values: { by: actor.name, group: group.name },
    needs: { action: 'task.read', id: task.id },
  }));
}

/**
 * Comments on tasks that name somebody who has not opened the task since, the latest first. What they may not read
 * any more is not among them. One statement.
 *
 * @param since comments from then on
 */
export async function unseenMentions(actor: Person, since: Date) {
  const rows = await db
    .select({
      facts: taskColumns,
      id: taskComments.id,
      taskId: tasks.id,
      what: tasks.what,
      at: taskComments.at,
      author: people.name,
      group: { slug: groups.slug, name: groups.name },
    })
    .from(taskCommentMentions)
    .innerJoin(taskComments, eq(taskComments.id, taskCommentMentions.commentId))
    .innerJoin(tasks, eq(tasks.id, taskComments.taskId))
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .innerJoin(people, eq(people.id, taskComments.authorId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(and(eq(taskCommentMentions.personId, actor.id), isNull(taskCommentMentions.seenAt), gte(taskComments.at, since)))
    .orderBy(desc(taskComments.at));
  return rows.filter(({ facts }) => can(actor, 'task.read', taskFacts(facts)));
}

/** The names in the comments on a task, by comment. One statement. */
export async function namesIn(id: TaskId): Promise<Map<TaskCommentId, string[]>> {
  const rows = await db
    .select({ commentId: taskCommentMentions.commentId, name: taskCommentMentions.name })
    .from(taskCommentMentions)
    .innerJoin(taskComments, eq(taskComments.id, taskCommentMentions.commentId))
    .where(eq(taskComments.taskId, id));
  const names = new Map<TaskCommentId, string[]>();
  for (const { commentId, name } of rows) names.set(commentId, [...(names.get(commentId) ?? []), name]);
  return names;
}

/** Notes that somebody who is named in the comments on a task has it before them. */
export async function noteSeen(personId: PersonId, id: TaskId): Promise<void> {
  const unseen = await unseenOn(db, personId, id);
  if (unseen.length === 0) return;
  await write(async (tx) => {
    const own = and(eq(taskCommentMentions.personId, personId), inArray(taskCommentMentions.commentId, unseen));
    await tx.update(taskCommentMentions).set({ seenAt: new Date() }).where(own);
  });
}

const unseenOn = (reader: Reader, personId: PersonId, id: TaskId): Promise<TaskCommentId[]> =>
  reader
    .select({ id: taskComments.id })
    .from(taskCommentMentions)
    .innerJoin(taskComments, eq(taskComments.id, taskCommentMentions.commentId))
    .where(and(eq(taskCommentMentions.personId, personId), isNull(taskCommentMentions.seenAt), eq(taskComments.taskId, id)))
    .then((rows) => rows.map((row) => row.id));
