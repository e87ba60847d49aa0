/** Papers as the editor knows them: blocks one below the other. Runs anywhere. */
import { mergeAttributes, Node, type Extensions } from '@tiptap/core';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import type { NodeView } from '@tiptap/pm/view';
import {
  attributesOf,
  commonExtensions,
  headings,
  itemContent,
  simpleContent,
  typingRules,
  viewed,
  type NodeViews,
  type SchemaOptions,
} from './common-schema';
import { fileAddress } from './files';

const PaperNode = Node.create({ name: 'paper', topNode: true, content: 'block+' });

const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: simpleContent,
  defining: true,
  addAttributes: () => attributesOf('callout'),
  parseHTML: () => [{ tag: 'div[data-kind="callout"]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-kind': 'callout' }), 0],
});

/** An image of the document's own; pasted ones become that first. */
const Image = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => attributesOf('image'),
  parseHTML: () => [{ tag: 'figure[data-kind="image"]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'figure',
    mergeAttributes(HTMLAttributes, { 'data-kind': 'image' }),
    ['img', { src: fileAddress(String(node.attrs.fileId)), alt: String(node.attrs.alt ?? '') }],
  ],
});

/** A footnote: a sign in the text, its words beside it. */
const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => attributesOf('footnote'),
  parseHTML: () => [{ tag: 'sup[data-kind="footnote"]' }],
  renderHTML: ({ HTMLAttributes }) => ['sup', mergeAttributes(HTMLAttributes, { 'data-kind': 'footnote' })],
});

/** A task is ticked with Ctrl+Enter in its words; who tabs past the text does not walk through every box. */
const TaskListItem = TaskItem.extend({
  content: itemContent,
  addNodeView() {
    const make = this.parent!()!;
    return (props) => {
      const view = make(props) as NodeView;
      (view.dom as HTMLElement).querySelector('input')!.tabIndex = -1;
      return view;
    };
  },
  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
      'Mod-Enter': () =>
        this.editor.isActive(this.name) &&
        this.editor.commands.updateAttributes(this.name, { checked: !this.editor.getAttributes(this.name).checked }),
    };
  },
});

const HorizontalRule = Node.create({
  name: 'horizontalRule',
  group: 'block',
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: () => ['hr'],
});

/** Three levels below the title of the paper. */
const PaperHeading = headings({ h1: 2, h2: 2, h3: 3, h4: 4, h5: 4, h6: 4 });

export type PaperViews = NodeViews<'image' | 'footnote' | 'callout'>;

/** The nodes, marks and typing rules of papers; as `minutesExtensions`, without a history. */
export function paperExtensions({
  language = 'de',
  views,
  checkboxLabel,
}: SchemaOptions<PaperViews> & { checkboxLabel?: (words: string, checked: boolean) => string } = {}): Extensions {
  return [
    PaperNode,
    ...commonExtensions(PaperHeading),
    TaskList,
    TaskListItem.configure({
      nested: true,
      ...(checkboxLabel && {
        a11y: { checkboxLabel: ({ firstChild }, checked) => checkboxLabel(firstChild?.textContent ?? '', checked) },
      }),
    }),
    viewed(Callout, views?.callout),
    viewed(Image, views?.image),
    viewed(Footnote, views?.footnote),
    HorizontalRule,
    ...typingRules(language),
  ];
}
