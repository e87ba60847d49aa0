/**
 * Writes zip files (APPNOTE 6.3.3): small ones in memory, as DOCX and ODT are, and large ones that grow on
 * disk part by part. Compresses beside the loop, so that others are served meanwhile; the same parts give
 * the same bytes.
 */
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { crc32, createDeflateRaw, deflateRaw as deflateRawWithCallback } from 'node:zlib';

const deflateRaw = promisify(deflateRawWithCallback);

export type Part = {
  name: string;
  content: string | Uint8Array;
  /** Kept as it is: images are compressed already, and the type of an ODT has to be readable in place. */
  stored?: boolean;
};

/** A part as it comes, of whatever size. */
export type StreamedPart = Omit<Part, 'content'> & { content: AsyncIterable<Uint8Array> };

/** A zip has no more room: neither for more bytes nor for more parts than it can say. */
export class ZipFull extends Error {
  override name = 'ZipFull';
}

type Entry = { name: Buffer; method: number; crc: number; packed: number; size: number };

const version = 20;
const utf8Names = 1 << 11;
/** 1 January 1980, the first day a zip can say. */
const day = (1 << 5) | 1;
const localMark = 0x04034b50;
const localLength = 30;
const mostBytes = 0xffff_ffff;
const mostParts = 0xffff;

const methodOf = ({ stored }: Pick<Part, 'stored'>): number => (stored ? 0 : 8);

/** What stands before each part, and again in the table of contents. */
function description({ name, method, crc, packed, size }: Entry): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(utf8Names, 2);
  head.writeUInt16LE(method, 4);
  head.writeUInt16LE(day, 8);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(packed, 14);
  head.writeUInt32LE(size, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

const mark = (value: number, length = 4): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(value, 0);
  return bytes;
};

const headOf = (entry: Entry): Buffer => Buffer.concat([mark(localMark), description(entry), entry.name]);

/** A line of the table of contents, for the part that begins at `at`. */
function lineOf(entry: Entry, at: number): Buffer {
  // Comment, disk and attributes are nothing; then the place of the part.
  const place = Buffer.alloc(14);
  place.writeUInt32LE(at, 10);
  return Buffer.concat([mark(0x02014b50), Buffer.from([version, 0]), description(entry), place, entry.name]);
}

/** The table of contents, which begins at `at`, and the end of the file. */
function contentsOf(lines: readonly Buffer[], at: number): Buffer {
  const table = Buffer.concat(lines);
  const end = mark(0x06054b50, 22);
  end.writeUInt16LE(lines.length, 8);
  end.writeUInt16LE(lines.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([table, end]);
}

/** The parts as one zip file, in the order given. */
export async function zip(parts: readonly Part[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const lines: Buffer[] = [];
  let at = 0;
  for (const { name, content, stored = false } of parts) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : await deflateRaw(bytes);
    const entry = { name: Buffer.from(name), method: methodOf({ stored }), crc: crc32(bytes), packed: packed.length, size: bytes.length };
    const head = headOf(entry);
    lines.push(lineOf(entry, at));
    pieces.push(head, packed);
    at += head.length + packed.length;
  }
  return Buffer.concat([...pieces, contentsOf(lines, at)]);
}

/**
 * Writes a part into a zip on disk, at `at`, where the one before ends (0 for the first). Whoever notes
 * what this returns can go on from there after a crash: what was half written behind it is written over.
 *
 * @returns where the part ends
 * @throws ZipFull beyond 4 GiB, and what `content` throws
 */
export async function appendPart(file: FileHandle, at: number, { name, content, stored = false }: StreamedPart): Promise<number> {
  const entry = { name: Buffer.from(name), method: methodOf({ stored }), crc: 0, packed: 0, size: 0 };
  const begins = at + localLength + entry.name.length;
  const measured = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.length;
      yield chunk;
    }
  };
  const written = async (chunks: AsyncIterable<Uint8Array>) => {
    for await (const chunk of chunks) {
      if (begins + entry.packed + chunk.length > mostBytes) throw new ZipFull();
      await file.write(chunk, 0, chunk.length, begins + entry.packed);
      entry.packed += chunk.length;
    }
  };
  await (stored ? pipeline(content, measured, written) : pipeline(content, measured, createDeflateRaw(), written));
  // Only now is it known what the head says.
  const head = headOf(entry);
  await file.write(head, 0, head.length, at);
  return begins + entry.packed;
}

/**
 * Writes the table of contents of a zip on disk, whose last part ends at `end`, and puts all of it on disk.
 *
 * @returns the size of the file
 * @throws ZipFull beyond 4 GiB or 65,535 parts
 */
export async function finishZip(file: FileHandle, end: number): Promise<number> {
  const lines: Buffer[] = [];
  for (let at = 0; at < end; ) {
    const entry = await entryAt(file, at);
    lines.push(lineOf(entry, at));
    at += localLength + entry.name.length + entry.packed;
  }
  const contents = contentsOf(lines.slice(0, mostParts), end);
  if (lines.length > mostParts || end + contents.length > mostBytes) throw new ZipFull();
  await file.write(contents, 0, contents.length, end);
  await file.truncate(end + contents.length);
  await file.sync();
  return end + contents.length;
}

async function entryAt(file: FileHandle, at: number): Promise<Entry> {
  const head = Buffer.alloc(localLength);
  await file.read(head, 0, head.length, at);
  if (head.readUInt32LE(0) !== localMark) throw new Error(`No part of a zip begins at ${at}.`);
  const name = Buffer.alloc(head.readUInt16LE(26));
  await file.read(name, 0, name.length, at + localLength);
  return { name, method: head.readUInt16LE(8), crc: head.readUInt32LE(14), packed: head.readUInt32LE(18), size: head.readUInt32LE(22) };
}
