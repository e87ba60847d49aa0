import { initProseMirrorDoc, prosemirrorJSONToYDoc, updateYFragment, yDocToProsemirrorJSON } from '@tiptap/y-tiptap';
import { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fragmentName, initialDocument, plainText, type MinutesDocument, type TextDocument } from '~/editor/document';
import { deriveRecords } from '~/editor/records';
import { minutesSchema, paperSchema } from '~/editor/schema';
import { documentToUpdate, minutesFromYDoc, paperFromYDoc, portalOrigin } from '~/editor/shared-document';
import { assignDecisionNumbers, syncSections, withDecisionNumbers } from '~/editor/shared-minutes';
import { replaceDocument } from '~/editor/shared-replacement';
import { agendaItem, decision, everything, minutes, paragraph, section, wholePaper } from './examples';

const [a, b, c] = [agendaItem('1', 'A'), agendaItem('2', 'B'), agendaItem('3', 'C')];

function shared(document: TextDocument): Y.Doc {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, documentToUpdate(document));
  return ydoc;
}

const copyOf = (ydoc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc));
  return copy;
};

function exchange(...docs: Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
  }
}

/** Types as an editor does: changes the ProseMirror document and lets the binding write the difference. */
function edit(ydoc: Y.Doc, change: (document: MinutesDocument) => void): void {
  const fragment = ydoc.getXmlFragment(fragmentName);
  const { doc, meta } = initProseMirrorDoc(fragment, minutesSchema);
  const json = doc.toJSON() as MinutesDocument;
  change(json);
  updateYFragment(ydoc, fragment, Node.fromJSON(minutesSchema, json), meta as never);
}

const write = (ydoc: Y.Doc, title: string, text: string) =>
  edit(ydoc, (document) => {
    document.content.find((part) => part.attrs.title === title)!.content.push(paragraph(text));
  });

const textOf = (ydoc: Y.Doc) => minutesFromYDoc(ydoc).content.map((part) => [part.attrs.number, plainText(part)]);

test('what goes into the shared document comes out of it', () => {
  expect(minutesFromYDoc(shared(everything))).toEqual(everything);
});

test('it is the same shared document that the editors’ binding makes and reads', () => {
  const theirs = prosemirrorJSONToYDoc(minutesSchema, everything, fragmentName);
  expect(minutesFromYDoc(theirs)).toEqual(everything);
  const read = yDocToProsemirrorJSON(shared(everything), fragmentName);
  expect(Node.fromJSON(minutesSchema, read).eq(Node.fromJSON(minutesSchema, everything))).toBe(true);
});

test('a paper comes out of the shared document as it went in, by our hand and by the editors’', () => {
  expect(paperFromYDoc(shared(wholePaper))).toEqual(wholePaper);
  expect(paperFromYDoc(prosemirrorJSONToYDoc(paperSchema, wholePaper, fragmentName))).toEqual(wholePaper);
  const read = { ...yDocToProsemirrorJSON(shared(wholePaper), fragmentName), type: 'paper' };
  expect(Node.fromJSON(paperSchema, read).eq(Node.fromJSON(paperSchema, wholePaper))).toBe(true);
});

test('a text of one kind holds nothing that belongs to the other', () => {
  expect(paperFromYDoc(shared(everything))).toEqual({ type: 'paper', content: [paragraph()] });
  expect(minutesFromYDoc(shared(wholePaper)).content.map(plainText)).toEqual(['']);
});

test('a paper goes back to what it said, and what is the same stays the same', () => {
  const ydoc = shared(wholePaper);
  const first = ydoc.getXmlFragment(fragmentName).get(0);
  ydoc.getXmlFragment(fragmentName).delete(3, 4);
  replaceDocument(ydoc, wholePaper);
  expect(paperFromYDoc(ydoc)).toEqual(wholePaper);
  expect(ydoc.getXmlFragment(fragmentName).get(0)).toBe(first);
});

