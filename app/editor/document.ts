/**
 * The document of minutes: one section a TOP, and inside it plain text, decisions and action items.
 * These are its types and the one reader at the edge. Runs anywhere, without ProseMirror or a DOM.
 *
 * The shape is ProseMirror JSON (https://prosemirror.net/docs/guide/#doc); `schema.ts` describes
 * the same tree to the editor, and a test holds the two against each other.
 */
import { z } from 'zod';
import { decisionResults, type AgendaItemId } from '~db/values';

/** Addresses a link may lead to; anything else (`javascript:`, `data:`) is no link. */
const linkPattern = /^(https?:\/\/|mailto:)[^\s<>"]+$/i;

export const isLinkTarget = (href: unknown): href is string =>
  typeof href === 'string' && href.length <= 2000 && linkPattern.test(href);

const boldMark = z.object({ type: z.literal('bold') });
const italicMark = z.object({ type: z.literal('italic') });
const linkMark = z.object({
  type: z.literal('link'),
  attrs: z.object({ href: z.string().refine(isLinkTarget) }),
});
export const markSchema = z.discriminatedUnion('type', [boldMark, italicMark, linkMark]);
export type Mark = z.infer<typeof markSchema>;

const votes = z.number().int().min(0).max(9999).nullable().default(null);
const line = z.string().max(500).default('');
const blockId = z.string().max(40).default('');

/** The attributes of each kind of node that has some; every one has a default. */
export const attributeSchemas = {
  agendaSection: z.object({
    itemId: z.string().max(40).default(''),
    /** The number of the TOP; empty when the item is no longer on the agenda. */
    number: z.string().max(20).default(''),
    title: line,
    internal: z.boolean().default(false),
  }),
  heading: z.object({ level: z.union([z.literal(3), z.literal(4)]).default(3) }),
  orderedList: z.object({ start: z.number().int().min(0).max(9999).default(1) }),
  tableCell: z.object({
    colspan: z.number().int().min(1).max(50).default(1),
    rowspan: z.number().int().min(1).max(500).default(1),
  }),
  decision: z.object({
    blockId,
    yes: votes,
    no: votes,
    abstained: votes,
    /** Empty: computed from the votes (`resultOf`). */
    result: z.enum(decisionResults).nullable().default(null),
    /** As it is printed, `SPR 2026-07`; given once and never typed. */
    number: z.string().max(60).nullable().default(null),
  }),
  actionItem: z.object({
    blockId,
    assignee: z
      .string()
      .regex(/^(person|organisation):[2-9a-km-z]{16}$/)
      .nullable()
      .default(null),
    /** The name as it was chosen or typed, so that the frozen text stays readable. */
    assigneeName: line,
    due: z.iso.date().nullable().default(null),
  }),
  mention: z.object({ personId: z.string().max(40).default(''), name: line }),
};

export type SectionAttributes = z.infer<typeof attributeSchemas.agendaSection>;
export type DecisionAttributes = z.infer<typeof attributeSchemas.decision>;
export type ActionItemAttributes = z.infer<typeof attributeSchemas.actionItem>;

export type TextNode = { type: 'text'; text: string; marks?: Mark[] };
export type HardBreak = { type: 'hardBreak' };
export type Mention = { type: 'mention'; attrs: z.infer<typeof attributeSchemas.mention> };
export type Inline = TextNode | HardBreak | Mention;

export type Paragraph = { type: 'paragraph'; content: Inline[] };
export type Heading = { type: 'heading'; attrs: { level: 3 | 4 }; content: Inline[] };
export type ListItem = { type: 'listItem'; content: SimpleBlock[] };
export type BulletList = { type: 'bulletList'; content: ListItem[] };
export type OrderedList = { type: 'orderedList'; attrs: { start: number }; content: ListItem[] };
/** What may stand in a list item, a quotation or a table cell. */
export type SimpleBlock = Paragraph | BulletList | OrderedList;
export type Blockquote = { type: 'blockquote'; content: SimpleBlock[] };
export type TableCell = {
  type: 'tableCell' | 'tableHeader';
  attrs: { colspan: number; rowspan: number };
  content: SimpleBlock[];
};
export type TableRow = { type: 'tableRow'; content: TableCell[] };
export type Table = { type: 'table'; content: TableRow[] };
/** A Beschluss: its wording is the content. */
export type Decision = { type: 'decision'; attrs: DecisionAttributes; content: Inline[] };
/** An Aufgabe: what is to be done is the content. */
export type ActionItem = { type: 'actionItem'; attrs: ActionItemAttributes; content: Inline[] };
export type PassageBlock = SimpleBlock | Heading | Blockquote | Table | Decision | ActionItem;
/** What never reaches someone who may not see internal passages. */
export type InternalPassage = { type: 'internalPassage'; content: PassageBlock[] };
export type SectionBlock = PassageBlock | InternalPassage;
export type AgendaSection = { type: 'agendaSection'; attrs: SectionAttributes; content: SectionBlock[] };
export type MinutesDocument = { type: 'doc'; content: AgendaSection[] };
/** Every node but the document itself. */
export type DocumentNode = AgendaSection | SectionBlock | ListItem | TableRow | TableCell | Inline;

const simple = ['paragraph', 'bulletList', 'orderedList'] as const;
const passage = [...simple, 'heading', 'blockquote', 'table', 'decision', 'actionItem'] as const;
const inline = ['text', 'hardBreak', 'mention'] as const;

/** Which nodes may stand in which. A node without an entry is a leaf. */
export const allowedContent: { readonly [parent: string]: readonly DocumentNode['type'][] | undefined } = {
  doc: ['agendaSection'],
  agendaSection: [...passage, 'internalPassage'],
  internalPassage: passage,
  blockquote: simple,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: simple,
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: simple,
  tableHeader: simple,
  paragraph: inline,
  heading: inline,
  decision: inline,
  actionItem: inline,
};

const inlineSchema: z.ZodType<Inline> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.string().min(1),
    marks: z.array(markSchema).min(1).optional(),
  }),
  z.object({ type: z.literal('hardBreak') }),
  z.object({ type: z.literal('mention'), attrs: attributeSchemas.mention }),
]);
const wording = z.array(inlineSchema).default([]);

