/** What is shown of a text that was found: the words around the first place, with those that were asked for. Runs anywhere. */
import { termOf } from './words';

export type Piece = { text: string; marked: boolean };

/** A word that was asked for, where it stands in a text; `itself`, or another that holds it. */
type Place = { from: number; to: number; itself: boolean };

/** Where in a text stands what was asked for, in its order. */
export type Places = (text: string) => Generator<Place>;

const before = 80;
const length = 260;
/** Shorter words are not looked for within others. */
const shortestWithin = 3;

/** How the letters of a term may be written in a text: umlauts, ß and accents have several spellings (`words`). */
const spellings: Record<string, string> = {
  a: '[aáàâãåäæā]e?',
  o: '[oóòôõöøœō]e?',
  u: '[uúùûüūů]e?',
  e: '[eéèêëēėęě]',
  i: '[iíìîïıī]',
  c: '[cçćč]',
  d: '[dđďð]',
  g: '[gğ]',
  l: '[lł]',
  n: '[nñńň]',
  r: '[rř]',
  s: '[sśšş]',
  t: '[tťţ]',
  y: '[yýÿ]',
  z: '[zźżž]',
  и: '[ий]',
  і: '[ії]',
  е: '[её]',
};

const written = (term: string): string =>
  term.replace(/ss|./gsu, (letter) => (letter === 'ss' ? '(?:[sśšş]{2}|ß)' : (spellings[letter] ?? letter)));

/**
 * Looks for terms in texts, without taking all of a long text apart.
 *
 * @param terms letters and digits, as `termOf` makes them
 */
export function placesOf(terms: Iterable<string>): Places {
  const asked = new Set(terms);
  if (asked.size === 0) return nowhere;
  const within = [...asked].filter((term) => term.length >= shortestWithin);
  const pattern = new RegExp([...asked].map(written).join('|'), 'gi');
  return function* (text) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const place = wordAround(text, match.index, pattern.lastIndex);
      const term = termOf(text.slice(place.from, place.to));
      const itself = asked.has(term);
      const { lastIndex } = pattern;
      if (itself || within.some((part) => term.includes(part))) yield { ...place, itself };
      // Others may have looked with the same pattern meanwhile.
      pattern.lastIndex = Math.max(lastIndex, place.to);
    }
  };
}

function* nowhere(): Generator<Place> {}

const inWord = /[\p{L}\p{N}]/u;

function wordAround(text: string, first: number, last: number): { from: number; to: number } {
  let [from, to] = [first, last];
  while (from > 0 && inWord.test(text[from - 1]!)) from -= 1;
  while (to < text.length && inWord.test(text[to]!)) to += 1;
  return { from, to };
}

/** A text cut into what is marked and what is not. */
export function markedIn(text: string, places: Places): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of places(text)) {
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false });
    pieces.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** The passage of a text in which one of the words stands first; its beginning where none does. */
export function excerptOf(text: string, places: Places): Piece[] {
  const first = firstPlace(text, places);
  const start = first > before ? afterBlank(text, first - before) : 0;
  const end = start + length < text.length ? beforeBlank(text, start + length) : text.length;
  const pieces = markedIn(text.slice(start, end), places);
  if (start > 0) pieces.unshift({ text: '… ', marked: false });
  if (end < text.length) pieces.push({ text: ' …', marked: false });
  return pieces;
}

/** In a long text one does not look for ever for a better place. */
const mostLooked = 200;

/** Where a word that was asked for stands itself; else where another holds it. */
function firstPlace(text: string, places: Places): number {
  let inOther: number | undefined;
  let looked = 0;
  for (const { from, itself } of places(text)) {
    if (itself) return from;
    inOther ??= from;
    if ((looked += 1) > mostLooked) break;
  }
  return inOther ?? 0;
}

function afterBlank(text: string, at: number): number {
  const blank = text.indexOf(' ', at);
  return blank < 0 || blank > at + before ? at : blank + 1;
}

function beforeBlank(text: string, at: number): number {
  const blank = text.lastIndexOf(' ', at);
  return blank < at - before ? at : blank;
}
