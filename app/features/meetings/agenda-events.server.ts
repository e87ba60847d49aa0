/** Tells those who follow agendas (the minutes above all) that one has changed. */
import { afterCommit } from '~db/client.server';
import type { MeetingId } from '~db/values';
import { log } from '~/services/log.server';

type Listener = (meetingId: MeetingId) => unknown;

const listeners = new Set<Listener>();

/**
 * Registers who is told when an agenda has changed, after that is on disk. Once at start.
 *
 * @returns ends the registration
 */
export function onAgendaChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Called inside the change of an agenda; the listeners are told once it is on disk. */
export function agendaChanged(meetingId: MeetingId): void {
  afterCommit(() => {
    for (const listener of listeners) void tell(listener, meetingId);
  });
}

/** The change stands, whatever becomes of those who follow it. */
async function tell(listener: Listener, meetingId: MeetingId): Promise<void> {
  try {
    await listener(meetingId);
  } catch (error) {
    log.error({ err: error, meetingId }, 'a change of the agenda was not followed');
  }
}
