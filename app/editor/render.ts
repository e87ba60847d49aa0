/**
 * The document as HTML: what the server sends for reading without JavaScript and for print, and how
 * frozen versions are shown. Strings are built directly, so that a page costs little; everything
 * that people typed goes through `escape`. Styled by `paper.module.css`. Runs anywhere.
 *
 * Every block carries its ProseMirror positions (`data-from` before it, `data-to` behind it), in
 * which comments on frozen versions are anchored (`anchors.ts` reads them back from a selection).
 */
import { formatDay } from '~/services/time';
import type { Day, Language, TaskState, TextKind } from '~db/values';
import {
  isLinkTarget,
  kindOf,
  linkedDocument,
  type ActionItem,
  type AgendaSection,
  type Callout,
  type Decision,
  type DocumentNode,
  type Footnote,
  type Heading,
  type Image,
  type Mark,
  type TableCell,
  type TableRow,
  type TaskItem,
  type TextDocument,
  type TextNode,
} from './document';
import { fileAddress } from './files';
import { addressesIn } from './footnotes';
import { headingKey } from './outline';
import { contentSize, nodeSize } from './positions';
import { partsOf } from './parts';
import { resultOf, wasCounted } from './records';

/** Words of the namespace `editor`, as `getFixedT(language, 'editor')` gives them. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** A stretch of the text to mark, and the id of the thread of comments it belongs to. */
export type Highlight = { from: number; to: number; id: string };

/**
 * The numbered lines of a block of words: the number of the first, and where the others begin, counted
 * in the steps of its content.
 */
export type Lines = { first: number; breaks: readonly number[] };

/** A stretch of the text and who wrote it; `author` counts them for the look. */
export type Written = { from: number; to: number; author: number; name: string; initials: string };

export type RenderOptions = {
  t: Translate;
  language: Language;
  /** The live state of tasks beside the frozen text, by `blockId`. */
  taskStates?: ReadonlyMap<string, TaskState>;
  highlight?: readonly Highlight[];
  /** Who wrote which stretch, in rising order and without overlaps. */
  written?: readonly Written[];
  /** Lines with numbers, by the position before their block. */
  lines?: ReadonlyMap<number, Lines>;
  /**
   * For a text that stands beside another state of itself: nothing in it can be addressed, and
   * footnotes are read where they are called.
   */
  apart?: boolean;
};

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!);

/** One pass over a document. The same words come again and again, so each is looked up once. */
export class Renderer {
  private readonly words = new Map<string, string>();
  private readonly footnotes: Footnote[] = [];
  private headings = 0;
  /** What the header cells of the row under way name. */
  private scope: 'col' | 'row' = 'row';

  constructor(
    private readonly kind: TextKind,
    protected readonly options: RenderOptions,
  ) {}

  /** @param value put in for `name` */
  protected word(key: string, name = '', value: string | number = ''): string {
    const asked = `${key}\n${value}`;
    let word = this.words.get(asked);
    if (word === undefined) {
      word = escape(this.options.t(key, name === '' ? undefined : { [name]: value }));
      this.words.set(asked, word);
    }
    return word;
  }

  /** Renders siblings one after the other. @param start the position before the first */
  children(nodes: readonly DocumentNode[], start: number): string {
    const lines = this.options.lines?.get(start - 1);
    return lines ? this.numbered(nodes, start, lines) : this.siblings(nodes, start);
  }

  private siblings(nodes: readonly DocumentNode[], start: number): string {
    let html = '';
    let position = start;
    for (const node of nodes) {
      html += this.node(node, position);
      position += nodeSize(node);
    }
    return html;
  }

  /** Each line with its number, which the style sets in the margin: it is no part of the text. */
  private numbered(nodes: readonly DocumentNode[], start: number, { first, breaks }: Lines): string {
    const last = first + breaks.length;
    const name =
      last === first
        ? this.word('lines.one', 'number', first)
        : this.word('lines.many', 'numbers', `${first}–${last}`);
    return linesIn(nodes, breaks)
      .map(({ nodes: words, offset }, index) => {
        const named = index === 0 ? ` data-lines="${name}"` : '';
        const ended = words.at(-1)?.type === 'hardBreak' || first + index === last ? ' data-ended' : '';
        return `<span class="m-line" data-line="${first + index}"${named}${ended}>${this.siblings(words, start + offset)}</span>`;
      })
      .join('');
  }

