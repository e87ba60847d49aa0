/**
 * What is internal never reaches someone who may not see it: whole sections whose TOP is internal,
 * and internal passages in the others. Runs anywhere.
 */
import type { AgendaSection, TextDocument } from './document';
import { contentSize, nodeSize } from './positions';

const visibleIn = (section: AgendaSection): AgendaSection => {
  const content = section.content.filter((block) => block.type !== 'internalPassage');
  return { ...section, content: content.length > 0 ? content : [{ type: 'paragraph', content: [] }] };
};

/**
 * The document without internal sections and passages. The numbers of the other TOPs stay. Papers have
 * none: they are the same for all who may read them.
 */
export const withoutInternal = <Document extends TextDocument>(document: Document): Document =>
  document.type === 'paper'
    ? document
    : { ...document, content: document.content.filter((section) => !section.attrs.internal).map(visibleIn) };

export const hasInternal = (document: TextDocument): boolean =>
  document.type === 'doc' &&
  document.content.some(
    ({ attrs, content }) => attrs.internal || content.some((block) => block.type === 'internalPassage'),
  );

/** A stretch that stands in both documents. */
type Shared = { full: number; reduced: number; size: number };

/**
 * Takes positions from the full document to the one without its internal parts and back, so that a
 * comment of someone who sees less is found at the same words by those who see all.
 *
 * @returns `toFull` and `toReduced`; the latter gives null for a position inside an internal part
 */
export function internalPositions(document: TextDocument): {
  toFull: (position: number) => number;
  toReduced: (position: number) => number | null;
} {
  if (document.type === 'paper') return { toFull: (position) => position, toReduced: (position) => position };
  const shared: Shared[] = [];
  let full = 0;
  let reduced = 0;
  const keep = (size: number) => {
    shared.push({ full, reduced, size });
    full += size;
    reduced += size;
  };
  for (const section of document.content) {
    if (section.attrs.internal) {
      full += nodeSize(section);
      continue;
    }
    keep(1);
    for (const block of section.content) {
      if (block.type === 'internalPassage') full += nodeSize(block);
      else keep(nodeSize(block));
    }
    // A section of which nothing is left shows an empty paragraph of its own.
    reduced += contentSize(visibleIn(section)) - contentSize(section.content.filter((b) => b.type !== 'internalPassage'));
    keep(1);
  }
  return {
    toFull: (position) => {
      const stretch = shared.findLast((part) => part.reduced <= position);
      return stretch ? stretch.full + Math.min(position - stretch.reduced, stretch.size) : position;
    },
    toReduced: (position) => {
      const stretch = shared.find((part) => part.full <= position && position <= part.full + part.size);
      return stretch ? stretch.reduced + (position - stretch.full) : null;
    },
  };
}
