/**
 * The copy of a text on the device: what is typed without a line outlives the page. Kept for the
 * person and the text together, so that nobody else at the same device finds it.
 */
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import type { PersonId, TextId } from '~db/values';

const PREFIX = 'text:';
/** A browser that keeps nothing must not keep anyone from the text either. */
const LOAD_WITHIN_MS = 2_000;

export type OfflineCopy = {
  /** Resolves when what the device holds is in the document, or when it holds nothing. */
  loaded: Promise<void>;
  /** Deletes this copy; called when the right to the text is gone. */
  clear(): Promise<void>;
  /** Stops keeping, without deleting. */
  close(): Promise<void>;
};

/** Loads the device's copy into `doc` and keeps it up to date from then on. */
export function openOffline(personId: PersonId, textId: TextId, doc: Y.Doc): OfflineCopy {
  if (typeof indexedDB === 'undefined') {
    const done = Promise.resolve();
    return { loaded: done, clear: () => done, close: () => done };
  }
  const copy = new IndexeddbPersistence(`${PREFIX}${personId}:${textId}`, doc);
  const tooLate = new Promise<void>((resolve) => setTimeout(resolve, LOAD_WITHIN_MS));
  return {
    loaded: Promise.race([copy.whenSynced.then(() => undefined), tooLate]),
    clear: () => copy.clearData(),
    close: () => copy.destroy(),
  };
}

/** Deletes every copy on this device, whoever's; called at sign-out. */
export async function clearOffline(): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  const databases = await indexedDB.databases();
  const names = databases.flatMap(({ name }) => (name?.startsWith(PREFIX) ? name : []));
  await Promise.all(names.map(deleteDatabase));
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(name));
    // Another tab still has it open; it goes when that tab lets go.
    request.onblocked = () => resolve();
  });
}