test('a crafted update can neither stop the reading nor get through it', () => {
  const ydoc = shared(minutes(section(a, paragraph('gut'), decision('b1', 'Wortlaut', { yes: 3 }))));
  const top = ydoc.getXmlFragment(fragmentName).get(0) as Y.XmlElement;
  const bad = (name: string, attrs: Record<string, unknown> = {}, ...children: (Y.XmlElement | Y.XmlText)[]) => {
    const element = new Y.XmlElement<Record<string, never>>(name);
    for (const [key, value] of Object.entries(attrs)) element.setAttribute(key, value as never);
    element.insert(0, children);
    return element as unknown as Y.XmlElement;
  };
  const link = new Y.XmlText();
  link.applyDelta([{ insert: 'Klick', attributes: { link: { href: 'javascript:alert(1)' }, onclick: {} } }]);
  const embed = new Y.XmlText();
  embed.insertEmbed(0, { image: 'x' });
  top.insert(0, [
    bad('script', {}, new Y.XmlText('alert(1)')),
    bad('agendaSection', { itemId: 'nested' }, bad('paragraph')),
    bad('bulletList'),
    bad('paragraph', {}, link, embed),
    bad('heading', { level: 1, onclick: 'x' }),
    bad('decision', { blockId: { evil: true }, yes: 'many', no: -4, result: 'won', number: ['x'] }, new Y.XmlText('Zweiter')),
    bad('actionItem', { due: '31.2.', assignee: 'everyone' }, new Y.XmlText('Tun')),
    bad('internalPassage'),
    new Y.XmlText('lose'),
  ]);
  ydoc.getXmlFragment(fragmentName).insert(0, [bad('paragraph'), new Y.XmlText('lose')]);

  const document = minutesFromYDoc(ydoc);
  Node.fromJSON(minutesSchema, document).check();
  expect(document.content).toHaveLength(1);
  expect(JSON.stringify(document)).not.toMatch(/script|onclick|lose|evil|nested/);
  expect(plainText(document.content[0]!)).toBe('Klick\nZweiter\nTun\ngut\nWortlaut');
  expect(deriveRecords(document).decisions.map(({ resolutionText, yes, no, result }) => [resolutionText, yes, no, result])).toEqual([
    ['Zweiter', null, null, 'open'],
    ['Wortlaut', 3, null, 'adopted'],
  ]);
});

test('an empty shared document reads as one empty section', () => {
  expect(minutesFromYDoc(new Y.Doc()).content).toHaveLength(1);
});

test('block ids come once, whatever the text carries, and stay the same', () => {
  const ydoc = shared(minutes(section(a, decision('same', 'Erster'), decision('same', 'Zweiter'), decision('', 'Dritter'))));
  const ids = deriveRecords(minutesFromYDoc(ydoc)).decisions.map(({ blockId }) => blockId);
  expect(new Set(ids).size).toBe(3);
  expect(ids[0]).toBe('same');
  write(ydoc, 'A', 'mehr');
  expect(deriveRecords(minutesFromYDoc(copyOf(ydoc))).decisions.map(({ blockId }) => blockId)).toEqual(ids);
});

test('sections follow the agenda', () => {
  const ydoc = shared(initialDocument([a, b]));
  write(ydoc, 'B', 'Text zu B');
  expect(syncSections(ydoc, [b, a].map((item, i) => ({ ...item, number: String(i + 1) })).concat(c))).toBe(true);
  const document = minutesFromYDoc(ydoc);
  expect(document.content.map(({ attrs }) => [attrs.number, attrs.title])).toEqual([
    ['1', 'B'],
    ['2', 'A'],
    ['3', 'C'],
  ]);
  expect(plainText(document.content[0]!)).toBe('Text zu B');

  syncSections(ydoc, [{ ...a, number: '1', title: 'Anders', internal: true }]);
  expect(minutesFromYDoc(ydoc).content.map(({ attrs }) => [attrs.number, attrs.title, attrs.internal])).toEqual([
    ['1', 'Anders', true],
    ['', 'B', false],
  ]);
});

