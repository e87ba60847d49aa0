/**
 * Pages that were rendered before. A page is a pure function of its address, what its loaders said,
 * the language and the day; the same of all these gives the same page, so it is taken from here
 * instead of being rendered again. Nothing can be out of date or meant for someone else: whatever
 * differs from one reader or moment to the next is part of what is asked for.
 */
import { createHash, randomBytes } from 'node:crypto';

const unknownOutside = () => randomBytes(16).toString('base64url');

/** Stands in rendered pages where each answer has a nonce of its own; nobody outside can know it. */
export const noncePlace = unknownOutside();
/** Stands, before its key, where HTML goes that is not rendered by React. */
export const sentPlace = unknownOutside();

/** What rendering gave; not whole when a part of it failed. */
export type Rendered = { html: string; whole: boolean };

/** A page ready to be sent: the bytes around its nonces. */
export type Page = { pieces: readonly Buffer[]; size: number; whole: boolean };

/** In bytes, of which a page of minutes has about 80,000. None while pages are being developed. */
const capacity = import.meta.env.MODE === 'development' ? 0 : 8 * 1024 * 1024;

const kept = new Map<string, Page>();
let size = 0;

/**
 * @param of everything the page depends on
 * @param render makes the page; asked only when it is not here
 */
export async function rendered(
  of: readonly (string | Uint8Array)[],
  render: () => Promise<Rendered>,
): Promise<Page> {
  const key = keyOf(of);
  const page = kept.get(key) ?? pageOf(await render());
  if (page.whole) keep(key, page);
  return page;
}

function keyOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // The lengths keep apart what would read the same when put together.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64');
}

export function pageOf({ html, whole }: Rendered): Page {
  const pieces = html.split(noncePlace).map((piece) => Buffer.from(piece));
  return { pieces, size: pieces.reduce((sum, piece) => sum + piece.length, 0), whole };
}

/** The bytes of a page with the nonce of one answer. */
export function withNonce({ pieces }: Page, nonce: string): Uint8Array<ArrayBuffer> {
  const filling = Buffer.from(nonce);
  return Buffer.concat(pieces.flatMap((piece, at) => (at === 0 ? [piece] : [filling, piece])));
}

/** Keeps a page as the newest, and lets go of those that nobody has asked for the longest. */
function keep(key: string, page: Page): void {
  if (kept.delete(key)) size -= page.size;
  kept.set(key, page);
  size += page.size;
  for (const [oldest, { size: freed }] of kept) {
    if (size <= capacity) break;
    kept.delete(oldest);
    size -= freed;
  }
}
