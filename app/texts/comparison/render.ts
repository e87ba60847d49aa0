/**
 * A comparison as HTML: in one column, or with both states side by side. What came and went is said in
 * words and drawn with lines, never by colour alone; what stayed is folded away and opens without a
 * script. Each change can be addressed (`#aenderung-3`) and leads to the next one. Everything that
 * people typed is escaped, as in `~/editor/render`, which this builds upon. Runs anywhere.
 */
import { type DocumentNode, type fields, plainText } from '~/editor/document';
import { nodeSize } from '~/editor/positions';
import { type RenderOptions, type Translate, Renderer, escape } from '~/editor/render';
import { formatDay } from '~/services/time';
import type { Day, Language, TextKind } from '~db/values';
import { type Change, type Changed, type Comparison, type Stretch, insertedIn, sizeAfter } from './comparison';
import { attributesOf } from './likeness';

export type ComparisonView = 'inline' | 'columns';

export type ComparisonOptions = {
  view: ComparisonView;
  language: Language;
  /** Words of the namespaces `versions` and `editor`. */
  words: { versions: Translate; editor: Translate };
  /** What the two states are called, above the columns. */
  names: { before: string; after: string };
  /** The names of those who wrote a stretch of the later state. */
  writersOf?: (from: number, to: number) => string[];
};

export type RenderedComparison = {
  html: string;
  /** "3 Absätze geändert", "1 Tabelle verschoben" … */
  summary: string[];
  changes: number;
};

type Mark = 'inserted' | 'deleted';
type Side = 'both' | 'before' | 'after';
type Told = Exclude<Change, { kind: 'kept' }>;

/** How many kept blocks stay in sight beside a change, and from how many on it is worth folding the rest. */
const context = 1;
const worthFolding = 3;

const noun = {
  paragraph: 'paragraph',
  heading: 'heading',
  bulletList: 'list',
  orderedList: 'list',
  taskList: 'list',
  blockquote: 'quote',
  callout: 'callout',
  table: 'table',
  image: 'image',
  horizontalRule: 'rule',
  decision: 'decision',
  actionItem: 'task',
  agendaSection: 'section',
  internalPassage: 'passage',
  // Never told on their own: they belong to a block.
  listItem: 'paragraph',
  taskItem: 'paragraph',
  tableRow: 'paragraph',
  tableCell: 'paragraph',
  tableHeader: 'paragraph',
  text: 'paragraph',
  hardBreak: 'paragraph',
  mention: 'paragraph',
  footnote: 'paragraph',
} as const satisfies Record<DocumentNode['type'], string>;

type Say = (value: unknown, words: ComparisonOptions['words'], language: Language) => string;
const plain: Say = (value, { versions }) => (value === null || value === '' ? versions('value.none') : String(value));
const yesNo: Say = (value, { versions }) => versions(value === true ? 'value.yes' : 'value.no');

/** How each attribute of each node is told; null for what nobody sees. */
const tellers: { [Type in keyof typeof fields]: { [Name in keyof (typeof fields)[Type]]: Say | null } } = {
  agendaSection: { itemId: null, number: plain, title: plain, internal: yesNo },
  heading: { level: plain },
  orderedList: { start: plain },
  tableCell: { colspan: plain, rowspan: plain },
  tableHeader: { colspan: plain, rowspan: plain },
  decision: {
    blockId: null,
    yes: plain,
    no: plain,
    abstained: plain,
    result: (value, { versions, editor }) => (value === null ? versions('value.none') : editor(`decision.${value as string}`)),
    number: plain,
  },
  actionItem: {
    blockId: null,
    assignee: null,
    assigneeName: plain,
    due: (value, { versions }, language) => (value === null ? versions('value.none') : formatDay(value as Day, language)),
  },
  mention: { personId: null, name: plain },
  taskItem: { checked: (value, { editor }) => editor(value === true ? 'tick.done' : 'tick.open') },
  callout: { tone: (value, { editor }) => editor(`callout.${value as string}`) },
  image: {
    fileId: null,
    alt: plain,
    caption: plain,
    width: (value) => `${String(value)} %`,
    pixelWidth: null,
    pixelHeight: null,
  },
  footnote: { text: plain },
};

