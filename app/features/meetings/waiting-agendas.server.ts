/** Agendas that wait to be sent by mail, and say too much once an item has become internal. */
import type { Tx } from '~db/client.server';
import type { MeetingId, PersonId } from '~db/values';
import { addJob } from '~/services/jobs/jobs.server';
import { withdrawWaiting } from '~/services/mail/outbox.server';

/** The job that sends the agenda anew to those whose mail was taken back. */
export const sendingAgain = 'meeting.agendaAgain';
export type SendingAgain = { meetingId: MeetingId; people: PersonId[] };

/** Takes back, within the change that makes an item internal, what waits for those who may not read it; a new mail follows. */
export async function takeBackAgendas(tx: Tx, meetingId: MeetingId): Promise<void> {
  const people = await withdrawWaiting(tx, { action: 'meeting.read', id: meetingId });
  if (people.length > 0) await addJob(tx, sendingAgain, { meetingId, people } satisfies SendingAgain);
}
