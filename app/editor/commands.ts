/**
 * What the toolbar and the menu do to the text, beside what Tiptap's own commands do. Each changes a
 * transaction and says whether it could. Runs anywhere.
 */
import { Fragment, NodeRange, type Node, type ResolvedPos, type Schema } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';

export type RecordType = 'decision' | 'actionItem';

const holdsBlocks = (node: Node) => node.type.name === 'agendaSection' || node.type.name === 'internalPassage';

/** The depth of the section or passage around a position; 0 outside of all. */
function containerDepth($position: ResolvedPos): number {
  for (let depth = $position.depth; depth > 0; depth--) {
    if (holdsBlocks($position.node(depth))) return depth;
  }
  return 0;
}

/** Puts a block below the one the cursor is in, or in its place when that is an empty paragraph. */
export function placeBlock(transaction: Transaction, block: Node): boolean {
  const { $from } = transaction.selection;
  const depth = containerDepth($from);
  if (depth === 0) return false;
  let at = $from.pos;
  let end = at;
  if ($from.depth > depth) {
    const current = $from.node(depth + 1);
    const isFree = current.type.name === 'paragraph' && current.content.size === 0;
    end = $from.after(depth + 1);
    at = isFree ? $from.before(depth + 1) : end;
  }
  transaction.replaceWith(at, end, block);
  transaction.setSelection(TextSelection.near(transaction.doc.resolve(at + 1))).scrollIntoView();
  return true;
}

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

/** A table of three columns with a line of headings. */
export function newTable(schema: Schema): Node {
  const { table, tableRow, tableHeader, tableCell } = schema.nodes;
  const row = (cell: typeof tableCell) =>
    tableRow!.create(null, Array.from({ length: 3 }, () => cell!.createAndFill()!));
  return table!.create(null, [row(tableHeader), row(tableCell), row(tableCell)]);
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

/** Somebody's name where `@…` was typed, and a space after it. */
export function placeMention(transaction: Transaction, person: { id: string; name: string }): boolean {
  const { schema } = transaction.doc.type;
  const mention = schema.nodes.mention!.create({ personId: person.id, name: person.name });
  transaction.insert(transaction.selection.from, Fragment.from([mention, schema.text(' ')]));
  return true;
}