  protected node(node: DocumentNode, at: number): string {
    switch (node.type) {
      case 'agendaSection':
        return this.section(node, at);
      case 'paragraph':
        return this.block('p', node, at);
      case 'heading':
        return this.heading(node, at);
      case 'blockquote':
        return this.block('blockquote', node, at);
      case 'bulletList':
        return this.block('ul', node, at);
      case 'orderedList': {
        const start = node.attrs.start === 1 ? '' : ` start="${node.attrs.start}"`;
        return this.block('ol', node, at, start);
      }
      case 'listItem':
        return `<li>${this.children(node.content, at + 1)}</li>`;
      case 'table':
        return `<div class="m-table" tabindex="0" role="region" aria-label="${this.word('table.name')}">${this.block('table', node, at)}</div>`;
      case 'tableRow':
        return this.row(node, at);
      case 'tableCell':
      case 'tableHeader':
        return this.cell(node, at);
      case 'decision':
        return this.decision(node, at);
      case 'actionItem':
        return this.actionItem(node, at);
      case 'internalPassage':
        return `<div class="m-internal" role="group" aria-label="${this.word('passage.name')}"${this.positions(node, at)}><p class="m-badge">${this.word('section.internal')}</p>${this.children(node.content, at + 1)}</div>`;
      case 'text':
        return this.text(node, at);
      case 'hardBreak':
        return '<br>';
      case 'mention':
        return `<span class="m-mention" data-atom>@${escape(node.attrs.name)}</span>`;
      case 'footnote':
        return this.footnote(node);
      case 'taskList':
        return this.block('ul', node, at, ' class="m-tasks"');
      case 'taskItem':
        return this.taskItem(node, at);
      case 'callout':
        return this.callout(node, at);
      case 'image':
        return this.image(node, at);
      case 'horizontalRule':
        return `<hr${this.positions(node, at)}>`;
      default:
        return unknownNode(node);
    }
  }

  private identified(blockId: string): string {
    return this.options.apart ? '' : ` id="block-${escape(blockId)}"`;
  }

  private positions(node: DocumentNode, at: number): string {
    return this.options.apart ? '' : ` data-from="${at}" data-to="${at + nodeSize(node)}"`;
  }

  private block(
    tag: string,
    node: DocumentNode & { content: readonly DocumentNode[] },
    at: number,
    attributes = '',
  ): string {
    return `<${tag}${attributes}${this.positions(node, at)}>${this.children(node.content, at + 1)}</${tag}>`;
  }

  /** In papers headings can be jumped to. */
  private heading(heading: Heading, at: number): string {
    const id = this.kind === 'paper' && !this.options.apart ? ` id="${headingKey(this.headings++)}"` : '';
    return this.block(`h${heading.attrs.level}`, heading, at, id);
  }

  private section(section: AgendaSection, at: number): string {
    const { itemId, internal } = section.attrs;
    const badge = internal ? ` <span class="m-badge">${this.word('section.internal')}</span>` : '';
    const id = escape(itemId);
    const address = this.options.apart ? '' : ` id="top-${id}" data-section="${id}"`;
    return `<section class="m-section"${address}${this.positions(section, at)}><h2>${this.sectionTitle(section)}${badge}</h2>${this.children(section.content, at + 1)}</section>`;
  }

  private sectionTitle({ attrs: { number, title } }: AgendaSection): string {
    if (number !== '') {
      return `<span class="m-number">${this.word('section.item', 'number', number)}</span> ${escape(title)}`;
    }
    if (title === '') return this.word('section.free');
    return `<span class="m-number">${this.word('section.unlisted')}</span> ${escape(title)}`;
  }

  /** Header cells of the first row name their column, those below it their row. */
  private row(row: TableRow, at: number): string {
    this.scope = row.content.every((cell) => cell.type === 'tableHeader') ? 'col' : 'row';
    return `<tr>${this.children(row.content, at + 1)}</tr>`;
  }

  private cell(cell: TableCell, at: number): string {
    const { colspan, rowspan } = cell.attrs;
    const tag = cell.type === 'tableHeader' ? 'th' : 'td';
    const attributes =
      (tag === 'th' ? ` scope="${this.scope}"` : '') +
      (colspan > 1 ? ` colspan="${colspan}"` : '') +
      (rowspan > 1 ? ` rowspan="${rowspan}"` : '');
    return `<${tag}${attributes}>${this.children(cell.content, at + 1)}</${tag}>`;
  }

  private decision(decision: Decision, at: number): string {
    const { number } = decision.attrs;
    const name = this.word('decision.name') + (number ? ` ${escape(number)}` : '');
    return `<section class="m-decision" role="group" aria-label="${name}"${this.identified(decision.attrs.blockId)}${this.positions(decision, at)}><h3 class="m-kind">${name}</h3><p class="m-wording" data-text>${this.children(decision.content, at + 1)}</p><p class="m-votes">${this.votes(decision)}</p></section>`;
  }

