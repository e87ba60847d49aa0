/**
 * The document as it is shared while people write: a Yjs document whose fragment `content` is bound
 * to the editors. Written and read here without ProseMirror and without a DOM, on the Yjs types
 * themselves. What the portal changes in it is in `shared-minutes.ts` and `shared-replacement.ts`.
 *
 * The mapping is that of y-prosemirror: a node is a Y.XmlElement with its attributes (null is left
 * out), a run of text a Y.XmlText whose formats are the marks. A test holds it against theirs.
 */
import * as Y from 'yjs';
import type { TextKind } from '~db/values';
import {
  contentRules,
  emptyPaper,
  emptySection,
  fieldsOf,
  fragmentName,
  isEmptySection,
  isLinkTarget,
  isShown,
  type AgendaSection,
  type ContentRules,
  type DocumentNode,
  type DocumentOf,
  type Field,
  type Mark,
  type MinutesDocument,
  type NodeName,
  type PaperBlock,
  type PaperDocument,
  type TextDocument,
  type TextNode,
} from './document';

/** The origin of changes that the portal makes; nobody's undo takes them back. */
export const portalOrigin = 'portal';

export const fragmentOf = (ydoc: Y.Doc) => ydoc.getXmlFragment(fragmentName);

/** ProseMirror's order of marks, which is that of the schema. */
const markOrder: readonly Mark['type'][] = ['link', 'bold', 'italic'];

// ── Writing ──────────────────────────────────────────────────────────────────────────────────────

const isText = (node: DocumentNode): node is TextNode => node.type === 'text';

function textRun(nodes: readonly TextNode[]): Y.XmlText {
  const run = new Y.XmlText();
  run.applyDelta(
    nodes.map(({ text, marks = [] }) => ({
      insert: text,
      attributes: Object.fromEntries(marks.map((mark) => [mark.type, 'attrs' in mark ? mark.attrs : {}])),
    })),
  );
  return run;
}

const textBlocks: ReadonlySet<DocumentNode['type']> = new Set(['paragraph', 'heading', 'decision', 'actionItem']);

/**
 * An empty block of words has its run of text already: two who begin to write in it at the same
 * moment would else make one each, and letters came out twice.
 */
const startsWithText = (node: Exclude<DocumentNode, TextNode>): boolean =>
  textBlocks.has(node.type) && 'content' in node && node.content.length === 0;

const isTextBlock = (type: unknown): type is Y.XmlElement =>
  type instanceof Y.XmlElement && (textBlocks as ReadonlySet<string>).has(type.nodeName);

/**
 * Gives the empty blocks of words that are made in a text its run too, whoever makes them: the
 * editors' binding makes them without. To be called for a text that is edited here.
 *
 * @param origin of the changes to look after
 * @returns how to end it
 */
export function startingWithText(ydoc: Y.Doc, origin: unknown): () => void {
  const startNew = (transaction: Y.Transaction) => {
    if (transaction.origin !== origin) return;
    const { beforeState, meta } = transaction;
    const bare: Y.XmlElement[] = [];
    const visit = (type: Y.XmlFragment) => {
      for (const child of type.toArray()) {
        const id = child._item!.id;
        if (!(child instanceof Y.XmlElement) || id.clock < (beforeState.get(id.client) ?? 0)) continue;
        if (isTextBlock(child) && child.length === 0) bare.push(child);
        visit(child);
      }
    };
    for (const type of transaction.changed.keys()) {
      if (!(type instanceof Y.XmlFragment) || type._item?.deleted) continue;
      if (isTextBlock(type) && type.length === 0) bare.push(type);
      visit(type);
    }
    if (bare.length === 0) return;
    // A step of the same hand: undone together with the block.
    ydoc.transact((following) => {
      for (const [key, value] of meta) following.meta.set(key, value);
      for (const block of bare) block.insert(0, [new Y.XmlText()]);
    }, origin);
  };
  ydoc.on('beforeObserverCalls', startNew);
  return () => ydoc.off('beforeObserverCalls', startNew);
}

