/** Words and characters, as people count them. Runs anywhere. */

export type Count = { words: number; characters: number };

/** Letters and digits, with what joins them inside a word: "E-Mail", "geht's", "1.000". */
const word = /[\p{L}\p{N}\p{M}]+(?:['’.,:/–-]?[\p{L}\p{N}\p{M}]+)*/gu;

/** Spaces count as characters, the ends of paragraphs do not. */
export function countWords(text: string): Count {
  return { words: text.match(word)?.length ?? 0, characters: text.replaceAll('\n', '').length };
}

export const sum = (a: Count, b: Count): Count => ({
  words: a.words + b.words,
  characters: a.characters + b.characters,
});