  private votes({ attrs }: Decision): string {
    const counted = wasCounted(attrs);
    const result = resultOf(attrs);
    const outcome = `<strong class="m-result" data-result="${result}">${this.word(`decision.${result}`)}</strong>`;
    if (!counted) return outcome;
    const numbers = (['yes', 'no', 'abstained'] as const).map((vote) =>
      this.word(`decision.${vote}Count`, 'count', attrs[vote] ?? 0),
    );
    return `${numbers.join(' · ')} – ${outcome}`;
  }

  private actionItem(item: ActionItem, at: number): string {
    const { assigneeName, due, blockId } = item.attrs;
    const state = this.options.taskStates?.get(blockId);
    const details = [
      assigneeName === '' ? '' : `<span class="m-who">${escape(assigneeName)}</span>`,
      due === null ? '' : `<span class="m-due">${this.due(due as Day)}</span>`,
      state ? `<span class="m-state" data-state="${state}">${this.word(`task.state.${state}`)}</span>` : '',
    ].filter((detail) => detail !== '');
    const about = details.length > 0 ? `<p class="m-details">${details.join(' · ')}</p>` : '';
    return `<section class="m-task" role="group" aria-label="${this.word('task.name')}"${this.identified(blockId)}${this.positions(item, at)}><p class="m-kind">${this.word('task.name')}</p><p class="m-what" data-text>${this.children(item.content, at + 1)}</p>${about}</section>`;
  }

  private due(day: Day): string {
    const shown = formatDay(day, this.options.language);
    return `<time datetime="${escape(day)}">${this.word('task.until', 'day', shown)}</time>`;
  }

  private taskItem(item: TaskItem, at: number): string {
    const { checked } = item.attrs;
    const state = this.word(checked ? 'tick.done' : 'tick.open');
    return `<li data-checked="${checked}"><span class="m-tick" role="img" aria-label="${state}"></span><div>${this.children(item.content, at + 1)}</div></li>`;
  }

  private callout(callout: Callout, at: number): string {
    const { tone } = callout.attrs;
    const name = this.word(`callout.${tone}`);
    return `<div class="m-callout" data-tone="${tone}" role="note" aria-label="${name}"${this.positions(callout, at)}><p class="m-kind">${name}</p>${this.children(callout.content, at + 1)}</div>`;
  }

  private image(image: Image, at: number): string {
    const { fileId, alt, caption, width, pixelWidth, pixelHeight } = image.attrs;
    const size = pixelWidth > 0 && pixelHeight > 0 ? ` width="${pixelWidth}" height="${pixelHeight}"` : '';
    const shown = `<img src="${escape(fileAddress(fileId))}" alt="${escape(alt ?? '')}"${size} loading="lazy" decoding="async">`;
    const words = caption === '' ? '' : `<figcaption>${escape(caption)}</figcaption>`;
    return `<figure class="m-image" style="inline-size: ${width}%"${this.positions(image, at)}>${shown}${words}</figure>`;
  }

  /** The sign in the text; what it says stands at the end (`notes`). */
  private footnote(footnote: Footnote): string {
    if (this.options.apart) {
      return `<span class="m-note">${this.word('footnote.inPlace', 'text', footnote.attrs.text)}</span>`;
    }
    const number = this.footnotes.push(footnote);
    const name = this.word('footnote.numbered', 'number', number);
    return `<sup class="m-footnote" data-atom><a id="fussnote-${number}-stelle" href="#fussnote-${number}" role="doc-noteref" aria-label="${name}">${number}</a></sup>`;
  }

  /** The footnotes that were met so far; empty when there are none. */
  notes(): string {
    if (this.footnotes.length === 0) return '';
    const items = this.footnotes.map(({ attrs: { text } }, index) => {
      const number = index + 1;
      const back = `<a href="#fussnote-${number}-stelle" role="doc-backlink" aria-label="${this.word('footnote.back', 'number', number)}">↩</a>`;
      return `<li id="fussnote-${number}">${noteHtml(text)} ${back}</li>`;
    });
    return `<section class="m-footnotes" role="doc-endnotes" aria-label="${this.word('footnote.all')}"><ol>${items.join('')}</ol></section>`;
  }

  private text(node: TextNode, at: number): string {
    const marks = node.marks ?? [];
    const html = this.highlighted(node.text, at);
    return marks.reduceRight((inner, mark) => wrap(mark, inner), html);
  }

