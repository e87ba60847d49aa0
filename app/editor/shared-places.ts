/**
 * Where a position of the editor is in the shared text, and back. y-tiptap has such a pair of its own,
 * but after a change from outside it distrusts what it finds in a paragraph whose words have changed,
 * and it takes an empty run of text, or two runs side by side, for something else. Runs anywhere.
 */
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as Yjs types the parent of a type
export type SharedType = Y.AbstractType<any>;

/** What y-tiptap's sync plugin keeps in the state, as far as it is used here. */
export type Sync = {
  doc: Y.Doc;
  type: Y.XmlFragment;
  addToHistory: boolean;
  binding: {
    /** The nodes that the types of the shared text stood for when they were last compared. */
    mapping: Map<SharedType, Node | readonly Node[]>;
    /** Does something without its being heard as a change from outside. */
    mux: (write: () => unknown) => void;
    /** What is selected, and put back when the change is drawn. */
    beforeTransactionSelection: unknown;
  };
};

export const syncOf = (state: EditorState) => ySyncPluginKey.getState(state) as Sync | undefined;

/** The element that stands for the block of words a position is in. */
export function elementOf(fragment: Y.XmlFragment, $position: ResolvedPos): Y.XmlElement | null {
  if (!$position.parent.isTextblock) return null;
  let element: unknown = fragment;
  for (let depth = 0; depth < $position.depth; depth++) {
    element = (element as Y.XmlFragment).get($position.index(depth));
    if (!(element instanceof Y.XmlElement) || element.nodeName !== $position.node(depth + 1).type.name) return null;
  }
  return element as Y.XmlElement;
}

/** What is in a block of words: a run of text, or one thing that can't be divided. */
const sizeOf = (part: unknown): number => (part instanceof Y.XmlText ? part.length : 1);

/** A place in a block of words: behind letters of a run, or behind so many parts of the block. */
export type Spot = { run: Y.XmlText; index: number } | { run: null; index: number };

/** The spot behind the letter (or thing) at an offset: between two runs that is the end of the first. */
export function spotIn(block: Y.XmlElement, offset: number): Spot {
  let rest = offset;
  for (const [index, part] of block.toArray().entries()) {
    const size = sizeOf(part);
    if (part instanceof Y.XmlText && rest <= size) return { run: part, index: rest };
    if (rest === 0) return { run: null, index };
    rest -= size;
    if (rest === 0) return { run: null, index: index + 1 };
  }
  return { run: null, index: block.length };
}

/** A place that stays behind the letter it is behind, whatever comes before or after that. */
export function placeOf(sync: Sync, $position: ResolvedPos): Y.RelativePosition | null {
  const block = elementOf(sync.type, $position);
  if (!block) return null;
  const { run, index } = spotIn(block, $position.parentOffset);
  return Y.createRelativePositionFromTypeIndex(run ?? block, index, -1);
}

const itemsBefore = (type: SharedType): Y.Item[] => {
  const items: Y.Item[] = [];
  for (let item = type._item?.left ?? null; item; item = item.left) if (!item.deleted) items.push(item);
  return items;
};

const sizeOfItem = ({ content }: Y.Item): number => (content instanceof Y.ContentType ? sizeOf(content.type) : 0);

/** Where a block of words begins in the document, which says the same as the shared text. */
function startOf(doc: Node, fragment: Y.XmlFragment, block: Y.XmlElement): { start: number; node: Node } | null {
  const path: number[] = [];
  for (let type: SharedType = block; type !== fragment; type = type.parent as SharedType) {
    if (!type._item || type._item.deleted || !type.parent) return null;
    path.unshift(itemsBefore(type).length);
  }
  let [start, node] = [0, doc];
  for (const index of path) {
    if (index >= node.childCount) return null;
    for (const sibling of node.children.slice(0, index)) start += sibling.nodeSize;
    start += 1;
    node = node.child(index);
  }
  return node.isTextblock ? { start, node } : null;
}

/** Which offset of a block of words a place is at that Yjs has found in it, or in a run of it. */
export function offsetIn(block: Y.XmlElement, { type, index }: Y.AbsolutePosition): number {
  if (type === block) return block.toArray().slice(0, index).reduce((sum, part) => sum + sizeOf(part), 0);
  // What has taken the words of a run that is gone, has taken them to where it was.
  const within = type._item!.deleted ? 0 : index;
  return itemsBefore(type).reduce((sum, item) => sum + sizeOfItem(item), within);
}

/** Where a place is now. Letters that were deleted leave it behind; a block that was does not. */
export function positionOf(sync: Sync, doc: Node, place: Y.RelativePosition): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(place, sync.doc);
  if (!found) return null;
  const block = found.type instanceof Y.XmlText ? found.type.parent : found.type;
  const home = block instanceof Y.XmlElement && startOf(doc, sync.type, block);
  if (!home) return null;
  const offset = offsetIn(block, found);
  return offset <= home.node.content.size ? home.start + offset : null;
}
