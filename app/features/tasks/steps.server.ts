/** The steps one takes on the page of a task: its state, its own steps, and what is said about it. */
import { and, count, eq, max } from 'drizzle-orm';
import { type Tx, taskSteps, write } from '~db/client.server';
import type { TaskId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { commentOn } from './comments.server';
import { type TaskStep, mostSteps } from './tasks';
import { changeState } from './tasks.server';

/**
 * Takes one step on the page of a task.
 *
 * @returns whether the task begins again, as it repeats and is done now
 * @throws NotFound without the right, and for a step of another task
 * @throws Rejected `tooManySteps`
 */
export async function takeStep(actor: Actor, id: TaskId, step: TaskStep): Promise<boolean> {
  return write(async (tx) => {
    switch (step.intent) {
      case 'state':
        await authorize(actor, 'task.setState', id, tx);
        return changeState(tx, actor, id, step.state);
      case 'addStep':
        await authorize(actor, 'task.edit', id, tx);
        await addStep(tx, id, step.step);
        return false;
      case 'tickStep':
        await authorize(actor, 'task.setState', id, tx);
        await tickStep(tx, id, step);
        return false;
      case 'dropStep':
        await authorize(actor, 'task.edit', id, tx);
        await tx.delete(taskSteps).where(and(eq(taskSteps.id, step.step), eq(taskSteps.taskId, id)));
        return false;
      case 'comment':
        await commentOn(tx, actor, id, step);
        return false;
    }
  });
}

/** Adds steps to a task, counted from a place on; the right must have been checked. */
export async function insertSteps(tx: Tx, taskId: TaskId, steps: readonly string[], from: number): Promise<void> {
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
