/** Where the round of a text stands, for the page of that text. */
import { lastDayOf } from '~/services/time';
import { tally } from '~/texts/answers.server';
import { hurdles } from '~/texts/conclusion.server';
import type { Round } from '~/texts/rounds.server';
import { shownAnswers } from './review-answers.server';

export type RoundStanding = Awaited<ReturnType<typeof standingOf>>;

/** @param readsAnswers whether the answers of the organisations may be seen; by the policy */
export async function standingOf(round: Round, readsAnswers: boolean) {
  const { organisations: asked, ...counts } = await tally(round);
  const { objections, round: state } = hurdles(round, asked);
  return {
    id: round.id,
    state,
    lastDay: lastDayOf(round.deadline),
    silenceIsConsent: round.silenceIsConsent,
    message: round.message,
    invited: counts.invited,
    answered: counts.answered,
    agreeingBySilence: counts.agreeingBySilence,
    objections: readsAnswers ? objections.length : 0,
    answers: readsAnswers ? shownAnswers(round, asked) : null,
  };
}
