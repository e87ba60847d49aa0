/** Keeping documents: their head, the trash, another group. */
import { and, eq, isNotNull, lte } from 'drizzle-orm';
import {
  type Tx,
  afterCommit,
  comments,
  db,
  documents,
  groups,
  liveSnapshots,
  liveUpdates,
  reviews,
  texts,
  versions,
  write,
} from '~db/client.server';
import type { DocumentId, GroupId, TextId } from '~db/values';
import { portal } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import { recheckDoors } from '~/live/doors.server';
import { NotFound, Rejected } from '~/services/errors';
import { foldForSearch } from '~/services/search-name';
import { setLabels } from './creating.server';
import { type HeadInput, trashDays } from './documents';
import { placedDocument, recordStep } from './documents.server';

/**
 * Changes title, genre and labels. Once a document is no draft, its title and genre stay as they are
 * and only the labels change.
 *
 * @throws NotFound without the right
 */
export async function changeHead(actor: Actor, id: DocumentId, input: HeadInput): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'document.sort', id, tx);
    const placed = await placedDocument(id, tx);
    if (can(granted.actor, 'document.edit', granted.facts)) {
      const { title, genre } = input;
      await tx
        .update(documents)
        .set({ title, genre, searchTitle: foldForSearch(title) })
        .where(eq(documents.id, id));
      if (title !== placed.document.title) {
        await recordStep(tx, actor, placed, 'document.renamed', { title });
      }
    }
    await setLabels(tx, id, input.labels);
  });
}

/** Puts a document into the trash; whoever has it open is sent off. @throws NotFound without the right */
export async function trashDocument(actor: Actor, id: DocumentId): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'document.trash', id, tx);
    const placed = await placedDocument(id, tx);
    await tx
      .update(documents)
      .set({ trashedAt: new Date(), trashedBy: granted.actor.id })
      .where(eq(documents.id, id));
    await recordStep(tx, actor, placed, 'document.trashed');
    afterCommit(() => recheckDoors({ textId: placed.document.textId }));
  });
}

/** Takes a document out of the trash again. @throws NotFound without the right, or when it is not there */
export async function restoreDocument(actor: Actor, id: DocumentId): Promise<void> {
  await write(async (tx) => {
    await authorize(actor, 'document.restore', id, tx);
    const placed = await placedDocument(id, tx);
    await tx.update(documents).set({ trashedAt: null, trashedBy: null }).where(eq(documents.id, id));
    await recordStep(tx, actor, placed, 'document.restored');
  });
}

/**
 * Moves a document to another group, with its comments, versions and shares with organisations; guests
 * of the old group lose it. Who may read it changes with the group, also for those who have it open.
 *
 * @returns the slug of the group it is in now
 * @throws NotFound for everyone but the Geschäftsstelle
 * @throws Rejected `groupArchived`, `invalid` (groupId) where it is or where nobody can move it
 */
export async function moveDocument(actor: Actor, id: DocumentId, to: GroupId): Promise<string> {
  return write(async (tx) => {
    await authorize(actor, 'document.move', id, tx);
    const placed = await placedDocument(id, tx);
    const [group] = await tx.select().from(groups).where(eq(groups.id, to));
    if (!group || group.id === placed.group.id) throw new Rejected('invalid', {}, 'groupId');
    if (group.archivedAt) throw new Rejected('groupArchived', {}, 'groupId');
    await tx.update(documents).set({ groupId: to }).where(eq(documents.id, id));
    await recordStep(tx, actor, placed, 'document.movedAway', { to: group.name });
    await recordStep(tx, actor, { ...placed, group: { ...group, field: '' } }, 'document.movedHere', { from: placed.group.name });
    afterCommit(() => recheckDoors({ textId: placed.document.textId }));
    return group.slug;
  });
}

/**
 * Lets go for good what has lain in the trash for its time: document, text, versions and comments. Done
 * once a day.
 *
 * @returns how many documents went
 */
export async function emptyTrash(now: Date = new Date()): Promise<number> {
  const before = new Date(now.getTime() - trashDays * 86_400_000);
  const due = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(isNotNull(documents.trashedAt), lte(documents.trashedAt, before)));
  for (const { id } of due) await write((tx) => discard(tx, id, before));
  return due.length;
}

async function discard(tx: Tx, id: DocumentId, before: Date): Promise<void> {
  const placed = await placedDocument(id, tx).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });
  // Taken out again, or gone, in the meantime.
  if (!placed?.document.trashedAt || placed.document.trashedAt > before) return;
  await tx.delete(documents).where(eq(documents.id, id));
  await discardText(tx, placed.document.textId);
  await recordStep(tx, portal, placed, 'document.discarded');
}

async function discardText(tx: Tx, textId: TextId): Promise<void> {
  await tx.update(texts).set({ discardedAt: new Date() }).where(eq(texts.id, textId));
  await tx.delete(comments).where(eq(comments.textId, textId));
  await tx.delete(reviews).where(eq(reviews.textId, textId));
  await tx.delete(versions).where(eq(versions.textId, textId));
  await tx.delete(liveUpdates).where(eq(liveUpdates.textId, textId));
  await tx.delete(liveSnapshots).where(eq(liveSnapshots.textId, textId));
  await tx.delete(texts).where(eq(texts.id, textId));
}
