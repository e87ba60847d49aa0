import { initProseMirrorDoc } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fragmentName, initialDocument } from '~/editor/document';
import { documentToUpdate } from '~/editor/shared-document';
import { Desk, desksAt, meet } from './desks';
import { actionItem, agendaItem, decision, minutes, paragraph, section } from './examples';

const item = agendaItem('1', 'A');

/** Chances that come out the same each time. */
const chances = (seed: number) => {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
};

/** Each types their letters and hears the other now and then, in an order of chance; `\n` is Enter. */
function typeAtOnce(desks: [Desk, Desk], texts: [string, string], seed: number): void {
  const chance = chances(seed);
  const left = texts.map((text) => [...text]);
  while (left.some((letters) => letters.length > 0)) {
    const me = chance() < 0.5 ? 0 : 1;
    if (chance() < 0.4) desks[me].hear(desks[1 - me]!, 1 + Math.floor(chance() * 3));
    const letter = chance() < 0.6 && left[me]!.shift();
    if (letter === '\n') desks[me].press('Enter');
    else if (letter) desks[me].type(letter);
  }
  meet(...desks);
}

function expectSame(...desks: Desk[]): void {
  for (const desk of desks) {
    expect(desk.words).toEqual(desks[0]!.words);
    const { doc } = initProseMirrorDoc(desk.doc.getXmlFragment(fragmentName), desk.state.schema);
    expect(doc.eq(desk.state.doc)).toBe(true);
  }
}

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
/** Whoever has the lower id comes first where both begin at the same moment; here each of them once. */
const two = (document: Parameters<typeof desksAt>[0], seed = 1) =>
  desksAt(document, ...(seed % 2 ? [1, 2] : [2, 1])) as [Desk, Desk];

const anna = 'hallo alle zusammen, Äpfel 😀 lll';
const ben = 'alle Luft allerlei 🦊 Übung hall';

const newParagraph = (a: Desk) => {
  a.clickInto(0);
  a.press('Enter');
};

test.each<[string, (a: Desk, b: Desk) => void, string, string]>([
  ['a new empty paragraph', (a) => newParagraph(a), '', ''],
  [
    'a paragraph that was emptied',
    (a, b) => {
      newParagraph(a);
      a.type('weg');
      meet(a, b);
      for (let left = 3; left > 0; left--) a.press('Backspace');
    },
    '',
    '',
  ],
  ['the end of a full paragraph', (a) => (newParagraph(a), a.type('alles voll')), 'alles voll', ''],
])('two who type at once in %s keep their words whole', (_place, prepare, before, after) => {
  for (const seed of seeds) {
    const [a, b] = two(initialDocument([item]), seed);
    prepare(a, b);
    meet(a, b);
    for (const desk of [a, b]) desk.clickInto(1);
    typeAtOnce([a, b], [anna, ben], seed);
    expectSame(a, b);
    expect([`${before}${anna}${ben}${after}`, `${before}${ben}${anna}${after}`]).toContain(a.words[1]);
  }
});

test.each([
  ['the beginning of a paragraph', paragraph('alles voll'), 'alles voll'],
  ['the wording of a decision', decision('b1', ''), ''],
  ['the line of a task', actionItem('b1', ''), ''],
])('so do two in %s', (_place, block, after) => {
  for (const seed of seeds) {
    const [a, b] = two(minutes(section(item, block)), seed);
    for (const desk of [a, b]) desk.clickInto(0, 0);
    typeAtOnce([a, b], [anna, ben], seed);
    expectSame(a, b);
    expect([`${anna}${ben}${after}`, `${ben}${anna}${after}`]).toContain(a.words[0]);
  }
});

test('a letter goes where it is typed, not behind the same letter of somebody else', () => {
  const [a, b] = two(initialDocument([item]), 1);
  a.type('hal');
  b.type('l');
  meet(a, b);
  expect(a.shown).toEqual(['hal|l']);
  a.type('lo ');
  b.type('uft');
  meet(a, b);
  expect(a.words).toEqual(['hallo luft']);
});

