/**
 * The document of minutes: one section a TOP, and inside it plain text, decisions and action items.
 * Its types, what its attributes may be, and small questions one asks it. Runs anywhere, without
 * ProseMirror, a DOM or zod, so that the browser loads none of them for it.
 *
 * The shape is ProseMirror JSON (https://prosemirror.net/docs/guide/#doc); `schema.ts` describes
 * the same tree to the editor, and a test holds the two against each other. `document-reader.ts`
 * reads it at the edge.
 */
import { isDay } from '~/services/time';
import { decisionResults, type AgendaItemId, type DecisionResult } from '~db/values';

/** The name of the Yjs fragment that holds the text. */
export const fragmentName = 'content';

/** Addresses a link may lead to; anything else (`javascript:`, `data:`) is no link. */
const linkPattern = /^(https?:\/\/|mailto:)[^\s<>"]+$/i;

export const isLinkTarget = (href: unknown): href is string =>
  typeof href === 'string' && href.length <= 2000 && linkPattern.test(href);

export type Mark = { type: 'bold' } | { type: 'italic' } | { type: 'link'; attrs: { href: string } };

/** An attribute: what it may be, and what it is when it is missing. */
export type Field<T> = { initial: T; accepts: (value: unknown) => value is T };

const text = (most: number): Field<string> => ({
  initial: '',
  accepts: (value): value is string => typeof value === 'string' && value.length <= most,
});
const flag: Field<boolean> = {
  initial: false,
  accepts: (value): value is boolean => typeof value === 'boolean',
};
const whole = (least: number, most: number, initial: number): Field<number> => ({
  initial,
  accepts: (value): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
});
const optional = <T>(accepts: (value: unknown) => value is T): Field<T | null> => ({
  initial: null,
  accepts: (value): value is T | null => value === null || accepts(value),
});
const votes = optional(whole(0, 9999, 0).accepts);
const assigneePattern = /^(person|organisation):[2-9a-km-z]{16}$/;

/** The attributes of each kind of node that has some. */
export const fields = {
  agendaSection: {
    itemId: text(40),
    /** The number of the TOP; empty when the item is no longer on the agenda. */
    number: text(20),
    title: text(500),
    internal: flag,
  },
  heading: { level: { initial: 3, accepts: (value): value is 3 | 4 => value === 3 || value === 4 } as Field<3 | 4> },
  orderedList: { start: whole(0, 9999, 1) },
  tableCell: { colspan: whole(1, 50, 1), rowspan: whole(1, 500, 1) },
  tableHeader: { colspan: whole(1, 50, 1), rowspan: whole(1, 500, 1) },
  decision: {
    blockId: text(40),
    yes: votes,
    no: votes,
    abstained: votes,
    /** Empty: computed from the votes (`resultOf`). */
    result: optional((value): value is DecisionResult => decisionResults.some((result) => result === value)),
    /** As it is printed, `SPR 2026-07`; given once and never typed. */
    number: optional(text(60).accepts),
  },
  actionItem: {
    blockId: text(40),
    assignee: optional((value): value is string => typeof value === 'string' && assigneePattern.test(value)),
    /** The name as it was chosen or typed, so that the frozen text stays readable. */
    assigneeName: text(500),
    due: optional((value): value is string => isDay(value)),
  },
  mention: { personId: text(40), name: text(500) },
};

type ValuesOf<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] extends Field<infer T> ? T : never };

export type SectionAttributes = ValuesOf<typeof fields.agendaSection>;
export type DecisionAttributes = ValuesOf<typeof fields.decision>;
export type ActionItemAttributes = ValuesOf<typeof fields.actionItem>;

/** The fields of a kind of node; none for those without attributes. */
export const fieldsOf = (type: string): Readonly<Record<string, Field<unknown>>> | undefined =>
  (fields as Readonly<Record<string, Record<string, Field<unknown>>>>)[type];

export type TextNode = { type: 'text'; text: string; marks?: Mark[] };
export type HardBreak = { type: 'hardBreak' };
export type Mention = { type: 'mention'; attrs: ValuesOf<typeof fields.mention> };
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
