/** What is said about tasks, and who is told of it. */
import { eq } from 'drizzle-orm';
import { type Tx, groups, taskComments, tasks } from '~db/client.server';
import type { OrganisationId, TaskId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import { type Actor, type Person, holdsMandate } from '~/access/policy';
import { NotFound } from '~/services/errors';
import { keepMentions } from './mentions.server';
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
  const [said] = await tx
    .insert(taskComments)
    .values({ taskId: id, authorId: granted.actor.id, onBehalfOf: organisation, body, at: new Date() })
    .returning({ id: taskComments.id });
  await recordTask(tx, actor, task, 'task.commented');
  await keepMentions(tx, granted, placed, { id: said!.id, body });
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

/** Whoever comes from outside of the group speaks for the organisation the task is given to. */
function speakingFor(actor: Person, task: Task, wanted: OrganisationId | undefined): OrganisationId | null {
  const own = task.assigneeOrganisationId;
  const speaks = own !== null && holdsMandate(actor, own, Date.now());
  if (wanted && (!speaks || wanted !== own)) throw new NotFound(wanted);
  return wanted ?? (speaks && !actor.roles.has(task.groupId) ? own : null);
}
