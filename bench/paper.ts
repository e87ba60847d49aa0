/** Papers as people write them, the same in every process: for measuring with texts of realistic size and history. */
import * as Y from 'yjs';
import type { Inline, Mark, PaperBlock, PaperDocument, Paragraph } from '~/editor/document';

/** A random sequence that is the same in every run. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const vocabulary = (
  'die Förderung der Sprache beginnt im ersten Jahr und braucht verlässliche Strukturen in allen Kommunen ' +
  'Fachkräfte benötigen Zeit für Beobachtung Dokumentation sowie Gespräche mit Eltern deshalb fordert das Bündnis ' +
  'eine Finanzierung über mehrere Jahre statt einzelner Projekte Mehrsprachigkeit ist ein Gewinn nicht ein Mangel'
).split(' ');

export const wordOf = (roll: (sides: number) => number): string => vocabulary[roll(vocabulary.length)]!;

const sentence = (roll: (sides: number) => number): string =>
  `${Array.from({ length: 8 + roll(10) }, () => wordOf(roll)).join(' ')}. `;

/** A paragraph as the editor keeps it: an element with one text. */
export function newParagraph(words: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  return paragraph;
}

export const AUTHORS = [101_000_001, 202_000_002, 303_000_003, 404_000_004, 505_000_005, 606_000_006] as const;

/**
 * The state of a paper: paragraphs of two or three sentences by several people, every fifth of them
 * corrected later by another one.
 */
export function paperState(paragraphs: number): Uint8Array {
  const roll = dice(paragraphs);
  const doc = new Y.Doc();
  const paper = doc.getXmlFragment('paper');
  const as = (author: number, edit: () => void) => {
    doc.clientID = AUTHORS[author]!;
    doc.transact(edit);
  };
  for (let made = 0; made < paragraphs; made += 1) {
    const words = Array.from({ length: 2 + roll(2) }, () => sentence(roll)).join('');
    as(roll(AUTHORS.length), () => paper.push([newParagraph(words)]));
  }
  for (let corrected = 0; corrected < paragraphs; corrected += 5) {
    const text = (paper.get(corrected) as Y.XmlElement).get(0) as Y.XmlText;
    as(roll(AUTHORS.length), () => {
      const at = roll(text.length - 10);
      text.delete(at, 3 + roll(7));
      text.insert(at, wordOf(roll));
    });
  }
  return Y.encodeStateAsUpdate(doc);
}

/** Chapters with headings, lists, a table now and then, and emphasis and links in the words. */
export function longPaper(paragraphs: number): PaperDocument {
  const roll = dice(paragraphs);
  let left = paragraphs;
  const words = (most = 3) => Array.from({ length: 1 + roll(most) }, () => sentence(roll)).join('').trim();
  const marked = (): Inline => ({ type: 'text', text: `${wordOf(roll)} ${wordOf(roll)}`, marks: [marks[roll(marks.length)]!] });
  const paragraph = (most?: number): Paragraph => {
    left -= 1;
    const begin: Inline = { type: 'text', text: `${words(most)} ` };
    return { type: 'paragraph', content: roll(3) === 0 ? [begin, marked(), { type: 'text', text: ` ${words(most)}` }] : [begin] };
  };
  const heading = (level: 2 | 3): PaperBlock => ({
    type: 'heading',
    attrs: { level },
    content: [{ type: 'text', text: Array.from({ length: 4 }, () => wordOf(roll)).join(' ') }],
  });
  const some = <Part>(count: number, make: () => Part) => Array.from({ length: Math.max(1, Math.min(count, left)) }, make);
  const items = () => some(4, () => ({ type: 'listItem' as const, content: [paragraph(1)] }));
  const row = (type: 'tableCell' | 'tableHeader') => ({
    type: 'tableRow' as const,
    content: Array.from({ length: 3 }, () => ({ type, attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(1)] })),
  });
  const content: PaperBlock[] = [];
  for (let chapter = 0; left > 0; chapter += 1) {
    content.push(heading(2), ...some(8, paragraph), heading(3), ...some(6, paragraph));
    if (left > 0) content.push({ type: 'bulletList', content: items() }, ...some(4, paragraph));
    if (left > 0) content.push({ type: 'orderedList', attrs: { start: 1 }, content: items() });
    if (left > 0 && chapter % 3 === 0) content.push({ type: 'blockquote', content: [paragraph()] });
    if (left > 12 && chapter % 4 === 0) {
      content.push({ type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell'), row('tableCell')] });
    }
  }
  return { type: 'paper', content };
}

const marks: readonly Mark[] = [{ type: 'bold' }, { type: 'italic' }, { type: 'link', attrs: { href: 'https://bench.example/' } }];
