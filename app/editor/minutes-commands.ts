/**
 * What the tools of minutes do to the text: decisions, action items, internal passages. As
 * `commands.ts`. Runs anywhere.
 */
import { NodeRange, type Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { containerDepth, placeBlock } from './commands';

export type RecordType = 'decision' | 'actionItem';

/**
 * A decision or an action item at the cursor: selected words become its wording, an empty line
 * becomes an empty one, and inside of one it is a paragraph again.
 */
export function toggleRecord(transaction: Transaction, type: RecordType): boolean {
  const { $from, $to, empty } = transaction.selection;
  const { nodes } = transaction.doc.type.schema;
  const { parent } = $from;
  const depth = containerDepth($from);
  const isDirectChild = $from.depth === depth + 1 && $from.sameParent($to);
  if (isDirectChild && parent.type.name === type) {
    transaction.setNodeMarkup($from.before(), nodes.paragraph);
    return true;
  }
  if (isDirectChild && !empty && parent.isTextblock) {
    transaction.setNodeMarkup($from.before(), nodes[type]);
    return true;
  }
  return placeBlock(transaction, nodes[type]!.create());
}

const isPassage = (node: Node) => node.type.name === 'internalPassage';

/** The places of internal passages that the selection touches. */
function passagesIn({ doc, selection }: Pick<EditorState, 'doc' | 'selection'>): number[] {
  const places: number[] = [];
  doc.nodesBetween(selection.from, selection.to, (node, at) => {
    if (isPassage(node)) places.push(at);
    return node.type.name === 'agendaSection';
  });
  return places;
}

export const isInPassage = (state: Pick<EditorState, 'doc' | 'selection'>): boolean => passagesIn(state).length > 0;

/** Makes the selected blocks an internal passage, or ordinary text again. */
export function toggleInternal(transaction: Transaction): boolean {
  const passages = passagesIn(transaction);
  if (passages.length > 0) {
    for (const at of passages.reverse()) {
      const inside = transaction.doc.resolve(at + 1);
      const end = transaction.doc.resolve(at + 1 + inside.parent.content.size);
      transaction.lift(new NodeRange(inside, end, inside.depth), inside.depth - 1);
    }
    return true;
  }
  const { $from, $to } = transaction.selection;
  const range = $from.blockRange($to, (node) => node.type.name === 'agendaSection');
  if (!range) return false;
  transaction.wrap(range, [{ type: transaction.doc.type.schema.nodes.internalPassage! }]);
  return true;
}
