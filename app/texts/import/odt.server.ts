/** Reads an OpenDocument text, block by block; as `docx.server.ts` does a DOCX. */
import { type Image, type Inline, plainText } from '~/editor/document';
import { Rejected } from '~/services/errors';
import type { ReadText } from './docx.server';
import {
  type Draft,
  type DraftCell,
  type ListPlace,
  type Placed,
  Extent,
  Quotes,
  arrange,
  footnotesOf,
  linkTarget,
  noteText,
  part,
  takeBox,
  textWith,
  tidy,
} from './drafts';
import { Images } from './images.server';
import { OdtStyles, type OdtStyle, lengthOf } from './odt-styles.server';
import type { Pace } from './pace.server';
import { Report } from './report';
import type { ImportedComment, ReadOptions } from './result';
import { isOwn, namesCallout } from './style-names';
import { type XmlElement, type XmlNode, child, children, childrenOf, descendants, elementsOf, readXml, textOf } from './xml.server';
import type { Zip } from './zip.server';

/**
 * Reads the text of an ODT.
 *
 * @throws Rejected as `openZip` and `childrenOf`, `textLocked`, `textBroken` when it holds no text, `textLong`
 */
export async function readOdt(zip: Zip, report: Report, pace: Pace, options: ReadOptions): Promise<ReadText> {
  const manifest = await readXml(await zip.part('META-INF/manifest.xml'), 'manifest:manifest', pace);
  if (manifest.some((entry) => child(entry, 'manifest:encryption-data'))) throw new Rejected('textLocked');
  const styles = new OdtStyles();
  const known = await readXml(await zip.part('styles.xml'), ['office:styles', 'office:automatic-styles', 'office:master-styles'], pace);
  known.forEach((style) => styles.add(style, false));
  const meta = await readXml(await zip.part('meta.xml'), 'office:meta', pace);
  if (!meta.some((property) => property.name === 'meta:generator' && isOwn(textOf(property)))) reportHeaders(known, report);
  const reader = new OdtReader({ styles, report, pace, options, images: new Images(zip, report) });
  const drafts = await reader.readBody((await zip.part('content.xml')) ?? new Uint8Array());
  const { comments } = reader;
  if (comments[0]) report.add('comment', comments[0].quote || comments[0].text, comments.length);
  const stated = meta.find(({ name }) => name === 'dc:title');
  return { drafts, statedTitle: (stated && textOf(stated).trim()) || null, images: reader.images, comments, extent: reader.extent };
}

function reportHeaders(known: readonly XmlElement[], report: Report): void {
  const pages = known.filter(({ name }) => name === 'style:master-page').flatMap(elementsOf);
  const told = new Set(
    pages
      .filter(({ name }) => name.startsWith('style:header') || name.startsWith('style:footer'))
      .map((part) => textOf(part).trim())
      .filter((text) => /\p{L}{3}/u.test(text.replace(/seite|page|von/giu, ''))),
  );
  if (told.size > 0) report.add('headerFooter', [...told][0], told.size);
}

type Container = { placed: Placed[]; carried: Inline[] };
type Words = { content: Inline[]; /** Paragraphs that a deletion which is taken back brings along. */ parted: Inline[][]; before: Draft[]; after: Draft[] };
type Look = { bold: boolean; italic: boolean; href: string | undefined };
/** The list that is being read: its style, its depth, and where it stands in counting. */
type List = { style: string; level: number; id: string };

type Parts = { styles: OdtStyles; report: Report; pace: Pace; options: ReadOptions; images: Images };

const newContainer = (): Container => ({ placed: [], carried: [] });
const newWords = (): Words => ({ content: [], parted: [], before: [], after: [] });

const mostRepeated = 50;
const contents = [
  'text:table-of-content',
  'text:illustration-index',
  'text:table-index',
  'text:object-index',
  'text:user-index',
  'text:alphabetical-index',
  'text:bibliography',
];

