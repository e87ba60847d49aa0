/**
 * Positions in a document as ProseMirror counts them (https://prosemirror.net/docs/guide/#doc.indexing):
 * a character is one step, a node without content one, entering and leaving a node one each.
 */
import type { DocumentNode } from './document';

/** How many steps a node takes. */
export function nodeSize(node: DocumentNode): number {
  if ('content' in node) return contentSize(node) + 2;
  return node.type === 'text' ? node.text.length : 1;
}

/** How many steps the content of a node, or a list of nodes, takes. */
export const contentSize = (
  parent: { content: readonly DocumentNode[] } | readonly DocumentNode[],
): number =>
  ('content' in parent ? parent.content : parent).reduce((size, child) => size + nodeSize(child), 0);
