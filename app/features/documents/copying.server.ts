/** Copies of a paper bring their images along: rows of their own, of the same content. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { type Tx, files } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { DocumentId, FileId } from '~db/values';
import type { PaperBlock, PaperDocument } from '~/editor/document';

/** A paper that names images anew, and which of them was which. */
export type Copy = { paper: PaperDocument; images: ReadonlyMap<FileId, FileId> };

/** The same paper for another document: its images get ids of their own there. */
export function copyOf(paper: PaperDocument): Copy {
  const images = new Map<FileId, FileId>();
  const renamed = (block: PaperBlock): PaperBlock => {
    if (block.type !== 'image' || block.attrs.fileId === '') return block;
    const id = block.attrs.fileId as FileId;
    const own = images.get(id) ?? newId<'file'>();
    images.set(id, own);
    return { ...block, attrs: { ...block.attrs, fileId: own } };
  };
  return { paper: { ...paper, content: paper.content.map(renamed) }, images };
}

/** Gives a document its own rows for the images that its paper has from another one. */
export async function copyImages(tx: Tx, from: DocumentId, to: DocumentId, { images }: Copy): Promise<void> {
  if (images.size === 0) return;
  const rows = await tx
    .select()
    .from(files)
    .where(and(eq(files.documentId, from), inArray(files.id, [...images.keys()]), isNull(files.removedAt)));
  for (const row of rows) await tx.insert(files).values({ ...row, id: images.get(row.id)!, documentId: to });
}
