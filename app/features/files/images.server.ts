/** Images that come with a text that is read in: kept first, named by rows together with their document. */
import { type Tx, files } from '~db/client.server';
import type { DocumentId, FileId, FileKind, GroupId, PersonId } from '~db/values';
import { Rejected } from '~/services/errors';
import { kinds } from '~/services/files/kinds';
import { examine } from '~/services/files/kinds.server';
import { scan } from '~/services/files/scan.server';
import type { Received } from '~/services/files/store.server';
import { refuseFull } from './files.server';

/** An image on disk that no row names yet. */
export type KeptImage = { name: string; kind: FileKind; size: number; sha256: string; width: number; height: number };

/**
 * Keeps an image that has arrived. Its content is kept or discarded here; what no row names within a day
 * is forgotten.
 *
 * @throws Rejected a `file…` for what is not taken, `scannerSilent`
 */
export async function keepImage(given: string, content: Received): Promise<KeptImage> {
  try {
    const { kind, name, dimensions } = await examine(content.path, given);
    if (!kinds[kind].image || !dimensions) throw new Rejected('fileNoImage', { name }, 'file');
    await scan(content.path, name);
    await content.keep();
    return { name, kind, size: content.size, sha256: content.sha256, ...dimensions };
  } finally {
    await content.discard();
  }
}

/**
 * Names kept images as those of a document's text; the right must have been checked in this very change.
 *
 * @throws Rejected `groupFilesFull`
 */
export async function insertImages(
  tx: Tx,
  { documentId, groupId, personId }: { documentId: DocumentId; groupId: GroupId; personId: PersonId },
  images: ReadonlyMap<FileId, KeptImage>,
): Promise<void> {
  for (const [id, image] of images) {
    await refuseFull(tx, groupId, image);
    await tx.insert(files).values({ id, documentId, ...image, inline: true, uploadedBy: personId, uploadedAt: new Date() });
  }
}
