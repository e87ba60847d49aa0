/**
 * Reads Markdown: CommonMark with the tables, task lists, footnotes, alerts and bare addresses of
 * GitHub. Nothing is fetched.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import type { Inline } from '~/editor/document';
import { Rejected } from '~/services/errors';
import {
  type Draft,
  type DraftCell,
  type DraftItem,
  type Frame,
  Extent,
  footnotesOf,
  linkTarget,
  noteText,
  textWith,
  tidy,
} from './drafts';
import { importLimits } from './limits';
import type { Pace } from './pace.server';
import type { Report } from './report';
import type { ReadOptions } from './result';
import { calloutNamed } from './style-names';

/** More than any text has, and far from what a call stack bears. */
const maxNesting = 100;

type Environment = { notes: Map<string, string>; used: Set<string> };
const environmentOf = (env: object) => env as unknown as Environment;

const markdown = new MarkdownIt({ html: true, linkify: false, maxNesting });
// Addresses are looked at where links are made, and kept as they were written.
markdown.validateLink = () => true;
markdown.normalizeLink = (address) => address;

/** `[^1]: words`, over several lines where the next are indented. */
markdown.block.ruler.before(
  'reference',
  'footnoteDefinition',
  (state, from, to, silent) => {
    const line = (index: number) => state.src.slice(state.bMarks[index]! + state.tShift[index]!, state.eMarks[index]);
    const [, label, first] = /^\[\^([^\]\s]+)\]:[ \t]*(.*)$/.exec(line(from)) ?? [];
    if (label === undefined || first === undefined) return false;
    if (silent) return true;
    const words = [first];
    let next = from + 1;
    for (; next < to; next += 1) {
      const empty = state.isEmpty(next);
      const goesOn = state.sCount[next]! - state.blkIndent >= 2;
      if (empty ? next + 1 >= to || state.sCount[next + 1]! - state.blkIndent < 2 || state.isEmpty(next + 1) : !goesOn) break;
      words.push(empty ? '' : line(next));
    }
    const { notes } = environmentOf(state.env);
    const key = label.toLowerCase();
    if (!notes.has(key)) notes.set(key, words.join(' '));
    state.line = next;
    return true;
  },
  { alt: ['paragraph', 'reference'] },
);

/** `[^1]`, where there is such a footnote. */
markdown.inline.ruler.before('link', 'footnoteReference', (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false;
  const end = state.src.indexOf(']', state.pos + 2);
  if (end === -1 || end > state.posMax) return false;
  const label = state.src.slice(state.pos + 2, end).toLowerCase();
  if (!environmentOf(state.env).notes.has(label)) return false;
  if (!silent) state.push('footnoteReference', '', 0).content = label;
  state.pos = end + 1;
  return true;
});

export type ReadMarkdown = { drafts: Draft[]; statedTitle: string | null; extent: Extent };

/**
 * Reads Markdown.
 *
 * @throws Rejected `textHuge`, `textDeep`, `textLong`
 */
