/** Beginning documents: from blank, from a template, from another document, from a text that was read in. */
import { eq } from 'drizzle-orm';
import { type Tx, documentLabels, documentTemplates, documents, groups, write } from '~db/client.server';
import type { DocumentGenre, DocumentId, GroupId, PersonId, TemplateId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { type PaperDocument, emptyPaper } from '~/editor/document';
import { documentToUpdate, paperFromYDoc } from '~/editor/shared-document';
import { createText, readText } from '~/live/log.server';
import { NotFound } from '~/services/errors';
import { foldForSearch } from '~/services/search-name';
import { copyImages, copyOf } from './copying.server';
import { recordStep } from './documents.server';
import type { NewDocumentInput } from './documents';

export type Beginning = {
  groupId: GroupId;
  title: string;
  genre: DocumentGenre;
  labels: readonly string[];
  paper: PaperDocument;
  /** For a new edition: what it follows, and which one it is. */
  follows?: { id: DocumentId; edition: number };
};

/** Writes a new draft with its text; the right must have been checked in this very change. */
export async function insertDocument(tx: Tx, personId: PersonId, beginning: Beginning): Promise<DocumentId> {
  const { groupId, title, genre, paper, follows } = beginning;
  const now = new Date();
  const textId = await createText(tx, 'paper', documentToUpdate(paper));
  const [row] = await tx
    .insert(documents)
    .values({
      groupId,
      textId,
      title,
      searchTitle: foldForSearch(title),
      genre,
      createdAt: now,
      createdBy: personId,
      changedAt: now,
      changedBy: personId,
      ...(follows ? { edition: follows.edition, supersedes: follows.id } : {}),
    })
    .returning({ id: documents.id });
  await setLabels(tx, row!.id, beginning.labels);
  return row!.id;
}

/** Gives a document these labels instead of those it has. */
export async function setLabels(tx: Tx, documentId: DocumentId, labels: readonly string[]): Promise<void> {
  await tx.delete(documentLabels).where(eq(documentLabels.documentId, documentId));
  if (labels.length > 0) await tx.insert(documentLabels).values(labels.map((label) => ({ documentId, label })));
}

/**
 * Begins a document in a group.
 *
 * @param paper what it begins with, where that is not a template: a text that was read in
 * @throws NotFound without the right to begin documents there, and for a template that is not offered
 */
export async function createDocument(
  actor: Actor,
  groupId: GroupId,
  { title, genre, labels, template }: NewDocumentInput,
  paper?: PaperDocument,
): Promise<DocumentId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'group.beginDocument', groupId, tx);
    const begun = paper ?? (template ? await paperOfTemplate(tx, template) : emptyPaper());
    const id = await insertDocument(tx, granted.actor.id, { groupId, title, genre, labels, paper: begun });
    await recordBegun(tx, actor, groupId, { id, title });
    return id;
  });
}

/** Records that a document was begun. */
export async function recordBegun(tx: Tx, actor: Actor, groupId: GroupId, document: { id: DocumentId; title: string }) {
  const [group] = await tx.select().from(groups).where(eq(groups.id, groupId));
  await recordStep(tx, actor, { document, group: { ...group!, field: '' } }, 'document.begun');
}

async function paperOfTemplate(tx: Tx, id: TemplateId): Promise<PaperDocument> {
  const [template] = await tx.select().from(documentTemplates).where(eq(documentTemplates.id, id));
  if (!template?.offered) throw new NotFound(id);
  return paperFromYDoc(await readText(template.textId, tx));
}

/**
 * Makes a new draft of what a document says now, in the same group. Comments, shares, labels and attachments
 * stay with the first.
 *
 * @param title of the copy
 * @throws NotFound without the right
 */
export async function duplicateDocument(actor: Actor, id: DocumentId, title: string): Promise<DocumentId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'document.duplicate', id, tx);
    const [row] = await tx.select().from(documents).where(eq(documents.id, id));
    const { groupId, genre, textId } = row!;
    await authorize(actor, 'group.beginDocument', groupId, tx);
    const copied = copyOf(paperFromYDoc(await readText(textId, tx)));
    const beginning = { groupId, title, genre, labels: [], paper: copied.paper };
    const copy = await insertDocument(tx, granted.actor.id, beginning);
    await copyImages(tx, id, copy, copied);
    await recordBegun(tx, actor, groupId, { id: copy, title });
    return copy;
  });
}
