/**
 * Minutes and papers as the editor knows them: the nodes, and the rules that hold while people type.
 * The same trees as in `document.ts`. Runs anywhere; what needs a browser is handed in as views.
 */
import { getSchema, mergeAttributes, Node, type Extensions, type NodeViewRenderer } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import type { Language, TextKind } from '~db/values';
import { BlockIds } from './block-ids';
import { fieldsOf, type HeadingLevel } from './document';
import { fileAddress } from './files';
import { Link } from './link';
import { GermanQuotationMarks } from './quotation-marks';
import { enterControls, leaveRecord, unwrapRecord } from './record-keys';
import { Sections } from './sections';

/**
 * Attributes that travel as `data-…` in copied HTML, as JSON; what a field does not accept becomes
 * its default.
 */
const attributesOf = (kind: string) =>
  Object.fromEntries(
    Object.entries(fieldsOf(kind) ?? {}).map(([name, { accepts, initial }]) => {
      const data = `data-${name.toLowerCase()}`;
      return [
        name,
        {
          default: initial,
          parseHTML: (element: HTMLElement): unknown => {
            const value = fromJson(element.getAttribute(data));
            return accepts(value) ? value : initial;
          },
          renderHTML: (attributes: Record<string, unknown>) => ({ [data]: JSON.stringify(attributes[name]) }),
        },
      ];
    }),
  );

function fromJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

const simpleContent = '(paragraph | list)+';

const MinutesDocumentNode = Document.extend({ content: 'agendaSection+' });

const AgendaSection = Node.create({
  name: 'agendaSection',
  content: '(block | record | internalPassage)+',
  isolating: true,
  selectable: false,
  extendNodeSchema: () => ({ definingAsContext: true }),
  addAttributes: () => attributesOf('agendaSection'),
  parseHTML: () => [{ tag: 'section[data-kind="agendaSection"]', contentElement: '[data-content]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'section',
    mergeAttributes(HTMLAttributes, { 'data-kind': 'agendaSection' }),
    ['h2', {}, `${node.attrs.number} ${node.attrs.title}`.trim()],
    ['div', { 'data-content': '' }, 0],
  ],
});

/** A decision or an action item: one paragraph of words, with attributes beside it. */
const record = (name: 'decision' | 'actionItem') =>
  Node.create({
    name,
    group: 'record',
    content: 'inline*',
    defining: true,
    isolating: true,
    draggable: false,
    addAttributes: () => attributesOf(name),
    parseHTML: () => [{ tag: `div[data-kind="${name}"]` }],
    renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-kind': name }), 0],
    addKeyboardShortcuts() {
      return {
        Enter: () => leaveRecord(this.editor, name),
        Backspace: () => unwrapRecord(this.editor, name),
        Tab: () => enterControls(this.editor, name),
      };
    },
  });

const InternalPassage = Node.create({
  name: 'internalPassage',
  group: 'internalPassage',
  content: '(block | record)+',
  defining: true,
  parseHTML: () => [{ tag: 'div[data-kind="internalPassage"]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-kind': 'internalPassage' }),
    0,
  ],
});

const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => attributesOf('mention'),
  parseHTML: () => [{ tag: 'span[data-kind="mention"]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'span',
    mergeAttributes(HTMLAttributes, { 'data-kind': 'mention' }),
    `@${node.attrs.name}`,
  ],
  renderText: ({ node }) => `@${node.attrs.name}`,
});

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

const HorizontalRule = Node.create({
  name: 'horizontalRule',
  group: 'block',
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: () => ['hr'],
});

/** Pasted headings are fitted into the levels there are. */
const headings = (fitted: Record<string, HeadingLevel>) =>
  Heading.extend({
    parseHTML: () => Object.entries(fitted).map(([tag, level]) => ({ tag, attrs: { level } })),
  }).configure({ levels: [...new Set(Object.values(fitted))] });

/** Two levels below the title of the section. */
const SectionHeading = headings({ h1: 3, h2: 3, h3: 3, h4: 4, h5: 4, h6: 4 });
/** Three levels below the title of the paper. */
const PaperHeading = headings({ h1: 2, h2: 2, h3: 3, h4: 4, h5: 4, h6: 4 });

const itemContent = 'paragraph (paragraph | list)*';
const cellAttributes = () => ({ colspan: { default: 1 }, rowspan: { default: 1 } });

/** What both kinds of text are made of. */
const common = (heading: Node): Extensions => [
  Paragraph,
  Text,
  Bold,
  Italic,
  Link,
  HardBreak,
  heading,
  Blockquote.extend({ content: simpleContent }),
  BulletList,
  OrderedList.extend({ addAttributes: () => ({ start: { default: 1 } }) }),
  ListItem.extend({ content: itemContent }),
  ListKeymap,
  Table.configure({ resizable: false }),
  TableRow,
  TableCell.extend({ content: simpleContent, addAttributes: cellAttributes }),
  TableHeader.extend({ content: simpleContent, addAttributes: cellAttributes }),
  Mention,
];

/** A node, with a view of its own where there is one. */
const viewed = (node: Node, view: NodeViewRenderer | undefined) => (view ? node.extend({ addNodeView: () => view }) : node);

const typingRules = (language: Language): Extensions => (language === 'de' ? [GermanQuotationMarks] : []);

/** Views of nodes that have controls in them; only in the browser. */
export type NodeViews<Name extends string> = Record<Name, NodeViewRenderer>;
export type MinutesViews = NodeViews<'agendaSection' | 'decision' | 'actionItem'>;
export type PaperViews = NodeViews<'image' | 'footnote' | 'callout'>;

type SchemaOptions<Views> = { language?: Language; views?: Views };

/**
 * The nodes, marks and typing rules of minutes. There is no history among them: undo belongs to
 * Yjs, which takes back one's own steps only.
 */
export function minutesExtensions({ language = 'de', views }: SchemaOptions<MinutesViews> = {}): Extensions {
  return [
    MinutesDocumentNode,
    ...common(SectionHeading),
    viewed(AgendaSection, views?.agendaSection),
    viewed(record('decision'), views?.decision),
    viewed(record('actionItem'), views?.actionItem),
    InternalPassage,
    Sections,
    BlockIds,
    ...typingRules(language),
  ];
}

/** The nodes, marks and typing rules of papers; as `minutesExtensions`. */
export function paperExtensions({ language = 'de', views }: SchemaOptions<PaperViews> = {}): Extensions {
  return [
    PaperNode,
    ...common(PaperHeading),
    TaskList,
    TaskItem.extend({ content: itemContent }).configure({ nested: true }),
    viewed(Callout, views?.callout),
    viewed(Image, views?.image),
    viewed(Footnote, views?.footnote),
    HorizontalRule,
    ...typingRules(language),
  ];
}

/** The ProseMirror schemas of both kinds of text. */
export const minutesSchema = getSchema(minutesExtensions());
export const paperSchema = getSchema(paperExtensions());
export const schemaOf = (kind: TextKind) => (kind === 'minutes' ? minutesSchema : paperSchema);
