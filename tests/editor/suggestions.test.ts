import { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Plugin } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { minutesSchema } from '~/editor/schema';
import { dismissal, KeyListener, suggestionIn, Suggestions } from '~/editor/suggestions';
import { agendaItem, minutes, paragraph, section } from './examples';

const plugins = (Suggestions.config.addProseMirrorPlugins as unknown as (this: object) => Plugin[]).call({
  options: { listener: new KeyListener() },
});

const start = (text: string) => {
  const doc = Node.fromJSON(minutesSchema, minutes(section(agendaItem('1', 'A'), paragraph(...(text ? [text] : [])))));
  return EditorState.create({ doc, plugins, selection: TextSelection.create(doc, 2 + text.length) });
};

const typing = (state: EditorState, text: string) =>
  [...text].reduce((typed, sign) => typed.apply(typed.tr.insertText(sign)), state);

test('a stroke at the beginning of a word opens the choice, and letters narrow it', () => {
  expect(suggestionIn(typing(start(''), '/'))).toEqual({ trigger: '/', query: '', from: 2, to: 3 });
  expect(suggestionIn(typing(start('Text '), '/bes'))).toEqual({ trigger: '/', query: 'bes', from: 7, to: 11 });
  expect(suggestionIn(typing(start(''), '@ayşe öz'))).toMatchObject({ trigger: '@', query: 'ayşe öz' });
});

test('inside a word, and after a space, there is none', () => {
  for (const text of ['und/oder', 'mail@verein', '/bes ', '1/2', '//']) {
    expect(suggestionIn(typing(start(''), text)), text).toBeNull();
  }
});

test('walking to a stroke that stands in the text opens nothing', () => {
  const state = start('siehe /oben');
  expect(suggestionIn(state.apply(state.tr.setSelection(TextSelection.create(state.doc, 9))))).toBeNull();
});

test('closed with Escape it stays closed at this place, and opens at another', () => {
  const open = typing(start(''), '/be');
  const closed = open.apply(dismissal(open));
  expect(suggestionIn(closed)).toBeNull();
  expect(suggestionIn(typing(closed, 's'))).toBeNull();
  expect(suggestionIn(typing(closed, ' /'))).toMatchObject({ query: '' });
});
