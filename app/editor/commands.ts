/**
 * What the toolbar and the menu do to the text, beside what Tiptap's own commands do. Each changes a
 * transaction and says whether it could. Runs anywhere.
 */
import { Fragment, type Node, type ResolvedPos, type Schema } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';

const holdsBlocks = new Set(['agendaSection', 'internalPassage', 'paper']);

/** The depth of what holds blocks around a position: a section, a passage, a paper; -1 outside of all. */
export function containerDepth($position: ResolvedPos): number {
  for (let depth = $position.depth; depth >= 0; depth--) {
    if (holdsBlocks.has($position.node(depth).type.name)) return depth;
  }
  return -1;
}

/** Puts a block below the one the cursor is in, or in its place when that is an empty paragraph. */
export function placeBlock(transaction: Transaction, block: Node): boolean {
  const { $from } = transaction.selection;
  const depth = containerDepth($from);
  if (depth < 0) return false;
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

/** A table of three columns with a line of headings. */
export function newTable(schema: Schema): Node {
  const { table, tableRow, tableHeader, tableCell } = schema.nodes;
  const row = (cell: typeof tableCell) =>
    tableRow!.create(null, Array.from({ length: 3 }, () => cell!.createAndFill()!));
  return table!.create(null, [row(tableHeader), row(tableCell), row(tableCell)]);
}

/** Somebody's name where `@…` was typed, and a space after it. */
export function placeMention(transaction: Transaction, person: { id: string; name: string }): boolean {
  const { schema } = transaction.doc.type;
  const mention = schema.nodes.mention!.create({ personId: person.id, name: person.name });
  transaction.insert(transaction.selection.from, Fragment.from([mention, schema.text(' ')]));
  return true;
}