/** A node as it is shared. */
export function toElement(node: Exclude<DocumentNode, TextNode>): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, never>>(node.type);
  for (const [key, value] of Object.entries('attrs' in node ? node.attrs : {})) {
    if (value !== null) element.setAttribute(key, value as never);
  }
  if ('content' in node) element.insert(0, startsWithText(node) ? [new Y.XmlText()] : toTypes(node.content));
  return element as unknown as Y.XmlElement;
}

/** Siblings as they are shared. */
export function toTypes(nodes: readonly DocumentNode[]): (Y.XmlElement | Y.XmlText)[] {
  const types: (Y.XmlElement | Y.XmlText)[] = [];
  let run: TextNode[] = [];
  const endRun = () => {
    if (run.length > 0) types.push(textRun(run));
    run = [];
  };
  for (const node of nodes) {
    if (isText(node)) {
      run.push(node);
    } else {
      endRun();
      types.push(toElement(node));
    }
  }
  endRun();
  return types;
}

/** The Yjs update with which a shared document begins as this document. */
export function documentToUpdate(document: TextDocument): Uint8Array {
  const ydoc = new Y.Doc();
  fragmentOf(ydoc).insert(0, toTypes(document.content));
  return Y.encodeStateAsUpdate(ydoc);
}

// ── Reading ──────────────────────────────────────────────────────────────────────────────────────

/** Attributes as far as they are valid, defaults for the rest: an editor can send anything. */
const validAttributes = (
  fields: Readonly<Record<string, Field<unknown>>>,
  values: Record<string, unknown>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { accepts, initial }]) => [
      name,
      accepts(values[name]) ? values[name] : initial,
    ]),
  );

function readMark(name: string, attrs: unknown): Mark | null {
  // A format's name can carry a hash after two hyphens, for marks that overlap themselves.
  const [type] = name.split('--');
  if (type === 'bold' || type === 'italic') return { type };
  const href: unknown = (attrs as { href?: unknown } | null)?.href;
  return type === 'link' && isLinkTarget(href) ? { type, attrs: { href } } : null;
}

const readMarks = (formats: Record<string, unknown> = {}): Mark[] =>
  Object.entries(formats)
    .map(([name, attrs]) => readMark(name, attrs))
    .filter((mark) => mark !== null)
    .sort((a, b) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type));

function readRun(run: Y.XmlText): TextNode[] {
  const delta = run.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return delta.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string' || insert === '') return [];
    const marks = readMarks(attributes);
    return [marks.length > 0 ? { type: 'text', text: insert, marks } : { type: 'text', text: insert }];
  });
}

/** Two editors at one place can leave two runs side by side; they are one text. */
function joinText(nodes: DocumentNode[]): DocumentNode[] {
  const joined: DocumentNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last && isText(last) && isText(node) && JSON.stringify(last.marks) === JSON.stringify(node.marks)) {
      joined[joined.length - 1] = { ...last, text: last.text + node.text };
    } else {
      joined.push(node);
    }
  }
  return joined;
}

/** The place of an element in the history of the document: unique, and the same for everybody. */
function placeOf(element: Y.XmlElement): string {
  const id = element._item?.id;
  return `at-${id?.client}-${id?.clock}`;
}

/** Gives each decision and action item an id of its own, whatever the text carries. */
export class BlockIds {
  private readonly seen = new Set<string>();
  of(element: Y.XmlElement): string {
    const carried: unknown = element.getAttribute('blockId');
    const id =
      typeof carried === 'string' && carried !== '' && carried.length <= 40 && !this.seen.has(carried)
        ? carried
        : placeOf(element);
    this.seen.add(id);
    return id;
  }
}

export const isRecord = (element: Y.XmlElement) =>
  element.nodeName === 'decision' || element.nodeName === 'actionItem';

const mayBeEmpty = new Set(['paragraph', 'heading', 'decision', 'actionItem']);
const items = new Set(['listItem', 'taskItem']);
const holdsBlocks = new Set([
  ...items,
  'agendaSection',
  'internalPassage',
  'blockquote',
  'callout',
  'tableCell',
  'tableHeader',
]);