const itemTypes: ReadonlySet<DocumentNode['type']> = new Set(['listItem', 'taskItem', 'tableCell', 'tableHeader']);

/** Renders one side of a comparison, or both in one. */
class ComparedSide extends Renderer {
  private readonly changes = new WeakMap<readonly DocumentNode[], Change[]>();
  private readonly stretches = new WeakMap<readonly DocumentNode[], Stretch[]>();
  private readonly marked = new WeakMap<readonly DocumentNode[], Mark>();
  private readonly edits = new WeakMap<readonly DocumentNode[], string>();

  constructor(
    kind: TextKind,
    private readonly side: Side,
    private readonly told: ComparisonOptions,
    options: RenderOptions,
  ) {
    super(kind, options);
  }

  /** What this side says of a change. @param at where it stands in the later state */
  change(change: Change, at: number): string {
    switch (change.kind) {
      case 'kept':
        return this.node(this.side === 'before' ? change.before : change.after, at);
      case 'inserted':
        return this.side === 'before' ? '' : this.whole(change.after, 'inserted', at);
      case 'deleted':
      case 'movedFrom':
        return this.side === 'after' ? '' : this.whole(change.before, 'deleted', at);
      case 'movedTo':
        if (this.side === 'before') return '';
        return change.changed ? this.changed(change.changed, at) : this.whole(change.after, 'inserted', at);
      case 'changed':
        return this.changed(change, at);
    }
  }

  /** The title of a section whose text is told block by block. */
  title(change: Changed, at: number): string {
    const node = this.side === 'before' ? change.before : change.after;
    return this.node({ ...node, content: [] } as DocumentNode, at);
  }

  private changed({ before, after, attributes, content }: Changed, at: number): string {
    const node = this.side === 'before' ? before : after;
    if (!content) return this.node(node, at);
    const inner: DocumentNode[] = [];
    if (content.kind === 'nodes') this.changes.set(inner, content.changes);
    else this.stretches.set(inner, content.stretches);
    if (itemTypes.has(node.type) && this.side !== 'before') this.edits.set(inner, attributeNotes(before, after, attributes, this.told));
    return this.node({ ...node, content: inner } as DocumentNode, at);
  }

  /** A block that came or went as a whole. In lists and tables the sign stands inside of it. */
  private whole(node: DocumentNode, mark: Mark, at: number): string {
    if (node.type === 'tableRow') {
      const content = node.content.map((cell) => ({ ...cell, content: this.marking(cell.content, mark) }));
      return this.node({ ...node, content } as DocumentNode, at);
    }
    if (itemTypes.has(node.type) && 'content' in node) {
      return this.node({ ...node, content: this.marking(node.content, mark) } as DocumentNode, at);
    }
    return this.wrapped(this.node(node, at), mark, at, at + nodeSize(node), 'v-whole');
  }

  private marking(content: readonly DocumentNode[], mark: Mark): DocumentNode[] {
    const copy = [...content];
    this.marked.set(copy, mark);
    return copy;
  }

  override children(nodes: readonly DocumentNode[], start: number): string {
    const notes = this.edits.get(nodes) ?? '';
    const changes = this.changes.get(nodes);
    if (changes) {
      let at = start;
      let html = notes;
      for (const change of changes) {
        html += this.change(change, at);
        at += sizeAfter(change);
      }
      return html;
    }
    const stretches = this.stretches.get(nodes);
    if (stretches) return notes + this.stretched(stretches, start);
    const mark = this.marked.get(nodes);
    const html = super.children(nodes, start);
    return mark ? this.wrapped(html, mark, start, start + nodes.reduce((size, node) => size + nodeSize(node), 0), 'v-whole') : html;
  }

  private stretched(stretches: readonly Stretch[], start: number): string {
    let at = start;
    let html = '';
    for (const stretch of stretches) {
      html += this.stretch(stretch, at);
      if ('after' in stretch) for (const node of stretch.after) at += nodeSize(node);
    }
    return html;
  }

