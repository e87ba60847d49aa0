import { Node, Slice } from '@tiptap/pm/model';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { textKinds } from '~db/values';
import { contentRules } from '~/editor/document';
import { BlockIds, newBlockId } from '~/editor/block-ids';
import { germanQuotationMark } from '~/editor/quotation-marks';
import { minutesExtensions } from '~/editor/minutes-schema';
import { paperExtensions } from '~/editor/paper-schema';
import { minutesSchema, schemaOf } from '~/editor/schema';
import { Sections } from '~/editor/sections';
import { agendaItem, decision, minutes, paragraph, section } from './examples';

const plugins = [Sections, BlockIds].flatMap((extension) =>
  (extension.config.addProseMirrorPlugins as unknown as () => [])(),
);

const stateOf = (document: unknown) =>
  EditorState.create({ doc: Node.fromJSON(minutesSchema, document), schema: minutesSchema, plugins });

const remote = (transaction: Transaction) => transaction.setMeta(ySyncPluginKey, { isChangeOrigin: true });

const two = minutes(
  section(agendaItem('1', 'A'), paragraph('eins'), decision('b1', 'Wortlaut', { number: 'SPR 2026-07' })),
  section(agendaItem('2', 'B'), paragraph('zwei')),
);

const idsIn = (state: EditorState) => {
  const ids: [string, string | null][] = [];
  state.doc.descendants((node) => {
    if (node.type.name === 'decision') ids.push([node.attrs.blockId as string, node.attrs.number as string | null]);
  });
  return ids;
};

test.each(textKinds)('the schema of %s allows in each node what the document allows', (kind) => {
  const { nodes, topNodeType } = schemaOf(kind);
  const rules = Object.entries(contentRules[kind]);
  const named = new Set(rules.flatMap(([parent, allowed]) => [parent, ...allowed]));
  expect(new Set(Object.keys(nodes))).toEqual(named);
  expect(rules.map(([parent]) => parent)).toContain(topNodeType.name);
  for (const [parent, allowed] of rules) {
    for (const type of Object.values(nodes)) {
      const parentType = nodes[parent]!;
      let found = false;
      const seen = new Set([parentType.contentMatch]);
      for (const match of seen) {
        for (let edge = 0; edge < match.edgeCount; edge++) {
          if (match.edge(edge).type === type) found = true;
          seen.add(match.edge(edge).next);
        }
      }
      expect(found, `${type.name} in ${parent}`).toBe(allowed.includes(type.name as never));
    }
  }
});

test('there is no history of its own', () => {
  for (const extensions of [minutesExtensions(), paperExtensions()]) {
    expect(extensions.map(({ name }) => name)).not.toContain('undoRedo');
  }
});

test('nothing typed here can add, remove, split or rename a section', () => {
  const state = stateOf(two);
  const end = state.doc.content.size;
  const refused = [
    state.tr.delete(0, state.doc.firstChild!.nodeSize),
    state.tr.delete(2, end - 2),
    state.tr.insert(end, minutesSchema.nodes.agendaSection!.createAndFill()!),
    state.tr.split(3, 2),
    state.tr.setNodeAttribute(0, 'title', 'Anders'),
    state.tr.setNodeAttribute(0, 'internal', true),
    state.tr.join(state.doc.firstChild!.nodeSize),
  ];
  for (const transaction of refused) expect(state.applyTransaction(transaction).state.doc.eq(state.doc)).toBe(true);
  expect(state.apply(state.tr.insertText('x', 2)).doc.textContent).toContain('xeins');
});

test('the same from the others passes', () => {
  const state = stateOf(two);
  expect(state.apply(remote(state.tr.setNodeAttribute(0, 'title', 'Anders'))).doc.firstChild!.attrs.title).toBe('Anders');
  expect(state.apply(remote(state.tr.delete(0, state.doc.firstChild!.nodeSize))).doc.childCount).toBe(1);
});

test('a new decision gets an id; a copy gets its own and no number', () => {
  const state = stateOf(two);
  const fresh = state.apply(state.tr.insert(1, minutesSchema.nodes.decision!.create()));
  expect(idsIn(fresh)[0]![0]).toMatch(/^[2-9a-km-z]{16}$/);
  expect(idsIn(fresh)[1]).toEqual(['b1', 'SPR 2026-07']);

  const original = Node.fromJSON(minutesSchema, two).firstChild!.child(1);
  // The copy stands before the original: the one that was there keeps its id.
  const copied = idsIn(state.apply(state.tr.insert(1, original)));
  expect(copied[1]).toEqual(['b1', 'SPR 2026-07']);
  expect(copied[0]![0]).toMatch(/^[2-9a-km-z]{16}$/);
  expect(copied[0]![1]).toBeNull();
});

test('a decision that is cut and pasted keeps its id and number', () => {
  const state = stateOf(two);
  const at = state.doc.firstChild!.child(0).nodeSize + 1;
  const cut = state.apply(state.tr.delete(at, at + state.doc.firstChild!.child(1).nodeSize));
  expect(idsIn(cut)).toEqual([]);
  const pasted = cut.apply(cut.tr.insert(cut.doc.content.size - 1, state.doc.firstChild!.child(1)));
  expect(idsIn(pasted)).toEqual([['b1', 'SPR 2026-07']]);
});

test('ids of what others insert are left alone', () => {
  const state = stateOf(two);
  const copy = state.doc.firstChild!.child(1);
  expect(idsIn(state.apply(remote(state.tr.insert(1, copy)))).map(([id]) => id)).toEqual(['b1', 'b1']);
});

test('pasted sections give their content, not themselves', () => {
  const state = stateOf(two);
  const transform = plugins
    .map((plugin) => (plugin as { props: { transformPasted?: (slice: Slice) => Slice } }).props.transformPasted)
    .find(Boolean)!;
  const slice = transform(state.doc.slice(2, state.doc.content.size - 2));
  expect(slice.content.content.map((node) => node.type.name)).toEqual(['paragraph', 'decision', 'paragraph']);
  expect([slice.openStart, slice.openEnd]).toEqual([1, 1]);
});

test('ids are made of the signs that ids are made of', () => {
  const ids = Array.from({ length: 200 }, newBlockId);
  for (const id of ids) expect(id).toMatch(/^[2-9a-km-z]{16}$/);
  expect(new Set(ids).size).toBe(200);
});

test.each([
  ['"', '', '„'],
  ['"', 'Er sagte: ', '„'],
  ['"', 'Er sagte: „Ja', '“'],
  ['"', '(', '„'],
  ['"', 'Ja.', '“'],
  ["'", 'das ', '‚'],
  ["'", 'das ‚Wort', '‘'],
  ["'", 'Wie geht', '’'],
  ["'", '„', '‚'],
] as const)('%s after “%s” becomes %s', (sign, before, expected) => {
  expect(germanQuotationMark(sign, before)).toBe(expected);
});