/** The element that each node was read from. */
export type Origins = Map<DocumentNode, Y.XmlElement>;

/** What reading goes by: the rules of the kind of text, and the ids given so far. */
export type Reading = { rules: ContentRules; ids: BlockIds; origins: Origins | undefined };

/** @param origins is filled, for those who ask where a node comes from */
export const readingOf = (kind: TextKind, origins?: Origins): Reading => ({
  rules: contentRules[kind],
  ids: new BlockIds(),
  origins,
});

function readChildren(parent: Y.XmlElement | Y.XmlFragment, type: NodeName, reading: Reading): DocumentNode[] {
  const allowed = reading.rules[type] ?? [];
  const nodes = parent.toArray().flatMap((child): DocumentNode[] => {
    if (child instanceof Y.XmlText) return allowed.includes('text') ? readRun(child) : [];
    if (!(child instanceof Y.XmlElement)) return [];
    const node = allowed.includes(child.nodeName as DocumentNode['type']) ? readElement(child, reading) : null;
    return node ? [node] : [];
  });
  return joinText(nodes);
}

/** The node an element stands for, if it is one that may stand where it is. */
export function readElement(element: Y.XmlElement, reading: Reading): DocumentNode | null {
  const type = element.nodeName as DocumentNode['type'];
  const node: Record<string, unknown> = { type };
  const fields = fieldsOf(type);
  if (fields) {
    const values: Record<string, unknown> = { ...element.getAttributes() };
    if (isRecord(element)) values.blockId = reading.ids.of(element);
    node.attrs = validAttributes(fields, values);
  }
  if (reading.rules[type]) {
    const content = readChildren(element, type, reading);
    const startsWithText = content[0]?.type === 'paragraph';
    if (holdsBlocks.has(type) && (content.length === 0 || (items.has(type) && !startsWithText))) {
      content.unshift({ type: 'paragraph', content: [] });
    }
    if (content.length === 0 && !mayBeEmpty.has(type)) return null;
    node.content = content;
  }
  reading.origins?.set(node as DocumentNode, element);
  return node as DocumentNode;
}

const byNumber = new Intl.Collator('de', { numeric: true });

/**
 * The minutes a shared document stands for, sections in the order of the agenda. What the schema does
 * not know is left out, so that a crafted update can neither stop the reading nor get through it.
 */
export function minutesFromYDoc(ydoc: Y.Doc, origins?: Origins): MinutesDocument {
  const sections = readChildren(fragmentOf(ydoc), 'doc', readingOf('minutes', origins)) as AgendaSection[];
  const alone = sections.every((section) => section.attrs.number === '');
  const shown = sections.filter((section) => isShown(section.attrs, isEmptySection(section), alone));
  const listed = shown.filter((section) => section.attrs.number !== '');
  const unlisted = shown.filter((section) => section.attrs.number === '');
  listed.sort((a, b) => byNumber.compare(a.attrs.number, b.attrs.number));
  const content = [...listed, ...unlisted];
  return { type: 'doc', content: content.length > 0 ? content : [emptySection()] };
}

/** The paper a shared document stands for; as strict as `minutesFromYDoc`. */
export function paperFromYDoc(ydoc: Y.Doc, origins?: Origins): PaperDocument {
  const content = readChildren(fragmentOf(ydoc), 'paper', readingOf('paper', origins)) as PaperBlock[];
  return content.length > 0 ? { type: 'paper', content } : emptyPaper();
}

/** The document a shared one of a kind stands for. */
export function documentFromYDoc<Kind extends TextKind>(ydoc: Y.Doc, kind: Kind, origins?: Origins): DocumentOf<Kind> {
  const document: TextDocument = kind === 'minutes' ? minutesFromYDoc(ydoc, origins) : paperFromYDoc(ydoc, origins);
  return document as DocumentOf<Kind>;
}
