/**
 * Writes zip files (APPNOTE 6.3.3), as DOCX and ODT are. Compresses beside the loop, so that others are
 * served meanwhile; the same parts give the same bytes.
 */
import { promisify } from 'node:util';
import { crc32, deflateRaw as deflateRawWithCallback } from 'node:zlib';

const deflateRaw = promisify(deflateRawWithCallback);

export type Part = {
  name: string;
  content: string | Uint8Array;
  /** Kept as it is: images are compressed already, and the type of an ODT has to be readable in place. */
  stored?: boolean;
};

type Packed = { name: Buffer; method: number; crc: number; packed: Buffer; size: number };

const version = 20;
const utf8Names = 1 << 11;
/** 1 January 1980, the first day a zip can say. */
const day = (1 << 5) | 1;

async function pack({ name, content, stored }: Part): Promise<Packed> {
  const bytes = Buffer.from(content);
  const packed = stored ? bytes : await deflateRaw(bytes);
  return { name: Buffer.from(name), method: stored ? 0 : 8, crc: crc32(bytes), packed, size: bytes.length };
}

/** What stands before each part, and again in the table of contents. */
function description({ name, method, crc, packed, size }: Packed): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(utf8Names, 2);
  head.writeUInt16LE(method, 4);
  head.writeUInt16LE(day, 8);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(size, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

const mark = (value: number, length = 4): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(value, 0);
  return bytes;
};

/** The parts as one zip file, in the order given. */
export async function zip(parts: readonly Part[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const packed = await pack(part);
    const head = description(packed);
    const local = [mark(0x04034b50), head, packed.name, packed.packed];
    // Comment, disk and attributes are nothing; then the place of the part.
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    contents.push(mark(0x02014b50), Buffer.from([version, 0]), head, place, packed.name);
    pieces.push(...local);
    at += local.reduce((sum, piece) => sum + piece.length, 0);
  }
  const table = Buffer.concat(contents);
  const end = mark(0x06054b50, 22);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, table, end]);
}
