/** Finding documents, and what their audit entries call them. */
import { eq } from 'drizzle-orm';
import { type Reader, type Tx, db, documents, fields, groups } from '~db/client.server';
import type { DocumentId, TextId } from '~db/values';
import { type AuditEntry, type portal, record } from '~/access/audit.server';
import type { Actor } from '~/access/policy';
import { NotFound } from '~/services/errors';

const place = {
  document: documents,
  group: {
    id: groups.id,
    slug: groups.slug,
    name: groups.name,
    abbreviation: groups.abbreviation,
    archivedAt: groups.archivedAt,
    field: fields.name,
  },
};

/** A document with its group; undefined where there is none. Asks for no right. One statement. */
export async function findDocument(by: { id: DocumentId } | { textId: TextId }, reader: Reader = db) {
  const [row] = await reader
    .select(place)
    .from(documents)
    .innerJoin(groups, eq(groups.id, documents.groupId))
    .innerJoin(fields, eq(fields.id, groups.fieldId))
    .where('id' in by ? eq(documents.id, by.id) : eq(documents.textId, by.textId));
  return row;
}

export type PlacedDocument = NonNullable<Awaited<ReturnType<typeof findDocument>>>;

/** As `findDocument`. @throws NotFound */
export async function placedDocument(id: DocumentId, reader: Reader = db): Promise<PlacedDocument> {
  const found = await findDocument({ id }, reader);
  if (!found) throw new NotFound(id);
  return found;
}

/** Records a step in the life of a document, under its title. */
export async function recordStep(
  tx: Tx,
  actor: Actor | typeof portal,
  { document, group }: Pick<PlacedDocument, 'group'> & { document: { id: DocumentId; title: string } },
  action: string,
  details: AuditEntry['details'] = {},
): Promise<void> {
  await record(tx, actor, {
    action,
    object: { kind: 'document', id: document.id, name: document.title },
    groupId: group.id,
    details,
  });
}
