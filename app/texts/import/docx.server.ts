/**
 * Reads a DOCX as Word, LibreOffice and Google Docs write it. A reader of our own, over the parts of the
 * zip: tracked changes, comments and header rows, which the packages for this drop or accept, are what
 * matters here. The text is read block by block and is never in memory as a whole.
 */
import { type Image, type Inline, plainText } from '~/editor/document';
import { Rejected } from '~/services/errors';
import { Fields, fieldOf } from './docx-fields';
import {
  type Look,
  type Relation,
  type Style,
  Numbering,
  Styles,
  boxSign,
  indentOf,
  lookOf,
  mainPart,
  numberingRef,
  outlineOf,
  partOfKind,
  readRelations,
  switchOf,
  valueOf,
} from './docx-parts.server';
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
import type { Pace } from './pace.server';
import { type FindingKind, Report } from './report';
import type { ImportedComment, ReadOptions } from './result';
import { imageWidth } from './settle';
import { type Role, isOwn, namesCallout } from './style-names';
import {
  type XmlElement,
  child,
  children,
  childrenOf,
  descendants,
  elementsOf,
  readXml,
  textOf,
} from './xml.server';
import type { Zip } from './zip.server';

export type ReadText = {
  drafts: Draft[];
  /** The title as the file states it beside the text. */
  statedTitle: string | null;
  images: Images;
  comments: ImportedComment[];
  extent: Extent;
};

/** 635 EMU are a twentieth of a point. */
const emuPerTwip = 635;
const a4Width = 16 * 360_000;

/**
 * Reads the text of a DOCX.
 *
 * @throws Rejected as `openZip` and `childrenOf`, `textBroken` when it holds no text, `textLong`
 */
export async function readDocx(zip: Zip, report: Report, pace: Pace, options: ReadOptions): Promise<ReadText> {
  const main = await mainPart(zip, pace);
  if (!main) throw new Rejected('textBroken');
  const relations = await readRelations(zip, main, pace);
  const partOf = (kind: string, root: string) => zip.part(partOfKind(relations, kind)).then((bytes) => readXml(bytes, root, pace));
  const styles = new Styles(await partOf('styles', 'w:styles'));
  const numbering = new Numbering(await partOf('numbering', 'w:numbering'), styles);
  const notes = new Map<string, Note>();
  for (const kind of ['foot', 'end'] as const) {
    const own = await readRelations(zip, partOfKind(relations, `${kind}notes`), pace);
    for (const note of await partOf(`${kind}notes`, `w:${kind}notes`)) {
      notes.set(kind + note.attributes['w:id'], { blocks: elementsOf(note), relations: own });
    }
  }

  const reader = new DocxReader({ styles, numbering, notes, relations, report, pace, options, images: new Images(zip, report) });
  const bytes = await zip.part(main);
  const drafts = await reader.readBody(bytes ?? new Uint8Array());
  const app = await readXml(await zip.part('docProps/app.xml'), 'app:Properties', pace);
  if (!app.some((property) => property.name === 'app:Application' && isOwn(textOf(property)))) {
    await reportHeaders(zip, relations, report, pace);
  }
  const comments = (await partOf('comments', 'w:comments')).map((comment) => reader.commentOf(comment));
  if (comments[0]) report.add('comment', comments[0].quote || comments[0].text, comments.length);
  const core = await readXml(await zip.part('docProps/core.xml'), 'cp:coreProperties', pace);
  const stated = core.find(({ name }) => name === 'dc:title');
  return { drafts, statedTitle: (stated && textOf(stated).trim()) || null, images: reader.images, comments, extent: reader.extent };
}

/** What stands above and below each page, but for numbers of pages. */
async function reportHeaders(zip: Zip, relations: ReadonlyMap<string, Relation>, report: Report, pace: Pace): Promise<void> {
  const told = new Set<string>();
  for (const { kind, target, external } of relations.values()) {
    if (external || (kind !== 'header' && kind !== 'footer')) continue;
    const blocks = await readXml(await zip.part(target), kind === 'header' ? 'w:hdr' : 'w:ftr', pace);
    const text = blocks.flatMap((block) => descendants(block, 'w:t').map(textOf)).join('').trim();
    if (/\p{L}{3}/u.test(text.replace(/seite|page|von/giu, ''))) told.add(text);
  }
  if (told.size > 0) report.add('headerFooter', [...told][0], told.size);
}

