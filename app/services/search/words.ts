/**
 * German words as they are looked for. Spellings (ä, ae, a; ß, ss; case, accents) and inflection fall together:
 * what is written and what is asked go through the same, and are then compared letter by letter. Runs anywhere.
 */

/** A word where it stands in a text. */
export type Token = { from: number; to: number; word: string };

/** A text as it is typed: letters in one piece, and without what only says where a word may be parted. */
export const asTyped = (text: string): string => text.normalize('NFC').replace(/\u00ad/g, '');

const wordPattern = /[\p{L}\p{N}]+/gu;

/** The words of a text, in their order. */
export function* tokensOf(text: string): Generator<Token> {
  for (const match of text.matchAll(wordPattern)) {
    yield { from: match.index, to: match.index + match[0].length, word: match[0] };
  }
}

const letters: Record<string, string> = { ß: 'ss', æ: 'a', œ: 'o', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

const withoutAccents = (word: string): string =>
  /^[\x00-\x7f]*$/.test(word)
    ? word.toLowerCase()
    : word
        .toLowerCase()
        .replace(/[ßæœøłđðþı]/g, (letter) => letters[letter]!)
        .normalize('NFD')
        .replace(/\p{Diacritic}/gu, '');

/** Umlauts that are written out count as one letter, whether they stand for an umlaut or not. */
const joined = (word: string): string => word.replace(/([aou])e/g, '$1');

/** Pairs that no ending is taken out of; they count as one letter. */
const pairs: readonly (readonly [RegExp, string, RegExp, string])[] = [
  [/sch/g, '$', /\$/g, 'sch'],
  [/ei/g, '%', /%/g, 'ei'],
  [/ie/g, '&', /&/g, 'ie'],
];

/**
 * The stem of a word, after the light stemmer CISTEM (Weißweiler and Fraser, "Developing a Stemmer for German Based
 * on a Comparative Analysis of Publicly Available Stemmers", GSCL 2017; case-insensitive). Without its step for
 * `ge-`, since that begins many words which are no participles.
 */
function stemmed(word: string): string {
  let stem = word;
  for (const [pair, sign] of pairs) stem = stem.replace(pair, () => sign);
  stem = stem.replace(/(.)\1/g, '$1*');
  for (let length = joined(stem).length; length > 3; length = joined(stem).length) {
    const shorter = length > 5 && /(e[mr]|nd)$/.test(stem) ? stem.slice(0, -2) : stem.replace(/[tesn]$/, '');
    if (shorter === stem) break;
    stem = shorter;
  }
  stem = stem.replace(/(.)\*/g, '$1$1');
  for (const [, , sign, pair] of pairs) stem = stem.replace(sign, () => pair);
  return stem;
}

const known = new Map<string, string>();
/** A language has many words, a portal few: each is worked on once. */
const mostKnown = 20_000;
const longestWord = 64;

/** What a word is looked for as. */
export function termOf(word: string): string {
  let term = known.get(word);
  if (term === undefined) {
    const plain = withoutAccents(word.slice(0, longestWord));
    term = joined(/\d/.test(plain) ? plain : stemmed(plain));
    if (known.size >= mostKnown) known.clear();
    known.set(word, term);
  }
  return term;
}

/** What the words of a text are looked for as, in their order. */
export const termsOf = (text: string): string[] => Array.from(tokensOf(text), ({ word }) => termOf(word));
