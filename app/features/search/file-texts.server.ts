/** What lies in files, read once for each content; whatever is in them, the portal goes on. */
import { and, desc, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import { db, fileTexts, files, write } from '~db/client.server';
import { pathOf } from '~/services/files/store.server';
import { log } from '~/services/log.server';
import { readableKinds, wordsOfFile } from '~/texts/import/plain.server';

/** Of longer files the beginning is found. */
const mostCharacters = 200_000;

/**
 * Reads the newest file that was not read yet. What can't be read counts as read: it is said in the log, once.
 *
 * @returns whether there was one
 */
export async function readNextFile(): Promise<boolean> {
  const [file] = await db
    .select({ sha256: files.sha256, kind: files.kind, name: files.name })
    .from(files)
    .leftJoin(fileTexts, eq(fileTexts.sha256, files.sha256))
    .where(and(isNull(fileTexts.sha256), isNull(files.removedAt), eq(files.inline, false), inArray(files.kind, readableKinds)))
    .orderBy(desc(files.uploadedAt))
    .limit(1);
  if (!file) return false;
  const body = await bodyOf(file);
  await write((tx) => tx.insert(fileTexts).values({ sha256: file.sha256, body, readAt: new Date() }).onConflictDoNothing());
  return true;
}

async function bodyOf({ sha256, kind, name }: Pick<typeof files.$inferSelect, 'sha256' | 'kind' | 'name'>): Promise<string> {
  try {
    return await wordsOfFile(kind, pathOf(sha256), mostCharacters);
  } catch (error) {
    log.warn({ err: error, file: name, sha256 }, 'the words of a file could not be read; it is found by its name');
    return '';
  }
}

/** Forgets the texts of files that are gone for good. */
export async function forgetFileTexts(): Promise<void> {
  await write((tx) => tx.delete(fileTexts).where(notInArray(fileTexts.sha256, tx.select({ sha256: files.sha256 }).from(files))));
}

/** Has what could not be read tried once more. */
export async function retryFileTexts(): Promise<void> {
  await write((tx) => tx.delete(fileTexts).where(eq(fileTexts.body, '')));
}
