/** Pages with several forms, told apart by their `intent`. */
import type { SubmissionResult } from '@conform-to/react';
import { useActionData } from '@remix-run/react';

/** The reply to the form of one step; null while it has none. */
export function useReply(intent: string): SubmissionResult | null {
  const reply = useActionData() as SubmissionResult | undefined;
  return reply?.initialValue?.intent === intent ? reply : null;
}
