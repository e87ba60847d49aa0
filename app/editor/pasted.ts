/**
 * What comes from Word, Google Docs, LibreOffice or a page of the web, on its way into a paper: the
 * structure stays, the junk of styling goes. Nothing is dropped silently: what a reader might miss is
 * counted, and told. Browser.
 */
import { ownAddress } from './link';

/** What could not be taken over as it was. */
export type PasteNote =
  /** Images that are elsewhere: they are not fetched. */
  | 'images'
  /** Words that somebody had marked as deleted. */
  | 'deletions'
  /** Comments in the margin. */
  | 'comments'
  /** Footnotes whose words are not in what was copied. */
  | 'footnotes'
  /** Words that were struck through: they are ordinary words now. */
  | 'struck'
  /** Tables inside of tables: they are paragraphs now. */
  | 'tables';

export type Cleaned = {
  html: string;
  notes: ReadonlyMap<PasteNote, number>;
  /** Images that came along in the text itself. */
  images: File[];
};

/** Of the element's style; names in lower case. */
const styleOf = (element: Element): string => (element.getAttribute('style') ?? '').toLowerCase().replaceAll(/\s*:\s*/g, ':');

const textOf = (node: Node): string => (node.textContent ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim();

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  for (const { name: attribute, value } of element.attributes) {
    // Word writes attributes that can't be set by a script; none of them is looked at.
    if (/^[a-z-]+$/.test(attribute)) renamed.setAttribute(attribute, value);
  }
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

const all = (root: ParentNode, selector: string): Element[] => [...root.querySelectorAll(selector)];

class Cleaning {
  readonly notes = new Map<PasteNote, number>();
  readonly images: File[] = [];

  constructor(
    private readonly body: HTMLElement,
    private readonly host: string,
  ) {}

  private note(what: PasteNote, count = 1): void {
    if (count > 0) this.notes.set(what, (this.notes.get(what) ?? 0) + count);
  }

  clean(): void {
    this.dropComments();
    this.dropDeletions();
    this.takeFootnotes();
    this.takeWordLists();
    this.dropJunk();
    this.takeImages();
    this.takeMarks();
    this.takeHeadings();
    this.nestLists();
    this.takeChecklists();
    this.takeTables();
    this.takeLinks();
    this.dropEmpty();
    this.dropAttributes();
  }

  /** Word's comments, and those of a page exported from Google Docs. */
  private dropComments(): void {
    const anchors = all(this.body, 'a[href^="#_msocom_"], a[href^="#cmnt"]').filter(
      (anchor) => !/ref/.test(anchor.getAttribute('href')!),
    );
    this.note('comments', anchors.length);
    for (const anchor of anchors) (anchor.closest('.MsoCommentReference, sup') ?? anchor).remove();
    for (const list of all(this.body, '[style]')) {
      if (/mso-element:comment(-list)?\b/.test(styleOf(list))) list.remove();
    }
    for (const back of all(this.body, 'a[href^="#cmnt_ref"]')) (back.closest('div, p') ?? back).remove();
  }

  private dropDeletions(): void {
    const deleted = all(this.body, 'del, .msoDel, .msodel').filter((part) => textOf(part) !== '');
    this.note('deletions', deleted.filter((part) => !deleted.includes(part.parentElement!)).length);
    for (const part of all(this.body, 'del, .msoDel, .msodel')) part.remove();
    for (const part of all(this.body, 'ins')) unwrap(part);
    const struck = all(this.body, 's, strike, [style*="line-through"]').filter((part) => textOf(part) !== '');
    this.note('struck', struck.length);
  }

  /** A sign that leads to a note, and the note back to it: the same in all of them but for the names. */
  private takeFootnotes(): void {
    const byName = new Map<string, Element>();
    for (const part of all(this.body, '[id], a[name]')) {
      for (const name of [part.id, part.getAttribute('name')]) if (name) byName.set(name, part);
    }
    const notes = new Set<Element>();
    for (const sign of all(this.body, 'a[href^="#"]')) {
      const href = sign.getAttribute('href')!.slice(1);
      if (!/^_?(ftn|edn|sdfootnote|sdendnote)/i.test(href) || /^_?(ftn|edn)t?_?ref|anc$/i.test(href)) continue;
      const target = byName.get(href);
      const note = target && noteAround(target);
      if (note) {
        const footnote = sign.ownerDocument.createElement('sup');
        footnote.setAttribute('data-kind', 'footnote');
        footnote.setAttribute('data-text', JSON.stringify(wordsOfNote(note).slice(0, 4000)));
        const sup = sign.closest('sup');
        (sup && textOf(sup) === textOf(sign) ? sup : sign).replaceWith(footnote);
        notes.add(note);
      } else {
        this.note('footnotes');
        unwrap(sign);
      }
    }
    for (const note of notes) note.remove();
    for (const list of all(this.body, '[style]')) {
      if (/mso-element:(footnote|endnote)-list/.test(styleOf(list))) list.remove();
    }
  }

  /** Paragraphs that Word shows as lists, by what it says of their level. */
  private takeWordLists(): void {
    const levelOf = (element: Element | null): number => {
      const level = /mso-list:[^;]*level(\d+)/.exec(element ? styleOf(element) : '')?.[1];
      return element?.localName === 'p' && level ? Number(level) : 0;
    };
    const taken = new Set<Element>();
    for (const first of all(this.body, 'p[style]')) {
      if (levelOf(first) === 0 || taken.has(first)) continue;
      const open: { list: Element; level: number }[] = [];
      const home = first.ownerDocument.createElement('div');
      first.before(home);
      for (let item: Element | null = first; levelOf(item) > 0; ) {
        const paragraph: Element = item!;
        const following = nextBlock(paragraph);
        const level = levelOf(paragraph);
        const { ordered, start } = markerOf(paragraph);
        while (open.length > 0 && open.at(-1)!.level > level) open.pop();
        const name = ordered ? 'ol' : 'ul';
        if (open.at(-1)?.level === level && open.at(-1)!.list.localName !== name) open.pop();
        if (open.at(-1)?.level !== level) {
          const list = first.ownerDocument.createElement(name);
          if (ordered && start !== 1) list.setAttribute('start', String(start));
          (open.at(-1)?.list.lastElementChild ?? home).append(list);
          open.push({ list, level });
        }
        const entry = first.ownerDocument.createElement('li');
        open.at(-1)!.list.append(entry);
        entry.append(paragraph);
        taken.add(paragraph);
        item = following;
      }
      unwrap(home);
    }
  }

  private dropJunk(): void {
    const junk = 'style, script, meta, link, title, xml, template, colgroup, col, noscript, iframe, object, embed, input, button, select, textarea';
    for (const part of all(this.body, junk)) part.remove();
    for (const part of all(this.body, '*')) {
      if (/^(v|w|m|st\d):/.test(part.localName)) part.remove();
      else if (part.localName === 'o:p') unwrap(part);
      else if (/mso-list:ignore|mso-element:(header|footer)|display:none|mso-hide:all/.test(styleOf(part))) part.remove();
      else if (/mso-spacerun/.test(styleOf(part))) part.replaceWith(' ');
      else if (part.localName === 'br' && (/page-break/.test(styleOf(part)) || part.className === 'Apple-interchange-newline')) part.remove();
    }
    for (const part of all(this.body, 'center, font, article, main, header, footer, section, nav, address')) {
      rename(part, part.localName === 'font' ? 'span' : 'div');
    }
  }

  private takeImages(): void {
    for (const image of all(this.body, 'img')) {
      const source = image.getAttribute('src') ?? '';
      const isChecklist = image.closest('[role="checkbox"]') !== null;
      const file = fileOf(source, image.getAttribute('alt') ?? '');
      if (!isChecklist && file) this.images.push(file);
      else if (!isChecklist && source !== '') this.note('images');
      image.remove();
    }
  }

  /** Bold and italic as elements, whether they were styles or not; a bold heading is just a heading. */
  private takeMarks(): void {
    for (const part of all(this.body, 'b, strong, i, em, span')) {
      const style = styleOf(part);
      const weight = /(?:^|[;\s])font-weight:(\w+)/.exec(style)?.[1];
      const slant = /(?:^|[;\s])font-style:(\w+)/.exec(style)?.[1];
      const isBold = weight ? /^(bold|bolder|[6-9]00)$/.test(weight) : /^(b|strong)$/.test(part.localName);
      const isItalic = slant ? /^(italic|oblique)$/.test(slant) : /^(i|em)$/.test(part.localName);
      const inner = part.ownerDocument.createDocumentFragment();
      inner.append(...part.childNodes);
      let content: Node = inner;
      const plain = part.closest('h1, h2, h3, h4, h5, h6') !== null;
      const holdsBlocks = inner.querySelector('p, div, ul, ol, table, h1, h2, h3, h4, h5, h6') !== null;
      for (const [wanted, name] of [
        [isItalic, 'em'],
        [isBold && !plain, 'strong'],
      ] as const) {
        if (!wanted || holdsBlocks) continue;
        const mark = part.ownerDocument.createElement(name);
        mark.append(content);
        content = mark;
      }
      part.replaceWith(content);
    }
  }

  /** By what the programs call them; fitted below the title of the paper, without leaving a level out. */
  private takeHeadings(): void {
    for (const part of all(this.body, 'p, div')) {
      const level = /mso-outline-level:([1-9])/.exec(styleOf(part))?.[1] ?? /^(?:mso)?heading\s?([1-6])$/i.exec(part.className)?.[1];
      const isTitle = /^(MsoTitle|title)$/.test(part.className);
      if (part.querySelector('p, div, ul, ol, table')) continue;
      if (level || isTitle) rename(part, `h${isTitle ? 1 : Math.min(Number(level), 6)}`);
      else if (/^Mso(Intense)?Quote$/.test(part.className)) part.replaceWith(quoteOf(part));
    }
    for (const heading of all(this.body, '[role="heading"]')) {
      if (!/^h[1-6]$/.test(heading.localName)) rename(heading, `h${heading.getAttribute('aria-level') ?? 2}`);
    }
    const headings = all(this.body, 'h1, h2, h3, h4, h5, h6');
    const isDeep = headings.some(({ localName }) => localName === 'h1');
    for (const heading of headings) {
      if (textOf(heading) === '' && !heading.querySelector('[data-kind]')) heading.remove();
      else if (heading.closest('td, th, li, blockquote')) boldParagraph(heading);
      else if (isDeep) rename(heading, `h${Math.min(Number(heading.localName[1]) + 1, 6)}`);
    }
  }

  /** Lists that stand in a list belong into the item before them. */
  private nestLists(): void {
    for (const list of all(this.body, 'ul > ul, ul > ol, ol > ul, ol > ol')) {
      const before = list.previousElementSibling;
      if (before?.localName === 'li') {
        before.append(list);
      } else {
        const item = list.ownerDocument.createElement('li');
        list.replaceWith(item);
        item.append(list);
      }
    }
  }

  private takeChecklists(): void {
    for (const item of all(this.body, 'li[role="checkbox"]')) {
      item.setAttribute('data-type', 'taskItem');
      item.setAttribute('data-checked', item.getAttribute('aria-checked') === 'true' ? 'true' : 'false');
      const list = item.parentElement!;
      const isWhole = [...list.children].every((child) => child.getAttribute('role') === 'checkbox');
      if (isWhole && list.localName !== 'ul') rename(list, 'ul').setAttribute('data-type', 'taskList');
      else if (isWhole) list.setAttribute('data-type', 'taskList');
    }
  }

  private takeTables(): void {
    const inner = all(this.body, 'td table, th table');
    this.note('tables', inner.length);
    for (const table of inner.reverse()) {
      const cells = all(table, 'td, th').filter((cell) => cell.closest('table') === table);
      table.replaceWith(...cells.flatMap((cell) => (hasBlocks(cell) ? [...cell.childNodes] : [paragraphOf(cell)])));
    }
    for (const table of all(this.body, 'table')) {
      for (const caption of all(table, 'caption')) table.before(paragraphOf(caption));
      for (const cell of all(table, 'thead td')) rename(cell, 'th');
      const [first] = all(table, 'tr');
      const names = first ? [...first.children] : [];
      const isNamed = table.querySelector('th') !== null;
      const isBold = names.length > 0 && table.querySelectorAll('tr').length > 1 && names.every(isAllBold);
      if (!isNamed && isBold) for (const cell of names) rename(cell, 'th');
      for (const strong of all(table, 'th strong')) unwrap(strong);
      for (const line of all(table, 'hr')) line.remove();
      for (const quote of all(table, 'blockquote')) unwrap(quote);
    }
  }

  private takeLinks(): void {
    for (const link of all(this.body, 'a')) {
      const href = link.getAttribute('href') ?? '';
      const target = ownAddress(behindRedirect(href), this.host);
      if (target === '' || target.startsWith('#')) unwrap(link);
      else link.setAttribute('href', target);
    }
  }

  /** Paragraphs that only made room, and breaks between blocks. */
  private dropEmpty(): void {
    const isInCell = (part: Element) => part.closest('td, th') !== null;
    for (const part of all(this.body, 'p, div')) {
      const isEmpty = textOf(part) === '' && !part.querySelector('[data-kind], hr, table, li');
      if (isEmpty && (!isInCell(part) || part.parentElement!.children.length > 1)) part.remove();
      else if (isEmpty) part.replaceChildren();
    }
    for (const line of all(this.body, 'br')) {
      const [before, behind] = [line.previousSibling, line.nextSibling].map((node) => node instanceof Element && isBlock(node));
      if (before || behind || (!line.nextSibling && line.parentElement !== this.body)) line.remove();
    }
    for (const item of all(this.body, 'li')) if (textOf(item) === '' && !item.querySelector('[data-kind]')) item.remove();
    for (const list of all(this.body, 'ul, ol')) if (list.children.length === 0) list.remove();
  }

  private dropAttributes(): void {
    const kept: Record<string, readonly string[]> = {
      a: ['href'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      ol: ['start'],
      ul: ['data-type'],
      li: ['data-type', 'data-checked'],
      sup: ['data-kind', 'data-text'],
    };
    for (const part of all(this.body, '*')) {
      for (const { name } of [...part.attributes]) if (!kept[part.localName]?.includes(name)) part.removeAttribute(name);
    }
  }
}

const blockNames = /^(p|div|ul|ol|table|blockquote|h[1-6]|hr|pre|li)$/;
const isBlock = (element: Element): boolean => blockNames.test(element.localName);
const hasBlocks = (element: Element): boolean => [...element.children].some(isBlock);

function paragraphOf(element: Element): Element {
  const paragraph = element.ownerDocument.createElement('p');
  paragraph.append(...element.childNodes);
  return paragraph;
}

function quoteOf(paragraph: Element): Element {
  const quote = paragraph.ownerDocument.createElement('blockquote');
  quote.append(paragraphOf(paragraph));
  return quote;
}

/** A heading where none may stand. */
function boldParagraph(heading: Element): void {
  const strong = heading.ownerDocument.createElement('strong');
  strong.append(...heading.childNodes);
  const paragraph = heading.ownerDocument.createElement('p');
  paragraph.append(strong);
  heading.replaceWith(paragraph);
}

function isAllBold(cell: Element): boolean {
  const bold = all(cell, 'strong').map(textOf).join('').replaceAll(' ', '');
  const words = textOf(cell).replaceAll(' ', '');
  return words !== '' && bold === words;
}

/** The next block, over what is only room between them. */
function nextBlock(element: Element): Element | null {
  let next: Element | null = element.nextElementSibling;
  while (next && next.localName === 'p' && textOf(next) === '' && !styleOf(next).includes('mso-list')) next = next.nextElementSibling;
  return next;
}

/** What stands in front of the words of an item in Word: a dot, a number, a letter. */
function markerOf(paragraph: Element): { ordered: boolean; start: number } {
  const sign = all(paragraph, 'span').find((span) => /mso-list:ignore/.test(styleOf(span)));
  const marker = sign ? textOf(sign) : '';
  const number = /^\(?(\d+)[.)]/.exec(marker)?.[1];
  const ordered = number !== undefined || /^\(?([a-z]{1,2}|[ivxlc]+)[.)]$/i.test(marker);
  return { ordered, start: Number(number ?? 1) };
}

/** The words of a note stand in what is made for it, or in the paragraph of its sign. */
function noteAround(target: Element): Element | null {
  const made = target.closest('[id^="sdfootnote"]:not(a), [id^="sdendnote"]:not(a), [id^="ftn"]:not(a, sup), [id^="edn"]:not(a, sup)');
  return made ?? target.closest('li, p, div');
}

function wordsOfNote(note: Element): string {
  const copy = note.cloneNode(true) as Element;
  for (const back of all(copy, 'a[href^="#"]')) back.remove();
  for (const paragraph of all(copy, 'p')) paragraph.append(' ');
  return textOf(copy);
}

/** Google leads over an address of its own. */
function behindRedirect(href: string): string {
  const target = /^https:\/\/www\.google\.[a-z.]+\/url\?(?:.*&)?q=([^&]+)/.exec(href)?.[1];
  return target ? decodeURIComponent(target) : href;
}

/** An image that is in the text itself. */
function fileOf(source: string, name: string): File | null {
  const [, type, data] = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/.exec(source) ?? [];
  if (!type || !data) return null;
  const bytes = Uint8Array.from(atob(data.replaceAll(/\s/g, '')), (sign) => sign.charCodeAt(0));
  return new File([bytes], name || `bild.${type.slice(6)}`, { type });
}

/** Whether it was copied in an editor of the portal, which needs no cleaning. */
const isOwn = (html: string): boolean => html.includes('data-pm-slice');

/**
 * Cleans what was copied elsewhere.
 *
 * @param host of the portal, whose documents are linked without it
 */
export function cleanPasted(html: string, host: string): Cleaned {
  if (isOwn(html)) return { html, notes: new Map(), images: [] };
  // A document of its own: nothing in it is fetched or run.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const cleaning = new Cleaning(body, host);
  cleaning.clean();
  return { html: body.innerHTML, notes: cleaning.notes, images: cleaning.images };
}
