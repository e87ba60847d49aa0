/** What a comparison of two states of a text says. Runs anywhere. */
import type { TextKind } from '~db/values';
import type { DocumentNode, Inline } from '~/editor/document';
import { nodeSize } from '~/editor/positions';

/** A stretch of the words of a block. What is kept may still differ in what nobody sees (`sameForReaders`). */
export type Stretch =
  | { kind: 'kept'; before: Inline[]; after: Inline[] }
  | { kind: 'inserted'; after: Inline[] }
  | { kind: 'deleted'; before: Inline[] }
  /** The same words in other letters: bold, italic, linked. */
  | { kind: 'formatted'; before: Inline[]; after: Inline[] };

/** A block on both sides that is not the same. */
export type Changed = {
  kind: 'changed';
  before: DocumentNode;
  after: DocumentNode;
  /** The names of the attributes that a reader sees changed. */
  attributes: string[];
  content: { kind: 'words'; stretches: Stretch[] } | { kind: 'nodes'; changes: Change[] } | null;
};

/**
 * What became of a block, in the order in which both states can be read off: what is kept, inserted,
 * changed or moved here gives the later one, what is kept, deleted, changed or moved from here the earlier.
 */
export type Change =
  | { kind: 'kept'; before: DocumentNode; after: DocumentNode }
  | { kind: 'inserted'; after: DocumentNode }
  | { kind: 'deleted'; before: DocumentNode }
  | Changed
  /** The same number stands at both ends of a move. */
  | { kind: 'movedFrom'; before: DocumentNode; move: number }
  /** `changed` when it was edited on the way. */
  | { kind: 'movedTo'; after: DocumentNode; move: number; changed: Changed | null };

export type Comparison = { kind: TextKind; changes: Change[] };

/** How many steps a change takes in the later state. */
export const sizeAfter = (change: Change): number => ('after' in change ? nodeSize(change.after) : 0);

/** Where the words stand in the later state that a change has brought. @param at where it stands there */
export function insertedIn(change: Change, at: number): (readonly [from: number, to: number])[] {
  const changed = change.kind === 'movedTo' ? change.changed : change;
  if (changed?.kind !== 'changed') {
    return change.kind === 'inserted' || change.kind === 'movedTo' ? [[at, at + sizeAfter(change)]] : [];
  }
  const { content } = changed;
  let position = at + 1;
  if (content?.kind === 'nodes') {
    return content.changes.flatMap((part) => {
      const from = position;
      position += sizeAfter(part);
      return insertedIn(part, from);
    });
  }
  return (content?.stretches ?? []).flatMap((stretch) => {
    const from = position;
    if ('after' in stretch) for (const node of stretch.after) position += nodeSize(node);
    return stretch.kind === 'inserted' ? [[from, position] as const] : [];
  });
}
