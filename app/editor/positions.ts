/**
 * Positions in a document as ProseMirror counts them (https://prosemirror.net/docs/guide/#doc.indexing):
 * a character is one step, a node without content one, entering and leaving a node one each.
 */
import type { DocumentNode, MinutesDocument } from './document';

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

/**
 * The words between two positions, those of different blocks on lines of their own: what a comment
 * quotes.
 */
export function textBetween(document: MinutesDocument, from: number, to: number): string {
  const lines: string[] = [];
  let line = '';
  const endLine = () => {
    if (line !== '') lines.push(line);
    line = '';
  };
  const visit = (nodes: readonly DocumentNode[], start: number) => {
    let at = start;
    for (const node of nodes) {
      const end = at + nodeSize(node);
      if (at < to && end > from) {
        if (node.type === 'text') line += node.text.slice(Math.max(0, from - at), to - at);
        else if (node.type === 'mention') line += node.attrs.name;
        else if (node.type === 'hardBreak') line += ' ';
        else visit(node.content, at + 1);
        if (!['text', 'mention', 'hardBreak'].includes(node.type)) endLine();
      }
      at = end;
    }
  };
  visit(document.content, 0);
  return lines.join('\n');
}
