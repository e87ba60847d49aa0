/**
 * How the text looks beyond its nodes: sections in the order of the agenda, those nobody should see
 * hidden, and a hint where nothing is written yet. Browser.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
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

/** Words that are drawn into the text and are no part of it. */
export type DrawnWords = {
  /** In an empty paragraph at the cursor. */
  hint: string;
  /** Above an internal passage. */
  internal: string;
};

function decorate({ doc, selection }: EditorState, words: DrawnWords): DecorationSet {
  const { shown, hidden } = arrange(doc);
  const decorations = [
    ...hidden.map(({ node, at }) => Decoration.node(at, at + node.nodeSize, { class: 'm-hidden' })),
    ...shown.map(({ node, at }, order) => Decoration.node(at, at + node.nodeSize, { style: `order: ${order}` })),
  ];
  const { $from, empty } = selection;
  const here = $from.parent;
  if (empty && here.type.name === 'paragraph' && here.content.size === 0 && $from.depth === 2) {
    decorations.push(Decoration.node($from.before(), $from.after(), { 'data-hint': words.hint }));
  }
  doc.descendants((node, at) => {
    if (node.type.name === 'internalPassage') {
      decorations.push(Decoration.node(at, at + node.nodeSize, { 'data-label': words.internal }));
    }
    return node.type.name === 'agendaSection';
  });
  return DecorationSet.create(doc, decorations);
}

export const Appearance = Extension.create<DrawnWords>({
  name: 'appearance',
  addOptions: () => ({ hint: '', internal: '' }),
  addProseMirrorPlugins() {
    const words = this.options;
    return [
      new Plugin({
        key: new PluginKey('appearance'),
        props: { decorations: (state) => decorate(state, words) },
      }),
    ];
  },
});
