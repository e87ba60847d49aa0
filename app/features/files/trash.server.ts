/** The end of files: rows that were in the trash for their time, then content that no row names. */
import { inArray, lte } from 'drizzle-orm';
import { db, files, write } from '~db/client.server';
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

/** Of these hashes those that a file still has. */
async function named(hashes: string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = 0; at < hashes.length; at += 500) {
    const rows = await db
      .selectDistinct({ sha256: files.sha256 })
      .from(files)
      .where(inArray(files.sha256, hashes.slice(at, at + 500)));
    for (const { sha256 } of rows) found.add(sha256);
  }
  return found;
}
