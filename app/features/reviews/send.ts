/** Sending a text into review, as the form says it. Runs anywhere. */
import { z } from 'zod';
import { daySchema, idSchema } from '~db/value-schemas';
import { checkbox, paragraphs } from '~/services/forms';

export const sendSchema = z.object({
  /** The last day on which answers are taken. */
  lastDay: daySchema,
  organisations: z.array(idSchema<'organisation'>()).min(1, 'reviewNobodyInvited'),
  silenceIsConsent: checkbox,
  message: paragraphs(2000),
});
export type SendInput = z.output<typeof sendSchema>;