test('an agenda that has not changed changes nothing', () => {
  const ydoc = shared(initialDocument([a, b]));
  let updates = 0;
  ydoc.on('update', () => updates++);
  expect(syncSections(ydoc, [a, b])).toBe(false);
  expect(updates).toBe(0);
});

test('TOP 10 comes after TOP 9', () => {
  const agenda = Array.from({ length: 11 }, (_, index) => agendaItem(String(index + 1), `T${index}`));
  const ydoc = shared(initialDocument(agenda.slice(1)));
  syncSections(ydoc, agenda);
  expect(minutesFromYDoc(ydoc).content.map(({ attrs }) => attrs.number)).toEqual(agenda.map(({ number }) => number));
});

test('what people write while the agenda changes is kept, whoever is offline', () => {
  const server = shared(initialDocument([a, b, c]));
  const anna = copyOf(server);
  const ben = copyOf(server);
  write(anna, 'A', 'Anna schreibt in A');
  write(ben, 'C', 'Ben schreibt in C');
  write(ben, 'B', 'Ben schreibt in B');
  // Meanwhile: C moves to the front, B gets another title, A leaves the agenda, D is new.
  syncSections(server, [{ ...c, number: '1' }, { ...b, title: 'B neu' }, agendaItem('3', 'D')]);
  expect(textOf(server)).toEqual([['1', ''], ['2', ''], ['3', '']]);

  exchange(server, anna, ben);
  const expected = [
    ['1', 'Ben schreibt in C'],
    ['2', 'Ben schreibt in B'],
    ['3', ''],
    ['', 'Anna schreibt in A'],
  ];
  for (const ydoc of [server, anna, ben]) expect(textOf(ydoc)).toEqual(expected);
});

test('an item that comes back finds its section again', () => {
  const ydoc = shared(initialDocument([a, b]));
  write(ydoc, 'A', 'bleibt');
  syncSections(ydoc, [b]);
  syncSections(ydoc, [a, b]);
  expect(textOf(ydoc)).toEqual([['1', 'bleibt'], ['2', '']]);
});

test('minutes begun without an agenda keep their text when one is made', () => {
  const ydoc = shared(initialDocument([]));
  expect(minutesFromYDoc(ydoc).content).toHaveLength(1);
  syncSections(ydoc, [a]);
  expect(minutesFromYDoc(ydoc).content.map(({ attrs }) => attrs.title)).toEqual(['A']);
  edit(ydoc, (document) => document.content.find((part) => part.attrs.itemId === '')!.content.push(paragraph('frei')));
  expect(textOf(ydoc)).toEqual([['1', ''], ['', 'frei']]);
});

test('two people typing in one paragraph converge, and both texts are there', () => {
  const anna = shared(minutes(section(a, paragraph('Mitte'))));
  const ben = copyOf(anna);
  const type = (ydoc: Y.Doc, change: (text: string) => string) =>
    edit(ydoc, (document) => {
      const node = document.content[0]!.content[0]! as ReturnType<typeof paragraph>;
      node.content = [{ type: 'text', text: change(plainText(node)) }];
    });
  type(anna, (text) => `Anna vorn ${text}`);
  type(ben, (text) => `${text} Ben hinten`);
  exchange(anna, ben);
  expect(textOf(anna)).toEqual([['1', 'Anna vorn Mitte Ben hinten']]);
  expect(minutesFromYDoc(ben)).toEqual(minutesFromYDoc(anna));
});

