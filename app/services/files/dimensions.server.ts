/** How wide and high an image is shown, from its header alone; nothing is decoded. */
import type { FileHandle } from 'node:fs/promises';
import { readAt } from './bytes.server';

export type Dimensions = { width: number; height: number };

type ImageKind = 'png' | 'jpeg' | 'gif' | 'webp';

/**
 * @param head the first bytes of the file, at least 30 where it has as many
 * @returns undefined where the header is broken
 */
export async function dimensionsOf(kind: ImageKind, file: FileHandle, head: Buffer): Promise<Dimensions | undefined> {
  try {
    const found = kind === 'jpeg' ? await ofJpeg(file) : { png: ofPng, gif: ofGif, webp: ofWebp }[kind](head);
    return found && found.width > 0 && found.height > 0 ? found : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const ofPng = (head: Buffer): Dimensions | undefined =>
  head.toString('latin1', 12, 16) === 'IHDR'
    ? { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
    : undefined;

const ofGif = (head: Buffer): Dimensions => ({ width: head.readUInt16LE(6), height: head.readUInt16LE(8) });

function ofWebp(head: Buffer): Dimensions | undefined {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}

const mostSegments = 500;

/** Walks from segment to segment up to the frame header; what a camera notes may turn the image. */
async function ofJpeg(file: FileHandle): Promise<Dimensions | undefined> {
  let position = 2;
  let turned = false;
  for (let count = 0; count < mostSegments; count += 1) {
    const head = await readAt(file, position, 9);
    const marker = head.readUInt8(1);
    if (head.readUInt8(0) !== 0xff) return undefined;
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    const length = head.readUInt16BE(2);
    if (marker === 0xe1) turned ||= isTurned(await readAt(file, position + 4, length - 2));
    if (isFrame(marker)) {
      const [height, width] = [head.readUInt16BE(5), head.readUInt16BE(7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    position += 2 + length;
  }
  return undefined;
}

/** SOF0 to SOF15, but for the three of that range that are something else. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const orientationTag = 0x0112;

/** Whether Exif says that the image is shown turned by a quarter (orientations 5 to 8). */
function isTurned(segment: Buffer): boolean {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0') return false;
  const tiff = segment.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  if (tiff.length < 8) return false;
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let index = 0; index < short(directory); index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.length) return false;
    if (short(entry) === orientationTag) return short(entry + 8) >= 5;
  }
  return false;
}
