/** The agenda that everybody invited has in their mail, and how the agenda differs from it by now. */
import { and, asc, eq } from 'drizzle-orm';
import { type Reader, type SentItem, type Tx, agendaItems, meetings } from '~db/client.server';
import type { MeetingId } from '~db/values';
import { type AgendaChange, agendaChanges } from './meetings';

async function accepted(reader: Reader, meetingId: MeetingId): Promise<SentItem[]> {
  return reader
    .select({
      id: agendaItems.id,
      title: agendaItems.title,
      internal: agendaItems.internal,
      duration: agendaItems.duration,
    })
    .from(agendaItems)
    .where(and(eq(agendaItems.meetingId, meetingId), eq(agendaItems.state, 'accepted')))
    .orderBy(asc(agendaItems.position));
}

/** Notes that everybody invited is sent the agenda as it is now. */
export async function noteAgendaSent(tx: Tx, meetingId: MeetingId): Promise<void> {
  await tx
    .update(meetings)
    .set({ sentAgenda: await accepted(tx, meetingId) })
    .where(eq(meetings.id, meetingId));
}

/**
 * What has changed since then; nothing where no agenda was sent. Asks for no right. Two statements.
 *
 * @param readInternal whether the reader may know what internal items are about
 */
export async function changedSinceSent(
  reader: Reader,
  meetingId: MeetingId,
  readInternal: boolean,
): Promise<AgendaChange[]> {
  const [meeting] = await reader
    .select({ sent: meetings.sentAgenda })
    .from(meetings)
    .where(eq(meetings.id, meetingId));
  return meeting?.sent ? agendaChanges(meeting.sent, await accepted(reader, meetingId), readInternal) : [];
}
