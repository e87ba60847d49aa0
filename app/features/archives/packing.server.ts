/**
 * Packs archives in the background, item by item: each by the right and the leaving out of its own
 * download, asked anew. What is whole stands in the database after each, so that a restart goes on there;
 * between the steps other work of the portal has its turn, and other downloads between the PDFs.
 */
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { type ArchiveItem, type MissingItem, db, groupArchives, write } from '~db/client.server';
import type { Language } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { authorize } from '~/access/authorize.server';
import type { Person } from '~/access/policy';
import { documentExport } from '~/features/documents/export.server';
import { fileFor } from '~/features/files/files.server';
import { minutesExport } from '~/features/minutes/export.server';
import { minutesWithPlace } from '~/features/minutes/minutes.server';
import { NotFound, Rejected } from '~/services/errors';
import { type StreamedPart, ZipFull, appendPart, finishZip } from '~/services/export/zip.server';
import { pathOf } from '~/services/files/store.server';
import { translator } from '~/services/i18n/translate.server';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { log } from '~/services/log.server';
import { exportDocument } from '~/texts/export/export.server';
import type { ArchiveId } from './archives';
import { type Archive, packing, pathOfArchive, readsInternal } from './archives.server';

/** How long a step of the queue takes at most, but for the item it is at, in ms. */
const turn = 500;

/** Lets the portal pack archives; called once at its start. */
export function handleGroupArchives(): void {
  handleJobs<{ id: ArchiveId }>(packing, async ({ id }) => {
    const until = Date.now() + turn;
    do if (!(await packNext(id))) return;
    while (Date.now() < until);
    await write((tx) => addJob(tx, packing, { id }));
  });
}

/**
 * Packs the next item of an archive, or ends it after the last. What an item says of itself stays its own
 * matter: the others go on. Whatever else goes wrong ends the archive, and its page says so.
 *
 * @returns whether there is more to do
 */
export async function packNext(id: ArchiveId): Promise<boolean> {
  const [row] = await db.select().from(groupArchives).where(eq(groupArchives.id, id));
  if (row?.state !== 'running') return false;
  try {
    const person = await whoseStillReads(row);
    const file = await openAt(row);
    try {
      if (row.done === row.items.length) await finish(row, file);
      else await packItem(row, file, person);
    } finally {
      await file.close();
    }
    return row.done < row.items.length;
  } catch (error) {
    const reason = error instanceof ZipFull ? new Rejected('archiveTooLarge') : error;
    if (!(reason instanceof Rejected)) log.error({ err: error, archive: id }, 'an archive could not be packed');
    await change(row, { state: 'failed', failure: reason instanceof Rejected ? reason.code : 'archiveBroken', endedAt: new Date() });
    await rm(pathOfArchive(id), { force: true });
    return false;
  }
}

/** Whose archive it is, as long as they read what they read when it began. @throws Rejected `archiveStopped` */
async function whoseStillReads(row: Archive): Promise<Person> {
  const actor = await loadActor(db, row.startedBy);
  try {
    if (!actor) throw new NotFound(row.startedBy);
    const granted = await authorize(actor, 'group.readDocuments', row.groupId);
    if (readsInternal(granted) !== row.internal) throw new NotFound(row.groupId);
    return granted.actor;
  } catch (error) {
    throw error instanceof NotFound ? new Rejected('archiveStopped') : error;
  }
}

/** The file, with all in it that the database says is. */
async function openAt({ id, size }: Archive): Promise<FileHandle> {
  const path = pathOfArchive(id);
  await mkdir(dirname(path), { recursive: true });
  if (size === 0) return open(path, 'w+', 0o600);
  const file = await open(path, 'r+');
  if ((await file.stat()).size >= size) return file;
  await file.close();
  throw new Error('An archive is shorter than it was.');
}

/** Notes what is done. Where it was discarded meanwhile, its file goes too. */
async function change(row: Archive, values: Partial<Archive>): Promise<void> {
  const there = await write((tx) =>
    tx
      .update(groupArchives)
      .set(values)
      .where(and(eq(groupArchives.id, row.id), eq(groupArchives.state, 'running')))
      .returning({ id: groupArchives.id }),
  );
  if (there.length === 0) await rm(pathOfArchive(row.id), { force: true });
}

async function packItem(row: Archive, file: FileHandle, person: Person): Promise<void> {
  const item = row.items[row.done]!;
  const content = await contentOf(person, item, row.language);
  if ('missing' in content) {
    await change(row, { done: row.done + 1, missing: [...row.missing, { path: item.path, reason: content.missing }] });
    return;
  }
  const size = await appendPart(file, row.size, { name: item.path, ...content });
  // On disk before the database says so.
  await file.datasync();
  await change(row, { done: row.done + 1, size });
}

type Content = Omit<StreamedPart, 'name'>;

async function contentOf(person: Person, item: ArchiveItem, language: Language): Promise<Content | { missing: MissingItem['reason'] }> {
  try {
    if (item.kind === 'file') return await attachedFile(person, item.id);
    const { exported } = item.kind === 'document' ? await documentExport(person, item.id, language) : await exportOfMinutes(person, item, language);
    const { bytes } = await exportDocument(exported, item.format);
    return { content: inOnePiece(bytes), stored: item.format !== 'md' };
  } catch (error) {
    if (error instanceof NotFound) return { missing: 'gone' };
    log.error({ err: error, item: keyForLog(item) }, 'an item of an archive could not be written');
    return { missing: 'failed' };
  }
}

/** What it is called is not for the log. */
const keyForLog = ({ kind, id }: ArchiveItem) => `${kind} ${id}`;

async function exportOfMinutes(person: Person, { id }: Extract<ArchiveItem, { kind: 'minutes' }>, language: Language) {
  const placed = await minutesWithPlace({ id });
  if (!placed) throw new NotFound(id);
  return minutesExport(person, { group: placed.group.slug, number: placed.meeting.number }, language);
}

/** Streamed, as it may be large; closed by itself at its end. */
async function attachedFile(person: Person, id: Extract<ArchiveItem, { kind: 'file' }>['id']): Promise<Content> {
  const { kind, sha256 } = await fileFor(person, id);
  const file = await open(pathOf(sha256));
  return { content: file.createReadStream(), stored: !['txt', 'csv', 'md'].includes(kind) };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Says in a file of its own what is missing, then lays the table of contents. */
async function finish(row: Archive, file: FileHandle): Promise<void> {
  const { missing, language } = row;
  const t = translator(language, 'archives');
  const lines = missing.map(({ path, reason }) => `${path}: ${t(`missing.${reason}`)}`);
  const told = [t('missing.head'), '', ...lines, ''].join('\r\n');
  const end =
    missing.length === 0
      ? row.size
      : await appendPart(file, row.size, { name: t('missing.file'), content: inOnePiece(Buffer.from(told)) });
  const size = await finishZip(file, end);
  await change(row, { state: 'finished', size, endedAt: new Date() });
}
