/**
 * Files on disk: each named by the SHA-256 of its content, below `DATA_DIR/files`. What is the same
 * is kept once; what was half received is never found under such a name.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants, statSync, unlinkSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Rejected } from '../errors';
import { settings } from '../settings.server';

const folder = () => join(settings().dataDir, 'files');
const incoming = () => join(folder(), 'incoming');

/** Where the content with this hash lies, if it is kept. */
export const pathOf = (sha256: string): string => placeIn(folder(), sha256);

const placeIn = (root: string, sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

/** Content that has arrived and is not kept yet: one of the two has to be said. */
export type Received = {
  path: string;
  size: number;
  sha256: string;
  /** Puts it where its hash is found, and on disk for good. */
  keep: () => Promise<void>;
  discard: () => Promise<void>;
};

/**
 * Takes content in, as it comes, and measures and hashes it on the way. Of what is larger than agreed
 * the rest is read and dropped, so that the browser that sends it gets to see the answer.
 *
 * @param name what it is called, for the sentence that refuses it
 * @throws Rejected `fileTooLarge`, or what the source throws when it breaks off; nothing is left then
 */
export async function receive(source: AsyncIterable<Uint8Array>, maximum: number, name: string): Promise<Received> {
  await mkdir(incoming(), { recursive: true });
  const path = join(incoming(), randomUUID());
  const hash = createHash('sha256');
  let size = 0;
  const measured = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > maximum) continue;
      hash.update(chunk);
      yield chunk;
    }
  };
  const discard = () => rm(path, { force: true });
  // Begun before anything can fail: a stream that opens its file by itself may do so after it was discarded.
  const file = await open(path, 'wx', 0o600);
  try {
    await pipeline(source, measured, file.createWriteStream({ flush: true }));
    if (size > maximum) throw new Rejected('fileTooLarge', { name, maximum: maximum / 2 ** 20 }, 'file');
  } catch (error) {
    await discard();
    throw error;
  }
  const sha256 = hash.digest('hex');
  return { path, size, sha256, keep: () => keep(path, sha256), discard };
}

/** Also where the same content is kept already: it then counts as new, and is not forgotten as unused. */
async function keep(path: string, sha256: string): Promise<void> {
  const target = pathOf(sha256);
  await mkdir(dirname(target), { recursive: true });
  await rename(path, target);
  for (const changed of [dirname(target), dirname(dirname(target)), folder()]) await flush(changed);
}

/** Puts the names in a folder on disk. */
async function flush(path: string): Promise<void> {
  const opened = await open(path);
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** Removes what was half received when the process ended. Only before anything is received. */
export const clearIncoming = (): Promise<void> => rm(incoming(), { recursive: true, force: true });

/** The hashes of all that is kept, folder by folder. */
async function* kept(root: string): AsyncGenerator<string[]> {
  for (const first of await namesIn(root, /^[0-9a-f]{2}$/)) {
    const seconds = await namesIn(join(root, first), /^[0-9a-f]{2}$/);
    const hashes = await Promise.all(seconds.map((second) => namesIn(join(root, first, second), /^[0-9a-f]{64}$/)));
    yield hashes.flat();
  }
}

async function namesIn(path: string, shape: RegExp): Promise<string[]> {
  try {
    return (await readdir(path)).filter((name) => shape.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Removes what nothing refers to, once it is older than `grace`: what was kept a moment ago may be
 * about to be referred to.
 *
 * @param used of these hashes, those that something refers to
 * @returns how many were removed
 */
export async function forgetUnused(used: (hashes: string[]) => Promise<ReadonlySet<string>>, grace: number): Promise<number> {
  let removed = 0;
  for await (const hashes of kept(folder())) {
    const old = await olderThan(hashes, grace);
    if (old.length === 0) continue;
    const needed = await used(old);
    for (const hash of old) {
      // Looked at once more and removed in one turn: nobody can have kept it anew in between.
      if (needed.has(hash) || Date.now() - statSync(pathOf(hash)).mtimeMs < grace) continue;
      unlinkSync(pathOf(hash));
      removed += 1;
    }
  }
  return removed;
}

async function olderThan(hashes: readonly string[], age: number): Promise<string[]> {
  const ages = await Promise.all(hashes.map(async (hash) => Date.now() - (await stat(pathOf(hash))).mtimeMs));
  return hashes.filter((_, index) => ages[index]! >= age);
}

/**
 * Copies everything that is kept to another folder, but for what lies there already: what a hash names
 * never changes. Also while another process serves.
 *
 * @returns how many were copied
 */
export async function copyFiles(target: string): Promise<number> {
  const there = new Set<string>();
  for await (const hashes of kept(target)) for (const hash of hashes) there.add(hash);
  let copied = 0;
  for await (const hashes of kept(folder())) {
    for (const hash of hashes.filter((name) => !there.has(name))) {
      const place = placeIn(target, hash);
      await mkdir(dirname(place), { recursive: true });
      // Under another name until it is whole.
      await copyFile(pathOf(hash), `${place}.part`, constants.COPYFILE_FICLONE);
      await rename(`${place}.part`, place);
      copied += 1;
    }
  }
  return copied;
}
