/** Asks the index. It knows no rights: whoever asks holds keys, and they are part of the question. */
import { type FoundRow, lookUp } from '~db/search-index.server';
import type { GroupId, SearchKind, SearchOwner, SearchPart } from '~db/values';
import { type Piece, excerptOf, markedIn, placesOf } from './excerpt';
import { type Clause, clausesOf, loneTerms, steps, titlesLike, wantedIn, widened } from './query';
import { marks } from './spelling';
import { settleOverdue } from './upkeep.server';
import { visibleTo } from './visible.server';
import { alike, containing } from './vocabulary.server';

export type Found = {
  kind: SearchKind;
  objectId: string;
  part: SearchPart;
  ownerKind: SearchOwner;
  groupId: GroupId | null;
  path: string;
  title: string;
  at: Date | null;
  heading: Piece[];
  excerpt: Piece[];
};

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
  offset?: number;
  limit: number;
};

/** Who is shown so many narrows the question. */
export const mostCounted = 100;
/** With fewer, words are looked for that nobody knows as parts of others. */
const enough = 20;

/** What is found for a question, the best first, and the newest of what is equally good. */
export async function search(typed: string, asked: Asked): Promise<Answer> {
  await settleOverdue();
  const clauses = clausesOf(typed);
  const exact = answerTo(clauses, steps(clauses, within(asked)), asked);
  if (exact.count >= enough || wantedIn(clauses).length === 0) return exact;
  const wide = await withOthers(clauses, asked, containing);
  return wide.count > 0 ? wide : forgiving(clauses, asked);
}

const within = ({ kind, groupId }: Pick<Asked, 'kind' | 'groupId'>): string[] => [
  ...(kind ? [marks.kind + kind] : []),
  ...(groupId ? [marks.group + groupId] : []),
];

/** What else stands for the words that were typed, after what holds themselves. */
async function withOthers(clauses: readonly Clause[], asked: Asked, others: (term: string) => Promise<string[]>): Promise<Answer> {
  const words = new Map<string, string[]>();
  for (const term of loneTerms(clauses)) words.set(term, await others(term));
  const narrow = within(asked);
  return answerTo(clauses, [...steps(clauses, narrow), widened(clauses, words, narrow)], asked, [...words.values()].flat());
}

/** Nothing was found: what is written with a slip or two in its place. */
async function forgiving(clauses: readonly Clause[], asked: Asked): Promise<Answer> {
  const answer = await withOthers(clauses, asked, async (term) => [...(await containing(term)), ...(await alike(term))]);
  // Words are named only as they stand in what is shown: no others are known to whoever asks.
  const instead = new Set(
    answer.hits.flatMap(({ heading, excerpt }) =>
      [...heading, ...excerpt].filter(({ marked }) => marked).map(({ text }) => text),
    ),
  );
  return { ...answer, instead: [...instead].slice(0, mostNamed) };
}

const mostNamed = 3;

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

/** What is called so, by kinds in their order; the last word may still be being typed. */
export async function suggest(
  typed: string,
  { keys, kinds, each, limit }: { keys: readonly string[]; kinds: readonly SearchKind[]; each: number; limit: number },
): Promise<Suggestion[]> {
  await settleOverdue();
  const found: Suggestion[] = [];
  for (const kind of kinds) {
    const match = titlesLike(typed, within({ kind }));
    if (!match || found.length >= limit) break;
    const { rows } = lookUp({ visible: visibleTo(keys), matches: [match], most: each, offset: 0, limit: Math.min(each, limit - found.length) });
    found.push(...rows.map(suggestionIn));
  }
  return found;
}

function suggestionIn({ kind, objectId, part, ownerKind, groupId, path, title, at }: FoundRow): Suggestion {
  return { kind, objectId, part, ownerKind, groupId, path, title, at: at === null ? null : new Date(at) };
}
