/**
 * What organisations say in a review round. Every answer stays as evidence; the newest of an
 * organisation counts. Silence counts as agreement once the round is over, where that was agreed.
 */
import { and, asc, desc, eq } from 'drizzle-orm';
import { type Reader, type Tx, db, people, reviewResponses } from '~db/client.server';
import type { Id, OrganisationId, PersonId, ReviewAnswer, ReviewId } from '~db/values';
import { holdsMandate } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { type Verdict, missingIn } from './answers';
import { type Round, invitedTo, isOver, refuseIfOver } from './rounds.server';
import type { MayRespond } from './rights';
import { type Tally, countAnswers } from './tally';

export type ResponseId = Id<'reviewResponse'>;

export type Answer = {
  id: ResponseId;
  organisationId: OrganisationId;
  personId: PersonId;
  personName: string;
  answer: ReviewAnswer;
  passage: string;
  reason: string;
  at: Date;
};

export type Respond = Verdict & {
  organisationId: OrganisationId;
  /** The answer of the organisation that the person had in view; null when there was none. */
  replaces: ResponseId | null;
};

/**
 * Takes an organisation's answer. `right` must have been checked in this very change, so that its
 * actor is who holds the mandate at this moment.
 *
 * @returns the answer, and whether it is new: the same words sent twice are one answer
 * @throws NotFound when the organisation was not invited or the person does not speak for it
 * @throws Rejected `required` at `passage` or `reason`, `reviewClosed`, `reviewWithdrawn`, or
 *   `reviewAnsweredMeanwhile` when somebody else has answered for the organisation since the page
 *   was opened
 */
export async function respond(
  tx: Tx,
  { actor }: MayRespond,
  round: Round,
  { organisationId, replaces, ...verdict }: Respond,
): Promise<{ id: ResponseId; isNew: boolean }> {
  const now = new Date();
  const invited = await invitedTo(round.id, tx);
  const speaks = holdsMandate(actor, organisationId, now.getTime());
  if (!speaks || !invited.some(({ id }) => id === organisationId)) throw new NotFound();
  refuseIfOver(round, now);
  const [missing] = missingIn(verdict);
  if (missing) throw new Rejected('required', {}, missing);
  const before = await currentAnswer(tx, round.id, organisationId);
  if (before && saysTheSame(before, verdict) && before.personId === actor.id) return { id: before.id, isNew: false };
  if ((before?.id ?? null) !== replaces) {
    throw new Rejected('reviewAnsweredMeanwhile', { name: before?.personName ?? '' });
  }
  const [row] = await tx
    .insert(reviewResponses)
    .values({
      reviewId: round.id,
      organisationId,
      personId: actor.id,
      ...verdict,
      // Never the same moment twice, so that "the newest counts" is always one answer.
      at: new Date(Math.max(now.getTime(), (before?.at.getTime() ?? 0) + 1)),
    })
    .returning({ id: reviewResponses.id });
  return { id: row!.id, isNew: true };
}

const saysTheSame = (a: Verdict, b: Verdict): boolean =>
  a.answer === b.answer && a.passage === b.passage && a.reason === b.reason;

const columns = {
  id: reviewResponses.id,
  organisationId: reviewResponses.organisationId,
  personId: reviewResponses.personId,
  personName: people.name,
  answer: reviewResponses.answer,
  passage: reviewResponses.passage,
  reason: reviewResponses.reason,
  at: reviewResponses.at,
};

async function currentAnswer(
  reader: Reader,
  reviewId: ReviewId,
  organisationId: OrganisationId,
): Promise<Answer | undefined> {
  const [row] = await reader
    .select(columns)
    .from(reviewResponses)
    .innerJoin(people, eq(people.id, reviewResponses.personId))
    .where(and(eq(reviewResponses.reviewId, reviewId), eq(reviewResponses.organisationId, organisationId)))
    .orderBy(desc(reviewResponses.at))
    .limit(1);
  return row;
}

/** The answer of each organisation that counts. One statement. */
export async function answersOf(reviewId: ReviewId, reader: Reader = db): Promise<Answer[]> {
  const rows = await reader
    .select(columns)
    .from(reviewResponses)
    .innerJoin(people, eq(people.id, reviewResponses.personId))
    .where(eq(reviewResponses.reviewId, reviewId))
    .orderBy(asc(reviewResponses.at));
  return [...new Map(rows.map((row) => [row.organisationId, row])).values()];
}

export type OrganisationAnswer = {
  id: OrganisationId;
  name: string;
  shortName: string;
  remindedAt: Date | null;
  answer: Answer | null;
};

/**
 * Where a round stands: the counts, and each organisation with its answer. Two statements. The
 * answers of the others are for those who may read them; for everyone else there are the counts.
 */
export async function tally(
  round: Round,
  reader: Reader = db,
): Promise<Tally & { organisations: OrganisationAnswer[] }> {
  const invited = await invitedTo(round.id, reader);
  const answers = await answersOf(round.id, reader);
  const organisations = invited.map((organisation) => ({
    ...organisation,
    answer: answers.find(({ organisationId }) => organisationId === organisation.id) ?? null,
  }));
  return {
    ...countAnswers(
      { over: isOver(round), silenceIsConsent: round.silenceIsConsent },
      organisations.map(({ answer }) => answer?.answer ?? null),
    ),
    organisations,
  };
}