  private stretch(stretch: Stretch, at: number): string {
    const sized = (nodes: readonly DocumentNode[]) => nodes.reduce((size, node) => size + nodeSize(node), at);
    switch (stretch.kind) {
      case 'kept':
        return super.children(this.side === 'before' ? stretch.before : stretch.after, at);
      case 'inserted':
        if (this.side === 'before') return '';
        return this.wrapped(super.children(stretch.after, at), 'inserted', at, sized(stretch.after));
      case 'deleted':
        return this.side === 'after' ? '' : this.wrapped(super.children(stretch.before, at), 'deleted', at, at);
      case 'formatted': {
        const html = super.children(this.side === 'before' ? stretch.before : stretch.after, at);
        const name = this.tell('mark.formatted');
        return `<span class="v-formatted" title="${name}">${hidden(`${name}: `)}${html}${hidden(` ${this.tell('mark.end')} `)}</span>`;
      }
    }
  }

  private wrapped(html: string, mark: Mark, from: number, to: number, className = ''): string {
    const tag = mark === 'inserted' ? 'ins' : 'del';
    const writers = mark === 'inserted' ? (this.told.writersOf?.(from, to) ?? []) : [];
    const name = writers.length > 0 ? this.tell('mark.insertedBy', { names: listed(writers, this.told.language) }) : this.tell(`mark.${mark}`);
    const looks = className === '' ? '' : ` class="${className}"`;
    return `<${tag}${looks} title="${name}">${hidden(`${name}: `)}${html}${hidden(` ${this.tell('mark.end')} `)}</${tag}>`;
  }

  private tell(key: string, values?: Record<string, string | number>): string {
    return escape(this.told.words.versions(key, values));
  }
}

const hidden = (text: string): string => `<span class="visually-hidden">${text}</span>`;

const listed = (names: readonly string[], language: Language): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names);

function attributeNotes(before: DocumentNode, after: DocumentNode, names: readonly string[], options: ComparisonOptions): string {
  const { words, language } = options;
  const [values, valuesAfter] = [attributesOf(before), attributesOf(after)];
  const notes = names.flatMap((name) => {
    const say = (tellers as Record<string, Record<string, Say | null>>)[after.type]?.[name];
    if (!say) return [];
    const [was, is] = [say(values[name], words, language), say(valuesAfter[name], words, language)];
    return [words.versions('attribute.change', { name: words.versions(`attribute.${after.type}.${name}`), was, is })];
  });
  return notes.map((note) => `<p class="v-note">${escape(note)}</p>`).join('');
}

/** What a change is called on its own and in the summary. */
type Kind = 'inserted' | 'deleted' | 'moved' | 'changed' | 'formatted';

function kindOf(change: Told): Kind {
  switch (change.kind) {
    case 'inserted':
    case 'deleted':
      return change.kind;
    case 'movedFrom':
    case 'movedTo':
      return 'moved';
    case 'changed':
      return onlyFormatted(change) ? 'formatted' : 'changed';
  }
}

function onlyFormatted({ attributes, content }: Changed): boolean {
  if (attributes.length > 0 || !content) return false;
  if (content.kind === 'words') return content.stretches.every(({ kind }) => kind === 'kept' || kind === 'formatted');
  return content.changes.every((change) => change.kind === 'kept' || (change.kind === 'changed' && onlyFormatted(change)));
}

const nodeOf = (change: Change): DocumentNode => ('after' in change ? change.after : change.before);

/** A section is told block by block; everything else is told as one. */
const isOpened = (change: Change): change is Changed & { content: { kind: 'nodes' } } =>
  change.kind === 'changed' && change.after.type === 'agendaSection' && change.content?.kind === 'nodes';

/** Builds the page; numbers the changes in the order in which they stand. */
class ComparisonPage {
  private readonly counts = new Map<string, { kind: Kind; noun: string; count: number }>();
  private readonly anchors = new Map<Change, number>();
  private readonly moves = new Map<string, number>();
  private readonly both: ComparedSide;
  private readonly left: ComparedSide;
  private readonly right: ComparedSide;

