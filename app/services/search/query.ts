/** What somebody types into a search, taken apart. Runs anywhere. */
import { termsOf } from './words';

/** Words that have to stand there, or must not; several only for a phrase, one after the other. */
export type Clause = { terms: string[]; phrase: boolean; not: boolean };

const clausePattern = /(?<![\p{L}\p{N}])([-–−]?)(?:["„“”«»]([^"„“”«»]*)["„“”«»]?|([^\s"„“”«»]+))/gu;
const mostTerms = 12;

/**
 * Takes a question apart: words, "phrases" and what is left out with a minus. Each word has to stand in what is
 * found, in any form. What a hyphen or a point joins is looked for as a phrase.
 */
export function clausesOf(asked: string): Clause[] {
  const clauses: Clause[] = [];
  let terms = 0;
  for (const [, minus, quoted, word] of asked.matchAll(clausePattern)) {
    const found = termsOf(quoted ?? word ?? '');
    if (found.length === 0 || (terms += found.length) > mostTerms) continue;
    clauses.push({ terms: found, phrase: quoted !== undefined || found.length > 1, not: minus !== '' });
  }
  return clauses;
}

/** Which words may stand for a typed one; itself among them. */
export type Widened = ReadonlyMap<string, readonly string[]>;

const phrase = (terms: readonly string[]): string => `"${terms.join(' ')}"`;

/**
 * The question as SQLite's full-text search (FTS5) reads it; undefined where nothing is to be found, as with
 * nothing but words that are left out. Terms are letters and digits: nothing in them means anything to it.
 */
export function matchOf(clauses: readonly Clause[], widened: Widened): string | undefined {
  const wanted = clauses.filter(({ not }) => !not);
  if (wanted.length === 0) return undefined;
  const each = wanted.map(({ terms, phrase: fixed }) =>
    fixed ? phrase(terms) : `(${(widened.get(terms[0]!) ?? terms).map((term) => phrase([term])).join(' OR ')})`,
  );
  const left = clauses.filter(({ not }) => not).map(({ terms }) => ` NOT ${phrase(terms)}`);
  return `(${each.join(' AND ')})${left.join('')}`;
}

/** The single words that are asked for: those others may stand for. */
export const loneTerms = (clauses: readonly Clause[]): string[] =>
  clauses.flatMap(({ terms, phrase: fixed, not }) => (fixed || not ? [] : terms));
