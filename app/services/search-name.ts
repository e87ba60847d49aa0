/**
 * Folds a name so that it sorts and is found as Germans write it: case, accents and both spellings
 * of umlauts and ß fall together (Müller, Mueller, MÜLLER). Runs anywhere.
 */
export function foldForSearch(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/\s+/g, ' ');
}
