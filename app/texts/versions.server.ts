/**
 * Versions: a text as it was at a moment, numbered 1, 2, 3 … without gaps, each with the SHA-256 of
 * its document. A version never changes; the database refuses it.
 */
import { createHash } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { encodeStateAsUpdate, type Doc } from 'yjs';
import { type Reader, type Tx, db, people, versions } from '~db/client.server';
import type { PersonId, TextId, TextKind, VersionId, VersionReason } from '~db/values';
import { type DocumentOf, type TextDocument, canonicalJson, kindOf } from '~/editor/document';
import { readDocument } from '~/editor/document-reader';
import { documentFromYDoc } from '~/editor/shared-document';
import { NotFound } from '~/services/errors';

export type CutVersion<Document extends TextDocument = TextDocument> = {
  reason: VersionReason;
  /** What the person called it; empty when it was cut by itself. */
  name?: string;
  createdBy: PersonId | null;
  document: Document;
  /** The Yjs state the document was read from. */
  state: Uint8Array;
};

export type VersionEntry = {
  id: VersionId;
  number: number;
  reason: VersionReason;
  name: string;
  createdAt: Date;
  /** Empty when the portal cut it by itself. */
  createdBy: string;
  sha256: string;
};

export type Version<Document extends TextDocument = TextDocument> = VersionEntry & {
  textId: TextId;
  document: Document;
  /** The stored document still has the SHA-256 it was stored with. */
  intact: boolean;
};

/** The SHA-256 of a document, over its canonical JSON. */
export const sha256Of = (document: unknown): string =>
  createHash('sha256').update(canonicalJson(document)).digest('hex');

/** The seal of an approved or adopted text: one SHA-256 over its document and what stands beside it on the paper. */
export const sealOf = (document: unknown, paper: unknown): string => sha256Of({ document, paper });

/** The document and the state of a live text, as `cutVersion` takes them. */
export const asVersion = <Kind extends TextKind>(
  ydoc: Doc,
  kind: Kind,
): Pick<CutVersion<DocumentOf<Kind>>, 'document' | 'state'> => ({
  document: documentFromYDoc(ydoc, kind),
  state: encodeStateAsUpdate(ydoc),
});

/** Keeps the text as it is now as a version, under the next number. */
export async function cutVersion(
  tx: Tx,
  textId: TextId,
  { reason, name = '', createdBy, document, state }: CutVersion,
): Promise<{ id: VersionId; number: number; sha256: string }> {
  const last = await newest(tx, textId);
  const [version] = await tx
    .insert(versions)
    .values({
      textId,
      number: (last?.number ?? 0) + 1,
      reason,
      name,
      createdAt: new Date(),
      createdBy,
      document,
      state: Buffer.from(state),
      sha256: sha256Of(document),
    })
    .returning({ id: versions.id, number: versions.number, sha256: versions.sha256 });
  return version!;
}

/** As `cutVersion`, unless the newest version says the same; then nothing is written. */
export async function cutVersionIfChanged(
  tx: Tx,
  textId: TextId,
  version: CutVersion,
): Promise<{ id: VersionId; number: number; sha256: string } | undefined> {
  const last = await newest(tx, textId);
  if (last?.sha256 === sha256Of(version.document)) return undefined;
  return cutVersion(tx, textId, version);
}

async function newest(reader: Reader, textId: TextId) {
  const [last] = await reader
    .select({ number: versions.number, sha256: versions.sha256 })
    .from(versions)
    .where(eq(versions.textId, textId))
    .orderBy(desc(versions.number))
    .limit(1);
  return last;
}

const entry = {
  id: versions.id,
  number: versions.number,
  reason: versions.reason,
  name: versions.name,
  createdAt: versions.createdAt,
  createdBy: people.name,
  sha256: versions.sha256,
};

/** The versions of a text without their documents, the newest first. One statement. */
export async function listVersions(textId: TextId, reader: Reader = db): Promise<VersionEntry[]> {
  const rows = await reader
    .select(entry)
    .from(versions)
    .leftJoin(people, eq(people.id, versions.createdBy))
    .where(eq(versions.textId, textId))
    .orderBy(desc(versions.number));
  return rows.map((row) => ({ ...row, createdBy: row.createdBy ?? '' }));
}

/**
 * One version with its document, which holds internal passages as well: pass it through
 * `withoutInternal` for those who may not read them.
 *
 * @throws NotFound
 */
export async function readVersion(id: VersionId, reader: Reader = db): Promise<Version> {
  const [row] = await reader
    .select({ ...entry, textId: versions.textId, document: versions.document })
    .from(versions)
    .leftJoin(people, eq(people.id, versions.createdBy))
    .where(eq(versions.id, id));
  if (!row) throw new NotFound(id);
  return {
    ...row,
    createdBy: row.createdBy ?? '',
    document: readDocument(row.document),
    intact: sha256Of(row.document) === row.sha256,
  };
}

/** What a version holds, without what is told about it, and without checking it. @throws NotFound */
export async function readStored(
  id: VersionId,
  reader: Reader = db,
): Promise<{ document: TextDocument; state: Uint8Array }> {
  const [row] = await reader
    .select({ document: versions.document, state: versions.state })
    .from(versions)
    .where(eq(versions.id, id));
  if (!row) throw new NotFound(id);
  return { document: readDocument(row.document), state: row.state };
}

/** As `readVersion`, of a text of one kind. @throws NotFound, also for a version of another kind */
export async function readVersionOf<Kind extends TextKind>(
  kind: Kind,
  id: VersionId,
  reader: Reader = db,
): Promise<Version<DocumentOf<Kind>>> {
  const version = await readVersion(id, reader);
  if (kindOf(version.document) !== kind) throw new NotFound(id);
  return version as Version<DocumentOf<Kind>>;
}