export async function readMarkdown(source: string, report: Report, pace: Pace, options: ReadOptions): Promise<ReadMarkdown> {
  if (source.length > importLimits.markdown) throw new Rejected('textHuge');
  const { text, title } = withoutFrontMatter(source.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd'));
  const environment: Environment = { notes: new Map(), used: new Set() };
  const tokens: Token[] = [];
  for (const section of sectionsOf(text)) {
    markdown.block.parse(section, markdown, environment as never, tokens);
    await pace.rest();
  }
  // The parser drops what is nested deeper.
  if (tokens.some(({ level }) => level >= maxNesting - 2)) throw new Rejected('textDeep');
  const reader = new MarkdownReader(tokens, environment, report, pace, options);
  const drafts = await reader.blocks('');
  for (const [label, words] of environment.notes) {
    // A footnote that nothing leads to is still somebody's words.
    if (!environment.used.has(label)) drafts.push({ type: 'paragraph', content: reader.inline(words) });
  }
  return { drafts, statedTitle: title, extent: reader.extent };
}

/** Characters that are read at once, or a little more. */
const portion = 32_000;

/**
 * The text in portions that can be read one after the other: each begins with a heading or a paragraph
 * after an empty line, outside of code and comments.
 */
function* sectionsOf(text: string): Generator<string> {
  let begin = 0;
  let at = 0;
  let fence = '';
  let afterEmpty = false;
  let inComment = false;
  for (const line of text.split('\n')) {
    if (afterEmpty && !fence && !inComment && at - begin > portion && /^(?:#{1,6} |\p{L})/u.test(line)) {
      yield text.slice(begin, at);
      begin = at;
    }
    const mark = /^ *(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (!fence) fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    const [opened, closed] = [line.lastIndexOf('<!--'), line.lastIndexOf('-->')];
    inComment = opened > closed || (inComment && closed === -1);
    afterEmpty = line.trim() === '';
    at += line.length + 1;
  }
  yield text.slice(begin);
}

/** What some programs state above the text, between two lines of `---`. */
function withoutFrontMatter(text: string): { text: string; title: string | null } {
  const [whole, matter] = /^\ufeff?---\n([\s\S]{0,10000}?)\n(?:---|\.\.\.)(?:\n|$)/.exec(text) ?? [];
  if (whole === undefined || matter === undefined || !/^[\w-]+:/m.test(matter)) return { text, title: null };
  const title = /^title:[ \t]*(.+)$/m.exec(matter)?.[1]?.trim().replace(/^(["'])(.*)\1$/, '$2');
  return { text: text.slice(whole.length), title: title ?? null };
}

type Look = { bold: number; italic: number; href: string | undefined };

const alerts: Record<string, Frame> = {
  note: 'note',
  tip: 'note',
  important: 'important',
  warning: 'important',
  caution: 'important',
};
const alertPattern = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;
const addressPattern = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)'*_]/g;

/** The words of a paragraph that is bold and nothing else: it may name what it stands in. */
function nameOf(draft: Draft | undefined): string {
  if (draft?.type !== 'paragraph' || draft.content.length !== 1) return '';
  const [only] = draft.content;
  return only?.type === 'text' && only.marks?.length === 1 && only.marks[0]!.type === 'bold' ? only.text : '';
}

class MarkdownReader {
  readonly extent = new Extent();
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly environment: Environment,
    private readonly report: Report,
    private readonly pace: Pace,
    private readonly options: ReadOptions,
  ) {}

  /** Reads blocks up to a token of a type, or to the end. */
  async blocks(end: string): Promise<Draft[]> {
    const drafts: Draft[] = [];
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      drafts.push(...(await this.#block(token)));
      await this.pace.rest();
      this.options.progress(this.#at / this.tokens.length);
    }
    return drafts;
  }

  #next(): Token | undefined {
    const token = this.tokens[this.#at];
    this.#at += 1;
    return token;
  }

  async #block(token: Token): Promise<Draft[]> {
    switch (token.type) {
      case 'paragraph_open':
        return this.#paragraph();
      case 'heading_open':
        return this.#heading(Number(token.tag.slice(1)));
      case 'bullet_list_open':
        return this.#list('bullet_list_close', 'bulletList', 1);
      case 'ordered_list_open':
        return this.#list('ordered_list_close', 'orderedList', Number(token.attrGet('start') ?? 1));
      case 'blockquote_open':
        return this.#quote();
      case 'table_open':
        return this.#table();
      case 'hr':
        return [{ type: 'horizontalRule' }];
      case 'fence':
      case 'code_block':
        this.report.add('code', token.content);
        return this.#lines(token.content);
      case 'html_block':
        return this.#html(token.content);
      default:
        return [];
    }
  }

  /** The inline token that follows an opening one, and the closing one after it. */
  #wording(): string {
    const { content } = this.#next()!;
    this.#at += 1;
    return content;
  }

  #paragraph(): Draft[] {
    const content = this.inline(this.#wording());
    this.extent.add(content);
    return content.length > 0 ? [{ type: 'paragraph', content }] : [];
  }

  #heading(level: number): Draft[] {
    const content = this.inline(this.#wording());
    this.extent.add(content);
    return content.length > 0 ? [{ type: 'heading', level, content }] : [];
  }

  #lines(text: string): Draft[] {
    const lines = text.replace(/\n$/, '').split('\n');
    const content = lines.flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
      ...(line === '' ? [] : [textWith(line, {})]),
    ]);
    this.extent.add(content);
    return content.length > 0 ? [{ type: 'paragraph', content: tidy(content) }] : [];
  }

  /** Of HTML the words are kept. */
  #html(html: string): Draft[] {
    const words = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, ' ').trim();
    if (words === '') return [];
    this.report.add('html', html);
    return this.#lines(markdown.utils.unescapeAll(words));
  }

  async #list(end: string, kind: 'bulletList' | 'orderedList', start: number): Promise<Draft[]> {
    const items: (DraftItem & { task: boolean })[] = [];
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      const box = this.#takeBox();
      const content = await this.blocks('list_item_close');
      items.push({ task: box !== undefined, checked: box === true, content });
    }
    // What is to be ticked off stands in a list of its own.
    const lists: Draft[] = [];
    items.forEach(({ task, checked, content }, index) => {
      const own = task ? 'taskList' : kind;
      const last = lists.at(-1);
      if (last?.type === 'list' && last.kind === own) last.items.push({ checked, content });
      else lists.push({ type: 'list', kind: own, start: start + index, items: [{ checked, content }] });
    });
    return lists;
  }

  /** `[x] ` at the beginning of an item. */
  #takeBox(): boolean | undefined {
    const [open, words] = [this.tokens[this.#at], this.tokens[this.#at + 1]];
    const sign = open?.type === 'paragraph_open' ? /^\[([ xX])\](?:[ \n]|$)/.exec(words!.content) : null;
    if (!sign || !words) return undefined;
    words.content = words.content.slice(sign[0].length);
    return sign[1] !== ' ';
  }

  async #quote(): Promise<Draft[]> {
    const [open, words] = [this.tokens[this.#at], this.tokens[this.#at + 1]];
    const alert = open?.type === 'paragraph_open' ? alertPattern.exec(words!.content) : null;
    if (alert && words) words.content = words.content.slice(alert[0].length);
    const content = await this.blocks('blockquote_close');
    const named = alert ? undefined : calloutNamed(nameOf(content[0]));
    if (named && content.length > 1) return [{ type: 'frame', frame: named, content: content.slice(1) }];
    const frame = alert ? alerts[alert[1]!.toLowerCase()]! : 'quote';
    return content.length > 0 ? [{ type: 'frame', frame, content }] : [];
  }

  async #table(): Promise<Draft[]> {
    const rows: DraftCell[][] = [];
    for (let token = this.#next(); token && token.type !== 'table_close'; token = this.#next()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      const content = this.inline(this.#wording());
      this.extent.add(content);
      rows.at(-1)?.push({
        header: token.type === 'th_open',
        colspan: 1,
        rowspan: 1,
        content: content.length > 0 ? [{ type: 'paragraph', content }] : [],
      });
      await this.pace.rest();
    }
    // Every table of Markdown has a head; one without words says that there is none.
    if (rows[0]?.every(({ content }) => content.length === 0)) rows.shift();
    return [{ type: 'table', rows }];
  }

  // Words

  inline(source: string): Inline[] {
    const tokens: Token[] = [];
    markdown.inline.parse(source, markdown, this.environment as never, tokens);
    const look: Look = { bold: 0, italic: 0, href: undefined };
    return tidy(tokens.flatMap((token) => this.#inlineToken(token, look)));
  }

  #inlineToken(token: Token, look: Look): Inline[] {
    switch (token.type) {
      case 'text':
      case 'text_special':
        return this.#text(token.content, look);
      case 'softbreak':
        return this.#text(' ', look);
      case 'hardbreak':
        return [{ type: 'hardBreak' }];
      case 'strong_open':
      case 'strong_close':
        look.bold += token.nesting;
        return [];
      case 'em_open':
      case 'em_close':
        look.italic += token.nesting;
        return [];
      case 's_open':
        this.report.add('strikethrough');
        return [];
      case 'link_open':
        look.href = linkTarget(String(token.attrGet('href') ?? ''), this.options.portal, this.report);
        return [];
      case 'link_close':
        look.href = undefined;
        return [];
      case 'code_inline':
        this.report.add('code', token.content);
        return this.#text(token.content, look);
      case 'image':
        this.#tellImage(token);
        return [];
      case 'footnoteReference':
        return this.#note(token.content);
      case 'html_inline':
        if (/^<br\s*\/?>$/i.test(token.content)) return [{ type: 'hardBreak' }];
        if (!token.content.startsWith('</')) this.report.add('html', token.content);
        return [];
      default:
        return [];
    }
  }

  /** Addresses are links, as on GitHub. */
  #text(text: string, look: Look): Inline[] {
    const marks = { bold: look.bold > 0, italic: look.italic > 0, href: look.href };
    if (look.href) return [textWith(text, marks)];
    const parts: Inline[] = [];
    let done = 0;
    for (const { 0: address, index } of text.matchAll(addressPattern)) {
      const href = linkTarget(address, this.options.portal, this.report);
      if (!href) continue;
      parts.push(textWith(text.slice(done, index), marks), textWith(address, { ...marks, href }));
      done = index + address.length;
    }
    return [...parts, textWith(text.slice(done), marks)];
  }

  /** Nothing is fetched from elsewhere, and beside a Markdown file there are no others. */
  #tellImage(token: Token): void {
    const source = String(token.attrGet('src') ?? '');
    this.report.add(/^https?:/i.test(source) ? 'imageLinked' : 'imageMissing', token.content || source);
  }

  #note(label: string): Inline[] {
    this.environment.used.add(label);
    const words = this.environment.notes.get(label) ?? '';
    // A footnote leads to no other footnote.
    const plain = this.inline(words.replace(/\[\^[^\]\s]+\]/g, ''));
    return footnotesOf(noteText([{ type: 'paragraph', content: plain }], this.report), this.report);
  }
}
