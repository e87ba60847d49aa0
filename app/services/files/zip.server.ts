/**
 * What a zip holds, read from its table of contents alone: nothing is ever unpacked, and no more of it
 * is read than agreed, however large it claims to be.
 */
import type { FileHandle } from 'node:fs/promises';
import { readAt } from './bytes.server';

export type ZipContents = {
  names: string[];
  /** How large it says it becomes when it is unpacked, in bytes. */
  unpacked: number;
};

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const endLength = 22;
const longestComment = 65_535;
const largestTable = 4 * 2 ** 20;
const mostEntries = 20_000;

/** @returns undefined where there is no table of contents that could be read: broken, split or too large */
export async function zipContents(file: FileHandle, size: number): Promise<ZipContents | undefined> {
  const tail = await readAt(file, Math.max(0, size - endLength - longestComment), endLength + longestComment);
  const end = findEnd(tail);
  if (end === undefined) return undefined;
  const [count, length, offset] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (count > mostEntries || length > largestTable || offset + length > size) return undefined;
  return entries(await readAt(file, offset, length), count);
}

function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - endLength; at >= 0; at -= 1) if (tail.readUInt32LE(at) === endMark) return at;
  return undefined;
}

function entries(table: Buffer, count: number): ZipContents | undefined {
  const contents: ZipContents = { names: [], unpacked: 0 };
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > table.length || table.readUInt32LE(at) !== entryMark) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((field) => table.readUInt16LE(at + field)) as [number, number, number];
    contents.names.push(table.toString('utf8', at + 46, at + 46 + name));
    contents.unpacked += table.readUInt32LE(at + 24);
    at += 46 + name + extra + comment;
  }
  return contents;
}