  constructor(
    private readonly comparison: Comparison,
    private readonly options: ComparisonOptions,
  ) {
    const rendering: RenderOptions = { t: options.words.editor, language: options.language, apart: true };
    this.both = new ComparedSide(comparison.kind, 'both', options, rendering);
    this.left = new ComparedSide(comparison.kind, 'before', options, rendering);
    this.right = new ComparedSide(comparison.kind, 'after', options, rendering);
    this.number(comparison.changes);
  }

  private number(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === 'kept') continue;
      const opened = isOpened(change);
      if (!opened || change.attributes.length > 0) this.count(change);
      if (opened) this.number(change.content.changes);
    }
  }

  private count(change: Told): void {
    const place = this.anchors.size + 1;
    this.anchors.set(change, place);
    if (change.kind === 'movedFrom' || change.kind === 'movedTo') this.moves.set(`${change.kind} ${change.move}`, place);
    // A move has two ends and is one change.
    if (change.kind === 'movedFrom') return;
    const [kind, name] = [kindOf(change), noun[nodeOf(change).type]];
    const key = `${kind} ${name}`;
    const counted = this.counts.get(key) ?? { kind, noun: name, count: 0 };
    counted.count += 1;
    this.counts.set(key, counted);
  }

  *render(): Generator<undefined, RenderedComparison> {
    const { view, names } = this.options;
    const heads =
      view === 'columns'
        ? `<div class="v-row v-heads" aria-hidden="true"><p>${escape(names.before)}</p><p>${escape(names.after)}</p></div>`
        : '';
    const html = yield* this.list(this.comparison.changes, 0);
    return { html: heads + html, summary: this.summary(), changes: this.anchors.size };
  }

  private summary(): string[] {
    const order: readonly Kind[] = ['changed', 'inserted', 'deleted', 'moved', 'formatted'];
    return [...this.counts.values()]
      .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.count - a.count)
      .map(({ kind, noun: name, count }) => {
        const what = this.options.words.versions(`noun.${name}`, { count });
        return this.options.words.versions(`summary.${kind}`, { what });
      });
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return escape(this.options.words.versions(key, values));
  }

  private *list(changes: readonly Change[], start: number): Generator<undefined, string> {
    let html = '';
    let at = start;
    for (let index = 0; index < changes.length; ) {
      const change = changes[index]!;
      if (change.kind === 'kept') {
        let end = index;
        while (end < changes.length && changes[end]!.kind === 'kept') end += 1;
        const kept = changes.slice(index, end);
        const lead = index === 0 ? 0 : context;
        const trail = end === changes.length ? 0 : context;
        html += yield* this.kept(kept, at, lead, trail);
        for (const one of kept) at += sizeAfter(one);
        index = end;
        continue;
      }
      html += isOpened(change) ? yield* this.section(change, at) : this.unit(change, at);
      at += sizeAfter(change);
      index += 1;
      yield;
    }
    return html;
  }

  private *kept(changes: readonly Change[], start: number, lead: number, trail: number): Generator<undefined, string> {
    const sections = nodeOf(changes[0]!).type === 'agendaSection';
    const [first, end] = sections ? [0, changes.length] : [lead, changes.length - trail];
    const folds = sections || end - first >= worthFolding;
    let html = '';
    let at = start;
    for (const [index, change] of changes.entries()) {
      if (folds && index === first) {
        const summary = this.say(sections ? 'kept.sections' : 'kept.blocks', { count: end - first });
        html += `<details class="v-kept"><summary>${summary}</summary>`;
      }
      const folded = folds && index >= first && index < end;
      html += folded || this.options.view === 'inline' ? this.both.change(change, at) : this.twice(change, at);
      if (folds && index === end - 1) html += '</details>';
      at += sizeAfter(change);
      if (index % 100 === 99) yield;
    }
    return html;
  }

  /** What stayed, in both columns; on a narrow screen once. */
  private twice(change: Change, at: number): string {
    return `<div class="v-row"><div class="v-left v-again">${this.left.change(change, at)}</div><div class="v-right">${this.right.change(change, at)}</div></div>`;
  }

  private *section(change: Changed & { content: { kind: 'nodes' } }, at: number): Generator<undefined, string> {
    const head = this.anchors.has(change) ? this.unit(change, at, true) : this.both.title(change, at);
    return head + (yield* this.list(change.content.changes, at + 1));
  }

  private unit(change: Told, at: number, titleOnly = false): string {
    const place = this.anchors.get(change)!;
    const side = (of: ComparedSide) => (titleOnly ? of.title(change as Changed, at) : of.change(change, at));
    const body = this.options.view === 'inline' ? this.folded(change, side(this.both)) : this.columns(side);
    return `<div class="v-unit" data-kind="${kindOf(change)}" id="${anchor(place)}" tabindex="-1">${this.head(change, place, at)}${body}</div>`;
  }

  private columns(side: (of: ComparedSide) => string): string {
    const { before, after } = this.options.names;
    const cell = (name: string, className: string, html: string) =>
      `<div class="${className}" role="group" aria-label="${escape(name)}">${html}</div>`;
    const wide = cell(before, 'v-left', side(this.left)) + cell(after, 'v-right', side(this.right));
    return `<div class="v-row v-wide">${wide}</div><div class="v-narrow">${side(this.both)}</div>`;
  }

  /** What stands elsewhere now is read there. */
  private folded(change: Told, html: string): string {
    if (change.kind !== 'movedFrom') return html;
    return `<details class="v-kept"><summary>${this.say('moved.show')}</summary>${html}</details>`;
  }

  private head(change: Told, place: number, at: number): string {
    const kind = kindOf(change);
    const what = this.say(`kind.${kind}`, { what: this.options.words.versions(`name.${noun[nodeOf(change).type]}`) });
    const notes = this.notes(change);
    return `<div class="v-head"><p class="v-kind">${what}${this.by(change, at)}${this.otherEnd(change)}</p>${this.ways(place)}${notes}</div>`;
  }

  private by(change: Told, at: number): string {
    const { writersOf, language } = this.options;
    const writers = new Set(insertedIn(change, at).flatMap(([from, to]) => writersOf?.(from, to) ?? []));
    if (writers.size === 0) return '';
    return ` <span class="v-by">${this.say('by', { names: listed([...writers], language) })}</span>`;
  }

  private notes(change: Told): string {
    const changed = change.kind === 'movedTo' ? change.changed : change;
    return changed?.kind === 'changed' ? attributeNotes(changed.before, changed.after, changed.attributes, this.options) : '';
  }

  private otherEnd(change: Told): string {
    if (change.kind !== 'movedFrom' && change.kind !== 'movedTo') return '';
    const other = this.moves.get(`${change.kind === 'movedFrom' ? 'movedTo' : 'movedFrom'} ${change.move}`);
    const words = this.say(change.kind === 'movedFrom' ? 'moved.to' : 'moved.from', { words: excerpt(nodeOf(change)) });
    // Its other end may lie inside of another change.
    return other === undefined ? '' : ` – <a href="#${anchor(other)}">${words}</a>`;
  }

  private ways(place: number): string {
    const way = (to: number, key: string, sign: string) =>
      to < 1 || to > this.anchors.size
        ? ''
        : `<a href="#${anchor(to)}" title="${this.say(key)}"><span aria-hidden="true">${sign}</span>${hidden(this.say(key))}</a>`;
    const count = this.say('place', { place, count: this.anchors.size });
    return `<p class="v-ways"><span>${count}</span>${way(place - 1, 'previous', '↑')}${way(place + 1, 'next', '↓')}</p>`;
  }
}

const anchor = (place: number): string => `aenderung-${place}`;

const excerpt = (node: DocumentNode): string => {
  const text = plainText(node).replace(/\s+/g, ' ').trim();
  return text.length > 40 ? `${text.slice(0, 40).trimEnd()} …` : text;
};

/** A comparison as HTML that is safe to put into a page. Both states must be such as the reader may see. */
export function renderComparison(comparison: Comparison, options: ComparisonOptions): RenderedComparison {
  const steps = renderingComparison(comparison, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `renderComparison`, in small steps between which something else can be done. */
export const renderingComparison = (
  comparison: Comparison,
  options: ComparisonOptions,
): Generator<undefined, RenderedComparison> => new ComparisonPage(comparison, options).render();
