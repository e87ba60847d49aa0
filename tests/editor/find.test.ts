import { Node } from '@tiptap/pm/model';
import { EditorState, type Plugin } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { Find, findIn, finding, findState, going, replacing, replacingAll, type Query } from '~/editor/find';
import { paperSchema } from '~/editor/schema';
import { footnote, paper, paragraph } from './examples';

const docOf = (...blocks: Parameters<typeof paragraph>[]) => Node.fromJSON(paperSchema, paper(...blocks.map((words) => paragraph(...words))));

const bold = (text: string) => ({ type: 'text' as const, text, marks: [{ type: 'bold' as const }] });

const found = (doc: Node, text: string, options: Partial<Query> = {}) =>
  findIn(doc, { text, exact: false, wholeWord: false, ...options }).map(({ from, to }) => doc.textBetween(from, to, '|', '*'));

const plugins = (Find.config.addProseMirrorPlugins as unknown as () => Plugin[])();
const stateOf = (doc: Node) => EditorState.create({ doc, plugins });

test.each([
  ['straße', 'Die STRASSE, die Strasse', ['STRASSE', 'Strasse']],
  ['strasse', 'Die Straße', ['Straße']],
  ['mueller', 'Müller und Mueller', ['Müller', 'Mueller']],
  ['müller', 'Mueller', ['Mueller']],
  ['cafe', 'Café', ['Café']],
  ['"ja"', 'Er sagte „Ja“.', ['„Ja“']],
  ["geht's", 'Wie geht’s', ['geht’s']],
  ['ein wort', 'ein\u00a0Wort', ['ein\u00a0Wort']],
])('“%s” is found in “%s”', (query, text, expected) => expect(found(docOf([text]), query)).toEqual(expected));

test.each([
  ['schon', 'schön'],
  ['neu', 'nen'],
  // Half of a sign that is written with two letters.
  ['s', 'ß'],
  ['a', 'Ä'],
])('“%s” is not found in “%s”', (query, text) => expect(found(docOf([text]), query)).toEqual([]));

test('capitals and marks are told apart on demand, whole words too', () => {
  const doc = docOf(['Neu, neue, neu.']);
  expect(found(doc, 'neu')).toHaveLength(3);
  expect(found(doc, 'neu', { exact: true })).toEqual(['neu', 'neu']);
  expect(found(doc, 'neu', { wholeWord: true })).toEqual(['Neu', 'neu']);
});

test('words are found across formats, but not across footnotes or paragraphs', () => {
  expect(found(docOf(['Sprach', bold('kur'), 'se']), 'sprachkurse')).toEqual(['Sprachkurse']);
  expect(found(docOf(['Sprach', footnote('x'), 'kurse']), 'sprachkurse')).toEqual([]);
  expect(found(docOf(['Sprach'], ['kurse']), 'sprachkurse')).toEqual([]);
});

test('signs of two halves count as one', () => {
  expect(found(docOf(['a 🦊 b 🦊']), '🦊')).toEqual(['🦊', '🦊']);
  expect(found(docOf(['🦊 Äpfel']), 'äpfel', { exact: true })).toEqual([]);
  expect(found(docOf(['🦊 Äpfel']), 'Äpfel', { exact: true })).toEqual(['Äpfel']);
});

const query = { text: 'kurs', exact: false, wholeWord: false };

test('goes round from match to match', () => {
  const state = stateOf(docOf(['Kurs'], ['Kurs'], ['Kurs']));
  let now = state.apply(finding(state, query, 0));
  const visited = [findState(now).current];
  for (const step of [1, 1, 1, -1] as const) {
    now = now.apply(going(now, step)!);
    visited.push(findState(now).current);
  }
  expect(visited).toEqual([0, 1, 2, 0, 2]);
});

test('replaces one after the other, also by words that hold what is looked for', () => {
  const state = stateOf(docOf(['Kurs und Kurs']));
  let now = state.apply(finding(state, query, 0));
  for (let round = 0; round < 2; round++) now = now.apply(replacing(now, 'Sprachkurs')!);
  expect(now.doc.textContent).toBe('Sprachkurs und Sprachkurs');
});

test('replaces all at once, and keeps the format of what was there', () => {
  const state = stateOf(docOf(['Ein ', bold('Kurs'), ' und kurs'], ['Kurs']));
  const looking = state.apply(finding(state, query, 0));
  const { transaction, count } = replacingAll(looking, 'Treff')!;
  const after = looking.apply(transaction);
  expect(count).toBe(3);
  expect(after.doc.toString()).toBe('paper(paragraph("Ein ", bold("Treff"), " und Treff"), paragraph("Treff"))');
  expect(findState(after).matches).toEqual([]);
});

test('replaces nothing where the words have changed meanwhile', () => {
  const state = stateOf(docOf(['Kurs']));
  const looking = state.apply(finding(state, query, 0));
  expect(replacing(looking.apply(looking.tr.delete(2, 4)), 'x')).toBeNull();
});

test('what others write is looked through at once', () => {
  const state = stateOf(docOf(['Kurs']));
  const looking = state.apply(finding(state, query, 0));
  const theirs = looking.tr.replaceWith(0, looking.doc.content.size, docOf(['Neu'], ['Kurs, Kurs']).content);
  const after = looking.apply(theirs.setMeta('y-sync$', { isChangeOrigin: true }));
  expect(findState(after).matches).toHaveLength(2);
});
