/** How many slips of the hand lie between two words: a letter too many, missing, wrong, or two exchanged. Runs anywhere. */

export type Near = { word: string; slips: number };

/** Pieces of words that are shorter lie near to too many. */
const shortestPiece = 6;

/** What somebody may have meant of a word: all of it, or what it begins or ends with; of equally near ones the first. */
export function nearestIn(word: string, typed: string, most: number): Near | undefined {
  const near = [word, ...endsOf(word, typed, most)]
    .map((piece) => ({ word: piece, slips: slipsBetween(typed, piece, most) }))
    .filter(({ slips }) => slips > 0 && slips <= most);
  return near.sort((a, b) => a.slips - b.slips)[0];
}

/** The beginnings and ends of a word that are about as long as another; none where they would be that one. */
function endsOf(word: string, typed: string, most: number): string[] {
  if (typed.length < shortestPiece || word.includes(typed)) return [];
  const lengths = Array.from({ length: 2 * most + 1 }, (_, index) => typed.length - most + index);
  return lengths.filter((length) => length < word.length).flatMap((length) => [word.slice(0, length), word.slice(-length)]);
}

/** @returns a number above `most` as soon as it is clear that there are more */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (exchanged) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
