/**
 * By which words an entry is found. Beside its words, in their order, stand others that are marked by what they say
 * of it: a question then asks for few of them, however many words stand behind each. Runs anywhere.
 */
import { termsOf } from './words';

/** What is marked; no word of a text has a colon in it. */
export const marks = {
  /** Stands in the title. */
  title: 't:',
  /** What the text is about: it stands there again and again. */
  main: 'm:',
  /** A part of a compound. */
  part: 'c:',
  kind: 'k:',
  group: 'g:',
} as const;

export type Spelled = { kind: string; groupId: string | null; title: string; titleWords: string; body: string };

/** The words an entry is made of. */
export const termsIn = ({ titleWords, body }: Pick<Spelled, 'titleWords' | 'body'>): Set<string> =>
  new Set([...termsOf(titleWords), ...termsOf(body)]);

/** No phrase reaches across it. */
const gap = ':';

/** @param partsOf the parts of words that have any */
export function spell(entry: Spelled, partsOf: ReadonlyMap<string, readonly string[]>): string {
  const title = termsOf(entry.titleWords);
  const body = termsOf(entry.body);
  const parts = new Set<string>();
  for (const term of new Set([...title, ...body])) for (const part of partsOf.get(term) ?? []) parts.add(part);
  return [
    ...title,
    gap,
    ...body,
    gap,
    ...title.map((term) => marks.title + term),
    ...mainTerms(body).map((term) => marks.main + term),
    ...[...parts].map((part) => marks.part + part),
    marks.kind + entry.kind,
    ...(entry.groupId ? [marks.group + entry.groupId] : []),
  ].join(' ');
}

const leastTimes = 3;
/** Shorter words hold a sentence together. */
const shortestMain = 4;

/** Words that stand in a text more often than its length lets expect. */
export function mainTerms(terms: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const least = Math.max(leastTimes, Math.sqrt(terms.length) / 4);
  return [...counts].flatMap(([term, count]) => (count >= least && term.length >= shortestMain ? [term] : []));
}
