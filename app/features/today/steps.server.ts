/** The steps that can be taken on the page *Heute* itself. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { invitationAnswers } from '~db/values';
import type { Person } from '~/access/policy';
import { answerInvitation, answerNotice } from '~/features/meetings/invitations.server';
import { setTaskState } from '~/features/tasks/tasks.server';
import { placeOf } from './today';

/** The steps of the page, by the button that was pressed. `plain` says that no script is there to keep the place. */
export const todaySteps = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('task'), task: idSchema<'task'>(), state: z.enum(['open', 'done']), plain: z.string().max(1).optional() }),
  z.object({
    intent: z.literal('answer'),
    meeting: idSchema<'meeting'>(),
    answer: z.enum(invitationAnswers),
    plain: z.string().max(1).optional(),
  }),
]);
type TodayStep = z.output<typeof todaySteps>;

/**
 * Does the step, by the command of the feature it belongs to.
 *
 * @returns what is told then, and the place on the page where the step was
 * @throws NotFound without the right
 * @throws Rejected `notInvited`, `meetingOver`, `meetingCancelled`
 */
export async function takeStep(actor: Person, step: TodayStep): Promise<{ place: string; notice: string }> {
  switch (step.intent) {
    case 'task': {
      const beginsAgain = await setTaskState(actor, step.task, step.state);
      const done = beginsAgain ? 'tasks:doneRepeats' : 'tasks:done';
      return { place: placeOf(step.task), notice: step.state === 'done' ? done : 'tasks:reopened' };
    }
    case 'answer':
      await answerInvitation(actor, step.meeting, step.answer);
      return { place: placeOf(step.meeting), notice: answerNotice(step.answer) };
  }
}
