/** Asks the index. It knows no rights: whoever asks holds keys, and they are part of the question. */
import { type FoundRow, lookUp } from '~db/search-index.server';
import type { GroupId, SearchKind } from '~db/values';
import { type Piece, excerptOf, markedIn, placesOf } from './excerpt';
import { type Clause, type Others, clausesOf, loneTerms, steps, titleTerms, titlesLike, wantedIn, widened } from './query';
import { marks } from './spelling';
import { settleOverdue } from './upkeep.server';
import { visibleTo } from './visible.server';
import { alike, containing } from './vocabulary.server';

export type Found = Omit<FoundRow, 'body' | 'at'> & { at: Date | null; heading: Piece[]; excerpt: Piece[] };

export type Answer = {
  hits: Found[];
  /** How many there are, as far as they were counted. */
  count: number;
  /** There are more than were counted. */
  more: boolean;
  /** Words as they stand in what was found in place of what was typed. */
  instead: string[];
};

export type Asked = {
  /** The keys of who asks (`~/access/keys`): what none of them opens is neither shown nor counted. */
  keys: readonly string[];
  kind?: SearchKind | undefined;
  groupId?: GroupId | undefined;
  /** Only what is dated between two moments (epoch ms). */
  between?: readonly [from: number, to: number] | undefined;
  /** A whole number of pages; past the last one the last is shown. */
  offset?: number;
  limit: number;
};

/** Who is shown so many narrows the question. */
const mostCounted = 100;
/** With fewer, words are looked for that nobody knows as parts of others. */
const enough = 20;

/** What is found for a question, the best first, and the newest of what is equally good. */
export async function search(typed: string, asked: Asked): Promise<Answer> {
  await settleOverdue();
  const clauses = clausesOf(typed);
  const exact = answerTo(clauses, steps(clauses, within(asked)), asked);
  if (exact.count >= enough || wantedIn(clauses).length === 0) return exact;
  const wide = await withMore(clauses, asked);
  return wide.count > 0 ? wide : forgiving(clauses, asked);
}

const within = ({ kind, groupId }: Pick<Asked, 'kind' | 'groupId'>): string[] => [
  ...(kind ? [marks.kind + kind] : []),
  ...(groupId !== undefined ? [marks.group + groupId] : []),
];

async function othersFor(terms: readonly string[], others: (term: string) => Promise<string[]>): Promise<Others> {
  const words = new Map<string, string[]>();
  for (const term of terms) words.set(term, await others(term));
  return words;
}

const all = (others: Others): string[] => [...others.values()].flat();

/** What else contains the words that were typed, after what holds themselves. */
async function withMore(clauses: readonly Clause[], asked: Asked): Promise<Answer> {
  const others = await othersFor(loneTerms(clauses), containing);
  const narrow = within(asked);
  return answerTo(clauses, [...steps(clauses, narrow), widened(clauses, others, narrow)], asked, all(others));
}

/** Of so many words that were probably meant those that contain them are found as well. */
const mostProbable = 3;

/** Nothing was found: what is written with a slip or two in its place, as if it had been typed; the nearest first. */
async function forgiving(clauses: readonly Clause[], asked: Asked): Promise<Answer> {
  const { nearest, near } = await likely(loneTerms(clauses));
  const wide = await othersFor(loneTerms(clauses), async (term) => {
    const probable = (near.get(term) ?? []).slice(0, mostProbable);
    return [...new Set((await Promise.all([term, ...probable].map(containing))).flat())];
  });
  const narrow = within(asked);
  const matches = [...steps(clauses, narrow, nearest), ...steps(clauses, narrow, near), widened(clauses, wide, narrow)];
  const answer = answerTo(clauses, matches, asked, [...all(near), ...all(wide)]);
  // Words are named only as they stand in what is shown: no others are known to whoever asks.
  const instead = new Set(
    answer.hits.flatMap(({ heading, excerpt }) =>
      [...heading, ...excerpt].filter(({ marked }) => marked).map(({ text }) => text),
    ),
  );
  return { ...answer, instead: [...instead].slice(0, mostNamed) };
}

const mostNamed = 3;

/** What may have been meant by words: what lies nearest to each, and all that lies near. */
async function likely(terms: readonly string[]): Promise<{ nearest: Others; near: Others }> {
  const found = await Promise.all(terms.map(async (term) => [term, await alike(term)] as const));
  const those = (which: (slips: number, least: number) => boolean): Others =>
    new Map(found.map(([term, near]) => [term, near.filter(({ slips }) => which(slips, near[0]!.slips)).map(({ word }) => word)]));
  return { nearest: those((slips, least) => slips === least), near: those(() => true) };
}

function answerTo(clauses: readonly Clause[], matches: Iterable<string>, asked: Asked, others: readonly string[] = []): Answer {
  const { keys, offset = 0, limit, between } = asked;
  const { rows, count } = lookUp({ visible: visibleTo(keys), matches, most: mostCounted, offset, limit, between });
  const places = placesOf([...wantedIn(clauses).flatMap(({ terms }) => terms), ...others]);
  return {
    hits: rows.map((row) => ({
      ...suggestionIn(row),
      heading: markedIn(row.title, places),
      excerpt: excerptOf(row.body, places),
    })),
    count: Math.min(count, mostCounted),
    more: count > mostCounted,
    instead: [],
  };
}

export type Suggestion = Omit<Found, 'heading' | 'excerpt'>;

type Suggesting = { keys: readonly string[]; kinds: readonly SearchKind[]; each: number; limit: number };

/** What is called so, by kinds in their order; the last word may still be being typed. With nothing called so what nearly is. */
export async function suggest(typed: string, asked: Suggesting): Promise<Suggestion[]> {
  await settleOverdue();
  const terms = titleTerms(typed);
  const found = calledSo(terms, asked);
  return found.length > 0 ? found : calledSo(terms, asked, (await likely(terms)).near);
}

function calledSo(terms: readonly string[], { keys, kinds, each, limit }: Suggesting, others?: Others): Suggestion[] {
  const found: Suggestion[] = [];
  for (const kind of kinds) {
    const match = titlesLike(terms, within({ kind }), others);
    if (!match || found.length >= limit) break;
    const { rows } = lookUp({ visible: visibleTo(keys), matches: [match], most: each, offset: 0, limit: Math.min(each, limit - found.length) });
    found.push(...rows.map(suggestionIn));
  }
  return found;
}

function suggestionIn({ kind, objectId, part, ownerKind, groupId, path, title, at, edition }: FoundRow): Suggestion {
  return { kind, objectId, part, ownerKind, groupId, path, title, edition, at: at === null ? null : new Date(at) };
}
