/**
 * What minutes and papers have in common as the editor knows them: words, lists, tables, links. The
 * nodes of each kind stand in `minutes-schema.ts` and `paper-schema.ts`, so that a page loads those of
 * its own kind only. Runs anywhere.
 */
import { mergeAttributes, Node, type Extensions, type NodeViewRenderer } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import type { Language } from '~db/values';
import { fieldsOf, type HeadingLevel } from './document';
import { Link } from './link';
import { GermanQuotationMarks } from './quotation-marks';

/**
 * Attributes that travel as `data-…` in copied HTML, as JSON; what a field does not accept becomes
 * its default.
 */
export const attributesOf = (kind: string) =>
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

export const simpleContent = '(paragraph | list)+';

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

/** Pasted headings are fitted into the levels there are. */
export const headings = (fitted: Record<string, HeadingLevel>) =>
  Heading.extend({
    parseHTML: () => Object.entries(fitted).map(([tag, level]) => ({ tag, attrs: { level } })),
  }).configure({ levels: [...new Set(Object.values(fitted))] });

export const itemContent = 'paragraph (paragraph | list)*';
const cellAttributes = () => ({ colspan: { default: 1 }, rowspan: { default: 1 } });

/** What both kinds of text are made of. */
export const commonExtensions = (heading: Node): Extensions => [
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
export const viewed = (node: Node, view: NodeViewRenderer | undefined) => (view ? node.extend({ addNodeView: () => view }) : node);

export const typingRules = (language: Language): Extensions => (language === 'de' ? [GermanQuotationMarks] : []);

/** Views of nodes that have controls in them; only in the browser. */
export type NodeViews<Name extends string> = Record<Name, NodeViewRenderer>;

export type SchemaOptions<Views> = { language?: Language; views?: Views };