test('Enter moves nothing that somebody else is writing at', () => {
  for (const seed of seeds) {
    const [a, b] = two(initialDocument([item]), seed);
    a.type('ab');
    b.type('AB');
    meet(a, b);
    typeAtOnce([a, b], ['cdefg\nhijkl', 'CDEFGHIJKLMN'], seed);
    expectSame(a, b);
    const text = a.words.join('\n');
    for (const run of ['abcdefg\n', 'hijkl', 'ABCDEFGHIJKLMN']) expect(text).toContain(run);
  }
});

test('a click is kept that the browser has not told yet when others are heard', () => {
  const [a, b] = two(minutes(section(item, paragraph('eins'), paragraph('zwei'))));
  for (const desk of [a, b]) desk.clickInto(0);
  a.clickUntold(1);
  b.type('!!');
  a.hear(b);
  expect(a.shown).toEqual(['eins!!', 'zwei|']);
});

test('so it is when only their cursors move', () => {
  const [a] = two(minutes(section(item, paragraph('eins'), paragraph('zwei'))));
  a.clickInto(0);
  a.clickUntold(1);
  a.dispatch(a.state.tr.setMeta('drawn', true));
  expect(a.shown).toEqual(['eins', 'zwei|']);
});

test('two runs of text side by side, as texts from before have them, are written in like one', () => {
  const source = new Y.Doc();
  source.clientID = 9;
  Y.applyUpdate(source, documentToUpdate(initialDocument([item])));
  const top = source.getXmlFragment(fragmentName).get(0) as Y.XmlElement;
  (top.get(0) as Y.XmlElement).insert(1, [new Y.XmlText('eins'), new Y.XmlText('zwei')]);
  const [a, b] = [1, 2].map((id) => new Desk(Y.encodeStateAsUpdate(source), id)) as [Desk, Desk];
  a.clickInto(0, 5);
  b.clickInto(0, 4);
  for (const [mine, theirs] of ['aA', 'bB', 'cC'] as unknown as [string, string][]) {
    a.type(mine);
    b.type(theirs);
    meet(a, b);
  }
  expectSame(a, b);
  expect(a.shown).toEqual(['einsABCzabc|wei']);
});

test('undo takes back one’s own words only, also where they were typed among others', () => {
  const [a, b] = two(initialDocument([item]));
  newParagraph(a);
  meet(a, b);
  b.clickInto(1);
  typeAtOnce([a, b], ['meins', 'deins'], 3);
  a.press('Undo');
  meet(a, b);
  expectSame(a, b);
  expect(a.words.join('')).toBe('deins');
  b.press('Backspace');
  meet(a, b);
  expect(a.words.join('')).toBe('dein');
});

test('whatever three do at once, in whatever order they hear of it, they end with one text', () => {
  for (const seed of seeds) {
    const chance = chances(seed);
    const pick = (count: number) => Math.floor(chance() * count);
    const desks = desksAt(minutes(section(item, paragraph('eins'), decision('b1', 'zwei'))), 3, 1, 2);
    const attempts: ((desk: Desk) => void)[] = [
      (desk) => desk.type('abcdefgh'[pick(8)]!),
      (desk) => desk.type('zz'),
      (desk) => desk.tryTo('Enter'),
      (desk) => desk.tryTo('Backspace'),
      (desk) => desk.tryTo('Undo'),
      (desk) => desk.clickInto(pick(desk.words.length)),
      (desk) => desk.clickInto(pick(desk.words.length), 0),
      (desk) => {
        for (const other of desks) if (other !== desk) desk.hear(other, pick(4));
      },
    ];
    for (let step = 0; step < 100; step++) attempts[pick(attempts.length)]!(desks[pick(3)]!);
    meet(...desks);
    expectSame(...desks);
  }
});
