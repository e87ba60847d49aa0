/**
 * The numbered lines of a paper in review: where they break and how they count. Computed from the
 * document alone, so that they are the same on every screen, in PDF and in DOCX: each is set as a line
 * of its own, and short enough to fit whatever the font does. Runs anywhere.
 *
 * Numbers are given to words: paragraphs, headings, items of lists, quotations, callouts, decisions and
 * action items. Tables, images and footnotes have their own ways of being referred to.
 */
import type { DocumentNode, Inline, TextDocument } from '~/editor/document';
import type { Lines } from '~/editor/render';
import { nodeSize } from '~/editor/positions';
import { holdsWords } from './word-blocks';

/** Widths are thousandths of the size of the text. As wide as the paper on the screen, less a reserve. */
const lineWidth = 33_000;

/** How wide characters are in Fira Sans and in Arial, the wider of the two, a little rounded up. */
const widths = new Map(
  Object.entries({
    240: `'’‘‚`,
    280: ' !,.:;j\u00a0',
    320: '`il|I',
    360: '()[]f{}',
    400: '"rt',
    440: '*-\u00ad„“”«»‹›',
    520: '/J\\_cksvxyz~–',
    560: '#$0123456789?L^aeg§',
    600: '+<=>bdhnopqu€',
    640: 'FTZß',
    680: 'ABEKPSVXY',
    760: 'CDHNRUw',
    800: '&GOQ',
    840: 'M',
    880: 'mæ',
    920: '%œŒÆ',
    960: 'W',
    1040: '@…—•',
  }).flatMap(([width, characters]) => [...characters].map((character) => [character, Number(width)] as const)),
);
const wideOthers = 1_200;
/** Ideographs, emoji and the like. */
const full = 2_000;

function widthOf(character: string): number {
  const known = widths.get(character);
  if (known !== undefined) return known;
  if (/\p{M}/u.test(character)) return 0;
  // Letters with accents are as wide as those without.
  const plain = widths.get(character.normalize('NFD')[0]!);
  return plain ?? (character.codePointAt(0)! >= 0x1100 ? full : wideOthers);
}

/** What the letters of bold words are wider by. */
const bold = 1.2;

/** How much larger than the text the words of a block are set, and how far they stand in from its margin. */
function settingOf(node: DocumentNode): { scale: number; indent: number } {
  switch (node.type) {
    case 'heading':
      return { scale: bold * { 2: 1.45, 3: 1.12, 4: 1 }[node.attrs.level], indent: 0 };
    case 'decision':
      return { scale: 1.25, indent: 2_500 };
    case 'actionItem':
      return { scale: 1, indent: 2_000 };
    case 'blockquote':
      return { scale: 1, indent: 1_500 };
    case 'callout':
      return { scale: 1, indent: 3_000 };
    case 'internalPassage':
      return { scale: 1, indent: 2_000 };
    case 'listItem':
      return { scale: 1, indent: 1_500 };
    case 'taskItem':
      return { scale: 1, indent: 2_000 };
    case 'agendaSection':
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'paragraph':
    case 'table':
    case 'tableRow':
    case 'tableCell':
    case 'tableHeader':
    case 'image':
    case 'horizontalRule':
    case 'text':
    case 'hardBreak':
    case 'mention':
    case 'footnote':
      return { scale: 1, indent: 0 };
  }
}

/** The lines of a document, by the position before their block. The same for the same document. */
export function linesOf(document: TextDocument): Map<number, Lines> {
  const lines = new Map<number, Lines>();
  let next = 1;
  const visit = (nodes: readonly DocumentNode[], start: number, indent: number) => {
    let at = start;
    for (const node of nodes) {
      const setting = settingOf(node);
      const room = lineWidth - indent - setting.indent;
      if (holdsWords(node)) {
        if (node.content.length > 0) {
          const breaks = breaksIn(node.content, room / setting.scale);
          lines.set(at, { first: next, breaks });
          next += breaks.length + 1;
        }
      } else if ('content' in node && node.type !== 'table') {
        visit(node.content, at + 1, indent + setting.indent);
      }
      at += nodeSize(node);
    }
  };
  visit(document.content, 0, 0);
  return lines;
}

/** What stays together in a line: a character, or a node that can't be divided. */
type Piece = { size: number; width: number; blank: boolean; mayBreakAfter: boolean; ends: boolean };

function* piecesOf(content: readonly Inline[]): Generator<Piece> {
  const whole = { size: 1, blank: false, mayBreakAfter: false, ends: false };
  for (const node of content) {
    switch (node.type) {
      case 'text': {
        const scale = node.marks?.some(({ type }) => type === 'bold') ? bold : 1;
        for (const character of node.text) {
          const blank = /[^\S\u00a0\u202f]/.test(character);
          yield {
            size: character.length,
            width: widthOf(character) * scale,
            blank,
            mayBreakAfter: blank || /[-\u00ad\u2010–—/]/.test(character),
            ends: false,
          };
        }
        break;
      }
      case 'mention':
        yield { ...whole, width: [...`@${node.attrs.name}`].reduce((sum, one) => sum + widthOf(one) * bold, 0) };
        break;
      case 'footnote':
        yield { ...whole, width: 1_200 };
        break;
      case 'hardBreak':
        yield { ...whole, width: 0, ends: true };
        break;
    }
  }
}

/** Where new lines begin, counted in the steps of the content: as many words in each as fit. */
function breaksIn(content: readonly Inline[], room: number): number[] {
  const breaks: number[] = [];
  let at = 0;
  /** What stands in the line, and what of it stands behind the last place where it may break. */
  let [width, behind] = [0, 0];
  let mayBreakAt = 0;
  let begin = 0;
  const breakAt = (place: number, rest: number) => {
    breaks.push(place);
    [begin, width, behind] = [place, rest, rest];
  };
  for (const piece of piecesOf(content)) {
    // Blanks at the end of a line need no room.
    if (!piece.blank && width + piece.width > room && at > begin) {
      if (mayBreakAt > begin) breakAt(mayBreakAt, behind);
      // A word longer than the line.
      if (width + piece.width > room && at > begin) breakAt(at, 0);
    }
    at += piece.size;
    width += piece.width;
    behind += piece.width;
    if (piece.ends) breakAt(at, 0);
    else if (piece.mayBreakAfter) [mayBreakAt, behind] = [at, 0];
  }
  // A break at the very end begins no line.
  if (breaks.at(-1) === at) breaks.pop();
  return breaks;
}