class OdtReader {
  readonly extent = new Extent();
  readonly images: Images;
  readonly comments: ImportedComment[] = [];
  readonly #report: Report;
  readonly #quotes = new Quotes();
  readonly #commentNames = new Map<ImportedComment, string>();
  /** Deleted blocks, by the id of the change. */
  readonly #deleted = new Map<string, XmlElement[]>();
  readonly #inserted = new Set<string>();
  /** Insertions that are not accepted and that the reading stands in. */
  readonly #skipped = new Set<string>();
  readonly #counted = new Map<string, number[]>();
  readonly #lastOfStyle = new Map<string, string>();
  readonly #specialLists = new Set<string>();
  #lists = 0;
  /** The level of the list in which the reading stands; -1 outside of lists. */
  #depth = -1;

  constructor(private readonly parts: Parts) {
    this.#report = parts.report;
    this.images = parts.images;
  }

  async readBody(bytes: Uint8Array): Promise<Draft[]> {
    const body = newContainer();
    let any = false;
    for await (const { element, read } of childrenOf(bytes, ['office:automatic-styles', 'office:text'], this.parts.pace)) {
      if (element.name === 'style:style' || element.name === 'text:list-style') this.parts.styles.add(element, true);
      else {
        any = true;
        await this.#block(element, body, null);
      }
      await this.parts.pace.rest();
      this.parts.options.progress(read);
    }
    if (!any) throw new Rejected('textBroken');
    for (const [comment, name] of this.#commentNames) comment.quote = this.#quotes.of(name);
    return finish(body);
  }

  async #blocks(elements: readonly XmlElement[]): Promise<Draft[]> {
    const container = newContainer();
    const depth = this.#depth;
    this.#depth = -1;
    await this.#each(elements, container, null);
    this.#depth = depth;
    return finish(container);
  }

