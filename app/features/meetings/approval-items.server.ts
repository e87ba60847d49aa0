/** The item "Genehmigung des Protokolls der n. Sitzung", which the portal puts on agendas by itself. */
import { and, asc, eq, gt, inArray, isNull, ne } from 'drizzle-orm';
import { type Tx, agendaItems, meetings, minutes } from '~db/client.server';
import type { GroupId, MeetingId } from '~db/values';
import { defaultLanguage } from '~/services/i18n/languages';
import { translator } from '~/services/i18n/translate.server';
import { agendaChanged } from './agenda-events.server';
import { renumber } from './agenda-order.server';

/**
 * Puts the approval of minutes that are written and not yet approved on the agenda of the meeting
 * that follows theirs, where no coming meeting has it already. To be called when a meeting is
 * planned, moved or called off, and when minutes go into review.
 */
export async function addApprovalItems(tx: Tx, groupId: GroupId): Promise<void> {
  const now = new Date();
  const coming = await tx
    .select({ id: meetings.id, startsAt: meetings.startsAt })
    .from(meetings)
    .where(and(eq(meetings.groupId, groupId), eq(meetings.state, 'planned'), gt(meetings.startsAt, now)))
    .orderBy(asc(meetings.startsAt));
  if (coming.length === 0) return;
  const pending = await tx
    .select({ id: meetings.id, number: meetings.number, startsAt: meetings.startsAt })
    .from(minutes)
    .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
    .where(and(eq(minutes.groupId, groupId), ne(minutes.state, 'approved')))
    .orderBy(asc(meetings.number));
  const listed = await tx
    .select({ meetingId: agendaItems.approvesMeetingId })
    .from(agendaItems)
    .where(
      inArray(
        agendaItems.meetingId,
        coming.map((meeting) => meeting.id),
      ),
    );
  for (const held of pending.filter(({ id }) => !listed.some((item) => item.meetingId === id))) {
    const next = coming.find((meeting) => meeting.startsAt > held.startsAt);
    if (next) await putIn(tx, next.id, held);
  }
}

/**
 * Takes the approval off the agendas of meetings that lie ahead: the minutes are approved already. In
 * a meeting that has begun, or whose minutes have, it stays as what was done there.
 */
export async function dropApprovalItems(tx: Tx, approved: MeetingId): Promise<void> {
  const listed = await tx
    .select({ id: agendaItems.id, meetingId: agendaItems.meetingId })
    .from(agendaItems)
    .innerJoin(meetings, eq(meetings.id, agendaItems.meetingId))
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id))
    .where(
      and(
        eq(agendaItems.approvesMeetingId, approved),
        eq(meetings.state, 'planned'),
        gt(meetings.startsAt, new Date()),
        isNull(minutes.id),
      ),
    );
  for (const { id, meetingId } of listed) {
    await tx.delete(agendaItems).where(eq(agendaItems.id, id));
    const rest = await tx
      .select({ id: agendaItems.id })
      .from(agendaItems)
      .where(eq(agendaItems.meetingId, meetingId))
      .orderBy(asc(agendaItems.position));
    await renumber(
      tx,
      rest.map((item) => item.id),
    );
    agendaChanged(meetingId);
  }
}

const opening = /^(begrüßung|eröffnung|welcome|opening)/i;

/** After the words of welcome and the approvals that already stand there, before everything else. */
async function putIn(tx: Tx, meetingId: MeetingId, held: { id: MeetingId; number: number }): Promise<void> {
  const items = await tx
    .select({ id: agendaItems.id, title: agendaItems.title, kind: agendaItems.kind, state: agendaItems.state })
    .from(agendaItems)
    .where(eq(agendaItems.meetingId, meetingId))
    .orderBy(asc(agendaItems.position));
  // What stands on a paper is in the language of the alliance, not of whoever acts.
  const t = translator(defaultLanguage, 'meetings');
  const added = await tx
    .insert(agendaItems)
    .values({
      meetingId,
      position: items.length,
      title: t('agenda.approvalTitle', { number: held.number }),
      kind: 'approval',
      duration: 5,
      approvesMeetingId: held.id,
    })
    .returning({ id: agendaItems.id });
  const accepted = items.filter((item) => item.state === 'accepted');
  const first = accepted.findIndex((item) => item.kind !== 'approval' && !opening.test(item.title));
  const before = first < 0 ? accepted : accepted.slice(0, first);
  const order = [...before, ...added, ...items.filter((item) => !before.includes(item))];
  await renumber(
    tx,
    order.map((item) => item.id),
  );
  agendaChanged(meetingId);
}
