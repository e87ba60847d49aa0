/**
 * All of a group to take along: what somebody may read of it, as one zip that only they can fetch. One a
 * person and group; it is kept for a day.
 */
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq, lte } from 'drizzle-orm';
import { type Reader, db, groupArchives, groups, write } from '~db/client.server';
import type { ArchiveFormat, GroupId, Language } from '~db/values';
import { type Granted, authorize } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { addJob } from '~/services/jobs/jobs.server';
import { translator } from '~/services/i18n/translate.server';
import { settings } from '~/services/settings.server';
import { dayOf } from '~/services/time';
import { type ArchiveId, archiveId } from './archives';
import { keyOf, planFor } from './plan.server';

export type Archive = typeof groupArchives.$inferSelect;

export const packing = 'archives.pack';

const dayInMs = 86_400_000;
const folder = () => join(settings().dataDir, 'archives');

/** Where the zip lies, whole or not. */
export const pathOfArchive = (id: ArchiveId): string => join(folder(), `${id}.zip`);

/** Whether somebody belongs to the group, and so gets its internal parts as well. */
export const readsInternal = ({ actor, facts }: Granted<'group.readDocuments'>): boolean => can(actor, 'group.readDecisions', facts);

/**
 * Begins to pack what the actor may read of a group now. While one is packed no other begins; one that
 * was packed before is forgotten.
 *
 * @throws NotFound without the right to enter the group
 * @throws Rejected `archiveEmpty`
 */
export async function beginArchive(
  actor: Actor,
  groupId: GroupId,
  { formats, language }: { formats: ArchiveFormat[]; language: Language },
): Promise<void> {
  const { actor: person } = await authorize(actor, 'group.readDocuments', groupId);
  const items = await planFor(person, { groupId, formats, language });
  if (items.length === 0) throw new Rejected('archiveEmpty');
  const forgotten = await write(async (tx) => {
    const granted = await authorize(actor, 'group.readDocuments', groupId, tx);
    const mine = and(eq(groupArchives.groupId, groupId), eq(groupArchives.startedBy, person.id));
    const before = await tx.select({ id: groupArchives.id, state: groupArchives.state }).from(groupArchives).where(mine);
    if (before.some(({ state }) => state === 'running')) return [];
    await tx.delete(groupArchives).where(mine);
    const [row] = await tx
      .insert(groupArchives)
      .values({
        groupId,
        startedBy: person.id,
        createdAt: new Date(),
        language,
        formats,
        internal: readsInternal(granted),
        items,
        missing: [],
      })
      .returning({ id: groupArchives.id });
    await addJob(tx, packing, { id: row!.id });
    return before;
  });
  for (const { id } of forgotten) await rm(pathOfArchive(id), { force: true });
}

/**
 * One's own archive of a group, while it is packed and for the day that it is kept; nobody else's.
 *
 * @returns `outdated` where it holds what the actor may not read any more: it can't be fetched then
 * @throws NotFound without the right to enter the group
 */
export async function ownArchive(actor: Actor, groupId: GroupId): Promise<(Archive & { outdated: boolean }) | undefined> {
  const granted = await authorize(actor, 'group.readDocuments', groupId);
  const [row] = await db
    .select()
    .from(groupArchives)
    .where(and(eq(groupArchives.groupId, groupId), eq(groupArchives.startedBy, granted.actor.id)));
  if (!row || (row.endedAt && row.endedAt <= keptSince(Date.now()))) return undefined;
  return { ...row, outdated: row.state === 'finished' && !(await mayStillRead(granted, row)) };
}

const keptSince = (now: number) => new Date(now - dayInMs);

/** Until when a packed archive can be fetched. */
export const keptUntil = (endedAt: Date): Date => new Date(endedAt.getTime() + dayInMs);

async function mayStillRead(granted: Granted<'group.readDocuments'>, row: Archive): Promise<boolean> {
  if (readsInternal(granted) !== row.internal) return false;
  const readable = new Set((await planFor(granted.actor, row)).map(keyOf));
  const missing = new Set(row.missing.map(({ path }) => path));
  return row.items.every((item) => missing.has(item.path) || readable.has(keyOf(item)));
}

/**
 * The zip, for whoever packed it and may still read all that is in it. The caller closes the file.
 *
 * @throws NotFound for all others, before it is packed and once its day is over
 */
export async function archiveFile(
  actor: Actor,
  groupId: GroupId,
  id: ArchiveId,
): Promise<{ file: FileHandle; size: number; name: string }> {
  const row = await ownArchive(actor, groupId);
  if (row?.id !== id || row.state !== 'finished' || row.outdated) throw new NotFound(id);
  const name = await nameOf(db, row);
  try {
    return { file: await open(pathOfArchive(id)), size: row.size, name };
  } catch (error) {
    // Copies of the database come back without it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new NotFound(id);
    throw error;
  }
}

async function nameOf(reader: Reader, { groupId, language, createdAt }: Archive): Promise<string> {
  const [group] = await reader.select({ abbreviation: groups.abbreviation }).from(groups).where(eq(groups.id, groupId));
  return translator(language, 'archives')('file', { abbreviation: group!.abbreviation, day: dayOf(createdAt) });
}

/** Forgets one's own archive, packed or not. @throws NotFound without the right to enter the group */
export async function discardArchive(actor: Actor, groupId: GroupId): Promise<void> {
  const { actor: person } = await authorize(actor, 'group.readDocuments', groupId);
  const gone = await write((tx) =>
    tx
      .delete(groupArchives)
      .where(and(eq(groupArchives.groupId, groupId), eq(groupArchives.startedBy, person.id)))
      .returning({ id: groupArchives.id }),
  );
  for (const { id } of gone) await rm(pathOfArchive(id), { force: true });
}

/** Forgets what has been kept for its day, and files that belong to nothing. */
export async function forgetArchives(now = Date.now()): Promise<void> {
  // Looked at first: what comes meanwhile has a row before it has a file.
  const files = await filesKept();
  await write((tx) => tx.delete(groupArchives).where(lte(groupArchives.endedAt, keptSince(now))));
  const known = new Set((await db.select({ id: groupArchives.id }).from(groupArchives)).map(({ id }) => id));
  for (const id of files) if (!known.has(id)) await rm(pathOfArchive(id), { force: true });
}

async function filesKept(): Promise<ArchiveId[]> {
  try {
    return (await readdir(folder())).flatMap((name) => archiveId.safeParse(name.replace(/\.zip$/, '')).data ?? []);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
