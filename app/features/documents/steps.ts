/** What the forms of a document's page ask for: one intent a button. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { checkbox, line } from '~/services/forms';
import { commentSteps } from '~/texts/comments';
import { headSchema } from './documents';

const intent = <Name extends string>(name: Name) => z.object({ intent: z.literal(name) });

export const stepSchema = z.discriminatedUnion('intent', [
  intent('head').extend(headSchema.shape),
  intent('duplicate').extend({ title: line(200) }),
  intent('move').extend({ groupId: idSchema<'group'>() }),
  intent('trash'),
  intent('publish'),
  intent('withdraw'),
  intent('remind'),
  intent('returnToDraft').extend({ reason: line(500) }),
  intent('adopt').extend({ despiteObjections: checkbox, beforeDeadline: checkbox }),
  intent('beginEdition'),
  intent('archive'),
  intent('unarchive'),
  ...commentSteps,
]);
export type Step = z.output<typeof stepSchema>;
