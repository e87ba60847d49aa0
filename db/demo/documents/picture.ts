/** The picture of the example: a week of shifts, and when a course finds room in it. Drawn here, as a PNG. */
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

const paper: Colour = [255, 255, 255];
const line: Colour = [214, 218, 226];
const shift: Colour = [74, 99, 145];
const course: Colour = [214, 122, 32];

/** Shifts of a week by their first and last hour, one a day; 24 and more is the next morning. */
const shifts = [[6, 14], [6, 14], [14, 22], [14, 22], [22, 30], [22, 30], null] as const;
const courses = [[15, 17], [15, 17], [10, 12], [10, 12], null, [17, 19], null] as const;

const hour = 24;
const day = 40;
const bar = 14;

export const pictureSize = { width: 24 * hour, height: 7 * day };

/** The colour at a place of the picture. */
function colourAt(x: number, y: number): Colour {
  const [at, row, inRow] = [x / hour, Math.floor(y / day), y % day];
  const within = (span: readonly [number, number] | null | undefined) =>
    span !== null && span !== undefined && ((at >= span[0] && at < span[1]) || (at + 24 >= span[0] && at + 24 < span[1]));
  if (inRow >= 4 && inRow < 4 + bar && within(shifts[row])) return shift;
  if (inRow >= 22 && inRow < 22 + bar && within(courses[row])) return course;
  return inRow === day - 1 || x % (6 * hour) === 0 ? line : paper;
}

/** The picture as the bytes of a PNG. */
export function drawPicture(): Buffer {
  const { width, height } = pictureSize;
  const rows: number[] = [];
  for (let y = 0; y < height; y += 1) {
    rows.push(0);
    for (let x = 0; x < width; x += 1) rows.push(...colourAt(x, y));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a colour, red, green and blue.
  head.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, check]);
}
