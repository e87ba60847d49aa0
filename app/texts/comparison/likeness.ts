/** When two nodes read the same, and how much alike they are if they do not. Runs anywhere. */
import { type DocumentNode, type Mark, fieldsOf } from '~/editor/document';
import { Names } from './align';

/** Attributes that no reader sees: ids, and what follows from something else that is seen. */
const unseen: Partial<Record<DocumentNode['type'], readonly string[]>> = {
  agendaSection: ['itemId'],
  decision: ['blockId'],
  actionItem: ['blockId', 'assignee'],
  mention: ['personId'],
  image: ['pixelWidth', 'pixelHeight'],
};

/** The attributes of a kind of node that its readers see. */
export const seenAttributes = (type: DocumentNode['type']): string[] =>
  Object.keys(fieldsOf(type) ?? {}).filter((name) => !unseen[type]?.includes(name));

export const attributesOf = (node: DocumentNode): Readonly<Record<string, unknown>> =>
  'attrs' in node ? node.attrs : {};

/** Marks in words that are the same for the same marks. */
export const marksKey = (marks: readonly Mark[] = []): string =>
  marks
    .map((mark) => (mark.type === 'link' ? `link ${mark.attrs.href}` : mark.type))
    .sort()
    .join('\n');

/** The words in a text, and what stands between them. */
export const wordPattern = /[\p{L}\p{N}\p{M}_'’]+|\s+|[^\p{L}\p{N}\p{M}_'’\s]/gu;
const words = /[\p{L}\p{N}\p{M}_'’]+/gu;

/** Words with how often they occur, and how many letters they have together. */
type Bag = { words: Map<number, number>; weight: number };

/** Blocks with fewer letters are like many others by chance. */
const enoughLetters = 20;
/** From here on two blocks count as one that was edited. */
export const alike = 0.4;
/** … and when nothing but its words says that it was moved. */
export const muchAlike = 0.6;

/** Knows the nodes of one comparison; each is looked at once. */
export class Likeness {
  private readonly names = new Names();
  private readonly lengths: number[] = [];
  private readonly numbers = new WeakMap<DocumentNode, number>();
  private readonly bags = new WeakMap<DocumentNode, Bag>();

  /** A number that is the same for nodes that read the same. */
  numberOf(node: DocumentNode): number {
    let number = this.numbers.get(node);
    if (number === undefined) this.numbers.set(node, (number = this.names.of(this.textOf(node))));
    return number;
  }

  private textOf(node: DocumentNode): string {
    if (node.type === 'text') return `text\n${marksKey(node.marks)}\n\n${node.text}`;
    const values = attributesOf(node);
    const attributes = seenAttributes(node.type).map((name) => JSON.stringify(values[name]));
    const content = 'content' in node ? node.content.map((child) => this.numberOf(child)) : [];
    return `${node.type}\n${attributes.join('\n')}\n\n${content.join(' ')}`;
  }

  /** Something only the same block has, whatever is written in it. */
  private identityOf(node: DocumentNode): string {
    switch (node.type) {
      case 'agendaSection':
        return node.attrs.itemId;
      case 'decision':
      case 'actionItem':
        return node.attrs.blockId;
      case 'image':
        return node.attrs.fileId;
      default:
        return '';
    }
  }

  private bagOf(node: DocumentNode): Bag {
    let bag = this.bags.get(node);
    if (!bag) this.bags.set(node, (bag = this.makeBag(node)));
    return bag;
  }

  private makeBag(node: DocumentNode): Bag {
    const bag: Bag = { words: new Map(), weight: 0 };
    const add = (word: number, times: number) => bag.words.set(word, (bag.words.get(word) ?? 0) + times);
    if ('content' in node) {
      for (const child of node.content) {
        const inner = this.bagOf(child);
        for (const [word, times] of inner.words) add(word, times);
        bag.weight += inner.weight;
      }
      return bag;
    }
    for (const word of ownWords(node).toLowerCase().match(words) ?? []) {
      const number = this.names.of(word);
      this.lengths[number] = word.length;
      add(number, 1);
      bag.weight += word.length;
    }
    return bag;
  }

  /** Enough of its own to be known again elsewhere. */
  isDistinctive(node: DocumentNode): boolean {
    return this.identityOf(node) !== '' || node.type === 'table' || this.bagOf(node).weight >= enoughLetters;
  }

  /** How much alike two nodes are, from 0 to 1; 0 for those of different kinds. */
  between(a: DocumentNode, b: DocumentNode): number {
    const isCell = (node: DocumentNode) => node.type === 'tableCell' || node.type === 'tableHeader';
    if (a.type !== b.type && !(isCell(a) && isCell(b))) return 0;
    const [identity, other] = [this.identityOf(a), this.identityOf(b)];
    if (identity !== '' && identity === other) return 1;
    if (a.type === 'image' || a.type === 'agendaSection') return 0;
    return this.ofWords(this.bagOf(a), this.bagOf(b));
  }

  private ofWords(a: Bag, b: Bag): number {
    if (a.weight === 0 || b.weight === 0) return a.weight === b.weight ? 1 : 0;
    const [few, many] = a.words.size < b.words.size ? [a, b] : [b, a];
    let common = 0;
    for (const [word, times] of few.words) {
      common += Math.min(times, many.words.get(word) ?? 0) * this.lengths[word]!;
    }
    const shared = (2 * common) / (a.weight + b.weight);
    // A block that has grown: hardly anything is lost, however much has come.
    const least = Math.min(a.weight, b.weight);
    return least >= enoughLetters ? Math.max(shared, (0.8 * common) / least) : shared;
  }
}

/** The words a node without content brings itself. */
function ownWords(node: Exclude<DocumentNode, { content: unknown }>): string {
  switch (node.type) {
    case 'text':
    case 'footnote':
      return node.type === 'text' ? node.text : node.attrs.text;
    case 'mention':
      return node.attrs.name;
    case 'image':
      return `${node.attrs.alt ?? ''} ${node.attrs.caption}`;
    case 'hardBreak':
    case 'horizontalRule':
      return '';
  }
}
