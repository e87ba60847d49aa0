/**
 * What a paper says besides its text: its headings, its footnotes, how long it is. Asked after each
 * pause in writing, also of long papers: what was found in a block is kept as long as the block stays
 * the same, so that only what has changed is read again. Runs anywhere.
 */
import type { Node } from '@tiptap/pm/model';
import { countWords, sum, type Count } from './counting';
import { headingKey, type OutlineHeading } from './outline';

export type PaperIndex = { headings: OutlineHeading[]; footnotes: string[]; count: Count };

/** What stands in one block of the paper, in its order. */
type Findings = { headings: Omit<OutlineHeading, 'key'>[]; footnotes: string[]; count: Count };

const known = new WeakMap<Node, Findings>();

/** What a thing among the words counts as; a line break ends a word as a space does. */
function leafText({ type, attrs }: Node): string {
  if (type.name === 'mention') return String(attrs.name);
  return type.name === 'hardBreak' ? '\n' : '';
}

/** The words between two positions, blocks on lines of their own. */
export const wordsBetween = (doc: Node, from: number, to: number): string => doc.textBetween(from, to, '\n', leafText);

function read(block: Node): Findings {
  const found: Findings = { headings: [], footnotes: [], count: { words: 0, characters: 0 } };
  const visit = (node: Node) => {
    if (node.type.name === 'footnote') found.footnotes.push(String(node.attrs.text));
    if (!node.isTextblock) return;
    const text = wordsBetween(node, 0, node.content.size);
    found.count = sum(found.count, countWords(text));
    if (node.type.name === 'heading') found.headings.push({ level: Number(node.attrs.level), text: text.trim() });
  };
  visit(block);
  block.descendants(visit);
  return found;
}

function findingsIn(block: Node): Findings {
  let findings = known.get(block);
  if (!findings) known.set(block, (findings = read(block)));
  return findings;
}

export function indexOf(doc: Node): PaperIndex {
  const index: PaperIndex = { headings: [], footnotes: [], count: { words: 0, characters: 0 } };
  for (const block of doc.children) {
    const { headings, footnotes, count } = findingsIn(block);
    for (const heading of headings) index.headings.push({ ...heading, key: headingKey(index.headings.length) });
    index.footnotes.push(...footnotes);
    index.count = sum(index.count, count);
  }
  return index;
}

/** Where the heading of a key stands now; null when there is none. */
export function placeOfHeading(doc: Node, key: string): number | null {
  let count = 0;
  let found: number | null = null;
  doc.forEach((block, at) => {
    if (block.type.name === 'heading' && headingKey(count++) === key) found = at;
  });
  return found;
}

/** Where the footnote of a number stands now, from 0; null when there is none. */
export function placeOfFootnote(doc: Node, index: number): number | null {
  let count = 0;
  let found: number | null = null;
  doc.forEach((block, offset) => {
    const here = findingsIn(block).footnotes.length;
    if (found === null && index < count + here) {
      let rest = index - count;
      block.descendants((node, at) => {
        if (node.type.name === 'footnote' && rest-- === 0) found = offset + 1 + at;
        return found === null;
      });
    }
    count += here;
  });
  return found;
}
