/** What an answer consists of. Runs anywhere, so that browser and server ask for the same. */
import type { ReviewAnswer } from '~db/values';

export type Verdict = {
  answer: ReviewAnswer;
  /** The words or the section an objection is about; empty otherwise. */
  passage: string;
  reason: string;
};

/** What is still missing: remarks for "agree with remarks", passage and reason for an objection. */
export function missingIn({ answer, passage, reason }: Verdict): ('passage' | 'reason')[] {
  const missing: ('passage' | 'reason')[] = [];
  if (answer === 'object' && passage === '') missing.push('passage');
  if ((answer === 'object' || answer === 'agree_with_remarks') && reason === '') missing.push('reason');
  return missing;
}