  async #each(elements: readonly XmlElement[], container: Container, place: ListPlace | null): Promise<void> {
    for (const element of elements) await this.#block(element, container, place);
  }

  async #block(element: XmlElement, container: Container, place: ListPlace | null): Promise<void> {
    switch (element.name) {
      case 'text:p':
      case 'text:h':
        return this.#paragraph(element, container, place);
      case 'text:list':
        return this.#list(element, container, undefined);
      case 'table:table': {
        if (this.#skipped.size > 0) return;
        const block = await this.#table(element);
        if (block) container.placed.push({ block, frame: null, list: place });
        return;
      }
      case 'text:tracked-changes':
        return this.#changes(element);
      case 'text:change':
        return this.#each(this.#restored(element), container, place);
      case 'text:change-start':
      case 'text:change-end':
        return this.#changeEdge(element);
      case 'text:section':
        if (element.attributes['text:display'] === 'none') return this.#report.add('hiddenText', textOf(element));
        return this.#each(elementsOf(element), container, place);
      case 'text:numbered-paragraph':
        return this.#each(elementsOf(element), container, place);
      case 'draw:frame': {
        const words = newWords();
        await this.#frame(element, words);
        for (const block of [...words.before, ...words.after]) container.placed.push({ block, frame: null, list: place });
        return;
      }
      default:
        if (contents.includes(element.name)) this.#report.add('tableOfContents');
    }
  }

  // Tracked changes

  #changes(element: XmlElement): void {
    for (const region of children(element, 'text:changed-region')) {
      const id = region.attributes['xml:id'] ?? region.attributes['text:id'] ?? '';
      const deletion = child(region, 'text:deletion');
      if (child(region, 'text:insertion')) {
        this.#inserted.add(id);
        this.#report.add('trackedInsertion');
      } else if (deletion) {
        const blocks = elementsOf(deletion).filter(({ name }) => name !== 'office:change-info');
        this.#deleted.set(id, blocks);
        this.#report.add('trackedDeletion', blocks.map(textOf).join(' '));
      } else this.#report.add('trackedFormatting');
    }
  }

  /** What a deletion took away, where it is not accepted. */
  #restored(element: XmlElement): XmlElement[] {
    if (this.parts.options.changes === 'accept') return [];
    return this.#deleted.get(element.attributes['text:change-id'] ?? '') ?? [];
  }

  #changeEdge(element: XmlElement): void {
    const id = element.attributes['text:change-id'] ?? '';
    if (this.parts.options.changes === 'accept' || !this.#inserted.has(id)) return;
    if (element.name === 'text:change-start') this.#skipped.add(id);
    else this.#skipped.delete(id);
  }

  // Paragraphs and lists

  async #paragraph(element: XmlElement, container: Container, place: ListPlace | null): Promise<void> {
    const style = this.parts.styles.ofParagraph(element.attributes['text:style-name']);
    const role = roleOf(element, style);
    const plain = role.kind === 'text';
    const words = newWords();
    const look: Look = { bold: plain && style.bold === true, italic: plain && style.italic === true, href: undefined };
    await this.#inline(element.children, words, look);
    const content = [...container.carried, ...words.content];
    if (this.#skipped.size > 0) {
      container.carried = content;
      return;
    }
    container.carried = [];
    if (role.kind === 'contents' || role.kind === 'surroundings' || (role.kind === 'frame' && isName(element))) return;
    const frame = role.kind === 'frame' ? role.frame : null;
    const beside = place && ({ level: place.level, begins: false } as const);
    for (const draft of words.before) container.placed.push({ block: draft, frame, list: place?.begins ? null : place });
    for (const lines of words.parted) {
      const tidied = tidy(lines);
      this.extent.add(tidied);
      if (tidied.length > 0) container.placed.push({ block: { type: 'paragraph', content: tidied }, frame, list: beside });
    }
    const tidied = tidy(content);
    this.extent.add(tidied);
    const boxed = plain || frame ? takeBox(tidied) : undefined;
    const list: ListPlace | null = boxed
      ? { level: Math.max(0, this.#depth), begins: true, kind: 'taskList', list: 'tasks', number: 1, checked: boxed.checked }
      : place;
    const block = blockOf(element, role, style, boxed?.content ?? tidied, words);
    if (block) container.placed.push({ block, frame, list });
    else if (frame === null) part(container.placed);
    if (block && plain && style.aligned) this.#report.add('alignment', tidied.map(plainText).join(''));
    for (const draft of words.after) container.placed.push({ block: draft, frame, list: beside });
  }

  async #list(element: XmlElement, container: Container, outer: List | undefined): Promise<void> {
    const style = element.attributes['text:style-name'] ?? outer?.style ?? '';
    const list: List = outer
      ? { ...outer, style, level: outer.level + 1 }
      : { style, level: 0, id: this.#listId(element, style) };
    const before = this.#depth;
    for (const item of elementsOf(element)) {
      if (item.name !== 'text:list-item' && item.name !== 'text:list-header') continue;
      this.#depth = list.level;
      await this.#item(item, container, list);
      await this.parts.pace.rest();
    }
    this.#depth = before;
  }

  /** A list may go on where another one ended. */
  #listId(element: XmlElement, style: string): string {
    const { 'xml:id': own, 'text:continue-list': goesOn, 'text:continue-numbering': counts } = element.attributes;
    const last = this.#lastOfStyle.get(style);
    this.#lists += 1;
    const id = counts === 'true' && last ? last : goesOn && this.#counted.has(goesOn) ? goesOn : (own ?? `list ${this.#lists}`);
    this.#lastOfStyle.set(style, id);
    return id;
  }

  async #item(item: XmlElement, container: Container, list: List): Promise<void> {
    let begun = item.name === 'text:list-header';
    for (const element of elementsOf(item)) {
      if (element.name === 'text:list') {
        await this.#list(element, container, list);
        this.#depth = list.level;
        continue;
      }
      const heading = element.name === 'text:h';
      const begins = !begun && !heading && element.name === 'text:p';
      const place = begins ? this.#count(item, list) : ({ level: list.level, begins: false } as const);
      if (heading && this.parts.styles.listLevel(list.style, list.level)?.kind === 'number') {
        this.#report.add('headingNumber', textOf(element));
      }
      await this.#block(element, container, heading ? null : place);
      begun ||= begins;
    }
  }

  #count(item: XmlElement, list: List): ListPlace {
    const shown = this.parts.styles.listLevel(list.style, list.level);
    // A list that shows nothing before its items is a row of paragraphs.
    if (!shown) return { level: list.level - 1, begins: false };
    const counted = this.#counted.get(list.id) ?? [];
    this.#counted.set(list.id, counted);
    const start = item.attributes['text:start-value'];
    const number = start === undefined ? (counted[list.level] ?? shown.start - 1) + 1 : Number(start) || 1;
    counted[list.level] = number;
    counted.length = list.level + 1;
    if (shown.special && !this.#specialLists.has(`${list.style}/${list.level}`)) {
      this.#specialLists.add(`${list.style}/${list.level}`);
      this.#report.add('numberFormat', textOf(item));
    }
    const kind = shown.box !== undefined ? 'taskList' : shown.kind === 'number' ? 'orderedList' : 'bulletList';
    return { level: list.level, begins: true, kind, list: list.id, number, checked: shown.box ?? false };
  }

  // What stands in a paragraph

  async #inline(nodes: readonly XmlNode[], words: Words, look: Look): Promise<void> {
    for (const node of nodes) {
      if (typeof node === 'string') this.#push(node, words, look);
      else await this.#inlineElement(node, words, look);
    }
  }

  #push(text: string, words: Words, look: Look): void {
    if (this.#skipped.size > 0) return;
    this.#quotes.add(text);
    words.content.push(textWith(text, look));
  }

  async #inlineElement(element: XmlElement, words: Words, look: Look): Promise<void> {
    switch (element.name) {
      case 'text:span':
        return this.#span(element, words, look);
      case 'text:a': {
        const href = linkTarget(element.attributes['xlink:href'] ?? '', this.parts.options.portal, this.#report);
        return this.#inline(element.children, words, { ...look, href: href ?? look.href });
      }
      case 'text:s':
      case 'text:tab':
        return this.#push(' ', words, look);
      case 'text:line-break':
        if (this.#skipped.size === 0) words.content.push({ type: 'hardBreak' });
        return;
      case 'text:note':
        return this.#note(element, words);
      case 'office:annotation':
        return this.#comment(element);
      case 'office:annotation-end':
        return this.#quotes.end(element.attributes['office:name'] ?? '');
      case 'draw:frame':
      case 'draw:custom-shape':
      case 'draw:g':
        return this.#skipped.size > 0 ? undefined : this.#frame(element, words);
      case 'text:change':
        return this.#restore(element, words, look);
      case 'text:change-start':
      case 'text:change-end':
        return this.#changeEdge(element);
      case 'text:ruby':
        return this.#inline(child(element, 'text:ruby-base')?.children ?? [], words, look);
      case 'math:math':
        return this.#formula(element, words);
      case 'text:hidden-text':
      case 'text:hidden-paragraph':
        return this.#report.add('hiddenText', textOf(element));
      case 'text:bookmark-ref':
      case 'text:reference-ref':
      case 'text:sequence-ref':
      case 'text:date':
      case 'text:time':
      case 'text:page-number':
      case 'text:page-count':
        this.#report.add('field', textOf(element));
        return this.#inline(element.children, words, look);
      default:
        return this.#inline(element.children, words, look);
    }
  }

  async #span(element: XmlElement, words: Words, look: Look): Promise<void> {
    const style = this.parts.styles.ofText(element.attributes['text:style-name']);
    if (style.hidden) return this.#report.add('hiddenText', textOf(element));
    const text = textOf(element);
    if (!look.href && text.trim() && this.#skipped.size === 0) for (const kind of style.looks) this.#report.add(kind, text);
    await this.#inline(element.children, words, {
      ...look,
      bold: style.bold ?? look.bold,
      italic: style.italic ?? look.italic,
    });
  }

  /** Words that were deleted stand in paragraphs: the first belongs to what is before, the last to what follows. */
  async #restore(element: XmlElement, words: Words, look: Look): Promise<void> {
    for (const [index, block] of this.#restored(element).entries()) {
      if (index > 0) {
        words.parted.push(words.content);
        words.content = [];
      }
      await this.#inline(block.children, words, look);
    }
  }

  async #note(element: XmlElement, words: Words): Promise<void> {
    if (this.#skipped.size > 0) return;
    const drafts = await this.#blocks(elementsOf(child(element, 'text:note-body') ?? element));
    words.content.push(...footnotesOf(noteText(drafts, this.#report), this.#report));
  }

  #comment(element: XmlElement): void {
    const said = (name: string) => textOf(child(element, name) ?? '').trim();
    const text = [...descendants(element, 'text:p')].map(textOf).join('\n').trim();
    const comment = { author: said('dc:creator'), at: said('dc:date') || null, quote: '', text };
    this.comments.push(comment);
    const name = element.attributes['office:name'];
    if (name === undefined) return;
    this.#commentNames.set(comment, name);
    this.#quotes.begin(name);
  }

  #formula(element: XmlElement, words: Words): void {
    const text = ['math:mi', 'math:mn', 'math:mo', 'math:mtext'].some((name) => descendants(element, name).length > 0)
      ? textOf({ ...element, children: withoutAnnotation(element) })
      : '';
    this.#report.add('formula', text);
    this.#push(text, words, { bold: false, italic: false, href: undefined });
  }

  // Images and boxes

  async #frame(element: XmlElement, words: Words): Promise<void> {
    const target = words.content.length === 0 ? words.before : words.after;
    const [box] = descendants(element, 'draw:text-box');
    if (box) {
      const drafts = await this.#blocks(elementsOf(box));
      // An image with its caption is kept in a box, too.
      if (!drafts.some(({ type }) => type === 'image')) this.#report.add('textBox', textOf(box));
      target.push(...drafts);
      return;
    }
    if (child(element, 'draw:object') || child(element, 'draw:object-ole')) {
      return this.#report.add('embeddedObject', saidOf(element) ?? '');
    }
    const image = await this.#image(element);
    if (image) target.push(image);
    else if (!child(element, 'draw:image')) this.#shape(element, words);
  }

  /** A drawing is not taken over; what is written on it is. */
  #shape(element: XmlElement, words: Words): void {
    const paragraphs = descendants(element, 'text:p');
    if (paragraphs.every((paragraph) => textOf(paragraph).trim() === '')) return this.#report.add('embeddedObject');
    this.#report.add('textBox', textOf(element));
    for (const paragraph of paragraphs) {
      const content = tidy([textWith(textOf(paragraph), {})]);
      if (content.length > 0) words.after.push({ type: 'paragraph', content });
    }
  }

  async #image(frame: XmlElement): Promise<Image | undefined> {
    // A frame may hold the same image in several formats: the first that can be shown.
    const sources = children(frame, 'draw:image').map(({ attributes }) => attributes['xlink:href'] ?? '');
    const share = lengthOf(frame.attributes['svg:width']) / this.parts.styles.textWidth || 1;
    for (const source of sources) {
      if (/^[a-z]+:/i.test(source)) {
        this.#report.add('imageLinked', source);
        continue;
      }
      const image = await this.images.take(source.replace(/^\.\//, ''), saidOf(frame), share);
      if (image) return image;
    }
    return undefined;
  }

  // Tables

  async #table(element: XmlElement): Promise<Draft | undefined> {
    const rows: DraftCell[][] = [];
    for (const { row, header } of rowsOf(element, false)) {
      const times = Math.min(Number(row.attributes['table:number-rows-repeated'] ?? 1) || 1, textOf(row).trim() ? mostRepeated : 1);
      for (let time = 0; time < times; time += 1) rows.push(await this.#row(row, header));
      await this.parts.pace.rest();
    }
    const [cell] = rows.length === 1 && rows[0]!.length === 1 ? rows[0]! : [];
    const only = cell?.content.length === 1 ? cell.content[0] : undefined;
    if (only?.type === 'frame') return only;
    return rows.length > 0 ? { type: 'table', rows } : undefined;
  }

  /** Whether a cell is a header, by the style of all that stands in it. */
  #isHeading(cell: XmlElement): boolean {
    const paragraphs = children(cell, 'text:p');
    const roleOfOne = (paragraph: XmlElement) => this.parts.styles.ofParagraph(paragraph.attributes['text:style-name']).role.kind;
    return paragraphs.length > 0 && paragraphs.every((paragraph) => roleOfOne(paragraph) === 'cellHeading');
  }

  async #row(row: XmlElement, header: boolean): Promise<DraftCell[]> {
    const cells: DraftCell[] = [];
    for (const cell of children(row, 'table:table-cell')) {
      const [colspan, rowspan, times] = ['columns-spanned', 'rows-spanned', 'columns-repeated'].map(
        (name) => Number(cell.attributes[`table:number-${name}`] ?? 1) || 1,
      ) as [number, number, number];
      for (let time = 0; time < Math.min(times, mostRepeated); time += 1) {
        cells.push({ header: header || this.#isHeading(cell), colspan, rowspan, content: await this.#blocks(elementsOf(cell)) });
      }
    }
    return cells;
  }
}

