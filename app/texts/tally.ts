/** Counting a review round. Runs anywhere. */
import { type ReviewAnswer, reviewAnswers } from '~db/values';

export type Tally = {
  invited: number;
  answered: number;
  /** What was said in words; silence is not in it. */
  byAnswer: Record<ReviewAnswer, number>;
  /** Organisations that said nothing, whatever that means. */
  silent: number;
  /** Silent ones that count as agreeing: only when that was agreed, and only once the round is over. */
  agreeingBySilence: number;
};

/**
 * @param round.over no answer is taken any more, and it was not taken back
 * @param answers one an invited organisation; null for the silent
 */
export function countAnswers(
  round: { over: boolean; silenceIsConsent: boolean },
  answers: readonly (ReviewAnswer | null)[],
): Tally {
  const count = (wanted: ReviewAnswer | null) => answers.filter((answer) => answer === wanted).length;
  const silent = count(null);
  return {
    invited: answers.length,
    answered: answers.length - silent,
    byAnswer: Object.fromEntries(reviewAnswers.map((answer) => [answer, count(answer)])) as Tally['byAnswer'],
    silent,
    agreeingBySilence: round.silenceIsConsent && round.over ? silent : 0,
  };
}
