/**
 * Freezing: from a moment on a text takes no edits. The database refuses every further update
 * (db/guards); those who have the text open turn into readers.
 */
import { eq } from 'drizzle-orm';
import { type Tx, afterCommit, texts } from '~db/client.server';
import type { TextId } from '~db/values';
import { recheckDoors } from '~/live/doors.server';
import { freezeRoom } from '~/live/rooms.server';

/** Freezes a text with the change under way; open editors turn read-only once it is on disk. */
export async function freeze(tx: Tx, textId: TextId): Promise<void> {
  await tx.update(texts).set({ frozenAt: new Date() }).where(eq(texts.id, textId));
  afterCommit(() => freezeRoom(textId));
}

/** Lets a text be edited again. Approved texts stay frozen: there the database refuses. */
export async function unfreeze(tx: Tx, textId: TextId): Promise<void> {
  await tx.update(texts).set({ frozenAt: null }).where(eq(texts.id, textId));
  afterCommit(() => recheckDoors({ textId }));
}
