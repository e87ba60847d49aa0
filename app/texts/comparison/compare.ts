/**
 * Compares two states of a text: which blocks were inserted, deleted, moved or changed, and in those
 * that changed which words, formats and attributes. Runs anywhere.
 *
 * In bounded time: what has been rewritten as a whole is told more coarsely, never slowly.
 */
import { type DocumentNode, type TextDocument, kindOf } from '~/editor/document';
import { type Pair, align } from './align';
import type { Change, Changed, Comparison } from './comparison';
import { Likeness, alike, attributesOf, muchAlike, seenAttributes } from './likeness';
import { compareWords } from './words';
import { holdsWords } from '../word-blocks';

/** How many pairs of blocks are looked at to find the best way to pair a stretch. */
const mostPairs = 4_000;
/** … and to find out what moved with changes from anywhere to anywhere. */
const mostMoves = 20_000;

/** The comparison of two documents of one kind. */
export function compare<Document extends TextDocument>(before: Document, after: Document): Comparison {
  const steps = comparing(before, after);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `compare`, in small steps between which something else can be done. */
export function* comparing<Document extends TextDocument>(
  before: Document,
  after: Document,
): Generator<undefined, Comparison> {
  const likeness = new Likeness();
  const changes = yield* new Comparing(likeness).siblings(before.content, after.content);
  yield* new Moves(likeness).find(changes);
  return { kind: kindOf(after), changes };
}

class Comparing {
  /** Blocks that stand on both sides, in another order: moved, and nobody's former self. */
  private readonly elsewhere = new Set<number>();

  constructor(private readonly likeness: Likeness) {}

  *siblings(before: readonly DocumentNode[], after: readonly DocumentNode[]): Generator<undefined, Change[]> {
    const numbers = yield* this.numbersOf(before);
    const numbersAfter = yield* this.numbersOf(after);
    const pairs = align(numbers, numbersAfter);
    this.noteElsewhere(pairs, numbers, numbersAfter, after);
    const changes: Change[] = [];
    let [at, atAfter] = [0, 0];
    for (const [place, placeAfter] of [...pairs, [before.length, after.length] as const]) {
      const [gap, gapAfter] = [before.slice(at, place), after.slice(atAfter, placeAfter)];
      yield* this.gap(gap, gapAfter, changes);
      if (place < before.length) changes.push({ kind: 'kept', before: before[place]!, after: after[placeAfter]! });
      [at, atAfter] = [place + 1, placeAfter + 1];
    }
    return changes;
  }

  private noteElsewhere(pairs: Pair[], numbers: Int32Array, numbersAfter: Int32Array, after: readonly DocumentNode[]) {
    const [paired, pairedAfter] = [new Set(pairs.map(([at]) => at)), new Set(pairs.map(([, at]) => at))];
    const gone = new Set(numbers.filter((_, at) => !paired.has(at)));
    for (const [at, number] of numbersAfter.entries()) {
      if (!pairedAfter.has(at) && gone.has(number) && this.likeness.isDistinctive(after[at]!)) this.elsewhere.add(number);
    }
  }

  private *numbersOf(nodes: readonly DocumentNode[]): Generator<undefined, Int32Array> {
    const numbers = new Int32Array(nodes.length);
    for (const [index, node] of nodes.entries()) {
      // From within, so that a section with thousands of blocks is no single step.
      if ('content' in node && !holdsWords(node)) yield* this.numbersOf(node.content);
      numbers[index] = this.likeness.numberOf(node);
      if (index % 200 === 199) yield;
    }
    return numbers;
  }

  /** Between two places where both sides are the same. */
  private *gap(before: readonly DocumentNode[], after: readonly DocumentNode[], changes: Change[]): Generator<undefined, void> {
    let [at, atAfter] = [0, 0];
    const upTo = (place: number, placeAfter: number) => {
      for (; at < place; at += 1) changes.push({ kind: 'deleted', before: before[at]! });
      for (; atAfter < placeAfter; atAfter += 1) changes.push({ kind: 'inserted', after: after[atAfter]! });
    };
    const pairs = yield* this.pairsIn(before, after);
    for (const [place, placeAfter] of pairs) {
      upTo(place, placeAfter);
      changes.push(yield* this.changed(before[place]!, after[placeAfter]!));
      [at, atAfter] = [place + 1, placeAfter + 1];
      yield;
    }
    upTo(before.length, after.length);
  }

  /** Which blocks are former selves of which, in one order. Long stretches are halved until it is quick. */
  private *pairsIn(before: readonly DocumentNode[], after: readonly DocumentNode[]): Generator<undefined, Pair[]> {
    if (before.length === 0 || after.length === 0) return [];
    if (before.length * after.length <= mostPairs) {
      yield;
      return this.bestPairs(before, after);
    }
    const [half, halfAfter] = [before.length >> 1, after.length >> 1];
    const first = yield* this.pairsIn(before.slice(0, half), after.slice(0, halfAfter));
    const second = yield* this.pairsIn(before.slice(half), after.slice(halfAfter));
    return [...first, ...second.map(([place, placeAfter]): Pair => [place + half, placeAfter + halfAfter])];
  }

  /** The pairs in rising order that are most alike together. */
  private bestPairs(before: readonly DocumentNode[], after: readonly DocumentNode[]): Pair[] {
    const [rows, columns] = [before.length, after.length];
    const width = columns + 1;
    const likeness = new Float64Array(rows * columns);
    /** The best that can be had from a place on. */
    const best = new Float64Array((rows + 1) * width);
    for (let row = rows - 1; row >= 0; row -= 1) {
      for (let column = columns - 1; column >= 0; column -= 1) {
        const own = this.likenessOf(before[row]!, after[column]!);
        likeness[row * columns + column] = own;
        const paired = own >= alike ? own + best[(row + 1) * width + column + 1]! : 0;
        best[row * width + column] = Math.max(paired, best[(row + 1) * width + column]!, best[row * width + column + 1]!);
      }
    }
    const pairs: Pair[] = [];
    let [row, column] = [0, 0];
    while (row < rows && column < columns) {
      const value = best[row * width + column]!;
      const own = likeness[row * columns + column]!;
      if (own >= alike && value === own + best[(row + 1) * width + column + 1]!) pairs.push([row++, column++]);
      else if (value === best[(row + 1) * width + column]!) row += 1;
      else column += 1;
    }
    return pairs;
  }

  private likenessOf(before: DocumentNode, after: DocumentNode): number {
    const moved = this.elsewhere.has(this.likeness.numberOf(before)) || this.elsewhere.has(this.likeness.numberOf(after));
    return moved ? 0 : this.likeness.between(before, after);
  }

  *changed(before: DocumentNode, after: DocumentNode): Generator<undefined, Changed> {
    const [values, valuesAfter] = [attributesOf(before), attributesOf(after)];
    const attributes = seenAttributes(after.type).filter(
      (name) => JSON.stringify(values[name]) !== JSON.stringify(valuesAfter[name]),
    );
    return { kind: 'changed', before, after, attributes, content: yield* this.content(before, after) };
  }

  private *content(before: DocumentNode, after: DocumentNode): Generator<undefined, Changed['content']> {
    if (!('content' in before) || !('content' in after)) return null;
    if (holdsWords(before) && holdsWords(after)) {
      return { kind: 'words', stretches: compareWords(before.content, after.content, this.likeness) };
    }
    if (before.type === 'tableRow' && after.type === 'tableRow' && before.content.length === after.content.length) {
      return { kind: 'nodes', changes: yield* this.oneByOne(before.content, after.content) };
    }
    return { kind: 'nodes', changes: yield* this.siblings(before.content, after.content) };
  }

  /** The cells of a row stay in their columns, whatever is written in them. */
  private *oneByOne(before: readonly DocumentNode[], after: readonly DocumentNode[]): Generator<undefined, Change[]> {
    const changes: Change[] = [];
    for (const [index, node] of before.entries()) {
      const nodeAfter = after[index]!;
      const same = this.likeness.numberOf(node) === this.likeness.numberOf(nodeAfter);
      changes.push(same ? { kind: 'kept', before: node, after: nodeAfter } : yield* this.changed(node, nodeAfter));
    }
    return changes;
  }
}

/** Where a change stands, so that it can be told differently. */
type Placed<Kind extends Change['kind']> = { list: Change[]; index: number; change: Extract<Change, { kind: Kind }> };

/** What disappears at one place and stands at another has moved; also when it was edited on the way. */
class Moves {
  private readonly deleted: Placed<'deleted'>[] = [];
  private readonly inserted: Placed<'inserted'>[] = [];
  private moves = 0;

  constructor(private readonly likeness: Likeness) {}

  *find(changes: Change[]): Generator<undefined, void> {
    this.gather(changes);
    this.findEqual();
    yield;
    yield* this.findAlike();
  }

  private gather(list: Change[]): void {
    for (const [index, change] of list.entries()) {
      if (change.kind === 'changed' && change.content?.kind === 'nodes') this.gather(change.content.changes);
      if (change.kind === 'deleted' && this.likeness.isDistinctive(change.before)) {
        this.deleted.push({ list, index, change });
      }
      if (change.kind === 'inserted' && this.likeness.isDistinctive(change.after)) {
        this.inserted.push({ list, index, change });
      }
    }
  }

  private findEqual(): void {
    const places = new Map<number, Placed<'inserted'>[]>();
    for (const placed of this.inserted) {
      const number = this.likeness.numberOf(placed.change.after);
      const found = places.get(number);
      if (found) found.push(placed);
      else places.set(number, [placed]);
    }
    for (const from of this.deleted) {
      const to = places.get(this.likeness.numberOf(from.change.before))?.shift();
      if (to) this.tell(from, to, null);
    }
  }

  private *findAlike(): Generator<undefined, void> {
    const open = <Kind extends 'deleted' | 'inserted'>(places: Placed<Kind>[]) =>
      places.filter(({ list, index, change }) => list[index] === change);
    const [from, to] = [open(this.deleted), open(this.inserted)];
    if (from.length * to.length > mostMoves) return;
    const candidates: { likeness: number; from: Placed<'deleted'>; to: Placed<'inserted'> }[] = [];
    for (const gone of from) {
      for (const come of to) {
        const likeness = this.likeness.between(gone.change.before, come.change.after);
        if (likeness >= muchAlike) candidates.push({ likeness, from: gone, to: come });
      }
      yield;
    }
    candidates.sort((a, b) => b.likeness - a.likeness);
    for (const { from: gone, to: come } of candidates) {
      if (gone.list[gone.index] !== gone.change || come.list[come.index] !== come.change) continue;
      this.tell(gone, come, yield* new Comparing(this.likeness).changed(gone.change.before, come.change.after));
    }
  }

  private tell(from: Placed<'deleted'>, to: Placed<'inserted'>, changed: Changed | null): void {
    const move = (this.moves += 1);
    from.list[from.index] = { kind: 'movedFrom', before: from.change.before, move };
    to.list[to.index] = { kind: 'movedTo', after: to.change.after, move, changed };
  }
}
