/** Footnotes: plain words, in which web addresses are links. Runs anywhere. */
import { isLinkTarget } from './document';

/** A full stop or bracket at the end of an address belongs to the sentence. */
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/** The words of a footnote in pieces; `href` where a piece is an address. */
export function addressesIn(text: string): { words: string; href: string | null }[] {
  const pieces: { words: string; href: string | null }[] = [];
  let at = 0;
  for (const { 0: words, index } of text.matchAll(address)) {
    if (!isLinkTarget(words)) continue;
    if (index > at) pieces.push({ words: text.slice(at, index), href: null });
    pieces.push({ words, href: words });
    at = index + words.length;
  }
  if (at < text.length) pieces.push({ words: text.slice(at), href: null });
  return pieces;
}
