/** Planning a meeting, changing it, calling it off. */
import { eq, max } from 'drizzle-orm';
import { type Tx, meetings, minutes, participants, write } from '~db/client.server';
import type { GroupId, MeetingId } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { Rejected } from '~/services/errors';
import { momentAt } from '~/services/time';
import { copyLastAgenda } from './agenda.server';
import { addApprovalItems } from './approval-items.server';
import { addCalledItems } from './called-items.server';
import { tellInvited } from './invitation-mails.server';
import type { Change, Plan } from './meetings';
import { basisOf, meetingById, meetingName, refuseSettled } from './meetings.server';

/**
 * Plans a meeting. The group gives the number: the highest so far plus one. Meetings are never
 * deleted, so a number is never given twice.
 *
 * @throws NotFound without the right to plan meetings of the group
 * @throws Rejected `groupArchived`
 */
export async function planMeeting(
  actor: Actor,
  groupId: GroupId,
  input: Plan,
): Promise<{ id: MeetingId; number: number }> {
  return write(async (tx) => planWith(tx, actor, groupId, { ...input, ...timesOf(input) }));
}

/** A meeting to plan, with its moments. */
type Planned = Pick<Plan, 'place' | 'link' | 'note' | 'copyAgenda'> & { startsAt: Date; endsAt: Date };

/** The same as part of a change that does more. @throws as `planMeeting` */
export async function planWith(
  tx: Tx,
  actor: Actor,
  groupId: GroupId,
  input: Planned,
): Promise<{ id: MeetingId; number: number }> {
  const granted = await authorize(actor, 'group.planMeeting', groupId, tx);
  if (granted.facts.archived) throw new Rejected('groupArchived');
  const number = await nextNumber(tx, groupId);
  const { startsAt, endsAt } = input;
  const [row] = await tx
    .insert(meetings)
    .values({ groupId, number, startsAt, endsAt, ...placeOf(input), createdAt: new Date(), createdBy: granted.actor.id })
    .returning({ id: meetings.id });
  const id = row!.id;
  if (input.copyAgenda) await copyLastAgenda(tx, groupId, id);
  await addApprovalItems(tx, groupId);
  await addCalledItems(tx, groupId);
  await record(tx, actor, {
    action: 'meeting.planned',
    object: { kind: 'meeting', id, name: meetingName(await meetingById(tx, id)) },
    groupId,
    details: { number },
  });
  return { id, number };
}

async function nextNumber(tx: Tx, groupId: GroupId): Promise<number> {
  const [row] = await tx.select({ last: max(meetings.number) }).from(meetings).where(eq(meetings.groupId, groupId));
  return (row?.last ?? 0) + 1;
}

const timesOf = ({ day, from, until }: Pick<Plan, 'day' | 'from' | 'until'>) => ({
  startsAt: momentAt(day, from),
  endsAt: momentAt(day, until),
});

const placeOf = ({ place, link, note }: Pick<Plan, 'place' | 'link' | 'note'>) => ({ place, link, note });

/**
 * Changes time, place, link or note. Those who were invited get a mail that updates the entry in
 * their calendar, and are asked again when the time has changed.
 *
 * @returns how many mails were written
 * @throws NotFound without the right to edit the meeting
 * @throws Rejected `meetingCancelled`, `minutesSettled`, or `changedMeanwhile` when the form is stale
 */
export async function changeMeeting(actor: Actor, id: MeetingId, input: Change): Promise<{ told: number }> {
  return write(async (tx) => {
    await authorize(actor, 'meeting.edit', id, tx);
    const before = await meetingById(tx, id);
    await refuseSettled(tx, before);
    if (input.basis !== basisOf(before)) throw new Rejected('changedMeanwhile');
    const after = { ...before, ...timesOf(input), ...placeOf(input) };
    if (basisOf(after) === input.basis) return { told: 0 };

    const moved = before.startsAt.getTime() !== after.startsAt.getTime() || before.endsAt.getTime() !== after.endsAt.getTime();
    const elsewhere = before.place !== after.place || before.link !== after.link;
    const sequence = before.sequence + (moved || elsewhere ? 1 : 0);
    await tx
      .update(meetings)
      .set({ ...timesOf(input), ...placeOf(input), sequence })
      .where(eq(meetings.id, id));
    if (moved) {
      await tx.update(participants).set({ answer: null, answeredAt: null }).where(eq(participants.meetingId, id));
    }
    await record(tx, actor, {
      action: moved ? 'meeting.moved' : 'meeting.changed',
      object: { kind: 'meeting', id, name: meetingName(before) },
      groupId: before.group.id,
      details: moved ? { from: before.startsAt.toISOString(), to: after.startsAt.toISOString() } : {},
    });
    if (moved) {
      await addApprovalItems(tx, before.group.id);
      await addCalledItems(tx, before.group.id);
    }
    if (!(moved || elsewhere) || after.endsAt <= new Date()) return { told: 0 };
    return { told: await tellInvited(tx, { ...after, sequence }, moved ? { kind: 'moved', before } : { kind: 'changed' }) };
  });
}

/**
 * Calls a meeting off. Those who were invited get a mail that takes it out of their calendar; what
 * was to be approved in it moves to the next one.
 *
 * @returns how many mails were written
 * @throws NotFound without the right to edit the meeting
 * @throws Rejected `meetingCancelled`, or `meetingHeld` when it is over or has minutes
 */
export async function cancelMeeting(actor: Actor, id: MeetingId, reason: string): Promise<{ told: number }> {
  return write(async (tx) => {
    await authorize(actor, 'meeting.edit', id, tx);
    const meeting = await meetingById(tx, id);
    if (meeting.state === 'cancelled') throw new Rejected('meetingCancelled');
    const written = await tx.select({ id: minutes.id }).from(minutes).where(eq(minutes.meetingId, id));
    if (meeting.endsAt <= new Date() || written.length > 0) throw new Rejected('meetingHeld');
    const sequence = meeting.sequence + 1;
    await tx
      .update(meetings)
      .set({ state: 'cancelled', cancelReason: reason, sequence })
      .where(eq(meetings.id, id));
    await record(tx, actor, {
      action: 'meeting.cancelled',
      object: { kind: 'meeting', id, name: meetingName(meeting) },
      groupId: meeting.group.id,
      details: { reason },
    });
    await addApprovalItems(tx, meeting.group.id);
    await addCalledItems(tx, meeting.group.id);
    return { told: await tellInvited(tx, { ...meeting, state: 'cancelled', cancelReason: reason, sequence }, { kind: 'cancelled' }) };
  });
}
