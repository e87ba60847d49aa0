/**
 * The document as it is shared while people write: a Yjs document whose fragment `content` is bound
 * to the editors. Read and changed here without ProseMirror and without a DOM, on the Yjs types
 * themselves, so that a change from the server touches nothing that somebody is typing in.
 *
 * The mapping is that of y-prosemirror: a node is a Y.XmlElement with its attributes (null is left
 * out), a run of text a Y.XmlText whose formats are the marks. A test holds it against theirs.
 */
import * as Y from 'yjs';
import {
  allowedContent,
  canonicalJson,
  emptySection,
  fieldsOf,
  fragmentName,
  isEmptySection,
  isLinkTarget,
  isShown,
  type AgendaEntry,
  type AgendaSection,
  type DocumentNode,
  type Field,
  type Mark,
  type MinutesDocument,
  type SectionAttributes,
  type TextNode,
} from './document';

/** The origin of changes that follow the agenda; nobody's undo takes them back. */
export const agendaOrigin = 'agenda';

const fragmentOf = (ydoc: Y.Doc) => ydoc.getXmlFragment(fragmentName);

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

function toTypes(nodes: readonly DocumentNode[]): (Y.XmlElement | Y.XmlText)[] {
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
export function documentToUpdate(document: MinutesDocument): Uint8Array {
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
class BlockIds {
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

const isRecord = (element: Y.XmlElement) =>
  element.nodeName === 'decision' || element.nodeName === 'actionItem';

const mayBeEmpty = new Set(['paragraph', 'heading', 'decision', 'actionItem']);
const holdsBlocks = new Set(['agendaSection', 'internalPassage', 'blockquote', 'listItem', 'tableCell', 'tableHeader']);

function readChildren(parent: Y.XmlElement | Y.XmlFragment, type: string, ids: BlockIds): DocumentNode[] {
  const allowed = allowedContent[type] ?? [];
  const nodes = parent.toArray().flatMap((child): DocumentNode[] => {
    if (child instanceof Y.XmlText) return allowed.includes('text') ? readRun(child) : [];
    if (!(child instanceof Y.XmlElement)) return [];
    const node = allowed.includes(child.nodeName as DocumentNode['type']) ? readElement(child, ids) : null;
    return node ? [node] : [];
  });
  return joinText(nodes);
}

function readElement(element: Y.XmlElement, ids: BlockIds): DocumentNode | null {
  const type = element.nodeName;
  const node: Record<string, unknown> = { type };
  const fields = fieldsOf(type);
  if (fields) {
    const values: Record<string, unknown> = { ...element.getAttributes() };
    if (isRecord(element)) values.blockId = ids.of(element);
    node.attrs = validAttributes(fields, values);
  }
  if (allowedContent[type]) {
    const content = readChildren(element, type, ids);
    const startsWithText = content[0]?.type === 'paragraph';
    if (holdsBlocks.has(type) && (content.length === 0 || (type === 'listItem' && !startsWithText))) {
      content.unshift({ type: 'paragraph', content: [] });
    }
    if (content.length === 0 && !mayBeEmpty.has(type)) return null;
    node.content = content;
  }
  return node as DocumentNode;
}

const byNumber = new Intl.Collator('de', { numeric: true });

/**
 * The document a shared one stands for, sections in the order of the agenda. What the schema does
 * not know is left out, so that a crafted update can neither stop the reading nor get through it.
 */
export function documentFromYDoc(ydoc: Y.Doc): MinutesDocument {
  const sections = readChildren(fragmentOf(ydoc), 'doc', new BlockIds()) as AgendaSection[];
  const alone = sections.every((section) => section.attrs.number === '');
  const shown = sections.filter((section) => isShown(section.attrs, isEmptySection(section), alone));
  const listed = shown.filter((section) => section.attrs.number !== '');
  const unlisted = shown.filter((section) => section.attrs.number === '');
  listed.sort((a, b) => byNumber.compare(a.attrs.number, b.attrs.number));
  const content = [...listed, ...unlisted];
  return { type: 'doc', content: content.length > 0 ? content : [emptySection()] };
}

// ── Restoring ────────────────────────────────────────────────────────────────────────────────────

/**
 * Makes a shared document say what another one says, as when an earlier version is restored. Blocks that
 * are the same stay what they are, with the cursors and comments in them; of the others, edits made at
 * the same moment are lost. Sections that the other one does not have are emptied and lose their number.
 */
export function replaceDocument(ydoc: Y.Doc, document: MinutesDocument): void {
  ydoc.transact(() => {
    const left = new Map<string, Y.XmlElement>();
    const others: Y.XmlElement[] = [];
    for (const section of sectionsOf(ydoc)) {
      const itemId = String(section.getAttribute('itemId') ?? '');
      if (left.has(itemId)) others.push(section);
      else left.set(itemId, section);
    }
    for (const wanted of document.content) {
      const present = left.get(wanted.attrs.itemId);
      left.delete(wanted.attrs.itemId);
      if (!present) {
        fragmentOf(ydoc).push([toElement(wanted)]);
        continue;
      }
      setAttributes(present, wanted.attrs);
      replaceBlocks(present, wanted.content);
    }
    for (const section of [...left.values(), ...others]) {
      setAttributes(section, { number: '' });
      replaceBlocks(section, emptySection().content);
    }
  }, agendaOrigin);
}

/** Replaces what lies between the first and the last block that differ. */
function replaceBlocks(section: Y.XmlElement, wanted: readonly DocumentNode[]): void {
  const ids = new BlockIds();
  const present = section
    .toArray()
    .map((child) => (child instanceof Y.XmlElement ? canonicalJson(readElement(child, ids)) : ''));
  const goal = wanted.map(canonicalJson);
  const most = Math.min(present.length, goal.length);
  let start = 0;
  while (start < most && present[start] === goal[start]) start += 1;
  let end = 0;
  while (end < most - start && present.at(-1 - end) === goal.at(-1 - end)) end += 1;
  if (present.length > start + end) section.delete(start, present.length - start - end);
  if (goal.length > start + end) section.insert(start, toTypes(wanted.slice(start, goal.length - end)));
}

// ── Following the agenda ─────────────────────────────────────────────────────────────────────────

const sectionsOf = (ydoc: Y.Doc): Y.XmlElement[] =>
  fragmentOf(ydoc)
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === 'agendaSection');

function setAttributes(element: Y.XmlElement, values: Partial<SectionAttributes>): boolean {
  const target = element as unknown as Y.XmlElement<Record<string, string | boolean>>;
  const changed = Object.entries(values).filter(([key, value]) => target.getAttribute(key) !== value);
  for (const [key, value] of changed) target.setAttribute(key, value);
  return changed.length > 0;
}

/**
 * Makes the sections of a shared document follow the agenda: new items get a section, changed ones
 * their number, title and mark "intern". Only attributes change; no section is ever moved or taken
 * out, because whoever writes in it offline would lose what they wrote. Order comes from the
 * numbers (`documentFromYDoc`, and the editor's style), and a section whose item has left the
 * agenda loses its number: with text in it, it is shown at the end; without, not at all.
 *
 * @returns whether anything changed
 */
export function syncSections(ydoc: Y.Doc, agenda: readonly AgendaEntry[]): boolean {
  return ydoc.transact(() => {
    const fragment = fragmentOf(ydoc);
    const sections = new Map<string, Y.XmlElement>();
    let changed = false;
    for (const section of sectionsOf(ydoc)) {
      const itemId = String(section.getAttribute('itemId') ?? '');
      const listed = agenda.some((entry) => entry.id === itemId) && !sections.has(itemId);
      if (listed) sections.set(itemId, section);
      else changed = setAttributes(section, { number: '' }) || changed;
    }
    let previous: Y.XmlElement | null = null;
    for (const entry of agenda) {
      const present = sections.get(entry.id);
      if (present) {
        const { number, title, internal } = entry;
        changed = setAttributes(present, { number, title, internal }) || changed;
        previous = present;
      } else {
        const added = toElement(emptySection(entry));
        if (previous) fragment.insertAfter(previous, [added]);
        else fragment.insert(0, [added]);
        previous = added;
        changed = true;
      }
    }
    return changed;
  }, agendaOrigin);
}

// ── Numbers of decisions ─────────────────────────────────────────────────────────────────────────

/**
 * Writes the numbers of decisions (`SPR 2026-07`) into a shared document.
 *
 * @param numbers by `blockId`, as `deriveRecords` gives it; other decisions stay as they are
 */
export function assignDecisionNumbers(ydoc: Y.Doc, numbers: ReadonlyMap<string, string>): void {
  ydoc.transact(() => {
    const ids = new BlockIds();
    const visit = (parent: Y.XmlElement | Y.XmlFragment, type: string) => {
      for (const child of parent.toArray()) {
        if (!(child instanceof Y.XmlElement)) continue;
        if (!allowedContent[type]?.includes(child.nodeName as DocumentNode['type'])) continue;
        if (isRecord(child)) {
          const number = numbers.get(ids.of(child));
          if (number !== undefined && child.nodeName === 'decision') child.setAttribute('number', number);
        } else {
          visit(child, child.nodeName);
        }
      }
    };
    visit(fragmentOf(ydoc), 'doc');
  }, agendaOrigin);
}

/** The same for a document that is not shared any more. */
export function withDecisionNumbers(
  document: MinutesDocument,
  numbers: ReadonlyMap<string, string>,
): MinutesDocument {
  const numbered = <Node extends DocumentNode>(node: Node): Node => {
    if (node.type === 'decision') {
      const number = numbers.get(node.attrs.blockId);
      return number === undefined ? node : { ...node, attrs: { ...node.attrs, number } };
    }
    if (node.type !== 'agendaSection' && node.type !== 'internalPassage') return node;
    return { ...node, content: (node.content as DocumentNode[]).map(numbered) };
  };
  return { type: 'doc', content: document.content.map(numbered) };
}

