/**
 * Sessions of work: when nobody has typed for a while, what they wrote becomes a version, if it says
 * anything new. The feature that owns the text tells of every change (`worked`), from the hook that
 * live texts call after edits; that hook also runs for texts left behind by a crash.
 */
import { write } from '~db/client.server';
import type { TextId } from '~db/values';
import { loadText } from '~/live/log.server';
import { log } from '~/services/log.server';
import { asVersion, cutVersionIfChanged } from './versions.server';

/** How long nobody types before a session of work counts as over. */
export const sessionPause = 10 * 60_000;

const sessions = new Map<TextId, NodeJS.Timeout>();

/** Somebody has edited the text: its session of work goes on. */
export function worked(textId: TextId): void {
  clearTimeout(sessions.get(textId));
  const timer = setTimeout(() => {
    endSession(textId).catch((error: unknown) => {
      log.error({ err: error, textId }, 'a version could not be cut');
      worked(textId);
    });
  }, sessionPause);
  sessions.set(textId, timer.unref());
}

/** Ends the session of work on one text and keeps what it says as a version, if that is new. */
export async function endSession(textId: TextId): Promise<void> {
  clearTimeout(sessions.get(textId));
  sessions.delete(textId);
  await write(async (tx) => {
    const { doc, kind } = await loadText(textId, tx);
    await cutVersionIfChanged(tx, textId, { ...asVersion(doc, kind), reason: 'session', createdBy: null });
  });
}

/** Ends every session of work; before the process stops. What can't become a version is in the log. */
export async function endSessions(): Promise<void> {
  for (const textId of [...sessions.keys()]) {
    await endSession(textId).catch((error: unknown) => {
      log.error({ err: error, textId }, 'a version could not be cut');
    });
  }
}
