/** The images of a text that is read: which of them a paper can show, and the places they are given. */
import type { Image } from '~/editor/document';
import { Rejected } from '~/services/errors';
import { importLimits } from './limits';
import type { Report } from './report';
import type { ImportedImage } from './result';
import { imageWidth } from './settle';
import type { Zip } from './zip.server';

const signatures: readonly [string, (bytes: Buffer) => boolean][] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))],
  ['image/jpeg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff],
  ['image/gif', (bytes) => /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))],
  ['image/webp', (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'],
];

/** What an image is, by its content. */
const mediaTypeOf = (bytes: Uint8Array): string | undefined => {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16));
  return signatures.find(([, matches]) => matches(start))?.[0];
};

export class Images {
  readonly found: ImportedImage[] = [];
  readonly #byPart = new Map<string, string | null>();

  constructor(
    private readonly zip: Zip,
    private readonly report: Report,
  ) {}

  /**
   * An image of the zip, as a block.
   *
   * @param share of the width of the text that it takes
   * @returns undefined where it can't be shown, which is reported
   */
  async take(part: string, alt: string | null, share: number): Promise<Image | undefined> {
    const place = this.#byPart.has(part) ? this.#byPart.get(part) : await this.#add(part);
    if (!place) return undefined;
    return {
      type: 'image',
      attrs: {
        fileId: place,
        alt: alt?.slice(0, 1000) ?? null,
        caption: '',
        width: imageWidth(share),
        pixelWidth: 0,
        pixelHeight: 0,
      },
    };
  }

  async #add(part: string): Promise<string | null> {
    const place = await this.#place(part);
    this.#byPart.set(part, place);
    return place;
  }

  async #place(part: string): Promise<string | null> {
    const name = part.slice(part.lastIndexOf('/') + 1);
    const bytes = await this.zip.part(part, importLimits.file);
    if (!bytes) {
      this.report.add('imageMissing', name);
      return null;
    }
    const mediaType = mediaTypeOf(bytes);
    if (!mediaType) {
      this.report.add('imageKind', name);
      return null;
    }
    if (this.found.length >= importLimits.images) {
      this.report.add('imageMany', name);
      return null;
    }
    const place = `image-${this.found.length + 1}`;
    this.found.push({
      place,
      name,
      mediaType,
      read: async () => {
        const content = await this.zip.part(part, importLimits.file);
        if (!content) throw new Rejected('textBroken');
        return content;
      },
    });
    return place;
  }
}
