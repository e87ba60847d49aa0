/**
 * The minutes as the editor knows them: the nodes, and the rules that hold while people type. The
 * same tree as in `document.ts`. Runs anywhere; what needs a browser is handed in as views.
 */
import { getSchema, mergeAttributes, Node, type Extensions, type NodeViewRenderer } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import type { Language } from '~db/values';
import { BlockIds } from './block-ids';
import { fieldsOf } from './document';
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

/** Two levels below the title of the section; pasted ones are fitted in. */
const SectionHeading = Heading.extend({
  parseHTML: () => [
    ...['h1', 'h2', 'h3'].map((tag) => ({ tag, attrs: { level: 3 } })),
    ...['h4', 'h5', 'h6'].map((tag) => ({ tag, attrs: { level: 4 } })),
  ],
}).configure({ levels: [3, 4] });

const simpleContent = '(paragraph | list)+';
const cellAttributes = () => ({ colspan: { default: 1 }, rowspan: { default: 1 } });

type ViewedNode = 'agendaSection' | 'decision' | 'actionItem';

/** Views of nodes that have controls in them; only in the browser. */
export type NodeViews = Record<ViewedNode, NodeViewRenderer>;

/**
 * The nodes, marks and typing rules of minutes. There is no history among them: undo belongs to
 * Yjs, which takes back one's own steps only.
 */
export function minutesExtensions({
  language = 'de',
  views,
}: { language?: Language; views?: NodeViews } = {}): Extensions {
  const viewed = (node: Node, name: ViewedNode) =>
    views ? node.extend({ addNodeView: () => views[name] }) : node;
  return [
    MinutesDocumentNode,
    Paragraph,
    Text,
    Bold,
    Italic,
    Link,
    HardBreak,
    SectionHeading,
    Blockquote.extend({ content: simpleContent }),
    BulletList,
    OrderedList.extend({ addAttributes: () => ({ start: { default: 1 } }) }),
    ListItem.extend({ content: 'paragraph (paragraph | list)*' }),
    ListKeymap,
    Table.configure({ resizable: false }),
    TableRow,
    TableCell.extend({ content: simpleContent, addAttributes: cellAttributes }),
    TableHeader.extend({ content: simpleContent, addAttributes: cellAttributes }),
    viewed(AgendaSection, 'agendaSection'),
    viewed(record('decision'), 'decision'),
    viewed(record('actionItem'), 'actionItem'),
    InternalPassage,
    Mention,
    Sections,
    BlockIds,
    ...(language === 'de' ? [GermanQuotationMarks] : []),
  ];
}

/** The ProseMirror schema of minutes. */
export const minutesSchema = getSchema(minutesExtensions());
