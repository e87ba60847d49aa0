/**
 * Forms: read by zod on both sides, errors at their field, what was typed stays. Runs anywhere.
 *
 * Error messages of schemas are keys of the namespace `errors`; values follow after a `|` as JSON.
 */
import { parseWithZod } from '@conform-to/zod/v4';
import type { SubmissionResult } from '@conform-to/react';
import { z } from 'zod';
import { Rejected } from './errors';
import { withValues } from './messages';

z.config({
  customError: (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined ? 'required' : 'invalid';
      case 'too_small':
        return issue.origin === 'string' && issue.minimum === 1
          ? 'required'
          : withValues('tooSmall', { minimum: Number(issue.minimum) });
      case 'too_big':
        return issue.origin === 'string'
          ? withValues('tooLong', { maximum: Number(issue.maximum) })
          : withValues('tooLarge', { maximum: Number(issue.maximum) });
      case 'invalid_format':
        return issue.format === 'email' ? 'email' : issue.format === 'date' ? 'date' : 'invalid';
      default:
        return 'invalid';
    }
  },
});

type Parsed<Value> =
  | { ok: true; value: Value; rejected: (error: unknown) => SubmissionResult }
  | { ok: false; reply: SubmissionResult };

/**
 * Reads a form. `rejected` turns a `Rejected` of the command into errors of the form (at its field,
 * or above the form); any other error is thrown on.
 */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  { hide = [] }: { hide?: readonly string[] } = {},
): Promise<Parsed<z.output<Schema>>> {
  const hideFields = [...hide];
  const submission = parseWithZod(await request.formData(), { schema });
  if (submission.status !== 'success') return { ok: false, reply: submission.reply({ hideFields }) };
  return {
    ok: true,
    value: submission.value as z.output<Schema>,
    rejected: (error) => {
      if (!(error instanceof Rejected)) throw error;
      const message = withValues(error.code, error.values);
      return error.field
        ? submission.reply({ fieldErrors: { [error.field]: [message] }, hideFields })
        : submission.reply({ formErrors: [message], hideFields });
    },
  };
}

/** Text of one line, trimmed. */
export const line = (maximum = 200) =>
  z
    .string()
    .max(maximum)
    .transform((text) => text.trim().replace(/\s+/g, ' '))
    .pipe(z.string().min(1));

/** The same, may be left empty. */
export const optionalLine = (maximum = 200) =>
  z
    .string()
    .max(maximum)
    .default('')
    .transform((text) => text.trim().replace(/\s+/g, ' '));

/** Text of several lines, may be left empty. */
export const paragraphs = (maximum = 5000) =>
  z
    .string()
    .max(maximum)
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim());

/** An e-mail address, normalised as accounts keep it. */
export const emailAddress = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email().max(254));

/** A box that is ticked or not. */
export const checkbox = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');
