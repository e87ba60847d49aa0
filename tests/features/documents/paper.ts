/** Documents for tests: begun by a member of a small alliance, with words written in them. */
import { eq } from 'drizzle-orm';
import { db, documentShares, documents, write } from '~db/client.server';
import type { DocumentId, DocumentState, TextId } from '~db/values';
import type { PaperBlock } from '~/editor/document';
import { replaceDocument } from '~/editor/shared-replacement';
import { createDocument } from '~/features/documents/creating.server';
import { openPaperRooms } from '~/features/documents/room.server';
import { editRoom } from '~/live/rooms.server';
import type { Alliance } from '../../setup/alliance';

openPaperRooms();

export type Draft = { alliance: Alliance; id: DocumentId; textId: TextId };

export const beginning = { title: 'Kurse für Schichtarbeitende', genre: 'position', labels: [] } as const;

/** A blank document, begun by the member. */
export async function beginDocument(alliance: Alliance, more: { title?: string; labels?: string[] } = {}): Promise<Draft> {
  const id = await createDocument(await alliance.as('member'), alliance.groupId, { ...beginning, labels: [], ...more });
  return { alliance, id, textId: (await documentRow(id))!.textId };
}

export const documentRow = (id: DocumentId) => db.query.documents.findFirst({ where: eq(documents.id, id) });

/** Makes the text say this, written by the member. */
export const writeText = ({ alliance, textId }: Draft, content: PaperBlock[]): Promise<void> =>
  editRoom(textId, (doc) => replaceDocument(doc, { type: 'paper', content }), alliance.ids.member);

/** Puts a document into a state without the steps that lead there. */
export async function put(id: DocumentId, more: Partial<typeof documents.$inferInsert> & { state?: DocumentState }): Promise<void> {
  await write((tx) => tx.update(documents).set(more).where(eq(documents.id, id)));
}

/** Shares a document with the first organisation of the alliance, and with its guest. */
export async function share({ alliance, id }: Draft): Promise<void> {
  const made = { documentId: id, createdAt: new Date(), createdBy: alliance.ids.lead };
  await write(async (tx) => {
    await tx.insert(documentShares).values({ ...made, organisationId: alliance.organisationId });
    await tx.insert(documentShares).values({ ...made, personId: alliance.ids.guest });
  });
}
