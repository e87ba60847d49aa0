/**
 * The parts of a zip in memory, unpacked one by one and only when asked for. Bounded twice: by what
 * its table of contents claims, and while unpacking, by what comes out.
 */
import { promisify } from 'node:util';
import { inflateRaw as inflateRawWithCallback } from 'node:zlib';
import { Rejected } from '~/services/errors';
import { importLimits } from './limits';

const inflateRaw = promisify(inflateRawWithCallback);

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endLength = 22;
const entryLength = 46;
const localLength = 30;
const longestComment = 65_535;
/** Below that, a ratio says nothing. */
const smallPart = 2 ** 20;

type Entry = { method: number; encrypted: boolean; packed: number; unpacked: number; at: number };

export type Zip = {
  has: (name: string) => boolean;
  names: () => string[];
  /**
   * Unpacks a part.
   *
   * @throws Rejected `textBroken`, `textBomb`, `textLocked`
   */
  part: (name: string, maximum?: number) => Promise<Uint8Array | undefined>;
};

const broken = () => new Rejected('textBroken');
const bomb = () => new Rejected('textBomb');

/** Whether bytes begin as a zip does. */
export const isZip = (bytes: Uint8Array): boolean => view(bytes).length >= 4 && view(bytes).readUInt32LE(0) === localMark;

const view = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Reads the table of contents of a zip.
 *
 * @throws Rejected `textBroken` when there is none, `textBomb` when it claims to become too large
 */
export function openZip(bytes: Uint8Array): Zip {
  const file = view(bytes);
  const entries = readEntries(file);
  let unpackedSoFar = 0;
  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    part: async (name, maximum = importLimits.xml) => {
      const entry = entries.get(name);
      if (!entry) return undefined;
      if (entry.encrypted) throw new Rejected('textLocked');
      const content = await unpack(packedBytes(file, entry), entry, maximum);
      unpackedSoFar += content.length;
      if (unpackedSoFar > importLimits.unpacked) throw bomb();
      return content;
    },
  };
}

function readEntries(file: Buffer): Map<string, Entry> {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  const offset = file.readUInt32LE(end + 16);
  if (count > importLimits.entries) throw bomb();
  const entries = new Map<string, Entry>();
  let at = offset;
  let [packed, unpacked] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    if (at + entryLength > file.length || file.readUInt32LE(at) !== entryMark) throw broken();
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [number, number, number];
    const entry: Entry = {
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    };
    packed += entry.packed;
    unpacked += entry.unpacked;
    if (tooTight(entry.packed, entry.unpacked)) throw bomb();
    entries.set(file.toString('utf8', at + entryLength, at + entryLength + nameLength).replaceAll('\\', '/'), entry);
    at += entryLength + nameLength + extra + comment;
  }
  // Parts that share the same bytes are how small bombs become large.
  if (packed > file.length || unpacked > importLimits.unpacked) throw bomb();
  return entries;
}

const tooTight = (packed: number, unpacked: number) =>
  unpacked > smallPart && unpacked > packed * importLimits.ratio;

function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - endLength - longestComment);
  for (let at = file.length - endLength; at >= first; at -= 1) if (file.readUInt32LE(at) === endMark) return at;
  throw broken();
}

function packedBytes(file: Buffer, entry: Entry): Buffer {
  if (entry.at + localLength > file.length || file.readUInt32LE(entry.at) !== localMark) throw broken();
  const from = entry.at + localLength + file.readUInt16LE(entry.at + 26) + file.readUInt16LE(entry.at + 28);
  if (from + entry.packed > file.length) throw broken();
  return file.subarray(from, from + entry.packed);
}

/** Beside the loop, and never more than it claimed to become. */
async function unpack(packed: Buffer, entry: Entry, maximum: number): Promise<Uint8Array> {
  if (entry.unpacked > maximum) throw bomb();
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw broken();
  try {
    const content = await inflateRaw(packed, { maxOutputLength: Math.max(1, entry.unpacked) });
    if (content.length !== entry.unpacked) throw broken();
    return content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw bomb();
    throw error instanceof Rejected ? error : broken();
  }
}
