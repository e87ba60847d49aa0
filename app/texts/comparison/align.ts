/**
 * Which elements of two sequences belong together: the longest common order of them, or close to it.
 *
 * Patience first: what stands exactly once on both sides is found at once, however long the sequences
 * are. Between such fixed points Myers' algorithm gives the shortest difference
 * (http://www.xmailserver.org/diff2.pdf). Where it would take too long (hardly anything in common, or
 * everything alike), the stretch counts as exchanged: a coarser answer in bounded time. Runs anywhere.
 */

/** A pair of places, one in each sequence. */
export type Pair = readonly [before: number, after: number];

/** How many insertions and deletions Myers looks for in one stretch. */
const mostSteps = 300;
/** How deep patience goes into stretches between fixed points. */
const mostDepth = 30;

type Sequence = ArrayLike<number>;
type Stretch = { from: number; to: number; fromAfter: number; toAfter: number };

/** Pairs of equal elements in rising order. Elements are compared as numbers: see `Names`. */
export function align(before: Sequence, after: Sequence): Pair[] {
  const pairs: Pair[] = [];
  alignStretch(before, after, { from: 0, to: before.length, fromAfter: 0, toAfter: after.length }, pairs, 0);
  return pairs;
}

/** Gives equal texts the same number. */
export class Names {
  private readonly numbers = new Map<string, number>();
  of(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) this.numbers.set(text, (number = this.numbers.size));
    return number;
  }
}

function alignStretch(a: Sequence, b: Sequence, stretch: Stretch, pairs: Pair[], depth: number): void {
  let { from, to, fromAfter, toAfter } = stretch;
  while (from < to && fromAfter < toAfter && a[from] === b[fromAfter]) pairs.push([from++, fromAfter++]);
  const tail: Pair[] = [];
  while (from < to && fromAfter < toAfter && a[to - 1] === b[toAfter - 1]) tail.push([--to, --toAfter]);
  if (from < to && fromAfter < toAfter) {
    const inner = { from, to, fromAfter, toAfter };
    const fixed = depth < mostDepth ? uniqueInBoth(a, b, inner) : [];
    if (fixed.length > 0) {
      for (const [at, atAfter] of fixed) {
        alignStretch(a, b, { from, to: at, fromAfter, toAfter: atAfter }, pairs, depth + 1);
        pairs.push([at, atAfter]);
        [from, fromAfter] = [at + 1, atAfter + 1];
      }
      alignStretch(a, b, { from, to, fromAfter, toAfter }, pairs, depth + 1);
    } else {
      pairs.push(...shortest(a, b, inner));
    }
  }
  pairs.push(...tail.reverse());
}

/** What stands once on both sides, as far as it is in the same order. */
function uniqueInBoth(a: Sequence, b: Sequence, { from, to, fromAfter, toAfter }: Stretch): Pair[] {
  const twice = -1;
  const placesIn = (sequence: Sequence, start: number, end: number) => {
    const places = new Map<number, number>();
    for (let at = start; at < end; at += 1) places.set(sequence[at]!, places.has(sequence[at]!) ? twice : at);
    return places;
  };
  const [before, after] = [placesIn(a, from, to), placesIn(b, fromAfter, toAfter)];
  const common: Pair[] = [];
  for (const [element, at] of before) {
    const atAfter = after.get(element);
    if (at !== twice && atAfter !== undefined && atAfter !== twice) common.push([at, atAfter]);
  }
  return longestRising(common);
}

/** The longest part of pairs, sorted by their first, in which the second rises, too. */
export function longestRising(pairs: readonly Pair[]): Pair[] {
  /** At n the pair that ends the best row of n + 1 so far; and for each pair the one before it. */
  const ends: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([, after], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < after) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const rising: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at !== -1; at = previous[at]!) rising.push(pairs[at]!);
  return rising.reverse();
}

/** The pairs of the shortest difference; none where that takes more than `mostSteps`. */
function shortest(a: Sequence, b: Sequence, { from, to, fromAfter, toAfter }: Stretch): Pair[] {
  const [n, m] = [to - from, toAfter - fromAfter];
  const most = Math.min(n + m, mostSteps);
  const reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const history: Int32Array[] = [];
  for (let steps = 0; steps <= most; steps += 1) {
    history.push(reach.slice(middle - steps - 1, middle + steps + 2));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const down = diagonal === -steps || (diagonal !== steps && reach[middle + diagonal - 1]! < reach[middle + diagonal + 1]!);
      let x = down ? reach[middle + diagonal + 1]! : reach[middle + diagonal - 1]! + 1;
      let y = x - diagonal;
      while (x < n && y < m && a[from + x] === b[fromAfter + y]) {
        x += 1;
        y += 1;
      }
      reach[middle + diagonal] = x;
      if (x >= n && y >= m) return wayBack(history, n, m).map(([x, y]) => [from + x, fromAfter + y]);
    }
  }
  return [];
}

/** The equal elements on the way that Myers found. `history[steps]` holds the diagonals -steps-1 … steps+1. */
function wayBack(history: readonly Int32Array[], n: number, m: number): Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [n, m];
  for (let steps = history.length - 1; steps >= 0; steps -= 1) {
    const reached = (diagonal: number) => history[steps]![diagonal + steps + 1]!;
    const diagonal = x - y;
    const down = diagonal === -steps || (diagonal !== steps && reached(diagonal - 1) < reached(diagonal + 1));
    const previous = down ? diagonal + 1 : diagonal - 1;
    const startX = steps === 0 ? 0 : reached(previous);
    const startY = steps === 0 ? 0 : startX - previous;
    const snake = startX + (steps === 0 || down ? 0 : 1);
    while (x > snake) pairs.push([--x, --y]);
    [x, y] = [startX, startY];
  }
  return pairs.reverse();
}
