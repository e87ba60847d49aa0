/**
 * The steps of a review that are the same for whatever is reviewed: the round itself is the text's
 * (`~/texts`); here are the history, the mails and the job that go with it. The feature that owns the text
 * checks the right, freezes the text and changes its state in the same change.
 */
import type { ReviewId, VersionId } from '~db/values';
import { type Tx, write } from '~db/client.server';
import { portal } from '~/access/audit.server';
import { NotFound } from '~/services/errors';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { tally } from '~/texts/answers.server';
import { closeRound, remind, startRound, withdrawRound } from '~/texts/reviews.server';
import type { MayRemind, MayReturn, MayStartReview } from '~/texts/rights';
import { latestRound } from '~/texts/rounds.server';
import { type Subject, subjectOf } from '~/texts/subjects.server';
import { remindSpeakers, tellOfDeadline, tellOfReturn, tellOfReview } from './letters.server';
import type { SendInput } from './send';

/** Sends a frozen version out to organisations. @throws Rejected what `startRound` rejects */
export async function sendOut(
  tx: Tx,
  granted: MayStartReview,
  subject: Subject,
  versionId: VersionId,
  input: SendInput,
): Promise<void> {
  const { round, speakers } = await startRound(tx, granted, { ...input, textId: subject.textId, versionId });
  await addJob(tx, 'review.deadline', { reviewId: round.id }, { at: round.deadline });
  await subject.record(tx, granted.actor, `${subject.object}.reviewStarted`, {
    organisations: input.organisations.length,
    lastDay: input.lastDay,
    silenceIsConsent: input.silenceIsConsent,
  });
  await tellOfReview(tx, subject, round, speakers, granted.actor);
}

/**
 * Reminds the organisations that have not answered, each at most once a day.
 *
 * @returns how many people are written to
 * @throws NotFound, Rejected `reviewClosed`
 */
export async function remindSilent(tx: Tx, granted: MayRemind, subject: Subject): Promise<number> {
  const round = await currentRound(tx, subject);
  const speakers = await remind(tx, granted, round);
  if (speakers.length === 0) return 0;
  await subject.record(tx, granted.actor, `${subject.object}.reminded`, { people: speakers.length });
  await remindSpeakers(tx, subject, round, speakers);
  return new Set(speakers.map(({ personId }) => personId)).size;
}

/** Ends the round of a text that goes back to draft, with the reason. @throws NotFound */
export async function takeBack(tx: Tx, granted: MayReturn, subject: Subject, reason: string): Promise<void> {
  const round = await currentRound(tx, subject);
  const speakers = await withdrawRound(tx, granted, round, reason);
  await subject.record(tx, granted.actor, `${subject.object}.returned`, { reason });
  await tellOfReturn(tx, subject, { id: round.id, speakers, reason }, granted.actor);
}

async function currentRound(tx: Tx, { textId }: Subject) {
  const round = await latestRound(textId, tx);
  if (!round) throw new NotFound(textId);
  return round;
}

/** The deadline of a round has passed; done at start, too, when the portal was down at that moment. */
async function closeAtDeadline({ reviewId }: { reviewId: ReviewId }): Promise<void> {
  await write(async (tx) => {
    const round = await closeRound(tx, reviewId);
    if (!round) return;
    const subject = await subjectOf(round.textId, tx);
    const { answered, invited } = await tally(round, tx);
    await subject.record(tx, portal, `${subject.object}.reviewClosed`, { answered, invited });
    await tellOfDeadline(tx, subject, { answered, invited });
  });
}

/** Says who does the work that waits for a deadline. Once at start. */
export function handleReviewDeadlines(): void {
  handleJobs('review.deadline', closeAtDeadline);
  // Rounds that were started by earlier versions of the portal wait under this name.
  handleJobs('minutes.reviewDeadline', closeAtDeadline);
}
