/** How a request to join is answered, as the form says it. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { paragraphs } from '~/services/forms';

const answer = {
  id: idSchema<'joinRequest'>(),
  role: z.enum(['lead', 'secretary', 'member']).default('member'),
  answer: paragraphs(1000),
};

export const acceptSchema = z.object({ intent: z.literal('accept'), ...answer });
export const declineSchema = z.object({ intent: z.literal('decline'), ...answer });
