/**
 * The steps of a review round: a frozen version goes out to organisations with a deadline; they are
 * reminded; it ends by itself at the deadline, or is taken back. What the organisations say is in
 * `answers.server.ts`. Mails and audit entries are the features', who are told here whom and what.
 */
import { and, eq, inArray, lte } from 'drizzle-orm';
import { type Tx, organisations, reviewInvitations, reviews } from '~db/client.server';
import type { Day, OrganisationId, ReviewId, TextId, VersionId } from '~db/values';
import { NotFound, Rejected } from '~/services/errors';
import { endOfDay, today } from '~/services/time';
import { answersOf } from './answers.server';
import type { MayRemind, MayReturn, MayStartReview } from './rights';
import { type Round, type Speaker, invitedTo, latestRound, refuseIfOver, speakersOf } from './rounds.server';

export type StartRound = {
  textId: TextId;
  versionId: VersionId;
  /** The last day on which answers are taken. */
  lastDay: Day;
  organisations: readonly OrganisationId[];
  silenceIsConsent: boolean;
  message: string;
};

/**
 * Starts a round on a version. The text must be frozen in the same change (`freeze`), and the round
 * closed by a job at its deadline (`closeRound`).
 *
 * @returns the round and who is to be told
 * @throws Rejected `reviewDeadlinePassed`, `reviewRunning`, `reviewNobodyInvited`, and
 *   `reviewNobodySpeaksFor` when an organisation has nobody who could answer: its silence would mean
 *   nothing
 */
export async function startRound(
  tx: Tx,
  { actor }: MayStartReview,
  input: StartRound,
): Promise<{ round: Round; speakers: Speaker[] }> {
  const now = new Date();
  const deadline = endOfDay(input.lastDay);
  if (deadline <= now) throw new Rejected('reviewDeadlinePassed', {}, 'lastDay');
  if ((await latestRound(input.textId, tx))?.state === 'open') throw new Rejected('reviewRunning');
  const invited = [...new Set(input.organisations)];
  if (invited.length === 0) throw new Rejected('reviewNobodyInvited', {}, 'organisations');
  const speakers = await speakersOf(tx, invited);
  await refuseMute(tx, invited, speakers);
  const [round] = await tx
    .insert(reviews)
    .values({
      textId: input.textId,
      versionId: input.versionId,
      startedAt: now,
      startedBy: actor.id,
      deadline,
      silenceIsConsent: input.silenceIsConsent,
      message: input.message,
    })
    .returning();
  await tx
    .insert(reviewInvitations)
    .values(invited.map((organisationId) => ({ reviewId: round!.id, organisationId, invitedAt: now })));
  return { round: round!, speakers };
}

async function refuseMute(tx: Tx, invited: OrganisationId[], speakers: Speaker[]): Promise<void> {
  const mute = invited.find((id) => !speakers.some((speaker) => speaker.organisationId === id));
  if (!mute) return;
  const [organisation] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, mute));
  if (!organisation) throw new NotFound(mute);
  throw new Rejected('reviewNobodySpeaksFor', { organisation: organisation.name }, 'organisations');
}

/**
 * Notes that the organisations that have not answered are reminded, each at most once a day.
 *
 * @returns who is to be reminded; empty when everybody has answered or was reminded today
 * @throws Rejected `reviewClosed`, `reviewWithdrawn`
 */
export async function remind(tx: Tx, _right: MayRemind, round: Round): Promise<Speaker[]> {
  const now = new Date();
  refuseIfOver(round, now);
  const answered = new Set((await answersOf(round.id, tx)).map((answer) => answer.organisationId));
  const due = (await invitedTo(round.id, tx)).filter(
    ({ id, remindedAt }) => !answered.has(id) && (!remindedAt || today(remindedAt) !== today(now)),
  );
  if (due.length === 0) return [];
  const ids = due.map(({ id }) => id);
  await tx
    .update(reviewInvitations)
    .set({ remindedAt: now })
    .where(and(eq(reviewInvitations.reviewId, round.id), inArray(reviewInvitations.organisationId, ids)));
  return speakersOf(tx, ids);
}

/**
 * Takes a round back, also one that is over: its text goes back to draft. The answers stay as
 * evidence.
 *
 * @returns who is to be told why
 */
export async function withdrawRound(
  tx: Tx,
  _right: MayReturn,
  round: Round,
  reason: string,
): Promise<Speaker[]> {
  await tx
    .update(reviews)
    .set({ state: 'withdrawn', reason, closedAt: round.closedAt ?? new Date() })
    .where(eq(reviews.id, round.id));
  return speakersOf(tx, (await invitedTo(round.id, tx)).map(({ id }) => id));
}

/**
 * Closes a round whose deadline has passed. Done by a job; that job is also done at start when the
 * portal was down at the deadline.
 *
 * @returns the closed round; undefined when it was closed or taken back before
 */
export async function closeRound(tx: Tx, id: ReviewId): Promise<Round | undefined> {
  const now = new Date();
  const [round] = await tx
    .update(reviews)
    .set({ state: 'closed', closedAt: now })
    .where(and(eq(reviews.id, id), eq(reviews.state, 'open'), lte(reviews.deadline, now)))
    .returning();
  return round;
}
