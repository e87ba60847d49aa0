import type { SubmissionResult } from '@conform-to/react';
import { useActionData } from '@remix-run/react';
import { useErrorWords } from '~/ui/fields';
import { Alert } from '~/ui/page-parts';

/** The reply of a step that failed, and which form of the page it was where that can't be told otherwise. */
export const replyOf = (reply: SubmissionResult) => ({ ...reply, form: String(reply.initialValue?.form ?? '') });

/** Why the last step could not be done, above everything, for forms that were sent without a script. */
export function Refusal() {
  const result = useActionData<Partial<ReturnType<typeof replyOf>>>();
  const say = useErrorWords();
  // Comments answer at their own form.
  const messages = result?.error && !result.form ? Object.values(result.error).flatMap((of) => of ?? []) : [];
  if (messages.length === 0) return null;
  return <Alert kind="danger" title={messages.map(say).join(' ')} />;
}
