/** What is shown of a text that was found: the words around the first place, with those that were asked for. Runs anywhere. */
import { termOf, tokensOf } from './words';

export type Piece = { text: string; marked: boolean };

const before = 80;
const length = 260;

/** A text cut into what is marked and what is not. */
export function markedIn(text: string, terms: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to, word } of tokensOf(text)) {
    if (!terms.has(termOf(word))) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false });
    pieces.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** The passage of a text in which one of the terms stands first; its beginning where none does. */
export function excerptOf(text: string, terms: ReadonlySet<string>): Piece[] {
  const first = firstOf(text, terms);
  const start = first > before ? afterBlank(text, first - before) : 0;
  const end = start + length < text.length ? beforeBlank(text, start + length) : text.length;
  const pieces = markedIn(text.slice(start, end), terms);
  if (start > 0) pieces.unshift({ text: '… ', marked: false });
  if (end < text.length) pieces.push({ text: ' …', marked: false });
  return pieces;
}

function firstOf(text: string, terms: ReadonlySet<string>): number {
  for (const { from, word } of tokensOf(text)) if (terms.has(termOf(word))) return from;
  return 0;
}

function afterBlank(text: string, at: number): number {
  const blank = text.indexOf(' ', at);
  return blank < 0 || blank > at + before ? at : blank + 1;
}

function beforeBlank(text: string, at: number): number {
  const blank = text.lastIndexOf(' ', at);
  return blank < at - before ? at : blank;
}
