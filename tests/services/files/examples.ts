/** Small files of every kind, byte by byte. */

const bytes = (...values: number[]) => Buffer.from(values);
const be32 = (value: number) => bytes(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
const be16 = (value: number) => bytes((value >> 8) & 255, value & 255);
const le32 = (value: number) => Buffer.from(be32(value)).reverse();
const le16 = (value: number) => Buffer.from(be16(value)).reverse();
const text = (words: string) => Buffer.from(words, 'latin1');

export const pdf = text('%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n');

/** One grey pixel, or what claims to be larger. */
export const png = (width = 1, height = 1) =>
  Buffer.concat([
    bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    be32(13),
    text('IHDR'),
    be32(width),
    be32(height),
    bytes(8, 0, 0, 0, 0),
  ]);

/** A whole PNG that browsers show: one pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

export const gif = (width: number, height: number) => Buffer.concat([text('GIF89a'), le16(width), le16(height), bytes(0, 0, 0)]);

/** With the segments that cameras write before the size. */
export const jpeg = (width: number, height: number, orientation?: number) => {
  const exif = orientation
    ? Buffer.concat([
        text('Exif\0\0II*\0'),
        le32(8),
        le16(1),
        bytes(0x12, 0x01, 3, 0),
        le32(1),
        le16(orientation),
        le16(0),
        le32(0),
      ])
    : undefined;
  const segment = (marker: number, content: Buffer) => Buffer.concat([bytes(0xff, marker), be16(content.length + 2), content]);
  return Buffer.concat([
    bytes(0xff, 0xd8),
    segment(0xe0, text('JFIF\0')),
    ...(exif ? [segment(0xe1, exif)] : []),
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc2, Buffer.concat([bytes(8), be16(height), be16(width), bytes(3)])),
    bytes(0xff, 0xd9),
  ]);
};

export const webp = {
  extended: (width: number, height: number) =>
    Buffer.concat([text('RIFF'), le32(30), text('WEBPVP8X'), le32(10), le32(0), le32(width - 1).subarray(0, 3), le32(height - 1).subarray(0, 3)]),
  lossless: (width: number, height: number) =>
    Buffer.concat([text('RIFF'), le32(30), text('WEBPVP8L'), le32(10), bytes(0x2f), le32((width - 1) | ((height - 1) << 14)), Buffer.alloc(8)]),
  lossy: (width: number, height: number) =>
    Buffer.concat([text('RIFF'), le32(30), text('WEBPVP8 '), le32(10), bytes(0, 0, 0, 0x9d, 0x01, 0x2a), le16(width), le16(height)]),
};

/** A zip whose entries are not compressed. `claims` is what they say they become when unpacked. */
export function zip(entries: Record<string, string>, { claims }: { claims?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const [label, body] = [text(name), text(content)];
    const sizes = [le32(0), le32(body.length), le32(claims ?? body.length), le16(label.length), le16(0)];
    const local = Buffer.concat([bytes(0x50, 0x4b, 3, 4), le16(20), le16(0), le16(0), le32(0), ...sizes, label, body]);
    table.push(
      Buffer.concat([bytes(0x50, 0x4b, 1, 2), le16(20), le16(20), le16(0), le16(0), le32(0), ...sizes, le16(0), le16(0), le16(0), le32(0), le32(offset), label]),
    );
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(table);
  const count = le16(table.length);
  return Buffer.concat([...parts, directory, bytes(0x50, 0x4b, 5, 6), le32(0), count, count, le32(directory.length), le32(offset), le16(0)]);
}

export const docx = zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' });
export const docm = zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>', 'word/vbaProject.bin': 'x' });
export const xlsx = zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<w/>' });
export const pptx = zip({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' });
export const odf = (what: 'text' | 'spreadsheet' | 'presentation', more: Record<string, string> = {}) =>
  zip({ mimetype: `application/vnd.oasis.opendocument.${what}`, 'content.xml': '<o/>', ...more });

export const svg = text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
