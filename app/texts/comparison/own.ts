/** A comparison without what its reader wrote, for "Neu für mich". Runs anywhere. */
import type { PersonId } from '~db/values';
import { type Change, type Comparison, insertedIn, sizeAfter } from './comparison';

/** Who wrote in a stretch of the later state, as far as it is known. */
export type WritersIn = (from: number, to: number) => PersonId[];

/**
 * Takes as kept what only one person has changed. Who deleted something is not known: a deletion counts
 * as hers beside words of hers in one block, and as somebody else's alone.
 */
export function withoutOwn(comparison: Comparison, own: PersonId, writersIn: WritersIn): Comparison {
  const isOwn = (from: number, to: number) => {
    const writers = writersIn(from, to);
    return writers.length === 1 && writers[0] === own;
  };
  return { ...comparison, changes: withoutMoves(others(comparison.changes, 0, isOwn)) };
}

type IsOwn = (from: number, to: number) => boolean;

function others(changes: readonly Change[], start: number, isOwn: IsOwn): Change[] {
  let at = start;
  return changes.map((change) => {
    const from = at;
    at += sizeAfter(change);
    if (change.kind === 'changed' && change.after.type === 'agendaSection' && change.content?.kind === 'nodes') {
      return { ...change, content: { kind: 'nodes', changes: others(change.content.changes, from + 1, isOwn) } };
    }
    if (!('after' in change) || change.kind === 'kept') return change;
    const stretches = insertedIn(change, from);
    const isMine = stretches.length > 0 && stretches.every(([first, last]) => isOwn(first, last));
    return isMine ? { kind: 'kept', before: change.after, after: change.after } : change;
  });
}

/** Where the one end of a move is one's own, the other is too. */
function withoutMoves(changes: Change[]): Change[] {
  const arrived = new Set<number>();
  const gather = (list: readonly Change[]) => {
    for (const change of list) {
      if (change.kind === 'movedTo') arrived.add(change.move);
      if (change.kind === 'changed' && change.content?.kind === 'nodes') gather(change.content.changes);
    }
  };
  gather(changes);
  const only = (list: Change[]): Change[] =>
    list.flatMap((change): Change[] => {
      if (change.kind === 'movedFrom') return arrived.has(change.move) ? [change] : [];
      if (change.kind !== 'changed' || change.content?.kind !== 'nodes') return [change];
      return [{ ...change, content: { kind: 'nodes', changes: only(change.content.changes) } }];
    });
  return only(changes);
}
