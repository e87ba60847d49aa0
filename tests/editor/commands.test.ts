import { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import type { SectionBlock } from '~/editor/document';
import { newTable, placeBlock, placeMention } from '~/editor/commands';
import { isInPassage, toggleInternal, toggleRecord } from '~/editor/minutes-commands';
import { minutesSchema } from '~/editor/schema';
import { actionItem, agendaItem, decision, minutes, paragraph, section } from './examples';
import { after, atEndOf, selected } from './states';

const stateWith = (blocks: SectionBlock[], from: string, to = from) =>
  selected(Node.fromJSON(minutesSchema, minutes(section(agendaItem('1', 'A'), ...blocks))), from, to);

const blocksOf = (state: EditorState) =>
  state.doc.firstChild!.children.map((block) => `${block.type.name}:${block.textContent}`);

const list: SectionBlock = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('Punkt')] }] };

test('a decision comes below the paragraph the cursor is in, and the cursor into it', () => {
  const state = after(atEndOf(stateWith([paragraph('eins'), paragraph('zwei')], 'eins')), (tr) =>
    toggleRecord(tr, 'decision'),
  );
  expect(blocksOf(state)).toEqual(['paragraph:eins', 'decision:', 'paragraph:zwei']);
  expect(state.selection.$from.parent.type.name).toBe('decision');
});

test('selected words become the wording', () => {
  const state = after(stateWith([paragraph('Das Konzept gilt.')], 'Das Konzept gilt.'), (tr) => toggleRecord(tr, 'decision'));
  expect(blocksOf(state)).toEqual(['decision:Das Konzept gilt.']);
});

test('an empty line is used up', () => {
  const doc = Node.fromJSON(minutesSchema, minutes(section(agendaItem('1', 'A'))));
  const empty = EditorState.create({ doc, selection: TextSelection.create(doc, 2) });
  expect(blocksOf(after(empty, (tr) => toggleRecord(tr, 'actionItem')))).toEqual(['actionItem:']);
  expect(blocksOf(after(empty, (tr) => placeBlock(tr, newTable(minutesSchema))))).toEqual(['table:']);
});

test('from inside a list it comes below the list, not into it', () => {
  const state = after(atEndOf(stateWith([list, paragraph('danach')], 'Punkt')), (tr) => toggleRecord(tr, 'actionItem'));
  expect(blocksOf(state)).toEqual(['bulletList:Punkt', 'actionItem:', 'paragraph:danach']);
});

test('a decision becomes a paragraph, and an action item a decision', () => {
  const inDecision = atEndOf(stateWith([decision('b1', 'Wortlaut')], 'Wortlaut'));
  expect(blocksOf(after(inDecision, (tr) => toggleRecord(tr, 'decision')))).toEqual(['paragraph:Wortlaut']);
  const inTask = stateWith([actionItem('b2', 'Tun')], 'Tun');
  expect(blocksOf(after(inTask, (tr) => toggleRecord(tr, 'decision')))).toEqual(['decision:Tun']);
});

test('what is selected becomes internal as whole blocks, and ordinary again', () => {
  const before = stateWith([paragraph('eins'), list, decision('b1', 'Wortlaut'), paragraph('vier')], 'Punkt', 'Wortlaut');
  const internal = after(before, toggleInternal);
  expect(blocksOf(internal)).toEqual(['paragraph:eins', 'internalPassage:PunktWortlaut', 'paragraph:vier']);
  expect(isInPassage(internal)).toBe(true);
  const again = after(internal, toggleInternal);
  expect(again.doc.eq(before.doc)).toBe(true);
  expect(isInPassage(again)).toBe(false);
});

test('inside of an internal passage, a decision stays internal', () => {
  const state = after(
    atEndOf(stateWith([{ type: 'internalPassage', content: [paragraph('still')] }, paragraph('offen')], 'still')),
    (tr) => toggleRecord(tr, 'decision'),
  );
  expect(blocksOf(state)).toEqual(['internalPassage:still', 'paragraph:offen']);
  expect(state.doc.firstChild!.firstChild!.child(1).type.name).toBe('decision');
});

test('somebody who is mentioned stands in the text with name and id', () => {
  const state = after(atEndOf(stateWith([paragraph('mit ')], 'mit ')), (tr) =>
    placeMention(tr, { id: 'abcdefgh23456789', name: 'Ayşe Öztürk' }),
  );
  expect(state.doc.firstChild!.firstChild!.child(1).attrs).toEqual({ personId: 'abcdefgh23456789', name: 'Ayşe Öztürk' });
});