/** A sequence of blocks that is being read: the text itself, or what stands in a cell, a box or a note. */
type Container = {
  placed: Placed[];
  /** Words whose paragraph goes on with the next: the mark between the two is gone. */
  carried: Inline[];
  /** Where the items of the lists that are open stand. */
  levels: { level: number; indent: number }[];
};

/** The words of a paragraph that is being read. */
type Words = {
  content: Inline[];
  before: Draft[];
  after: Draft[];
  /** How the paragraph looks by its style. */
  base: Look;
  /** Looks that the last words had and a paper does not have: each is told once a stretch. */
  looks: ReadonlySet<FindingKind>;
};

/** A footnote or an endnote; the links in it are those of its own part. */
type Note = { blocks: XmlElement[]; relations: ReadonlyMap<string, Relation> };

type Parts = {
  styles: Styles;
  numbering: Numbering;
  notes: ReadonlyMap<string, Note>;
  relations: ReadonlyMap<string, Relation>;
  report: Report;
  pace: Pace;
  options: ReadOptions;
  images: Images;
};

const insertions = ['w:ins', 'w:moveTo'];
const deletions = ['w:del', 'w:moveFrom'];
const isHeading = (role: Role): role is Extract<Role, { kind: 'heading' }> => role.kind === 'heading';

class DocxReader {
  readonly extent = new Extent();
  readonly images: Images;
  readonly #report: Report;
  readonly #quotes = new Quotes();
  readonly #specialLists = new Set<string>();
  readonly #sizedImages: { image: Image; emu: number }[] = [];
  #relations: ReadonlyMap<string, Relation>;
  #fields = new Fields();
  #contentsTold = false;
  #textWidth = a4Width;

  constructor(private readonly parts: Parts) {
    this.#report = parts.report;
    this.images = parts.images;
    this.#relations = parts.relations;
  }

  async readBody(bytes: Uint8Array): Promise<Draft[]> {
    const body = newContainer();
    let any = false;
    for await (const { element, read } of childrenOf(bytes, ['w:body'], this.parts.pace)) {
      any = true;
      await this.#block(element, body);
      await this.parts.pace.rest();
      this.parts.options.progress(read);
    }
    if (!any) throw new Rejected('textBroken');
    for (const { image, emu } of this.#sizedImages) image.attrs.width = imageWidth(emu / this.#textWidth);
    return finish(body);
  }

  commentOf(comment: XmlElement): ImportedComment {
    const { 'w:author': author = '', 'w:date': at, 'w:id': id = '' } = comment.attributes;
    const text = descendants(comment, 'w:p').map((paragraph) => descendants(paragraph, 'w:t').map(textOf).join(''));
    return { author, at: at ?? null, quote: this.#quotes.of(id), text: text.join('\n').trim() };
  }

  async #blocks(elements: readonly XmlElement[]): Promise<Draft[]> {
    const container = newContainer();
    for (const element of elements) await this.#block(element, container);
    return finish(container);
  }

  async #block(element: XmlElement, container: Container): Promise<void> {
    switch (element.name) {
      case 'w:p':
        return this.#paragraph(element, container);
      case 'w:tbl': {
        const block = await this.#table(element);
        container.levels = [];
        if (block) container.placed.push({ block, frame: null, list: null });
        return;
      }
      case 'w:sdt':
        if (isContents(element)) return this.#tellContents();
        return this.#each(elementsOf(child(element, 'w:sdtContent') ?? element), container);
      case 'w:customXml':
      case 'w:smartTag':
        return this.#each(elementsOf(element), container);
      case 'mc:AlternateContent':
        return this.#each(chosen(element), container);
      case 'm:oMathPara':
      case 'm:oMath': {
        const words = newWords({ bold: undefined, italic: undefined });
        this.#formula(element, words);
        container.placed.push({ block: { type: 'paragraph', content: words.content }, frame: null, list: null });
        return;
      }
      case 'w:altChunk':
        return this.#report.add('embeddedObject');
      case 'w:commentRangeStart':
      case 'w:commentRangeEnd':
        return this.#commentEdge(element);
      case 'w:sectPr':
        return this.#section(element);
      default:
    }
  }

