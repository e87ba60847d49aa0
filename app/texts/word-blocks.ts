/** Which blocks hold words rather than blocks. Runs anywhere. */
import type { DocumentNode, Inline } from '~/editor/document';

export type WordBlock = Extract<DocumentNode, { content: Inline[] }>;

/** Whether a node holds words rather than blocks. */
export function holdsWords(node: DocumentNode): node is WordBlock {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'decision':
    case 'actionItem':
      return true;
    case 'agendaSection':
    case 'internalPassage':
    case 'blockquote':
    case 'callout':
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'listItem':
    case 'taskItem':
    case 'table':
    case 'tableRow':
    case 'tableCell':
    case 'tableHeader':
    case 'image':
    case 'horizontalRule':
    case 'text':
    case 'hardBreak':
    case 'mention':
    case 'footnote':
      return false;
  }
}