test('votes and wording changed at once both arrive', () => {
  const anna = shared(minutes(section(a, decision('b1', 'Wortlaut'))));
  const ben = copyOf(anna);
  edit(anna, (document) => Object.assign((document.content[0]!.content[0]! as ReturnType<typeof decision>).attrs, { yes: 7 }));
  edit(ben, (document) => Object.assign(document.content[0]!.content[0]!, { content: [{ type: 'text', text: 'Wortlaut, ergänzt' }] }));
  exchange(anna, ben);
  for (const ydoc of [anna, ben]) {
    expect(deriveRecords(minutesFromYDoc(ydoc)).decisions[0]).toMatchObject({ yes: 7, resolutionText: 'Wortlaut, ergänzt' });
  }
});

test('changes that follow the agenda carry its origin, so that nobody undoes them', () => {
  const ydoc = shared(initialDocument([a]));
  const origins: unknown[] = [];
  ydoc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
  syncSections(ydoc, [{ ...a, title: 'neu' }]);
  expect(origins).toEqual([portalOrigin]);
});

test('decision numbers are written to the decisions they belong to, and to no other', () => {
  const numbers = new Map([['block-three', 'SPR 2026-08']]);
  const ydoc = shared(everything);
  assignDecisionNumbers(ydoc, numbers);
  const expected = ['SPR 2026-07', 'SPR 2026-08'];
  expect(deriveRecords(minutesFromYDoc(ydoc)).decisions.map(({ number }) => number)).toEqual(expected);
  expect(deriveRecords(withDecisionNumbers(everything, numbers)).decisions.map(({ number }) => number)).toEqual(expected);
});

test('an earlier version can take the place of the text', () => {
  const ydoc = shared(initialDocument([a]));
  replaceDocument(ydoc, everything);
  expect(minutesFromYDoc(ydoc)).toEqual(everything);
});

test('what stays the same is left alone when an earlier version is restored: cursors and comments hold', () => {
  const before = minutes(
    section(a, paragraph('Bleibt vorn.'), paragraph('Wird anders.'), paragraph('Bleibt hinten.')),
    section(b, paragraph('Unberührt.')),
  );
  const ydoc = shared(before);
  const [first, second] = ydoc.getXmlFragment('content').toArray() as Y.XmlElement[];
  const [front, , back] = first!.toArray();
  const untouched = second!.get(0);
  const wanted = minutes(
    section(a, paragraph('Bleibt vorn.'), paragraph('So war es.'), paragraph('Und das auch.'), paragraph('Bleibt hinten.')),
    section(b, paragraph('Unberührt.')),
  );
  replaceDocument(ydoc, wanted);
  expect(minutesFromYDoc(ydoc)).toEqual(wanted);
  expect([first!.get(0), first!.get(3), second!.get(0)]).toEqual([front, back, untouched]);
});

test('a section that the restored version does not have is emptied, and shown no more', () => {
  const ydoc = shared(minutes(section(a, paragraph('Alt')), section(b, paragraph('Neu dazu'))));
  const wanted = minutes(section(a, paragraph('Alt')));
  replaceDocument(ydoc, wanted);
  expect(minutesFromYDoc(ydoc)).toEqual(wanted);
});

test('two who begin to write in the same empty paragraph at the same moment keep each letter once', () => {
  const mine = shared(initialDocument([a]));
  const yours = copyOf(mine);
  const type = (ydoc: Y.Doc, text: string) =>
    edit(ydoc, (document) => {
      const words = document.content[0]!.content[0] as ReturnType<typeof paragraph>;
      const before = words.content?.map((node) => ('text' in node ? node.text : '')).join('') ?? '';
      document.content[0]!.content[0] = paragraph(before + text);
    });
  type(mine, 'W');
  type(yours, 'B');
  exchange(mine, yours);
  type(mine, 'x');
  type(yours, 'y');
  exchange(mine, yours);
  const text = plainText(minutesFromYDoc(mine).content[0]!).replace('A', '');
  expect([...text].filter((letter) => /\w/.test(letter)).sort().join('')).toBe('BWxy');
  expect(textOf(yours)).toEqual(textOf(mine));
});
