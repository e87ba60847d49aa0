/** What a comparison of two states of a text says. Runs anywhere. */
import type { TextKind } from '~db/values';
import type { DocumentNode, Inline } from '~/editor/document';

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