  async #each(elements: readonly XmlElement[], container: Container): Promise<void> {
    for (const element of elements) await this.#block(element, container);
  }

  #section(element: XmlElement): void {
    const page = Number(child(element, 'w:pgSz')?.attributes['w:w']);
    const margins = child(element, 'w:pgMar')?.attributes;
    const width = page - Number(margins?.['w:left']) - Number(margins?.['w:right']);
    if (width > 0) this.#textWidth = width * emuPerTwip;
  }

  #tellContents(): void {
    if (!this.#contentsTold) this.#report.add('tableOfContents');
    this.#contentsTold = true;
  }

  // Paragraphs

  async #paragraph(element: XmlElement, container: Container): Promise<void> {
    const now = child(element, 'w:pPr');
    const properties = this.#formatting(now, 'w:pPrChange', 'w:pPr');
    const style = this.parts.styles.ofParagraph(valueOf(properties, 'w:pStyle'));
    const role = roleOf(style, properties);
    const words = newWords(role.kind === 'text' ? style : { bold: undefined, italic: undefined });
    await this.#inline(elementsOf(element), words, undefined);
    const section = child(now, 'w:sectPr');
    if (section) this.#section(section);

    this.#tellMark(element, child(now, 'w:rPr'));
    const content = [...container.carried, ...words.content];
    if (this.#markIsGone(child(now, 'w:rPr'))) {
      container.carried = content;
      for (const block of [...words.before, ...words.after]) container.placed.push({ block, frame: null, list: null });
      return;
    }
    container.carried = [];
    if (role.kind === 'contents') return this.#tellContents();
    if (role.kind === 'surroundings' || (role.kind === 'frame' && isName(element))) return;
    const tidied = tidy(content);
    this.extent.add(tidied);
    const list = this.#listPlace(properties, style, role, tidied, container);
    const frame = role.kind === 'frame' ? role.frame : null;
    const beside = list.place ? ({ level: list.place.level, begins: false } as const) : null;
    const block = blockOf(role, list.content, properties, words);
    for (const draft of words.before) container.placed.push({ block: draft, frame, list: list.place?.begins ? null : beside });
    if (block) {
      container.placed.push({ block, frame, list: list.place });
      this.#tellAlignment(role, properties, list.content);
    } else if (frame === null) part(container.placed);
    for (const draft of words.after) container.placed.push({ block: draft, frame, list: beside });
  }

  /** The properties that count: those of before a tracked change of formatting where it is not accepted. */
  #formatting(now: XmlElement | undefined, change: string, name: string): XmlElement | undefined {
    const changed = child(now, change);
    if (!changed) return now;
    this.#report.add('trackedFormatting');
    return this.parts.options.changes === 'accept' ? now : child(changed, name);
  }

  /** Whether the end of a paragraph was deleted, or inserted and is not accepted: the next one goes on. */
  #markIsGone(mark: XmlElement | undefined): boolean {
    const gone = this.parts.options.changes === 'accept' ? deletions : insertions;
    return gone.some((name) => child(mark, name));
  }

  /** A paragraph that was only joined or split; where its words changed as well, they are told. */
  #tellMark(paragraph: XmlElement, mark: XmlElement | undefined): void {
    const changed = (names: readonly string[]) =>
      names.some((name) => child(mark, name)) && !names.some((name) => child(paragraph, name));
    if (changed(insertions)) this.#report.add('trackedInsertion');
    if (changed(deletions)) this.#report.add('trackedDeletion');
  }

  #listPlace(
    properties: XmlElement | undefined,
    style: Style,
    role: Role,
    content: Inline[],
    container: Container,
  ): { place: ListPlace | null; content: Inline[] } {
    const own = numberingRef(properties);
    const list = own?.list ?? style.numbering?.list;
    const level = own?.level ?? style.numbering?.level ?? 0;
    const shown = list === undefined || list === '0' ? undefined : this.parts.numbering.level(list, level);
    const indent = indentOf(properties);
    if (isHeading(role) || role.kind === 'title') {
      if (shown?.kind === 'number') this.#report.add('headingNumber', content.map(plainText).join(''));
      container.levels = [];
      return { place: null, content };
    }
    if (!['text', 'frame', 'cellHeading'].includes(role.kind)) return { place: null, content };
    const boxed = takeBox(content);
    if (shown && list !== undefined) {
      open(container, level, indent ?? shown.indent ?? style.indent ?? 720 * (level + 1));
      const { number, counter } = this.parts.numbering.next(list, level);
      if (shown.special && !this.#specialLists.has(`${counter}/${level}`)) {
        this.#specialLists.add(`${counter}/${level}`);
        this.#report.add('numberFormat', content.map(plainText).join(''));
      }
      const checked = boxed?.checked ?? shown.box;
      const kind = checked !== undefined ? 'taskList' : shown.kind === 'number' ? 'orderedList' : 'bulletList';
      return {
        place: { level, begins: true, kind, list: counter, number, checked: checked ?? false },
        content: boxed?.content ?? content,
      };
    }
    const left = indent ?? style.indent ?? 0;
    if (boxed) {
      const depth = container.levels.filter((each) => each.indent < left - tolerance).length;
      open(container, depth, left);
      return {
        place: { level: depth, begins: true, kind: 'taskList', list: 'tasks', number: 1, checked: boxed.checked },
        content: boxed.content,
      };
    }
    const inside = left > 0 ? container.levels.findLast((each) => each.indent <= left + tolerance) : undefined;
    if (inside) return { place: { level: inside.level, begins: false }, content };
    if (content.length > 0) container.levels = [];
    return { place: null, content };
  }

  #tellAlignment(role: Role, properties: XmlElement | undefined, content: readonly Inline[]): void {
    const alignment = valueOf(properties, 'w:jc');
    if (role.kind === 'text' && (alignment === 'center' || alignment === 'right' || alignment === 'end')) {
      this.#report.add('alignment', content.map(plainText).join(''));
    }
  }

  // What stands in a paragraph

  async #inline(elements: readonly XmlElement[], words: Words, href: string | undefined): Promise<void> {
    for (const element of elements) await this.#inlineElement(element, words, href);
  }

  async #inlineElement(element: XmlElement, words: Words, href: string | undefined): Promise<void> {
    const { changes } = this.parts.options;
    switch (element.name) {
      case 'w:r':
        return this.#run(element, words, href);
      case 'w:hyperlink':
        return this.#inline(elementsOf(element), words, this.#linkOf(element));
      case 'w:ins':
      case 'w:moveTo':
        this.#tellChange('trackedInsertion', element);
        return changes === 'accept' ? this.#inline(elementsOf(element), words, href) : undefined;
      case 'w:del':
      case 'w:moveFrom':
        this.#tellChange('trackedDeletion', element);
        return changes === 'reject' ? this.#inline(elementsOf(element), words, href) : undefined;
      case 'w:sdt': {
        const box = descendants(child(element, 'w:sdtPr') ?? element, 'w14:checkbox')[0];
        if (box) return this.#push(isTicked(box) ? '☒' : '☐', words, { bold: false, italic: false }, href);
        return this.#inline(elementsOf(child(element, 'w:sdtContent') ?? element), words, href);
      }
      case 'w:smartTag':
      case 'w:customXml':
      case 'w:dir':
      case 'w:bdo':
        return this.#inline(elementsOf(element), words, href);
      case 'w:fldSimple': {
        this.#fields.begin();
        this.#fields.instruct(element.attributes['w:instr'] ?? '');
        this.#showField();
        await this.#inline(elementsOf(element), words, href);
        return this.#fields.end();
      }
      case 'mc:AlternateContent':
        return this.#inline(chosen(element), words, href);
      case 'm:oMath':
      case 'm:oMathPara':
        return this.#formula(element, words);
      case 'w:commentRangeStart':
      case 'w:commentRangeEnd':
        return this.#commentEdge(element);
      default:
    }
  }

  #tellChange(kind: 'trackedInsertion' | 'trackedDeletion', element: XmlElement): void {
    const text = [...descendants(element, 'w:t'), ...descendants(element, 'w:delText')].map(textOf).join('');
    this.#report.add(kind, text);
  }

  #commentEdge(element: XmlElement): void {
    const id = element.attributes['w:id'] ?? '';
    if (element.name === 'w:commentRangeStart') this.#quotes.begin(id);
    else this.#quotes.end(id);
  }

  /** Where a link leads; empty for one that a paper can't have, which still looked like one. */
  #linkOf(element: XmlElement): string {
    const { 'r:id': id, 'w:anchor': anchor } = element.attributes;
    const relation = id === undefined ? undefined : this.#relations.get(id);
    if (relation?.external) return this.#target(relation.target + (anchor ? `#${anchor}` : ''));
    if (this.#fields.visible && anchor !== undefined) this.#report.add('internalLink', textOf(element));
    return '';
  }

  #target = (href: string): string => linkTarget(href, this.parts.options.portal, this.#report) ?? '';

  #formula(element: XmlElement, words: Words): void {
    const text = descendants(element, 'm:t').map(textOf).join('');
    if (text === '' || !this.#fields.visible) return;
    this.#report.add('formula', text);
    this.#push(text, words, { bold: false, italic: false }, undefined);
  }

  async #run(element: XmlElement, words: Words, href: string | undefined): Promise<void> {
    const properties = this.#formatting(child(element, 'w:rPr'), 'w:rPrChange', 'w:rPr');
    if (switchOf(properties, 'w:vanish')) {
      const hidden = descendants(element, 'w:t').map(textOf).join('');
      if (hidden.trim() && this.#fields.visible) this.#report.add('hiddenText', hidden);
      return;
    }
    const own = lookOf(properties);
    const style = this.parts.styles.ofCharacters(valueOf(properties, 'w:rStyle'));
    const look: Look = {
      bold: own.bold ?? style.bold ?? words.base.bold,
      italic: own.italic ?? style.italic ?? words.base.italic,
    };
    this.#tellLooks(element, properties, words, href !== undefined || this.#fields.href !== undefined);
    await this.#runParts(elementsOf(element), words, look, href);
  }

  /** A link is blue and underlined everywhere; elsewhere it means something. */
  #tellLooks(run: XmlElement, properties: XmlElement | undefined, words: Words, linked: boolean): void {
    const text = children(run, 'w:t').map(textOf).join('');
    if (text.trim() === '' || !this.#fields.visible) return;
    const looks = linked ? new Set<FindingKind>() : looksOf(properties);
    for (const look of looks) if (!words.looks.has(look)) this.#report.add(look, text);
    words.looks = looks;
  }

  async #runParts(elements: readonly XmlElement[], words: Words, look: Look, href: string | undefined): Promise<void> {
    for (const part of elements) {
      switch (part.name) {
        case 'w:t':
        case 'w:delText':
          this.#push(textOf(part), words, look, href);
          break;
        case 'w:tab':
        case 'w:ptab':
          this.#push(' ', words, look, href);
          break;
        case 'w:noBreakHyphen':
          this.#push('\u2011', words, look, href);
          break;
        case 'w:softHyphen':
          this.#push('\u00ad', words, look, href);
          break;
        case 'w:sym':
          this.#push(this.#symbol(part), words, look, href);
          break;
        case 'w:br':
        case 'w:cr':
          if (!['page', 'column'].includes(part.attributes['w:type'] ?? '') && this.#fields.visible) {
            words.content.push({ type: 'hardBreak' });
          }
          break;
        case 'w:footnoteReference':
          words.content.push(...(await this.#note(`foot${part.attributes['w:id']}`)));
          break;
        case 'w:endnoteReference':
          words.content.push(...(await this.#note(`end${part.attributes['w:id']}`)));
          break;
        case 'w:drawing':
        case 'w:pict':
        case 'w:object':
          await this.#drawing(part, words);
          break;
        case 'w:fldChar':
          this.#fieldEdge(part, words, look);
          break;
        case 'w:instrText':
        case 'w:delInstrText':
          this.#fields.instruct(textOf(part));
          break;
        case 'mc:AlternateContent':
          await this.#runParts(chosen(part), words, look, href);
          break;
        case 'w:ruby':
          await this.#inline(elementsOf(child(part, 'w:rubyBase') ?? part), words, href);
          break;
        default:
      }
    }
  }

  #push(text: string, words: Words, look: Look, href: string | undefined): void {
    if (text === '' || !this.#fields.visible) return;
    this.#quotes.add(text);
    words.content.push(textWith(text, { bold: look.bold === true, italic: look.italic === true, href: href ?? this.#fields.href }));
  }

  /** A sign of a font of signs; those that are boxes become boxes. */
  #symbol(element: XmlElement): string {
    const sign = String.fromCodePoint(Number.parseInt(element.attributes['w:char'] ?? '', 16) || 0x25aa);
    const box = boxSign(sign);
    if (box !== undefined) return box ? '☒' : '☐';
    if (!/\p{Co}/u.test(sign)) return sign;
    const known = knownSymbols[sign];
    if (known) return known;
    this.#report.add('symbol', element.attributes['w:font']);
    return '▪';
  }

  #fieldEdge(element: XmlElement, words: Words, look: Look): void {
    switch (element.attributes['w:fldCharType']) {
      case 'begin': {
        const box = child(child(element, 'w:ffData'), 'w:checkBox');
        if (box) this.#push(switchOf(box, 'w:checked') ? '☒' : '☐', words, look, undefined);
        return this.#fields.begin();
      }
      case 'separate':
        return this.#showField();
      case 'end':
        return this.#fields.end();
      default:
    }
  }

  #showField(): void {
    const instruction = this.#fields.separate();
    if (instruction === undefined) return;
    const { kind, href } = fieldOf(instruction);
    if (kind === 'contents') {
      this.#tellContents();
      this.#fields.drop();
    } else if (kind === 'link') this.#fields.leadTo(this.#target(href ?? ''));
    else if (this.#fields.visible && kind === 'inner') this.#report.add('internalLink', instruction);
    else if (this.#fields.visible && kind === 'other') this.#report.add('field', instruction);
  }

  async #note(id: string): Promise<Inline[]> {
    const note = this.parts.notes.get(id);
    if (!note || !this.#fields.visible) return [];
    const [fields, relations] = [this.#fields, this.#relations];
    [this.#fields, this.#relations] = [new Fields(), note.relations];
    const drafts = await this.#blocks(note.blocks);
    [this.#fields, this.#relations] = [fields, relations];
    return footnotesOf(noteText(drafts, this.#report), this.#report);
  }

  // Images, boxes and other objects

  async #drawing(element: XmlElement, words: Words): Promise<void> {
    if (!this.#fields.visible) return;
    const target = words.content.length === 0 ? words.before : words.after;
    const boxes = descendants(element, 'w:txbxContent');
    for (const box of boxes) {
      const drafts = await this.#blocks(elementsOf(box));
      this.#report.add('textBox', descendants(box, 'w:t').map(textOf).join(''));
      words.after.push(...drafts);
    }
    if (descendants(element, 'v:rect').some(({ attributes }) => attributes['o:hr'] !== undefined)) {
      target.push({ type: 'horizontalRule' });
      return;
    }
    const shown = await this.#imagesOf(element);
    target.push(...shown.images);
    const embedded =
      element.name === 'w:object' ||
      descendants(element, 'a:graphicData').some(({ attributes }) => /chart|diagram/.test(attributes.uri ?? ''));
    if (embedded || (!shown.any && boxes.length === 0)) this.#report.add('embeddedObject', altOf(element) ?? '');
  }

  async #imagesOf(element: XmlElement): Promise<{ images: Image[]; any: boolean }> {
    const images: Image[] = [];
    const blips = [...descendants(element, 'a:blip'), ...descendants(element, 'v:imagedata')];
    const emu = Number(descendants(element, 'wp:extent')[0]?.attributes.cx) || a4Width;
    for (const { attributes } of blips) {
      const relation = this.#relations.get(attributes['r:embed'] ?? attributes['r:id'] ?? attributes['r:link'] ?? '');
      if (!relation || relation.external) {
        this.#report.add('imageLinked', relation?.target);
        continue;
      }
      const image = await this.images.take(relation.target, altOf(element), 1);
      if (!image) continue;
      images.push(image);
      this.#sizedImages.push({ image, emu });
    }
    return { images, any: blips.length > 0 };
  }

  // Tables

  async #table(element: XmlElement): Promise<Draft | undefined> {
    const properties = child(element, 'w:tblPr');
    const found = rowsOf(element).filter((row) => this.#rowStays(row));
    const rows: DraftCell[][] = [];
    const named = found.map((row) => switchOf(child(row, 'w:trPr'), 'w:tblHeader') === true);
    if (!named.includes(true) && found.length > 1) named[0] = this.#headsByStyle(properties);
    /** Cells that may go on below, by the column where they begin. */
    const above = new Map<number, DraftCell>();
    for (const [index, row] of found.entries()) {
      rows.push(await this.#row(row, named[index] === true, above));
      await this.parts.pace.rest();
    }
    const [cell] = rows.length === 1 && rows[0]!.length === 1 ? rows[0]! : [];
    const only = cell?.content.length === 1 ? cell.content[0] : undefined;
    if (only?.type === 'frame') return only;
    return rows.length > 0 ? { type: 'table', rows } : undefined;
  }

  #rowStays(row: XmlElement): boolean {
    const properties = child(row, 'w:trPr');
    const [inserted, deleted] = [child(properties, 'w:ins'), child(properties, 'w:del')];
    const text = () => [...descendants(row, 'w:t'), ...descendants(row, 'w:delText')].map(textOf).join(' ');
    if (inserted) this.#report.add('trackedInsertion', text());
    if (deleted) this.#report.add('trackedDeletion', text());
    return !(this.parts.options.changes === 'accept' ? deleted : inserted);
  }

  /** A table whose style shows its first row as a header, and which asks for it. */
  #headsByStyle(properties: XmlElement | undefined): boolean {
    const look = child(properties, 'w:tblLook')?.attributes;
    const asked = look?.['w:firstRow'] === '1' || (Number.parseInt(look?.['w:val'] ?? '0', 16) & 0x20) !== 0;
    return asked && this.parts.styles.ofTable(valueOf(properties, 'w:tblStyle')).headsTables;
  }

  /** Whether a cell is a header, by the style of all that stands in it. */
  #isHeading(cell: XmlElement): boolean {
    const paragraphs = children(cell, 'w:p');
    const roleOfOne = (paragraph: XmlElement) =>
      this.parts.styles.ofParagraph(valueOf(child(paragraph, 'w:pPr'), 'w:pStyle')).role.kind;
    return paragraphs.length > 0 && paragraphs.every((paragraph) => roleOfOne(paragraph) === 'cellHeading');
  }

  async #row(row: XmlElement, header: boolean, above: Map<number, DraftCell>): Promise<DraftCell[]> {
    const cells: DraftCell[] = [];
    let column = Number(valueOf(child(row, 'w:trPr'), 'w:gridBefore') ?? 0) || 0;
    if (column > 0) cells.push({ header, colspan: column, rowspan: 1, content: [] });
    for (const cell of unwrapped(row, 'w:tc')) {
      const named = header || this.#isHeading(cell);
      const properties = child(cell, 'w:tcPr');
      const colspan = Math.max(1, Number(valueOf(properties, 'w:gridSpan') ?? 1) || 1);
      const merged = child(properties, 'w:vMerge');
      const content = await this.#blocks(elementsOf(cell));
      const upper = merged && merged.attributes['w:val'] !== 'restart' ? above.get(column) : undefined;
      if (upper) {
        upper.rowspan += 1;
        upper.content.push(...content);
      } else {
        const draft: DraftCell = { header: named, colspan, rowspan: 1, content };
        cells.push(draft);
        if (merged) above.set(column, draft);
        else above.delete(column);
      }
      column += colspan;
    }
    return cells;
  }
}

/** Whether a paragraph only names the callout that it begins. */
function isName(paragraph: XmlElement): boolean {
  const runs = children(paragraph, 'w:r');
  return runs.length > 0 && runs.every((run) => namesCallout(valueOf(child(run, 'w:rPr'), 'w:rStyle') ?? ''));
}

const newContainer = (): Container => ({ placed: [], carried: [], levels: [] });
const newWords = ({ bold, italic }: Look): Words => ({
  content: [],
  before: [],
  after: [],
  base: { bold, italic },
  looks: new Set(),
});

/** What was carried to a paragraph that never came is one of its own. */
function finish(container: Container): Draft[] {
  const rest = tidy(container.carried);
  if (rest.length > 0) container.placed.push({ block: { type: 'paragraph', content: rest }, frame: null, list: null });
  return arrange(container.placed);
}

/** How far the left edges of the same level may stand apart, in twentieths of a point. */
const tolerance = 60;

function open(container: Container, level: number, indent: number): void {
  container.levels = [...container.levels.filter((each) => each.level < level), { level, indent }];
}

/** A paragraph's own place in the outline beats its style's, unless the style says that it is something else. */
function roleOf(style: Style, properties: XmlElement | undefined): Role {
  if (style.role.kind !== 'text' && !isHeading(style.role)) return style.role;
  return outlineOf(properties) ?? style.role;
}

function blockOf(role: Role, content: Inline[], properties: XmlElement | undefined, words: Words): Draft | undefined {
  if (content.length === 0) {
    const images = words.before.length + words.after.length > 0;
    return !images && (role.kind === 'rule' || hasRule(properties)) ? { type: 'horizontalRule' } : undefined;
  }
  switch (role.kind) {
    case 'title':
      return { type: 'title', content };
    case 'heading':
      return { type: 'heading', level: role.level, content: unbolded(content) };
    case 'caption':
      return { type: 'caption', content };
    default:
      return { type: 'paragraph', content };
  }
}

/** Headings are bold as a whole; only what is not says something. */
function unbolded(content: Inline[]): Inline[] {
  const isBold = (part: Inline) => part.type !== 'text' || part.marks?.some(({ type }) => type === 'bold');
  if (!content.every(isBold)) return content;
  return content.map((part) => {
    if (part.type !== 'text') return part;
    const marks = part.marks?.filter(({ type }) => type !== 'bold') ?? [];
    return marks.length > 0 ? { ...part, marks } : { type: 'text', text: part.text };
  });
}

/** A line below or above a paragraph without words is a horizontal rule. */
function hasRule(properties: XmlElement | undefined): boolean {
  const borders = child(properties, 'w:pBdr');
  return ['w:bottom', 'w:top'].some((side) => !['none', 'nil', undefined].includes(valueOf(borders, side)));
}

/** Of alternatives the first: what newer programs write. */
const chosen = (element: XmlElement): XmlElement[] =>
  elementsOf(child(element, 'mc:Choice') ?? child(element, 'mc:Fallback') ?? element);

const isContents = (element: XmlElement): boolean =>
  descendants(child(element, 'w:sdtPr') ?? { name: '', attributes: {}, children: [] }, 'w:docPartGallery').some(
    ({ attributes }) => /table of contents|inhaltsverzeichnis/i.test(attributes['w:val'] ?? ''),
  );

const isTicked = (box: XmlElement): boolean =>
  ['1', 'true'].includes(child(box, 'w14:checked')?.attributes['w14:val'] ?? '0');

const knownSymbols: Record<string, string> = {
  '\uf0b7': '•',
  '\uf0a7': '▪',
  '\uf0e0': '→',
  '\uf0df': '←',
  '\uf0fc': '✓',
  '\uf0fb': '✗',
  '\uf0d8': '➢',
  '\uf04a': '☺',
  '\uf02d': '-',
};

const plainColours = ['auto', '000000', 'none', 'clear', undefined];

/** How words look in ways that a paper does not have. */
function looksOf(properties: XmlElement | undefined): Set<FindingKind> {
  const looks = new Set<FindingKind>();
  if (!properties) return looks;
  if (!['none', undefined].includes(valueOf(properties, 'w:u'))) looks.add('underline');
  if (switchOf(properties, 'w:strike') || switchOf(properties, 'w:dstrike')) looks.add('strikethrough');
  if (['superscript', 'subscript'].includes(valueOf(properties, 'w:vertAlign') ?? '')) looks.add('raised');
  const fill = child(properties, 'w:shd')?.attributes['w:fill']?.toLowerCase();
  const coloured =
    !plainColours.includes(valueOf(properties, 'w:color')?.toLowerCase()) ||
    !plainColours.includes(valueOf(properties, 'w:highlight')) ||
    !['auto', 'ffffff', undefined].includes(fill);
  if (coloured) looks.add('colour');
  return looks;
}

/** What is said of an image for those who don't see it: null where nobody has, empty for decoration. */
function altOf(element: XmlElement): string | null {
  const [properties] = descendants(element, 'wp:docPr');
  const [shape] = descendants(element, 'v:shape');
  const said = (properties?.attributes.descr ?? shape?.attributes.alt ?? '').trim();
  if (said !== '') return said;
  return descendants(element, 'adec:decorative').some(({ attributes }) => attributes.val === '1') ? '' : null;
}

/** Elements of a name, also where they are wrapped. */
const unwrapped = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).flatMap((each) => {
    if (each.name === name) return [each];
    return ['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:del'].includes(each.name) ? unwrapped(each, name) : [];
  });

const rowsOf = (table: XmlElement): XmlElement[] => unwrapped(table, 'w:tr');
