/**
 * The documents that are written together: minutes (one section a TOP, and inside it plain text,
 * decisions and action items) and papers. Their types, what their attributes may be, and small
 * questions one asks them. Runs anywhere, without ProseMirror, a DOM or zod, so that the browser loads
 * none of them for it.
 *
 * The shape is ProseMirror JSON (https://prosemirror.net/docs/guide/#doc); `schema.ts` describes
 * the same tree to the editor, and a test holds the two against each other. `document-reader.ts`
 * reads it at the edge.
 */
import { isDay } from '~/services/time';
import { decisionResults, type AgendaItemId, type DecisionResult, type DocumentId, type TextKind } from '~db/values';

/** The name of the Yjs fragment that holds the text. */
export const fragmentName = 'content';

/** Addresses a link may lead to; anything else (`javascript:`, `data:`) is no link. */
const linkPattern = /^(https?:\/\/|mailto:)[^\s<>"]+$/i;
/** A document of the portal, wherever it is kept: `/dokumente/…` leads to it. */
const documentPattern = /^\/dokumente\/([2-9a-km-z]{16})$/;

export const isLinkTarget = (href: unknown): href is string =>
  typeof href === 'string' && href.length <= 2000 && (linkPattern.test(href) || documentPattern.test(href));

/** The document of the portal that a link leads to; undefined for every other link. */
export const linkedDocument = (href: string): DocumentId | undefined =>
  documentPattern.exec(href)?.[1] as DocumentId | undefined;

/** The address of a document in links, which stays when it is moved or renamed. */
export const linkToDocument = (id: DocumentId): string => `/dokumente/${id}`;

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
export const headingLevels = [2, 3, 4] as const;
export type HeadingLevel = (typeof headingLevels)[number];

/** What a callout is for. */
export const calloutTones = ['note', 'important'] as const;
export type CalloutTone = (typeof calloutTones)[number];

/** The widths of an image, in per cent of the text's. */
export const imageWidths = [25, 50, 75, 100] as const;

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
  /** As in HTML; the title of the page is the first level, and in minutes that of the section the second. */
  heading: {
    level: {
      initial: 3,
      accepts: (value): value is HeadingLevel => headingLevels.some((level) => level === value),
    } as Field<HeadingLevel>,
  },
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
  taskItem: { checked: flag },
  callout: {
    tone: {
      initial: 'note',
      accepts: (value): value is CalloutTone => calloutTones.some((tone) => tone === value),
    } as Field<CalloutTone>,
  },
  image: {
    /** The file of the document that is shown. */
    fileId: text(40),
    /** What can be seen on it; null as long as nobody has said, empty for what is mere decoration. */
    alt: optional(text(1000).accepts),
    caption: text(500),
    width: whole(10, 100, 100),
    /** Its own size, so that the page knows its place before it has come. */
    pixelWidth: whole(0, 30_000, 0),
    pixelHeight: whole(0, 30_000, 0),
  },
  /** Its words, with the addresses in them as they are; the number follows from its place. */
  footnote: { text: text(4000) },
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
export type Footnote = { type: 'footnote'; attrs: ValuesOf<typeof fields.footnote> };
export type Inline = TextNode | HardBreak | Mention | Footnote;

export type Paragraph = { type: 'paragraph'; content: Inline[] };
export type Heading = { type: 'heading'; attrs: { level: HeadingLevel }; content: Inline[] };
export type ListItem = { type: 'listItem'; content: SimpleBlock[] };
export type BulletList = { type: 'bulletList'; content: ListItem[] };
export type OrderedList = { type: 'orderedList'; attrs: { start: number }; content: ListItem[] };
/** A list to tick off; what is to be done in the group's name is an action item. */
export type TaskItem = { type: 'taskItem'; attrs: { checked: boolean }; content: SimpleBlock[] };
export type TaskList = { type: 'taskList'; content: TaskItem[] };
/** What may stand in a list item, a quotation or a table cell. */
export type SimpleBlock = Paragraph | BulletList | OrderedList | TaskList;
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

export type Callout = { type: 'callout'; attrs: { tone: CalloutTone }; content: SimpleBlock[] };
export type HorizontalRule = { type: 'horizontalRule' };
export type Image = { type: 'image'; attrs: ValuesOf<typeof fields.image> };
export type PaperBlock = SimpleBlock | Heading | Blockquote | Callout | Table | Image | HorizontalRule;
/** What a group drafts together: its blocks, without sections. Its title stands beside it. */
export type PaperDocument = { type: 'paper'; content: PaperBlock[] };

/** Whatever is written together; told apart by the type of its root. */
export type TextDocument = MinutesDocument | PaperDocument;
/** The document of a kind of text. */
export type DocumentOf<Kind extends TextKind> = Kind extends 'minutes' ? MinutesDocument : PaperDocument;

/** Every node but the document itself. */
export type DocumentNode =
  | AgendaSection
  | SectionBlock
  | PaperBlock
  | ListItem
  | TaskItem
  | TableRow
  | TableCell
  | Inline;
/** The name of a node, the root of a document included. */
export type NodeName = DocumentNode['type'] | TextDocument['type'];

/** Which nodes may stand in which. A node without an entry is a leaf. */
export type ContentRules = { readonly [Parent in NodeName]?: readonly DocumentNode['type'][] };

/** What both kinds of text have in common, made of blocks and words of each. */
const structure = (simple: readonly DocumentNode['type'][], inline: readonly DocumentNode['type'][]) =>
  ({
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
  }) satisfies ContentRules;

const simple = ['paragraph', 'bulletList', 'orderedList'] as const;
const passage = [...simple, 'heading', 'blockquote', 'table', 'decision', 'actionItem'] as const;
const inline = ['text', 'hardBreak', 'mention'] as const;
const simpleInPapers = [...simple, 'taskList'] as const;

export const contentRules: Readonly<Record<TextKind, ContentRules>> = {
  minutes: {
    ...structure(simple, inline),
    doc: ['agendaSection'],
    agendaSection: [...passage, 'internalPassage'],
    internalPassage: passage,
    decision: inline,
    actionItem: inline,
  },
  paper: {
    ...structure(simpleInPapers, [...inline, 'footnote']),
    paper: [...simpleInPapers, 'heading', 'blockquote', 'callout', 'table', 'image', 'horizontalRule'],
    callout: simpleInPapers,
    taskList: ['taskItem'],
    taskItem: simpleInPapers,
  },
};

/** The kind of text a document is of. */
export const kindOf = (document: TextDocument): TextKind => (document.type === 'doc' ? 'minutes' : 'paper');

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

/** The document with which a paper begins from blank. */
export const emptyPaper = (): PaperDocument => ({ type: 'paper', content: [emptyParagraph()] });

/** The text of a node, blocks on lines of their own; what stands beside it (notes, images) is left out. */
export function plainText(node: TextDocument | DocumentNode): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'hardBreak':
      return '\n';
    case 'mention':
      return node.attrs.name;
    case 'footnote':
    case 'image':
    case 'horizontalRule':
      return '';
    case 'paragraph':
    case 'heading':
    case 'decision':
    case 'actionItem':
      return node.content.map(plainText).join('');
    case 'doc':
    case 'paper':
    case 'agendaSection':
    case 'internalPassage':
    case 'blockquote':
    case 'bulletList':
    case 'orderedList':
    case 'listItem':
    case 'taskList':
    case 'taskItem':
    case 'callout':
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
