import { Node } from '@tiptap/pm/model';
import { NodeSelection, type Transaction } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { countWords } from '~/editor/counting';
import type { PaperBlock } from '~/editor/document';
import { ownAddress } from '~/editor/link';
import { outlineOf } from '~/editor/outline';
import { placeDocumentLink, placeFootnote, placeRule, setTone, toggleCallout, toneAt } from '~/editor/paper-commands';
import { indexOf, placeOfFootnote, placeOfHeading } from '~/editor/paper-index';
import { renderHtml } from '~/editor/render';
import { paperSchema } from '~/editor/schema';
import { footnote, paper, paragraph, wholePaper, words } from './examples';
import { after, atEndOf, selected } from './states';

const stateWith = (blocks: PaperBlock[], from: string, to = from) =>
  selected(Node.fromJSON(paperSchema, paper(...blocks)), from, to);

const doc = Node.fromJSON(paperSchema, wholePaper);

test('the editor and the server see the same outline, and the page has a place for each', async () => {
  const headings = outlineOf(wholePaper);
  expect(headings.map(({ level, text }) => [level, text])).toEqual([
    [2, 'Ausgangslage'],
    [3, 'In Zahlen'],
    [4, 'Lesart'],
    [2, 'Was wir fordern'],
  ]);
  expect(indexOf(doc).headings).toEqual(headings);
  const html = renderHtml(wholePaper, { t: await words('de'), language: 'de' });
  for (const { key, level, text } of headings) expect(html).toMatch(new RegExp(`<h${level} id="${key}"[^>]*>${text}`));
  expect(doc.nodeAt(placeOfHeading(doc, headings[3]!.key)!)!.textContent).toBe('Was wir fordern');
  expect(placeOfHeading(doc, 'abschnitt-9')).toBeNull();
});

test('footnotes come in the order of the text, wherever they stand', () => {
  expect(indexOf(doc).footnotes).toEqual(['Erhebung 2026, https://kurse.example/2026.', '§ 7 der Richtlinie.']);
  expect(doc.nodeAt(placeOfFootnote(doc, 1)!)!.attrs.text).toBe('§ 7 der Richtlinie.');
  expect(placeOfFootnote(doc, 2)).toBeNull();
});

test('what has changed is counted anew', () => {
  const state = stateWith([paragraph('eins zwei'), paragraph('drei')], 'drei');
  expect(indexOf(state.doc).count).toEqual({ words: 3, characters: 13 });
  expect(indexOf(state.apply(state.tr.insertText(' vier', state.selection.to)).doc).count).toEqual({ words: 4, characters: 18 });
});

test.each([
  ['', 0],
  ['Die E-Mail geht’s 1.000-mal an', 5],
  ['– § 7 –', 1],
  ['Müller/Meier und Søren', 3],
])('“%s” has %i words', (text, count) => expect(countWords(text).words).toBe(count));

test('blocks become a callout, change its tone, and become ordinary again', () => {
  const state = stateWith([paragraph('eins'), paragraph('zwei')], 'eins', 'zwei');
  const boxed = after(state, toggleCallout);
  expect(boxed.doc.toString()).toBe('paper(callout(paragraph("eins"), paragraph("zwei")))');
  expect(toneAt(boxed)).toBe('note');
  const important = after(boxed, (transaction) => setTone(transaction, 'important'));
  expect(toneAt(important)).toBe('important');
  expect(after(important, toggleCallout).doc.eq(state.doc)).toBe(true);
});

test('a heading is not put into a callout: an empty one comes below it', () => {
  const state = stateWith([{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'A' }] }], 'A');
  expect(after(state, toggleCallout).doc.toString()).toBe('paper(heading("A"), callout(paragraph))');
});

test('a footnote stands behind what is selected, and is selected itself', () => {
  const state = after(stateWith([paragraph('Kurse')], 'Kurse'), placeFootnote);
  expect(state.doc.toString()).toBe('paper(paragraph("Kurse", footnote))');
  expect((state.selection as NodeSelection).node.type.name).toBe('footnote');
});

test('one goes on writing below a line', () => {
  const state = after(atEndOf(stateWith([paragraph('eins')], 'eins')), placeRule);
  expect(state.doc.toString()).toBe('paper(paragraph("eins"), horizontalRule, paragraph)');
  expect(state.selection.$from.index(0)).toBe(2);
});

test('a document is linked by its title, or by the words that are selected', () => {
  const link = (tr: Transaction) => placeDocumentLink(tr, '/dokumente/abcdefgh23456789', 'Konzept');
  const selected = stateWith([paragraph('hier')], 'hier');
  expect(after(selected, link).doc.toString()).toBe('paper(paragraph(link("hier")))');
  expect(after(atEndOf(selected), link).doc.toString()).toBe('paper(paragraph("hier", link("Konzept")))');
});

test.each([
  ['https://portal.example/dokumente/abcdefgh23456789', '/dokumente/abcdefgh23456789'],
  ['https://portal.example/gruppen/sprache/dokumente/abcdefgh23456789/', '/dokumente/abcdefgh23456789'],
  ['/gruppen/sprache/dokumente/abcdefgh23456789', '/dokumente/abcdefgh23456789'],
  ['https://other.example/dokumente/abcdefgh23456789', 'https://other.example/dokumente/abcdefgh23456789'],
  ['https://portal.example/gruppen/sprache/dokumente/abcdefgh23456789/versionen', 'https://portal.example/gruppen/sprache/dokumente/abcdefgh23456789/versionen'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['https://', 'https://'],
])('%s leads to %s', (address, target) => expect(ownAddress(address, 'portal.example')).toBe(target));

test('a note among the words is no word of them', () => {
  expect(indexOf(Node.fromJSON(paperSchema, paper(paragraph('eins', footnote('zwei drei'), ' vier')))).count.words).toBe(2);
});
