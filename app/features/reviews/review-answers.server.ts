/** The answers of a round as the pages show them to those who may read them. */
import type { ReviewAnswer } from '~db/values';
import type { Answer, OrganisationAnswer } from '~/texts/answers.server';
import { type Round, isOver } from '~/texts/rounds.server';

/** What has to be dealt with stands first; who has said nothing, last. */
const order: readonly (ReviewAnswer | undefined)[] = ['object', 'agree_with_remarks', 'agree', 'abstain', undefined];

export const shownAnswer = (answer: Answer | null) =>
  answer && {
    id: answer.id,
    kind: answer.answer,
    passage: answer.passage,
    reason: answer.reason,
    person: answer.personName,
    at: answer.at.toISOString(),
  };

/** Each organisation with what it said, or with what its silence means. */
export function shownAnswers(round: Round, organisations: readonly OrganisationAnswer[]) {
  const silence = !isOver(round) ? ('open' as const) : round.silenceIsConsent ? ('consent' as const) : ('silent' as const);
  return organisations
    .map(({ id, name, remindedAt, answer }) => ({
      id,
      name,
      answer: shownAnswer(answer),
      silence,
      remindedAt: remindedAt?.toISOString() ?? null,
    }))
    .sort((a, b) => order.indexOf(a.answer?.kind) - order.indexOf(b.answer?.kind));
}

export type ShownAnswers = ReturnType<typeof shownAnswers>;
