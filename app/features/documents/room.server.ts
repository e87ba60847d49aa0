/** Papers as live texts: who may come in, and what follows from an edit. Templates are papers, too. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Doc } from 'yjs';
import { type Tx, db, documentLinks, documentTemplates, documents, liveUpdates, write } from '~db/client.server';
import type { DocumentId, PersonId, TextId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { factsOfDocument } from '~/access/authorize.server';
import { type ObjectFacts, type Person, can } from '~/access/policy';
import { type DocumentNode, type PaperDocument, linkedDocument } from '~/editor/document';
import { type Access, registerTextKind } from '~/live/kinds.server';
import { noteChange } from '~/services/search/changes.server';
import { keepDraft } from '~/texts/draft.server';
import { worked } from '~/texts/sessions.server';
import { registerSubjects } from '~/texts/subjects.server';
import { noteOfficeReading } from './readings.server';
import { documentSubject } from './subject.server';

/** Announces papers as a kind of live text, and what they are about. Once at start. */
export function openPaperRooms(): void {
  registerTextKind('paper', { access, changed });
  registerSubjects('paper', documentSubject);
}

async function access(personId: PersonId, textId: TextId): Promise<Access | null> {
  const actor = await loadActor(db, personId);
  if (!actor) return null;
  const [row] = await db.select({ id: documents.id }).from(documents).where(eq(documents.textId, textId));
  if (!row) return accessToTemplate(actor, textId);
  const facts = await factsOfDocument(row.id);
  if (!facts || !can(actor, 'document.read', facts)) return null;
  await noteOfficeReading(actor, row.id, facts);
  return { mode: can(actor, 'document.edit', facts) ? 'edit' : 'read', until: endOfRight(actor, facts) };
}

async function accessToTemplate(actor: Person, textId: TextId): Promise<Access | null> {
  const [row] = await db
    .select({ id: documentTemplates.id })
    .from(documentTemplates)
    .where(eq(documentTemplates.textId, textId));
  return row && can(actor, 'template.edit', {}) ? { mode: 'edit', until: null } : null;
}

/**
 * When to look at the right again: the first of the role and the mandates that ends by itself. What
 * else may still hold then is asked anew.
 */
function endOfRight(actor: Person, { groupId }: ObjectFacts['document']): Date | null {
  const ends = [actor.roles.get(groupId), ...actor.organisations.values()].flatMap((held) => held?.until ?? []);
  const coming = ends.filter((end) => end > Date.now());
  return coming.length > 0 ? new Date(Math.min(...coming)) : null;
}

/** Keeps what lists and other documents say of this one: its last change, and where it leads to. */
async function changed(textId: TextId, doc: Doc, sequence: number): Promise<void> {
  const paper = keepDraft(textId, 'paper', doc, sequence);
  worked(textId);
  await write(async (tx) => {
    const [row] = await tx
      .select({ id: documents.id, state: documents.state })
      .from(documents)
      .where(eq(documents.textId, textId));
    if (row?.state !== 'draft') return;
    await setLinks(tx, row.id, linksOf(paper));
    await noteChange(tx, 'document', row.id);
    const last = await lastEdit(tx, textId);
    if (last) await tx.update(documents).set({ changedAt: last.at, changedBy: last.personId }).where(eq(documents.id, row.id));
  });
}

async function lastEdit(tx: Tx, textId: TextId) {
  const last = await tx.query.liveUpdates.findFirst({
    columns: { at: true, personId: true },
    where: eq(liveUpdates.textId, textId),
    orderBy: (row, { desc }) => desc(row.sequence),
  });
  return last?.personId ? last : undefined;
}

/** The documents of the portal that a paper leads to, each once. */
export function linksOf(paper: PaperDocument): DocumentId[] {
  const found = new Set<DocumentId>();
  const visit = (nodes: readonly DocumentNode[]) => {
    for (const node of nodes) {
      if ('content' in node) visit(node.content);
      if (node.type !== 'text') continue;
      for (const mark of node.marks ?? []) {
        const id = mark.type === 'link' ? linkedDocument(mark.attrs.href) : undefined;
        if (id) found.add(id);
      }
    }
  };
  visit(paper.content);
  return [...found];
}

async function setLinks(tx: Tx, fromId: DocumentId, wanted: readonly DocumentId[]): Promise<void> {
  const rows = await tx.select({ toId: documentLinks.toId }).from(documentLinks).where(eq(documentLinks.fromId, fromId));
  const present = new Set(rows.map(({ toId }) => toId));
  const gone = [...present].filter((id) => !wanted.includes(id));
  const added = wanted.filter((id) => !present.has(id));
  if (gone.length > 0) {
    await tx.delete(documentLinks).where(and(eq(documentLinks.fromId, fromId), inArray(documentLinks.toId, gone)));
  }
  if (added.length > 0) await tx.insert(documentLinks).values(added.map((toId) => ({ fromId, toId })));
}
