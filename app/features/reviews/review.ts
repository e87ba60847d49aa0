/** An organisation's answer in a review, as the form sends it. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { reviewAnswers } from '~db/values';
import { optionalLine, paragraphs } from '~/services/forms';
import { missingIn } from '~/texts/answers';

/** The name of the form of an answer, among those of comments. */
export const answerForm = 'antwort';

export const answerSchema = z
  .object({
    intent: z.literal('answer'),
    organisation: idSchema<'organisation'>(),
    /** The answer that was in view when the form was opened. */
    replaces: idSchema<'reviewResponse'>().optional(),
    answer: z.enum(reviewAnswers),
    /** What an objection is about: a section by its place, and words of it. */
    section: z.coerce.number().int().min(0).max(10_000).optional(),
    words: optionalLine(800),
    reason: paragraphs(5000),
  })
  .superRefine(({ answer, section, reason }, context) => {
    const missing = missingIn({ answer, passage: section === undefined ? '' : 'given', reason });
    for (const part of missing) {
      context.addIssue({ code: 'custom', path: [part === 'passage' ? 'section' : part], message: 'required' });
    }
  });

export type AnswerInput = Omit<z.output<typeof answerSchema>, 'intent'>;
