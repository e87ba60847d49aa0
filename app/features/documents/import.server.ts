/**
 * A file becomes a document: it is kept, read in the background, looked at by whoever brought it, and
 * then made. Each step stands in the database before it begins: a reload and a restart lose nothing.
 */
import { readFile } from 'node:fs/promises';
import { and, desc, eq, inArray, isNotNull, lt, or } from 'drizzle-orm';
import { type ReadFile, type Tx, db, documentImports, write } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { DocumentGenre, FileId, GroupId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { type DocumentNode, type PaperBlock, type PaperDocument, emptyPaper } from '~/editor/document';
import { type KeptImage, insertImages, keepImage } from '~/features/files/images.server';
import { NotFound, Rejected } from '~/services/errors';
import { kinds, largestFile } from '~/services/files/kinds';
import { scan } from '~/services/files/scan.server';
import { type Received, pathOf, receive } from '~/services/files/store.server';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { settings } from '~/services/settings.server';
import { importText } from '~/texts/import/import.server';
import type { ChangeChoice, ImportedImage, ImportedText } from '~/texts/import/result';
import { insertDocument, recordBegun } from './creating.server';
import type { ImportId, MakeInput } from './import';

type Row = typeof documentImports.$inferSelect;

const dayInMs = 86_400_000;
const job = 'documents.import';
/** Progress is told that often, in ms: as often as a page asks. */
const tellingInMs = 700;
/** More than anybody looks through; each has a text that somebody typed. */
const mostComments = 500;

/**
 * Takes a file to be read; nothing of it is a document yet. Its content is kept or discarded here.
 *
 * @throws NotFound without the right to begin documents in the group
 * @throws Rejected `fileInfected`, `scannerSilent`
 */
export async function beginImport(
  actor: Actor,
  groupId: GroupId,
  { name, content }: { name: string; content: Received },
): Promise<ImportId> {
  try {
    await authorize(actor, 'group.beginDocument', groupId);
    await scan(content.path, name);
    await content.keep();
    return await write(async (tx) => {
      const granted = await authorize(actor, 'group.beginDocument', groupId, tx);
      await forgetOldImports(tx);
      const [row] = await tx
        .insert(documentImports)
        .values({ groupId, startedBy: granted.actor.id, createdAt: new Date(), name: name.slice(0, 200), sha256: content.sha256 })
        .returning({ id: documentImports.id });
      await addJob(tx, job, { id: row!.id });
      return row!.id;
    });
  } finally {
    await content.discard();
  }
}

/** What nobody went on with goes after a week, what was done after a month. */
async function forgetOldImports(tx: Tx): Promise<void> {
  const now = Date.now();
  await tx
    .delete(documentImports)
    .where(
      or(
        and(inArray(documentImports.state, ['ready', 'failed']), lt(documentImports.createdAt, new Date(now - 7 * dayInMs))),
        and(isNotNull(documentImports.finishedAt), lt(documentImports.finishedAt, new Date(now - 30 * dayInMs))),
      ),
    );
}

/**
 * One's own import in a group; nobody else's, as it may tell more than its document will.
 *
 * @throws NotFound for all others, without the right to begin documents, and when it was discarded
 */
export async function readImport(actor: Actor, groupId: GroupId, id: ImportId): Promise<Row> {
  const { actor: person } = await authorize(actor, 'group.beginDocument', groupId);
  const [row] = await db
    .select()
    .from(documentImports)
    .where(and(eq(documentImports.id, id), eq(documentImports.groupId, groupId), eq(documentImports.startedBy, person.id)));
  if (!row) throw new NotFound(id);
  return row;
}

/** One's latest imports in a group, so that one finds back to one that is under way. @throws NotFound */
export async function recentImports(actor: Actor, groupId: GroupId) {
  const { actor: person } = await authorize(actor, 'group.beginDocument', groupId);
  return db
    .select({ id: documentImports.id, name: documentImports.name, state: documentImports.state, createdAt: documentImports.createdAt })
    .from(documentImports)
    .where(and(eq(documentImports.groupId, groupId), eq(documentImports.startedBy, person.id)))
    .orderBy(desc(documentImports.createdAt))
    .limit(5);
}

/**
 * Begins to make the document. Asked twice, it begins once.
 *
 * @throws Rejected `chooseChanges` where the file has tracked changes and nobody says how they are taken
 * @throws NotFound as `readImport`
 */
export async function makeImported(actor: Actor, groupId: GroupId, id: ImportId, { title, genre, changes }: MakeInput): Promise<void> {
  const row = await readImport(actor, groupId, id);
  if (row.state !== 'ready') return;
  if (row.read?.hasTrackedChanges && !changes) throw new Rejected('chooseChanges', {}, 'changes');
  await write(async (tx) => {
    const begun = await tx
      .update(documentImports)
      .set({ state: 'making', progress: 0, failure: null, wanted: { title, genre, changes: changes ?? 'accept' } })
      .where(and(eq(documentImports.id, id), eq(documentImports.state, 'ready')))
      .returning({ id: documentImports.id });
    if (begun.length > 0) await addJob(tx, job, { id });
  });
}

/** Forgets a file that was only read; what is being made goes on. @throws NotFound as `readImport` */
export async function discardImport(actor: Actor, groupId: GroupId, id: ImportId): Promise<void> {
  await readImport(actor, groupId, id);
  await write((tx) =>
    tx.delete(documentImports).where(and(eq(documentImports.id, id), inArray(documentImports.state, ['reading', 'ready', 'failed']))),
  );
}

/** Lets the portal work through files; called once at its start. */
export function handleDocumentImports(): void {
  handleJobs<{ id: ImportId }>(job, async ({ id }) => {
    const [row] = await db.select().from(documentImports).where(eq(documentImports.id, id));
    if (row?.state === 'reading') await orFail(row, 'failed', () => readKept(row));
    if (row?.state === 'making') await orFail(row, 'ready', () => make(row));
  });
}

/** Does a step; a reason that a person can act on ends it, anything else is tried again. */
async function orFail(row: Row, state: 'failed' | 'ready', step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const reason = error instanceof NotFound ? new Rejected('importStopped') : error;
    if (!(reason instanceof Rejected)) throw error;
    const failure = { code: reason.code, values: reason.values };
    await change(row.id, error instanceof NotFound ? { state: 'failed', failure } : { state, failure });
  }
}

