/** The words of a text as they are searched: what all its readers see, and what is internal. Runs anywhere. */
import type { DocumentNode, TextDocument } from '~/editor/document';

export type PlainText = { open: string; internal: string };

/** Blocks in which words stand in a row; everything else begins anew. */
const lines = new Set<string>(['paragraph', 'heading', 'decision', 'actionItem']);

/** Headings of sections, footnotes and descriptions of images included. */
export function plainText(document: TextDocument): PlainText {
  const pieces = { open: [] as string[], internal: [] as string[] };
  const visit = (nodes: readonly DocumentNode[], part: keyof PlainText): void => {
    for (const node of nodes) {
      const within = isInternal(node) ? 'internal' : part;
      pieces[within].push(ownWords(node));
      if ('content' in node) visit(node.content, within);
      if (lines.has(node.type)) pieces[within].push(' ');
    }
  };
  visit(document.content, 'open');
  const joined = (part: readonly string[]) => part.join('').replace(/\s+/g, ' ').trim();
  return { open: joined(pieces.open), internal: joined(pieces.internal) };
}

const isInternal = (node: DocumentNode): boolean =>
  node.type === 'internalPassage' || (node.type === 'agendaSection' && node.attrs.internal);

function ownWords(node: DocumentNode): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'agendaSection':
      return `${node.attrs.title} `;
    case 'mention':
      return `@${node.attrs.name}`;
    case 'footnote':
      return ` (${node.attrs.text}) `;
    case 'image':
      return `${node.attrs.alt} `;
    case 'hardBreak':
      return ' ';
    default:
      return '';
  }
}
