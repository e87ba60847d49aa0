/** What an answer consists of. Runs anywhere, so that browser and server ask for the same. */
import { z } from 'zod';
import { reviewAnswers } from '~db/values';
import { optionalLine, paragraphs } from '~/services/forms';

/** Agreement with remarks needs remarks, an objection the passage and the reason. */
export const verdictSchema = z
  .object({
    answer: z.enum(reviewAnswers),
    passage: optionalLine(1000),
    reason: paragraphs(5000),
  })
  .superRefine(({ answer, passage, reason }, context) => {
    const miss = (field: 'passage' | 'reason') =>
      context.addIssue({ code: 'custom', path: [field], message: 'required' });
    if (answer === 'object' && passage === '') miss('passage');
    if ((answer === 'object' || answer === 'agree_with_remarks') && reason === '') miss('reason');
  });

export type Verdict = z.output<typeof verdictSchema>;
