/**
 * Approval: the one step after which nothing changes any more. Text, attendance and decisions get
 * their numbers and their seal in one change; if any part of it fails, none of it has happened.
 */
import { and, asc, eq, max } from 'drizzle-orm';
import { type ApprovedPaper, type Tx, decisions, minutes, versions, write } from '~db/client.server';
import type { MinutesId } from '~db/values';
import type { Actor } from '~/access/policy';
import type { Granted } from '~/access/authorize.server';
import { dropApprovalItems } from '~/features/meetings/approval-items.server';
import { readText } from '~/live/log.server';
import { NotFound, Rejected } from '~/services/errors';
import { dayOf } from '~/services/time';
import { type OrganisationAnswer, tally } from '~/texts/answers.server';
import { type Round, invitedTo, isOpen, latestRound, speakersOf } from '~/texts/rounds.server';
import { asVersion, cutVersion, sha256Of } from '~/texts/versions.server';
import { attendanceOf } from './attendance.server';
import { deriveFrom } from './derive.server';
import { tellOfApproval } from './letters.server';
import { type Placed, minutesWithPlace, recordStep } from './minutes.server';
import { authorizeStep } from './step-rights.server';
import { registerOf, sealOf, sealedAttendance } from './seal.server';

/** What the lead has looked at and says yes to. */
export type ApprovalConsent = {
  /** There are objections, and the minutes are approved all the same. */
  despiteObjections: boolean;
  /** The deadline has not passed, but every organisation has answered. */
  beforeDeadline: boolean;
};

/** What stands in the way of approval, for the page that asks for consent. */
export type ApprovalHurdles = {
  objections: OrganisationAnswer[];
  /** The round is still open: `waiting` as long as somebody has not answered. */
  round: 'over' | 'answered' | 'waiting';
};

/** @param answers of the organisations that were invited */
export function hurdles(round: Round, answers: readonly OrganisationAnswer[], now = new Date()): ApprovalHurdles {
  const allAnswered = answers.every(({ answer }) => answer !== null);
  return {
    objections: answers.filter(({ answer }) => answer?.answer === 'object'),
    round: !isOpen(round, now) ? 'over' : allAnswered ? 'answered' : 'waiting',
  };
}

/**
 * Approves minutes that are in review: gives their decisions the next numbers of the group and the
 * year of the meeting, seals text, attendance, head and decisions, and locks them for good.
 *
 * @throws NotFound without the right, or when they are not in review
 * @throws Rejected `approvalTooEarly` while answers are awaited, `approvalBeforeDeadline` and
 *   `approvalObjections` where consent is missing
 */
export async function approveMinutes(actor: Actor, id: MinutesId, consent: ApprovalConsent): Promise<void> {
  await write(async (tx) => {
    const granted = await authorizeStep(actor, 'minutes.approve', id, tx);
    const placed = await minutesWithPlace({ id }, tx);
    if (!placed) throw new NotFound(id);
    const round = await assertReady(tx, placed, consent);
    const version = await cutApprovedVersion(tx, placed, granted);
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
    const asked = (await invitedTo(round.id, tx)).map((organisation) => organisation.id);
    await tellOfApproval(tx, placed, { id: round.id, speakers: await speakersOf(tx, asked) }, granted.actor);
  });
}

async function assertReady(tx: Tx, { minutes }: Placed, consent: ApprovalConsent): Promise<Round> {
  const round = await latestRound(minutes.textId, tx);
  if (!round) throw new NotFound();
  const { objections, round: state } = hurdles(round, (await tally(round, tx)).organisations);
  if (state === 'waiting') throw new Rejected('approvalTooEarly');
  if (state === 'answered' && !consent.beforeDeadline) throw new Rejected('approvalBeforeDeadline', {}, 'beforeDeadline');
  if (objections.length > 0 && !consent.despiteObjections) {
    throw new Rejected('approvalObjections', { count: objections.length }, 'despiteObjections');
  }
  return round;
}

/** The frozen text becomes the approved version. It must be the very text that was in review. */
async function cutApprovedVersion(tx: Tx, { minutes }: Placed, { actor }: Granted<'minutes.approve'>) {
  const round = await latestRound(minutes.textId, tx);
  const [reviewed] = await tx
    .select({ sha256: versions.sha256 })
    .from(versions)
    .where(eq(versions.id, round!.versionId));
  const text = asVersion(await readText(minutes.textId, tx), 'minutes');
  if (reviewed?.sha256 !== sha256Of(text.document)) throw new Error('The frozen text is not the one in review.');
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
  const [last] = await tx
    .select({ number: max(decisions.number) })
    .from(decisions)
    .where(and(eq(decisions.groupId, group.id), eq(decisions.year, year)));
  const rows = await tx
    .select({ id: decisions.id, number: decisions.number })
    .from(decisions)
    .where(eq(decisions.minutesId, minutes.id))
    .orderBy(asc(decisions.position));
  const approvedAt = new Date();
  let number = last?.number ?? 0;
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
    approvedAt: new Date().toISOString(),
    approvedBy: actor.name,
  };
}