  /** The text with <mark> around the stretches that comments are about, and with who wrote it. */
  private highlighted(text: string, at: number): string {
    const end = at + text.length;
    const touching = this.options.highlight?.filter(({ from, to }) => from < end && to > at) ?? [];
    const written = this.options.written ? writtenIn(this.options.written, at, end) : [];
    if (touching.length === 0 && written.length === 0) return escape(text);
    const cuts = new Set([at, end]);
    for (const { from, to } of [...touching, ...written]) {
      cuts.add(Math.max(from, at));
      cuts.add(Math.min(to, end));
    }
    const edges = [...cuts].sort((a, b) => a - b);
    return edges
      .slice(0, -1)
      .map((from, index) => {
        const to = edges[index + 1]!;
        const piece = by(written.find((part) => part.from <= from && part.to >= to), escape(text.slice(from - at, to - at)));
        const ids = touching.filter((mark) => mark.from <= from && mark.to >= to).map((mark) => mark.id);
        return ids.length === 0 ? piece : `<mark data-comments="${escape(ids.join(' '))}">${piece}</mark>`;
      })
      .join('');
  }
}

/** The words of a block line by line, and where in it each line begins. */
function linesIn(nodes: readonly DocumentNode[], breaks: readonly number[]): { nodes: DocumentNode[]; offset: number }[] {
  const lines: { nodes: DocumentNode[]; offset: number }[] = [{ nodes: [], offset: 0 }];
  let [at, next] = [0, 0];
  for (const node of nodes) {
    const end = at + nodeSize(node);
    let from = at;
    while (next < breaks.length && breaks[next]! < end) {
      const place = breaks[next++]!;
      if (place > from && node.type === 'text') lines.at(-1)!.nodes.push({ ...node, text: node.text.slice(from - at, place - at) });
      lines.push({ nodes: [], offset: place });
      from = place;
    }
    const rest = node.type === 'text' && from > at ? { ...node, text: node.text.slice(from - at) } : node;
    lines.at(-1)!.nodes.push(rest);
    at = end;
  }
  return lines;
}

/** The stretches that reach into a text. They can be many: found by halving. */
function writtenIn(written: readonly Written[], from: number, to: number): Written[] {
  let [low, high] = [0, written.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (written[middle]!.to <= from) low = middle + 1;
    else high = middle;
  }
  const found: Written[] = [];
  for (let at = low; at < written.length && written[at]!.from < to; at += 1) found.push(written[at]!);
  return found;
}

const by = (written: Written | undefined, html: string): string =>
  written
    ? `<span class="m-by" data-author="${written.author}" data-initials="${escape(written.initials)}" data-name="${escape(written.name)}" title="${escape(written.name)}">${html}</span>`
    : html;

/** The words of a footnote, with the addresses in them as links. */
const noteHtml = (text: string): string =>
  addressesIn(text)
    .map(({ words, href }) =>
      href === null
        ? escape(words)
        : `<a href="${escape(href)}" rel="noopener noreferrer nofollow">${escape(words)}</a>`,
    )
    .join('');

function wrap(mark: Mark, html: string): string {
  switch (mark.type) {
    case 'bold':
      return `<strong>${html}</strong>`;
    case 'italic':
      return `<em>${html}</em>`;
    case 'link':
      return link(mark.attrs.href, html);
  }
}

function link(href: string, html: string): string {
  if (!isLinkTarget(href)) return html;
  if (linkedDocument(href)) return `<a href="${escape(href)}">${html}</a>`;
  return `<a href="${escape(href)}" rel="noopener noreferrer nofollow">${html}</a>`;
}

/** A kind of node the renderer has no answer for does not compile. */
const unknownNode = (_node: never): string => '';

/**
 * The document as HTML that is safe to put into a page. Reserve it for readers who may see all of
 * it: pass `withoutInternal(document)` for the others.
 */
export function renderHtml(document: TextDocument, options: RenderOptions): string {
  const renderer = new Renderer(kindOf(document), options);
  return renderer.children(document.content, 0) + renderer.notes();
}

/** As `renderHtml`, a string a part (`partsOf`): for pages that put something between them. */
export function renderParts(document: TextDocument, options: RenderOptions): string[] {
  const renderer = new Renderer(kindOf(document), options);
  const parts = partsOf(document).map(({ content, from }) => renderer.children(content, from));
  const last = parts.length - 1;
  return parts.map((html, index) => (index === last ? html + renderer.notes() : html));
}

/** The last position of a document; what a stored position is checked against. */
export const endOf = (document: TextDocument): number => contentSize(document);
