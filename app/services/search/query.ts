/** What somebody types into a search, taken apart, and asked in steps: the best first. Runs anywhere. */
import { marks } from './spelling';
import { asTyped, termsOf } from './words';

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
  for (const [, minus, quoted, word] of asTyped(asked).matchAll(clausePattern)) {
    const found = termsOf(quoted ?? word ?? '');
    if (found.length === 0 || (terms += found.length) > mostTerms) continue;
    clauses.push({ terms: found, phrase: quoted !== undefined || found.length > 1, not: minus !== '' });
  }
  return clauses;
}

/** The single words that are asked for: those others may stand for. */
export const loneTerms = (clauses: readonly Clause[]): string[] =>
  clauses.flatMap(({ terms, phrase: fixed, not }) => (fixed || not ? [] : terms));

/** The clauses that have to stand in what is found. */
export const wantedIn = (clauses: readonly Clause[]): Clause[] => clauses.filter(({ not }) => !not);

/** Terms are letters and digits, marks end in a colon: in quotation marks nothing in them means anything to SQLite. */
const phrase = (terms: readonly string[], mark = ''): string => `"${terms.map((term) => mark + term).join(' ')}"`;

const anyOf = (...asked: readonly string[]): string => (asked.length === 1 ? asked[0]! : `(${asked.join(' OR ')})`);

type Ask = (clause: Clause) => string;

const inTitle: Ask = ({ terms }) => phrase(terms, marks.title);
const plain: Ask = ({ terms }) => phrase(terms);
/** Phrases have no marks, and stand where they stand. */
const main: Ask = (clause) => (clause.phrase ? plain(clause) : phrase(clause.terms, marks.main));
const inCompounds: Ask = (clause) => (clause.phrase ? plain(clause) : phrase(clause.terms, marks.part));
/** Other words that may stand in place of a single one. */
export type Others = ReadonlyMap<string, readonly string[]>;
const none: Others = new Map();

const orOthers =
  (how: Ask, others: Others): Ask =>
  (clause) => {
    const words = clause.phrase ? [] : (others.get(clause.terms[0]!) ?? []);
    return anyOf(how(clause), ...words.map((word) => how({ ...clause, terms: [word] })));
  };
const either =
  (...how: readonly Ask[]): Ask =>
  (clause) =>
    anyOf(...new Set(how.map((ask) => ask(clause))));

/**
 * A question as SQLite's full-text search (FTS5) is asked it, step by step: what has all words in its title; what is
 * about them; what has one of them in its title; what holds them; what holds them as parts of other words. A later
 * step finds again what those before it have found.
 *
 * @param within marks it has to have besides
 * @param others what may stand in place of the words that were typed, as if it had been typed
 * @returns nothing where nothing is wanted, as with nothing but words that are left out
 */
export function* steps(clauses: readonly Clause[], within: readonly string[], others: Others = none): Generator<string> {
  const wanted = wantedIn(clauses);
  if (wanted.length === 0) return;
  const any = (how: Ask) => wanted.map(orOthers(how, others));
  const ask = (how: Ask) => narrowed(any(how).join(' AND '), clauses, within);
  yield ask(inTitle);
  if (wanted.length === 1) {
    // What was found before need not be found again.
    for (const how of wanted[0]!.phrase ? [plain] : [main, plain, inCompounds]) yield ask(how);
    return;
  }
  yield ask(either(inTitle, main));
  yield narrowed([anyOf(...any(inTitle)), ...any(plain)].join(' AND '), clauses, within);
  yield ask(plain);
  if (wanted.some((clause) => !clause.phrase)) yield ask(either(plain, inCompounds));
}

/** The question with other words in place of those that were typed. */
export function widened(
  clauses: readonly Clause[],
  others: Others,
  within: readonly string[],
): string {
  const ask: Ask = (clause) => {
    if (clause.phrase) return plain(clause);
    const words = others.get(clause.terms[0]!) ?? [];
    return anyOf(plain(clause), phrase(clause.terms, marks.part), ...words.map((word) => phrase([word])));
  };
  return narrowed(wantedIn(clauses).map(ask).join(' AND '), clauses, within);
}

/** Titles that hold all words, the last of which is still being typed. */
export function titlesLike(terms: readonly string[], within: readonly string[], others: Others = none): string | undefined {
  if (terms.length === 0) return undefined;
  const inTitles = (term: string, index: number) => {
    const begun = index === terms.length - 1 ? '*' : '';
    return anyOf(...[term, ...(others.get(term) ?? [])].map((word) => phrase([word], marks.title) + begun));
  };
  return narrowed(terms.map(inTitles).join(' AND '), [], within);
}

/** The words of a title that is being typed. */
export const titleTerms = (typed: string): string[] => termsOf(asTyped(typed)).slice(0, mostTerms);

function narrowed(question: string, clauses: readonly Clause[], within: readonly string[]): string {
  const left = clauses.filter(({ not }) => not).map((clause) => ` NOT ${plain(clause)}`);
  const held = within.map((mark) => ` AND ${phrase([mark])}`);
  return `((${question})${left.join('')})${held.join('')}`;
}
