/** A picture for each of the four answers; it always stands beside its word. */
import type { ReviewAnswer } from '~db/values';

const strokes: Record<ReviewAnswer, string> = {
  agree: 'M4 12.5 9.5 18 20 6.5',
  agree_with_remarks: 'M3 9.5 6.5 13 13 5.5 M10 14.5h11 M10 19h8',
  object: 'M12 4v10 M12 19v.5',
  abstain: 'M5 12h14',
};

export function AnswerIcon({ answer }: { answer: ReviewAnswer }) {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path d={strokes[answer]} fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
