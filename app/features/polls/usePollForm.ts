/** The form of a search for a date: what was typed stays, also when a row comes or goes and no script runs. */
import { type SubmissionResult, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { PollFields, newPollSchema, pollChangeSchema } from './polls';

export function usePollForm(
  schema: typeof newPollSchema | typeof pollChangeSchema,
  lastResult: SubmissionResult | undefined,
  defaultValue: Partial<PollFields>,
) {
  return useForm<PollFields>({
    id: 'poll',
    lastResult: lastResult ?? null,
    defaultValue,
    onValidate: ({ formData }) => parseWithZod(formData, { schema }) as never,
  });
}
