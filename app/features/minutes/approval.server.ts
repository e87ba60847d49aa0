/**
 * Approval: the one step after which nothing changes any more. Text, attendance and decisions get
 * their numbers and their seal in one change; if any part of it fails, none of it has happened.
 */
import { asc, eq } from 'drizzle-orm';
import { type ApprovedPaper, type Tx, decisions, minutes, write } from '~db/client.server';
import type { MinutesId } from '~db/values';
import type { Actor } from '~/access/policy';
import type { Granted } from '~/access/authorize.server';
import { authorizeStep } from '~/access/step-rights.server';
import { dropApprovalItems } from '~/features/meetings/approval-items.server';
import { NotFound } from '~/services/errors';
import { dayOf } from '~/services/time';
import { type Consent, assertReady, reviewedText } from '~/texts/conclusion.server';
import type { Round } from '~/texts/rounds.server';
import { cutVersion, sealOf } from '~/texts/versions.server';
import { attendanceOf } from './attendance.server';
import { carriedAtApproval } from './carried.server';
import { deriveFrom } from './derive.server';
import { tellOfConclusion } from '~/features/reviews/letters.server';
import { type Placed, minutesWithPlace, recordStep } from './minutes.server';
import { lastNumber } from './numbers.server';
import { registerOf, sealedAttendance } from './seal.server';
import { subjectOfMinutes } from './subject.server';

/**
 * Approves minutes that are in review: gives their decisions the next numbers of the group and the
 * year of the meeting, seals text, attendance, head and decisions, and locks them for good.
 *
 * @throws NotFound without the right, or when they are not in review
 * @throws Rejected `approvalTooEarly` while answers are awaited, `approvalBeforeDeadline` and
 *   `approvalObjections` where consent is missing
 */
export async function approveMinutes(actor: Actor, id: MinutesId, consent: Consent): Promise<void> {
  await write(async (tx) => {
    const granted = await authorizeStep(actor, 'minutes.approve', id, tx);
    const placed = await minutesWithPlace({ id }, tx);
    if (!placed) throw new NotFound(id);
    const { round } = await assertReady(tx, placed.minutes.textId, consent);
    const version = await cutApprovedVersion(tx, placed, round, granted);
    const numbers = await giveNumbers(tx, placed);
    const paper = await paperOf(tx, placed, granted);
    const sha256 = sealOf(version.document, paper);
    await tx
      .update(minutes)
      .set({
        state: 'approved',
        approvedAt: new Date(paper.approvedAt),
        approvedBy: granted.actor.id,
        approvedVersionId: version.id,
        paper,
        sha256,
      })
      .where(eq(minutes.id, id));
    await dropApprovalItems(tx, placed.meeting.id);
    await recordStep(tx, actor, placed, 'minutes.approved', { sha256, decisions: numbers });
    await tellOfConclusion(tx, await subjectOfMinutes(id, tx), round, 'approved', granted.actor);
  });
}

/** The frozen text becomes the approved version. It must be the very text that was in review. */
async function cutApprovedVersion(tx: Tx, { minutes }: Placed, round: Round, { actor }: Granted<'minutes.approve'>) {
  const text = await reviewedText(tx, 'minutes', round);
  await deriveFrom(tx, minutes, text.document);
  const { id } = await cutVersion(tx, minutes.textId, { ...text, reason: 'approved', createdBy: actor.id });
  return { id, document: text.document };
}

/**
 * Gives the decisions of these minutes the next numbers of their group and year. Changes are made
 * one after the other, and the numbers with the rest of the approval or not at all: so there is
 * neither a gap nor a double.
 *
 * @returns how many there were
 */
async function giveNumbers(tx: Tx, { minutes, group, meeting }: Placed): Promise<number> {
  const year = Number(dayOf(meeting.startsAt).slice(0, 4));
  const rows = await tx
    .select({ id: decisions.id, number: decisions.number })
    .from(decisions)
    .where(eq(decisions.minutesId, minutes.id))
    .orderBy(asc(decisions.position));
  const approvedAt = new Date();
  let number = await lastNumber(tx, group.id, year);
  for (const row of rows) {
    const given = row.number === null ? { year, number: (number += 1) } : {};
    await tx
      .update(decisions)
      .set({ ...given, approvedAt })
      .where(eq(decisions.id, row.id));
  }
  return rows.length;
}

async function paperOf(
  tx: Tx,
  { minutes, meeting, group }: Placed,
  { actor }: Granted<'minutes.approve'>,
): Promise<ApprovedPaper> {
  return {
    group: { name: group.name, abbreviation: group.abbreviation },
    meeting: {
      number: meeting.number,
      startsAt: meeting.startsAt.toISOString(),
      endsAt: meeting.endsAt.toISOString(),
      place: meeting.place,
    },
    chair: minutes.chair,
    minuteTaker: minutes.minuteTaker,
    startedAt: minutes.startedAt,
    endedAt: minutes.endedAt,
    attendance: sealedAttendance(await attendanceOf(minutes.meetingId, tx)),
    decisions: await registerOf(minutes.id, group.abbreviation, tx),
    carried: await carriedAtApproval({ minutes, meeting }, tx),
    approvedAt: new Date().toISOString(),
    approvedBy: actor.name,
  };
}
