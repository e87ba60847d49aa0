/**
 * The way of minutes through review: out to the organisations, reminded, over at the deadline, back
 * to draft. The round itself is the text's (`~/texts`); state, mails and history are ours.
 */
import { eq } from 'drizzle-orm';
import { type Tx, minutes, write } from '~db/client.server';
import type { MinutesId, ReviewId } from '~db/values';
import { portal } from '~/access/audit.server';
import type { Actor } from '~/access/policy';
import { authorizeStep } from '~/access/step-rights.server';
import { minutesFromYDoc } from '~/editor/shared-document';
import { addApprovalItems } from '~/features/meetings/approval-items.server';
import { sendOffer } from '~/features/reviews/invited.server';
import { remindSpeakers, tellOfDeadline, tellOfReturn, tellOfReview } from '~/features/reviews/letters.server';
import type { SendInput } from '~/features/reviews/send';
import { readText } from '~/live/log.server';
import { NotFound } from '~/services/errors';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { tally } from '~/texts/answers.server';
import { freeze, unfreeze } from '~/texts/freezing.server';
import { closeRound, remind, startRound, withdrawRound } from '~/texts/reviews.server';
import { type Round, latestRound } from '~/texts/rounds.server';
import { subjectOf } from '~/texts/subjects.server';
import { asVersion, cutVersion } from '~/texts/versions.server';
import { attendanceOf } from './attendance.server';
import { openPoints } from './completeness';
import { deriveFrom } from './derive.server';
import { type Placed, minutesAt, minutesWithPlace, recordStep } from './minutes.server';

async function placedOrNone(tx: Tx, id: MinutesId): Promise<Placed> {
  const placed = await minutesWithPlace({ id }, tx);
  if (!placed) throw new NotFound(id);
  return placed;
}

async function roundOf(tx: Tx, { minutes }: Placed): Promise<Round> {
  const round = await latestRound(minutes.textId, tx);
  if (!round) throw new NotFound(minutes.id);
  return round;
}

/**
 * What the form for sending minutes into review offers, and what is still open in them.
 *
 * @throws NotFound without the right
 * @throws Rejected where somebody else has sent them meanwhile
 */
export async function reviewForm(actor: Actor, at: { group: string; number: number }) {
  const found = await minutesAt(at.group, at.number);
  if (!found?.minutes) throw new NotFound();
  await authorizeStep(actor, 'minutes.startReview', found.minutes.id);
  const document = minutesFromYDoc(await readText(found.minutes.textId));
  return {
    id: found.minutes.id,
    number: found.meeting.number,
    group: found.group.name,
    slug: found.group.slug,
    open: openPoints(document, await attendanceOf(found.meeting.id)),
    offer: await sendOffer(found.group.id, new Set()),
  };
}

/**
 * Freezes the draft as it is now and sends it out for review.
 *
 * @throws NotFound without the right, or when it is no draft
 * @throws Rejected what `startRound` rejects
 */
export async function startReview(actor: Actor, id: MinutesId, input: SendInput): Promise<void> {
  await write(async (tx) => {
    const granted = await authorizeStep(actor, 'minutes.startReview', id, tx);
    const placed = await placedOrNone(tx, id);
    const { textId } = placed.minutes;
    await freeze(tx, textId);
    const text = asVersion(await readText(textId, tx), 'minutes');
    await deriveFrom(tx, placed.minutes, text.document);
    const version = await cutVersion(tx, textId, { ...text, reason: 'review', createdBy: granted.actor.id });
    const { round, speakers } = await startRound(tx, granted, { ...input, textId, versionId: version.id });
    await tx.update(minutes).set({ state: 'in_review' }).where(eq(minutes.id, id));
    await addApprovalItems(tx, placed.group.id);
    await addJob(tx, 'minutes.reviewDeadline', { reviewId: round.id, minutesId: id }, { at: round.deadline });
    await recordStep(tx, actor, placed, 'minutes.reviewStarted', {
      organisations: input.organisations.length,
      lastDay: input.lastDay,
      silenceIsConsent: input.silenceIsConsent,
    });
    await tellOfReview(tx, await subjectOf(textId, tx), round, speakers, granted.actor);
  });
}

/**
 * Reminds the organisations that have not answered, each at most once a day.
 *
 * @returns how many people are written to
 * @throws NotFound, Rejected `reviewClosed`
 */
export async function remindOrganisations(actor: Actor, id: MinutesId): Promise<number> {
  return write(async (tx) => {
    const granted = await authorizeStep(actor, 'minutes.remind', id, tx);
    const placed = await placedOrNone(tx, id);
    const round = await roundOf(tx, placed);
    const speakers = await remind(tx, granted, round);
    if (speakers.length === 0) return 0;
    await recordStep(tx, actor, placed, 'minutes.reminded', { people: speakers.length });
    await remindSpeakers(tx, await subjectOf(round.textId, tx), round, speakers);
    return new Set(speakers.map(({ personId }) => personId)).size;
  });
}

/**
 * Takes minutes back from review: the round ends, the text can be edited again.
 *
 * @throws NotFound without the right, or when they are not in review
 */
export async function returnToDraft(actor: Actor, id: MinutesId, reason: string): Promise<void> {
  await write(async (tx) => {
    const granted = await authorizeStep(actor, 'minutes.returnToDraft', id, tx);
    const placed = await placedOrNone(tx, id);
    const round = await roundOf(tx, placed);
    const speakers = await withdrawRound(tx, granted, round, reason);
    await tx.update(minutes).set({ state: 'draft' }).where(eq(minutes.id, id));
    await unfreeze(tx, placed.minutes.textId);
    await recordStep(tx, actor, placed, 'minutes.returned', { reason });
    await tellOfReturn(tx, await subjectOf(round.textId, tx), { id: round.id, speakers, reason }, granted.actor);
  });
}

/** The deadline of a round has passed; done at start, too, when the portal was down at that moment. */
async function closeAtDeadline(job: { reviewId: ReviewId; minutesId: MinutesId }): Promise<void> {
  await write(async (tx) => {
    const round = await closeRound(tx, job.reviewId);
    if (!round) return;
    const placed = await placedOrNone(tx, job.minutesId);
    const { answered, invited } = await tally(round, tx);
    await recordStep(tx, portal, placed, 'minutes.reviewClosed', { answered, invited });
    await tellOfDeadline(tx, await subjectOf(round.textId, tx), { answered, invited });
  });
}

/** Says who does the work that waits for a deadline. Once at start. */
export const handleReviewDeadlines = (): void => handleJobs('minutes.reviewDeadline', closeAtDeadline);
