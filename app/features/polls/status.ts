import type { SubmissionResult } from '@conform-to/react';

/** How a form is answered that was not taken: with a refusal, or as asked, where a row was only to come or go. */
export const statusOf = ({ status }: SubmissionResult): 200 | 400 => (status === 'error' ? 400 : 200);
