/** What is said about tasks, and who is told of it. */
import { eq } from 'drizzle-orm';
import { type Tx, groups, taskComments, tasks } from '~db/client.server';
import type { OrganisationId, TaskId } from '~db/values';
import { loadActors } from '~/access/actor.server';
import { type Granted, authorize } from '~/access/authorize.server';
import { type Actor, type Person, can, holdsMandate } from '~/access/policy';
import { peopleOfGroup } from '~/features/groups/members.server';
import { NotFound } from '~/services/errors';
import { readersOf, tellEach } from '~/news/tell.server';
import { mentionedIn } from '~/texts/mentions';
import { taskPath } from './place';
import type { TaskStep } from './tasks';
import { type Task, recordTask } from './tasks.server';

type Said = Extract<TaskStep, { intent: 'comment' }>;

/**
 * Keeps a comment on a task, and tells those who are named in it.
 *
 * @throws NotFound without the right, and for an organisation one does not speak for
 */
export async function commentOn(tx: Tx, actor: Actor, id: TaskId, { body, onBehalfOf }: Said): Promise<void> {
  const granted = await authorize(actor, 'task.comment', id, tx);
  const placed = await taskWithGroup(tx, id);
  const { task } = placed;
  const organisation = speakingFor(granted.actor, task, onBehalfOf);
  await tx
    .insert(taskComments)
    .values({ taskId: id, authorId: granted.actor.id, onBehalfOf: organisation, body, at: new Date() });
  await recordTask(tx, actor, task, 'task.commented');
  await tellNamed(tx, granted, placed, body);
}

async function taskWithGroup(tx: Tx, id: TaskId) {
  const [row] = await tx
    .select({ task: tasks, group: { slug: groups.slug, name: groups.name } })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .where(eq(tasks.id, id));
  if (!row) throw new NotFound(id);
  return row;
}

type Placed = Awaited<ReturnType<typeof taskWithGroup>>;

/** Whoever comes from outside of the group speaks for the organisation the task is given to. */
function speakingFor(actor: Person, task: Task, wanted: OrganisationId | undefined): OrganisationId | null {
  const own = task.assigneeOrganisationId;
  const speaks = own !== null && holdsMandate(actor, own, Date.now());
  if (wanted && (!speaks || wanted !== own)) throw new NotFound(wanted);
  return wanted ?? (speaks && !actor.roles.has(task.groupId) ? own : null);
}

/** People named with an @ are told, as far as they may read the task at this moment; not what was said. */
async function tellNamed(
  tx: Tx,
  { actor, facts }: Granted<'task.comment'>,
  { task, group }: Placed,
  body: string,
): Promise<void> {
  if (!body.includes('@')) return;
  const candidates = (await peopleOfGroup(task.groupId, { reader: tx })).filter(({ id }) => id !== actor.id);
  const names = mentionedIn(body, candidates.map(({ name }) => name));
  const ids = candidates.filter(({ name }) => names.has(name.toLowerCase())).map(({ id }) => id);
  if (ids.length === 0) return;
  const readers = (await loadActors(tx, ids)).filter((person) => can(person, 'task.read', facts));
  const told = await readersOf(tx, readers.map(({ id }) => id));
  await tellEach(tx, told, () => ({
    kind: 'mention',
    groupId: task.groupId,
    key: 'task.mentioned',
    path: `${taskPath(group.slug, task.id)}#kommentare`,
    values: { by: actor.name, group: group.name },
    needs: { action: 'task.read', id: task.id },
  }));
}
