/** The end of files: rows that were in the trash for their time, then content that no row names. */
import { inArray, lte } from 'drizzle-orm';
import { db, documentImports, files, write } from '~db/client.server';
import { forgetUnused } from '~/services/files/store.server';

const dayInMs = 86_400_000;

/** How long a file that was taken away can be taken back. */
export const timeInTrash = 30 * dayInMs;

/** Content that has just arrived is not named yet; no upload takes that long. */
const grace = dayInMs;

/** Forgets what has been in the trash for its time, and the content that nothing names any more. */
export async function forgetFiles(now = Date.now()): Promise<void> {
  await write((tx) => tx.delete(files).where(lte(files.removedAt, new Date(now - timeInTrash))));
  await forgetUnused(named, grace);
}

/** Of these hashes those that a file still has, or a text that is being read in. */
async function named(hashes: string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = 0; at < hashes.length; at += 500) {
    const some = hashes.slice(at, at + 500);
    const ofFiles = await db.selectDistinct({ sha256: files.sha256 }).from(files).where(inArray(files.sha256, some));
    const ofImports = await db
      .selectDistinct({ sha256: documentImports.sha256 })
      .from(documentImports)
      .where(inArray(documentImports.sha256, some));
    for (const { sha256 } of [...ofFiles, ...ofImports]) if (sha256) found.add(sha256);
  }
  return found;
}