function finish(container: Container): Draft[] {
  const rest = tidy(container.carried);
  if (rest.length > 0) container.placed.push({ block: { type: 'paragraph', content: rest }, frame: null, list: null });
  return arrange(container.placed);
}

function roleOf(element: XmlElement, style: OdtStyle) {
  if (element.name !== 'text:h' || style.role.kind === 'title') return style.role;
  return { kind: 'heading' as const, level: Number(element.attributes['text:outline-level'] ?? 1) || 1 };
}

function blockOf(element: XmlElement, role: OdtStyle['role'], style: OdtStyle, content: Inline[], words: Words): Draft | undefined {
  if (content.length === 0) {
    const empty = words.before.length + words.after.length === 0 && element.name === 'text:p';
    return empty && (role.kind === 'rule' || style.ruled) ? { type: 'horizontalRule' } : undefined;
  }
  switch (role.kind) {
    case 'title':
      return { type: 'title', content };
    case 'heading':
      return { type: 'heading', level: role.level, content };
    case 'caption':
      return { type: 'caption', content };
    default:
      return { type: 'paragraph', content };
  }
}

/** Whether a paragraph only names the callout that it begins. */
function isName(paragraph: XmlElement): boolean {
  const [span, ...others] = paragraph.children;
  return others.length === 0 && typeof span === 'object' && namesCallout(span.attributes['text:style-name'] ?? '');
}

/** What is said of an image for those who don't see it. */
function saidOf(frame: XmlElement): string | null {
  const [title, description] = ['svg:title', 'svg:desc'].map((name) => textOf(child(frame, name) ?? '').trim());
  return description || title || (frame.attributes['loext:decorative'] === 'true' ? '' : null);
}

const withoutAnnotation = (element: XmlElement): XmlNode[] =>
  element.children.flatMap((node): XmlNode[] => {
    if (typeof node === 'string') return [node.trim()];
    return node.name === 'math:annotation' ? [] : [{ ...node, children: withoutAnnotation(node) }];
  });

/** The rows of a table, and which of them are headers. */
function rowsOf(element: XmlElement, header: boolean): { row: XmlElement; header: boolean }[] {
  return elementsOf(element).flatMap((each) => {
    if (each.name === 'table:table-row') return [{ row: each, header }];
    if (each.name === 'table:table-header-rows') return rowsOf(each, true);
    return ['table:table-rows', 'table:table-row-group'].includes(each.name) ? rowsOf(each, header) : [];
  });
}
