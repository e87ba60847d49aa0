/** What the tools of papers do to the text. As `commands.ts`. Runs anywhere. */
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { liftTarget } from '@tiptap/pm/transform';
import { containerDepth, placeBlock } from './commands';
import type { CalloutTone } from './document';

/** The depth of the callout around a position; 0 outside of all. */
function calloutDepth($position: ResolvedPos): number {
  for (let depth = $position.depth; depth > 0; depth--) {
    if ($position.node(depth).type.name === 'callout') return depth;
  }
  return 0;
}

/** The tone of the callout at the cursor; null outside of all. */
export function toneAt({ selection: { $from } }: Pick<EditorState, 'selection'>): CalloutTone | null {
  const depth = calloutDepth($from);
  return depth > 0 ? ($from.node(depth).attrs.tone as CalloutTone) : null;
}

/** Makes the selected blocks a callout, or ordinary text again. */
export function toggleCallout(transaction: Transaction): boolean {
  const { $from, $to } = transaction.selection;
  const depth = calloutDepth($from);
  if (depth > 0) {
    const inside = transaction.doc.resolve($from.start(depth));
    const range = inside.blockRange(transaction.doc.resolve($from.end(depth)), (node) => node.type.name === 'callout');
    const target = range && liftTarget(range);
    if (!range || target === null || target === undefined) return false;
    transaction.lift(range, target);
    return true;
  }
  const { callout, paragraph } = transaction.doc.type.schema.nodes;
  const range = $from.blockRange($to, (node) => node.type.name === 'paper');
  const fits = range && range.parent.children.slice(range.startIndex, range.endIndex).every(({ type }) => callout!.contentMatch.matchType(type));
  if (fits) transaction.wrap(range, [{ type: callout! }]);
  else return placeBlock(transaction, callout!.create(null, paragraph!.create()));
  return true;
}

export function setTone(transaction: Transaction, tone: CalloutTone): boolean {
  const { $from } = transaction.selection;
  const depth = calloutDepth($from);
  if (depth === 0) return false;
  transaction.setNodeAttribute($from.before(depth), 'tone', tone);
  return true;
}

/** A line across, and a paragraph to go on writing below it. */
export function placeRule(transaction: Transaction): boolean {
  const { horizontalRule, paragraph } = transaction.doc.type.schema.nodes;
  const rule = horizontalRule!.create();
  if (!placeLeaf(transaction, rule)) return false;
  const behind = transaction.selection.to;
  if (!transaction.doc.resolve(behind).nodeAfter) transaction.insert(behind, paragraph!.create());
  transaction.setSelection(TextSelection.near(transaction.doc.resolve(behind), 1)).scrollIntoView();
  return true;
}

/** Puts a block without words below the one the cursor is in, and selects it. */
function placeLeaf(transaction: Transaction, leaf: Node): boolean {
  const { $from } = transaction.selection;
  const depth = containerDepth($from);
  if (depth < 0) return false;
  const current = $from.depth > depth ? $from.node(depth + 1) : null;
  const isFree = current?.type.name === 'paragraph' && current.content.size === 0;
  const end = current ? $from.after(depth + 1) : transaction.selection.to;
  const at = isFree ? $from.before(depth + 1) : end;
  transaction.replaceWith(at, end, leaf);
  transaction.setSelection(NodeSelection.create(transaction.doc, at));
  return true;
}

/** A footnote behind what is selected; it is selected itself, to be given its words. */
export function placeFootnote(transaction: Transaction): boolean {
  const { to, $to } = transaction.selection;
  const { footnote } = transaction.doc.type.schema.nodes;
  if (!$to.parent.type.contentMatch.matchType(footnote!)) return false;
  transaction.insert(to, footnote!.create());
  transaction.setSelection(NodeSelection.create(transaction.doc, to)).scrollIntoView();
  return true;
}

/** Words that lead to a document, in place of what is selected or around it. */
export function placeDocumentLink(transaction: Transaction, href: string, title: string): boolean {
  const { from, to, empty } = transaction.selection;
  const { schema } = transaction.doc.type;
  const link = schema.marks.link!.create({ href });
  if (empty) transaction.insert(from, schema.text(title, [link]));
  else transaction.addMark(from, to, link);
  transaction.removeStoredMark(schema.marks.link!);
  return true;
}
