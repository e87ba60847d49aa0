/**
 * How minutes look beyond their nodes: sections in the order of the agenda, those nobody should see
 * hidden, internal passages named. Browser.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { isShown, type SectionAttributes } from './document';

/** As `isEmptySection` says it of the document. */
const isEmpty = (section: Node): boolean =>
  section.children.every(
    (block) =>
      block.type.name === 'paragraph' &&
      block.textBetween(0, block.content.size, '', (leaf) => (leaf.type.name === 'mention' ? '@' : '')).trim() === '',
  );

export type OutlineEntry = SectionAttributes & {
  empty: boolean;
  decisions: number;
  tasks: number;
};

const byNumber = new Intl.Collator('de', { numeric: true });

type Placed = { entry: OutlineEntry; node: Node; at: number };

function countOf(section: Node, type: string): number {
  let count = 0;
  section.descendants((node) => {
    if (node.type.name === type && node.content.size > 0) count++;
    return node.type.name === 'internalPassage';
  });
  return count;
}

/** The sections that are shown, in the order of the agenda, and those that are not. */
function arrange(doc: Node): { shown: Placed[]; hidden: Placed[] } {
  const placed: Placed[] = [];
  doc.forEach((node, at) => {
    const entry = {
      ...(node.attrs as SectionAttributes),
      empty: isEmpty(node),
      decisions: countOf(node, 'decision'),
      tasks: countOf(node, 'actionItem'),
    };
    placed.push({ entry, node, at });
  });
  const alone = placed.every(({ entry }) => entry.number === '');
  const [shown, hidden]: [Placed[], Placed[]] = [[], []];
  for (const section of placed) (isShown(section.entry, section.entry.empty, alone) ? shown : hidden).push(section);
  shown.sort(
    ({ entry: a }, { entry: b }) =>
      Number(a.number === '') - Number(b.number === '') || byNumber.compare(a.number, b.number),
  );
  return { shown, hidden };
}

/** What the outline beside the text shows. */
export const outlineOf = (doc: Node): OutlineEntry[] => arrange(doc).shown.map(({ entry }) => entry);

/** The section to go on writing in: the first empty one behind what is written; if there is none, the last. */
export function sectionToWrite(doc: Node): string | undefined {
  const outline = outlineOf(doc);
  const written = outline.findLastIndex(({ empty }) => !empty);
  return (outline[written + 1] ?? outline.at(-1))?.itemId;
}

/** @param internal stands above each internal passage, and is no part of the text */
function decorate(doc: Node, internal: string): DecorationSet {
  const { shown, hidden } = arrange(doc);
  const decorations = [
    ...hidden.map(({ node, at }) => Decoration.node(at, at + node.nodeSize, { class: 'm-hidden' })),
    ...shown.map(({ node, at }, order) => Decoration.node(at, at + node.nodeSize, { style: `order: ${order}` })),
  ];
  doc.descendants((node, at) => {
    if (node.type.name === 'internalPassage') {
      decorations.push(Decoration.node(at, at + node.nodeSize, { 'data-label': internal }));
    }
    return node.type.name === 'agendaSection';
  });
  return DecorationSet.create(doc, decorations);
}

export const Appearance = Extension.create<{ internal: string }>({
  name: 'appearance',
  addOptions: () => ({ internal: '' }),
  addProseMirrorPlugins() {
    const { internal } = this.options;
    return [
      new Plugin({
        key: new PluginKey('appearance'),
        props: { attributes: { class: 'm-ordered' }, decorations: (state) => decorate(state.doc, internal) },
      }),
    ];
  },
});
