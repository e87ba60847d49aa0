/** What the forms of the page ask for: one intent a button. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { taskStates } from '~db/values';
import { checkbox } from '~/services/forms';
import { commentSteps } from '~/texts/comments';
import {
  correctionSchema,
  headSchema,
  newParticipantSchema,
  participantSchema,
  presenceSchema,
  reasonSchema,
  remainingSchema,
} from './minutes';

const intent = <Name extends string>(name: Name) => z.object({ intent: z.literal(name) });

export const stepSchema = z.discriminatedUnion('intent', [
  intent('begin'),
  intent('presence').extend(presenceSchema.shape),
  intent('remaining').extend(remainingSchema.shape),
  intent('participant').extend(participantSchema.shape),
  intent('addParticipant').extend(newParticipantSchema.shape),
  intent('removeParticipant').extend(participantSchema.pick({ participantId: true }).shape),
  intent('head').extend(headSchema.shape),
  intent('taskState').extend({ taskId: idSchema<'task'>(), state: z.enum(taskStates) }),
  intent('returnToDraft').extend(reasonSchema.shape),
  intent('approve').extend({ despiteObjections: checkbox, beforeDeadline: checkbox }),
  intent('remind'),
  intent('correct').extend(correctionSchema.shape),
  ...commentSteps,
]);

export type Step = z.output<typeof stepSchema>;