const change = (id: ImportId, values: Partial<Row>) =>
  write((tx) => tx.update(documentImports).set(values).where(eq(documentImports.id, id)));

/** Reads the kept file of a row, and tells how far it is. */
async function textOf(row: Row, changes: ChangeChoice): Promise<ImportedText> {
  const bytes = await readFile(pathOf(row.sha256!));
  let told = Date.now();
  let telling = Promise.resolve<unknown>(undefined);
  const text = await importText(bytes, row.name, {
    changes,
    portal: settings().baseUrl,
    progress: (share) => {
      if (Date.now() - told < tellingInMs) return;
      told = Date.now();
      telling = telling.then(() => change(row.id, { progress: Math.round(share * 100) }));
    },
  });
  await telling;
  return text;
}

async function readKept(row: Row): Promise<void> {
  const text = await textOf(row, 'accept');
  await change(row.id, { state: 'ready', progress: 100, read: summaryOf(text) });
}

function summaryOf({ title, words, document, images, findings, comments, hasTrackedChanges }: ImportedText): ReadFile {
  const count = (type: PaperBlock['type']) => document.content.filter((block) => block.type === type).length;
  return {
    title: title.slice(0, 200),
    words,
    headings: count('heading'),
    tables: count('table'),
    images: images.length,
    footnotes: footnotesIn(document.content),
    hasTrackedChanges,
    findings,
    comments: comments.slice(0, mostComments).map((comment) => ({ ...comment, text: comment.text.slice(0, 2000) })),
  };
}

const footnotesIn = (nodes: readonly DocumentNode[]): number =>
  nodes.reduce((sum, node) => sum + (node.type === 'footnote' ? 1 : 'content' in node ? footnotesIn(node.content) : 0), 0);

/** Text, images and document come to be together or not at all. */
async function make(row: Row): Promise<void> {
  const { title, genre, changes } = row.wanted!;
  const text = await textOf(row, changes);
  const { images, refused } = await keepImages(text.images);
  const paper = withImages(text.document, images);
  await write(async (tx) => {
    const actor = await loadActor(tx, row.startedBy);
    if (!actor) throw new NotFound(row.startedBy);
    const { actor: person } = await authorize(actor, 'group.beginDocument', row.groupId, tx);
    const beginning = { groupId: row.groupId, title, genre: genre as DocumentGenre, labels: [], paper };
    const documentId = await insertDocument(tx, person.id, beginning);
    const owned = new Map([...images.values()].map(({ id, image }) => [id, image]));
    await insertImages(tx, { documentId, groupId: row.groupId, personId: person.id }, owned);
    await recordBegun(tx, person, row.groupId, { id: documentId, title });
    await tx
      .update(documentImports)
      .set({ state: 'finished', progress: 100, read: withRefused(row.read!, refused), documentId, finishedAt: new Date(), sha256: null })
      .where(eq(documentImports.id, row.id));
  });
}

type Kept = ReadonlyMap<string, { id: FileId; image: KeptImage }>;

/** Keeps the images of a text, by their place in it; those that are refused are left out and named. */
async function keepImages(images: readonly ImportedImage[]): Promise<{ images: Kept; refused: string[] }> {
  const kept = new Map<string, { id: FileId; image: KeptImage }>();
  const refused: string[] = [];
  for (const { place, name, mediaType, read } of images) {
    try {
      const content = await receive(inOnePiece(await read()), largestFile, name);
      kept.set(place, { id: newId<'file'>(), image: await keepImage(named(name, mediaType), content) });
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      refused.push(name);
    }
  }
  return { images: kept, refused };
}

/** What was read, with the images that were refused in the end. */
function withRefused(read: ReadFile, refused: readonly string[]): ReadFile {
  if (refused.length === 0) return read;
  return { ...read, findings: [{ kind: 'imageRefused', count: refused.length, example: refused[0]! }, ...read.findings] };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Inside of a file images are often called by what they are not. */
function named(name: string, mediaType: string): string {
  const kind = Object.values(kinds).find((facts) => facts.mediaType === mediaType);
  return `${name.replace(/\.[^.]*$/, '')}.${kind?.endings[0] ?? 'png'}`;
}

/** The text with the images that were kept in their places. */
function withImages({ content }: PaperDocument, images: Kept): PaperDocument {
  const blocks = content.flatMap((block): PaperBlock[] => {
    if (block.type !== 'image') return [block];
    const kept = images.get(block.attrs.fileId);
    if (!kept) return [];
    const { width: pixelWidth, height: pixelHeight } = kept.image;
    return [{ ...block, attrs: { ...block.attrs, fileId: kept.id, pixelWidth, pixelHeight } }];
  });
  return blocks.length > 0 ? { type: 'paper', content: blocks } : emptyPaper();
}
