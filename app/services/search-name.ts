/** Names as they are written, sorted and looked for. Runs anywhere. */

/** Letters that no accent makes: they stand for themselves in Unicode. */
const letters: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Writes a name as Germans do where there are no umlauts, in small Latin letters without accents. */
export function transliterate(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[^\x00-\x7f]/gu, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/\s+/g, ' ');
}

/**
 * Folds a name so that it sorts and is found however it is typed: case, accents, ß and all spellings
 * of umlauts fall together (Müller, Mueller, MULLER; Yıldız, Yildiz).
 */
export const foldForSearch = (name: string): string => transliterate(name).replace(/([aou])e/g, '$1');
