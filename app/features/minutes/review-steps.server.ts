/**
 * The way of minutes through review: out to the organisations, reminded, back to draft. What is the same for
 * all reviews is in `~/features/reviews`; the state of minutes, their agenda and their records are ours.
 */
import { eq } from 'drizzle-orm';
import { minutes, write } from '~db/client.server';
import type { MinutesId } from '~db/values';
import type { Actor } from '~/access/policy';
import { authorizeStep } from '~/access/step-rights.server';
import { addApprovalItems } from '~/features/meetings/approval-items.server';
import { sendOffer } from '~/features/reviews/invited.server';
import { remindSilent, sendOut, takeBack } from '~/features/reviews/rounds.server';
import type { SendInput } from '~/features/reviews/send';
import { sealedTasks } from '~/features/tasks/carried.server';
import { readText } from '~/live/log.server';
import { NotFound } from '~/services/errors';
import { readDraft } from '~/texts/draft.server';
import { freeze, unfreeze } from '~/texts/freezing.server';
import { asVersion, cutVersion } from '~/texts/versions.server';
import { attendanceOf } from './attendance.server';
import { intoMinutes } from './carried.server';
import { openPoints } from './completeness';
import { deriveFrom } from './derive.server';
import { minutesAt, minutesWithPlace } from './minutes.server';
import { subjectOfMinutes } from './subject.server';

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
  const document = await readDraft(found.minutes.textId, 'minutes');
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
    const placed = await minutesWithPlace({ id }, tx);
    if (!placed) throw new NotFound(id);
    const { textId } = placed.minutes;
    await freeze(tx, textId);
    const text = asVersion(await readText(textId, tx), 'minutes');
    await deriveFrom(tx, placed.minutes, text.document);
    const version = await cutVersion(tx, textId, { ...text, reason: 'review', createdBy: granted.actor.id });
    await tx.update(minutes).set({ state: 'in_review', frozenTasks: await sealedTasks(intoMinutes(placed), tx) }).where(eq(minutes.id, id));
    await addApprovalItems(tx, placed.group.id);
    await sendOut(tx, granted, await subjectOfMinutes(id, tx), version.id, input);
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
    return remindSilent(tx, granted, await subjectOfMinutes(id, tx));
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
    await tx.update(minutes).set({ state: 'draft', frozenTasks: null }).where(eq(minutes.id, id));
    const subject = await subjectOfMinutes(id, tx);
    await unfreeze(tx, subject.textId);
    await takeBack(tx, granted, subject, reason);
  });
}
