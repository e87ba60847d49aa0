/**
 * Compounds are taken apart by the words that are used by themselves: *Arbeitsmarktintegration* by *Arbeit*, *Markt*
 * and *Integration*. What is left beside a known word counts as a part as well: *Jugend* in *Jugendkurs* where only
 * *Kurs* is known. All of them stems, as `words` makes them. Runs anywhere.
 */
import { termOf } from './words';

export const shortestPart = 4;
/** Beside a part something has to be left that is a word or begins one. */
const shortestRest = 3;
export const shortestCompound = shortestPart + shortestRest;
export const mostParts = 16;

/** What is put between two parts, or ends one of them. */
const joints = /(?:es|s|n)$/;

type Piece = { from: number; to: number };

function* places(word: string): Generator<Piece> {
  for (let from = 0; from + shortestPart <= word.length; from += 1) {
    if (from > 0 && from < shortestRest) continue;
    for (let to = from + shortestPart; to <= word.length; to += 1) {
      const left = word.length - to;
      const whole = from === 0 && left === 0;
      if (!whole && (left === 0 || left >= shortestRest)) yield { from, to };
    }
  }
}

/** Everything in a word that may be a part of it. */
export const piecesOf = (word: string): string[] => [...new Set([...places(word)].map(({ from, to }) => word.slice(from, to)))];

/** The parts of a word, of those that are known; and what they leave of it. */
export function partsIn(word: string, known: ReadonlySet<string>): string[] {
  const parts = new Set<string>();
  for (const { from, to } of places(word)) {
    const part = word.slice(from, to);
    if (!known.has(part)) continue;
    parts.add(part);
    if (to === word.length) for (const rest of restsOf(word.slice(0, from))) parts.add(rest);
    if (from === 0) for (const rest of restsOf(word.slice(to).replace(/^s(?=.{4})/, ''))) parts.add(rest);
  }
  return [...parts];
}

/** A part that is left, as it is looked for: with and without what joined it. */
const restsOf = (rest: string): string[] =>
  rest.length < shortestPart ? [] : [termOf(rest), termOf(rest.replace(joints, ''))].filter((part) => part.length >= shortestRest);
