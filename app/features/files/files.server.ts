/** The files of a meeting or a document: adding, listing, handing out, taking away and back. */
import { type SQL, and, asc, eq, isNull, or, sum } from 'drizzle-orm';
import { type Reader, type Tx, db, documents, files, meetings, people, tasks, write } from '~db/client.server';
import type { FileId, GroupId } from '~db/values';
import { record } from '~/access/audit.server';
import type { Actor } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { kinds } from '~/services/files/kinds';
import { examine } from '~/services/files/kinds.server';
import { scan } from '~/services/files/scan.server';
import type { Received } from '~/services/files/store.server';
import { settings } from '~/services/settings.server';
import type { Attachments, Parent } from './files';
import { mayChange, mayRead, placeOf, toChange } from './parents.server';
import { timeInTrash } from './trash.server';

type Row = typeof files.$inferSelect;

/**
 * Adds what has arrived to a meeting or a document. Its content is kept or discarded here.
 *
 * @param input.inline an image in the text, not an attachment beside it
 * @throws NotFound without the right to edit the parent
 * @throws Rejected a `file…` for what is not taken, `fileThere`, `scannerSilent`, `groupFilesFull`, and what the
 *   parent says
 */
export async function attachFile(
  actor: Actor,
  parent: Parent,
  input: { name: string; content: Received; inline?: boolean },
): Promise<Pick<Row, 'id' | 'name' | 'width' | 'height'>> {
  const { content, inline = false } = input;
  try {
    await toChange(actor, parent, 'add');
    const { kind, name, dimensions } = await examine(content.path, input.name);
    if (inline && !kinds[kind].image) throw new Rejected('fileNoImage', { name }, 'file');
    await scan(content.path, name);
    await content.keep();
    return await write(async (tx) => {
      const place = await toChange(actor, parent, 'add', tx);
      if (!inline) await refuseTwice(tx, parent, name, content.sha256);
      await refuseFull(tx, place.groupId, { name, size: content.size });
      const [row] = await tx
        .insert(files)
        .values({
          ...belonging(parent),
          name,
          kind,
          size: content.size,
          sha256: content.sha256,
          width: dimensions?.width ?? null,
          height: dimensions?.height ?? null,
          inline,
          uploadedBy: place.actor.id,
          uploadedAt: new Date(),
        })
        .returning({ id: files.id, name: files.name, width: files.width, height: files.height });
      if (!inline) await tell(tx, parent, place, 'file.attached', name);
      return row!;
    });
  } finally {
    await content.discard();
  }
}

const tell = (tx: Tx, parent: Parent, { actor, groupId, name }: Awaited<ReturnType<typeof toChange>>, action: string, file: string) =>
  record(tx, actor, { action, object: { kind: parent.kind, id: parent.id, name }, groupId, details: { file } });

/** Nobody needs to read the same twice; mostly a button was pressed again. */
async function refuseTwice(tx: Reader, parent: Parent, name: string, sha256: string): Promise<void> {
  const same = and(eq(files.name, name), eq(files.sha256, sha256), eq(files.inline, false), isNull(files.removedAt));
  const [there] = await tx.select({ id: files.id }).from(files).where(and(belongingTo(parent), same));
  if (there) throw new Rejected('fileThere', { name }, 'file');
}

/**
 * What lies in the trash does not count: whoever makes room has it at once.
 *
 * @throws Rejected `groupFilesFull`
 */
export async function refuseFull(tx: Reader, groupId: GroupId, { name, size }: Pick<Row, 'name' | 'size'>): Promise<void> {
  const [row] = await tx
    .select({ taken: sum(files.size).mapWith(Number) })
    .from(files)
    .leftJoin(meetings, eq(meetings.id, files.meetingId))
    .leftJoin(documents, eq(documents.id, files.documentId))
    .leftJoin(tasks, eq(tasks.id, files.taskId))
    .where(
      and(
        isNull(files.removedAt),
        or(eq(meetings.groupId, groupId), eq(documents.groupId, groupId), eq(tasks.groupId, groupId)),
      ),
    );
  const { groupFileBytes } = settings();
  if ((row?.taken ?? 0) + size > groupFileBytes) {
    throw new Rejected('groupFilesFull', { name, maximum: groupFileBytes / 2 ** 20 }, 'file');
  }
}

/** By which column a file belongs to its parent. */
function belonging(parent: Parent): Partial<Pick<Row, 'meetingId' | 'documentId' | 'taskId'>> {
  switch (parent.kind) {
    case 'meeting':
      return { meetingId: parent.id };
    case 'document':
      return { documentId: parent.id };
    case 'task':
      return { taskId: parent.id };
  }
}