const paragraphSchema = z.object({ type: z.literal('paragraph'), content: wording });
const listItemSchema: z.ZodType<ListItem> = z.lazy(() =>
  z.object({
    type: z.literal('listItem'),
    content: z.array(simpleSchema).refine((blocks) => blocks[0]?.type === 'paragraph'),
  }),
);
const bulletListSchema = z.object({
  type: z.literal('bulletList'),
  content: z.array(listItemSchema).min(1),
});
const orderedListSchema = z.object({
  type: z.literal('orderedList'),
  attrs: attributeSchemas.orderedList.prefault({}),
  content: z.array(listItemSchema).min(1),
});
const simpleSchema = z.discriminatedUnion('type', [paragraphSchema, bulletListSchema, orderedListSchema]);

const tableSchema = z.object({
  type: z.literal('table'),
  content: z
    .array(
      z.object({
        type: z.literal('tableRow'),
        content: z.array(
          z.object({
            type: z.enum(['tableCell', 'tableHeader']),
            attrs: attributeSchemas.tableCell.prefault({}),
            content: z.array(simpleSchema).min(1),
          }),
        ),
      }),
    )
    .min(1),
});

const passageSchemas = [
  paragraphSchema,
  bulletListSchema,
  orderedListSchema,
  z.object({ type: z.literal('heading'), attrs: attributeSchemas.heading.prefault({}), content: wording }),
  z.object({ type: z.literal('blockquote'), content: z.array(simpleSchema).min(1) }),
  tableSchema,
  z.object({ type: z.literal('decision'), attrs: attributeSchemas.decision.prefault({}), content: wording }),
  z.object({ type: z.literal('actionItem'), attrs: attributeSchemas.actionItem.prefault({}), content: wording }),
] as const;

const documentSchema: z.ZodType<MinutesDocument> = z.object({
  type: z.literal('doc'),
  content: z
    .array(
      z.object({
        type: z.literal('agendaSection'),
        attrs: attributeSchemas.agendaSection.prefault({}),
        content: z
          .array(
            z.discriminatedUnion('type', [
              ...passageSchemas,
              z.object({
                type: z.literal('internalPassage'),
                content: z.array(z.discriminatedUnion('type', passageSchemas)).min(1),
              }),
            ]),
          )
          .min(1),
      }),
    )
    .default([]),
});

/**
 * Reads a stored or received document. Missing attributes get their default; unknown ones are left
 * out.
 *
 * @throws ZodError when it is not a document of minutes
 */
export const readDocument = (value: unknown): MinutesDocument => documentSchema.parse(value);

/** What the document needs to know of a TOP. The order of the list is the order of the agenda. */
export type AgendaEntry = { id: AgendaItemId; number: string; title: string; internal: boolean };

const emptyParagraph = (): Paragraph => ({ type: 'paragraph', content: [] });

/** A section without text for a TOP; without one, a section to write in when there is no agenda. */
export function emptySection(entry?: AgendaEntry): AgendaSection {
  return {
    type: 'agendaSection',
    attrs: {
      itemId: entry?.id ?? '',
      number: entry?.number ?? '',
      title: entry?.title ?? '',
      internal: entry?.internal ?? false,
    },
    content: [emptyParagraph()],
  };
}

/** The document with which minutes begin: one empty section for each TOP. */
export const initialDocument = (agenda: readonly AgendaEntry[]): MinutesDocument => ({
  type: 'doc',
  content: agenda.length > 0 ? agenda.map(emptySection) : [emptySection()],
});

/** The text of a node, blocks on lines of their own. */
export function plainText(node: MinutesDocument | DocumentNode): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'hardBreak':
      return '\n';
    case 'mention':
      return node.attrs.name;
    case 'paragraph':
    case 'heading':
    case 'decision':
    case 'actionItem':
      return node.content.map(plainText).join('');
    case 'doc':
    case 'agendaSection':
    case 'internalPassage':
    case 'blockquote':
    case 'bulletList':
    case 'orderedList':
    case 'listItem':
    case 'table':
    case 'tableRow':
    case 'tableCell':
    case 'tableHeader':
      return node.content
        .map(plainText)
        .filter((text) => text !== '')
        .join('\n');
  }
}

/** Whether nothing has been written in a section: no words, no decision, no action item. */
export const isEmptySection = (section: AgendaSection): boolean =>
  section.content.every((block) => block.type === 'paragraph' && plainText(block).trim() === '');

/**
 * Whether a section is shown. One whose item has left the agenda, and in which nothing is written,
 * stays in the shared text for those who may still be writing in it offline, but nobody sees it.
 *
 * @param alone there is no section with a number beside it
 */
export const isShown = (attrs: Pick<SectionAttributes, 'number'>, empty: boolean, alone: boolean): boolean =>
  attrs.number !== '' || !empty || alone;

/**
 * The document as one string that is the same for the same content: keys in order, no white space.
 * What is hashed when minutes are approved.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}