const belongingTo = (parent: Parent): SQL =>
  parent.kind === 'meeting'
    ? eq(files.meetingId, parent.id)
    : parent.kind === 'document'
      ? eq(files.documentId, parent.id)
      : eq(files.taskId, parent.id);

/**
 * The attachments of a meeting, a document or a task, in the order in which they came.
 *
 * @throws NotFound where the actor may not read the parent
 */
export async function listFiles(actor: Actor, parent: Parent): Promise<Attachments> {
  if (!(await mayRead(actor, parent))) throw new NotFound();
  const may = await mayChange(actor, parent);
  const rows = await db
    .select({
      id: files.id,
      name: files.name,
      kind: files.kind,
      size: files.size,
      uploadedAt: files.uploadedAt,
      by: people.name,
      removedAt: files.removedAt,
    })
    .from(files)
    .innerJoin(people, eq(people.id, files.uploadedBy))
    .where(and(belongingTo(parent), eq(files.inline, false)))
    .orderBy(asc(files.uploadedAt));
  return {
    files: rows.filter((row) => !row.removedAt).map(({ removedAt: _, ...file }) => file),
    removed: may.remove
      ? rows.flatMap(({ id, name, removedAt }) =>
          removedAt ? [{ id, name, goneAt: new Date(removedAt.getTime() + timeInTrash) }] : [],
        )
      : [],
    mayAdd: may.add,
    mayRemove: may.remove,
  };
}

function parentOf({ meetingId, documentId, taskId }: Pick<Row, 'meetingId' | 'documentId' | 'taskId'>): Parent {
  if (meetingId) return { kind: 'meeting', id: meetingId };
  if (documentId) return { kind: 'document', id: documentId };
  if (taskId) return { kind: 'task', id: taskId };
  throw new NotFound();
}

async function fileById(reader: Reader, id: FileId): Promise<Row> {
  const [row] = await reader.select().from(files).where(eq(files.id, id));
  if (!row) throw new NotFound();
  return row;
}

/**
 * A file for whoever may read what it belongs to; asked anew each time. Visitors get what is public.
 *
 * @throws NotFound when there is no such file, it was taken away, or the right is missing
 */
export async function fileFor(actor: Actor, id: FileId): Promise<Pick<Row, 'name' | 'kind' | 'sha256'>> {
  const row = await fileById(db, id);
  if (row.removedAt || !(await mayRead(actor, parentOf(row)))) throw new NotFound();
  return { name: row.name, kind: row.kind, sha256: row.sha256 };
}

/**
 * The page of what a file belongs to.
 *
 * @throws NotFound as `fileFor`
 */
export async function pageOfFile(actor: Actor, id: FileId): Promise<string> {
  const parent = parentOf(await fileById(db, id));
  if (!(await mayRead(actor, parent))) throw new NotFound();
  return (await placeOf(parent)).path;
}

export type Changed = { name: string; path: string };

/**
 * Takes an attachment away, into the trash.
 *
 * @returns what it was called, and the page of what it belonged to
 * @throws NotFound without the right to edit the parent, or when it is away already
 * @throws Rejected what the parent says
 */
export async function removeFile(actor: Actor, id: FileId): Promise<Changed> {
  return write(async (tx) => {
    const { row, parent, place } = await attachment(tx, actor, id);
    if (row.removedAt) throw new NotFound();
    await tx.update(files).set({ removedAt: new Date() }).where(eq(files.id, id));
    await tell(tx, parent, place, 'file.removed', row.name);
    return { name: row.name, path: place.path };
  });
}

/**
 * Takes it back out of the trash.
 *
 * @throws NotFound without the right to edit the parent, or when it is not in the trash
 * @throws Rejected `groupFilesFull`, and what the parent says
 */
export async function restoreFile(actor: Actor, id: FileId): Promise<Changed> {
  return write(async (tx) => {
    const { row, parent, place } = await attachment(tx, actor, id);
    if (!row.removedAt) throw new NotFound();
    await refuseFull(tx, place.groupId, row);
    await tx.update(files).set({ removedAt: null }).where(eq(files.id, id));
    await tell(tx, parent, place, 'file.restored', row.name);
    return { name: row.name, path: place.path };
  });
}

/** Images of a text stay with it: its earlier versions show them. */
async function attachment(tx: Tx, actor: Actor, id: FileId) {
  const row = await fileById(tx, id);
  if (row.inline) throw new NotFound();
  const parent = parentOf(row);
  return { row, parent, place: await toChange(actor, parent, 'remove', tx) };
}
