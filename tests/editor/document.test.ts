import { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import {
  canonicalJson,
  initialDocument,
  isEmptySection,
  isLinkTarget,
  linkedDocument,
  plainText,
} from '~/editor/document';
import { readDocument, readMinutes, readPaper } from '~/editor/document-reader';
import { partsOf } from '~/editor/parts';
import { contentSize } from '~/editor/positions';
import { minutesSchema, paperSchema } from '~/editor/schema';
import { actionItem, agendaItem, decision, everything, minutes, paper, paragraph, section, wholePaper } from './examples';

test('what is no document of minutes is refused', () => {
  for (const value of [
    null,
    'text',
    { type: 'doc', content: [{ type: 'paragraph', content: [] }] },
    minutes({ ...section(agendaItem('1', 'A')), content: [] }),
    { type: 'doc', content: [{ type: 'agendaSection', content: [{ type: 'script' }] }] },
    minutes(section(agendaItem('1', 'A'), decision('b', 'x', { yes: -1 }))),
    minutes(section(agendaItem('1', 'A'), decision('b', 'x', { yes: 1.5 }))),
    minutes(section(agendaItem('1', 'A'), actionItem('b', 'x', { due: '2026-02-31' }))),
    minutes(section(agendaItem('1', 'A'), actionItem('b', 'x', { assignee: 'group:abcdefgh23456789' }))),
    minutes(
      section(
        agendaItem('1', 'A'),
        paragraph({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }),
      ),
    ),
    {
      type: 'doc',
      content: [
        {
          type: 'agendaSection',
          content: [{ type: 'internalPassage', content: [{ type: 'internalPassage', content: [paragraph()] }] }],
        },
      ],
    },
  ]) {
    expect(() => readMinutes(value)).toThrow();
  }
});

test('a document is read as it was written, and missing attributes get their default', () => {
  expect(readMinutes(JSON.parse(JSON.stringify(everything)))).toEqual(everything);
  const sparse = { type: 'doc', content: [{ type: 'agendaSection', content: [{ type: 'decision' }] }] };
  expect(readMinutes(sparse).content[0]).toEqual({
    type: 'agendaSection',
    attrs: { itemId: '', number: '', title: '', internal: false },
    content: [decision('', '')],
  });
});

test('links lead to web and mail addresses only', () => {
  for (const href of ['https://a.example', 'http://a.example/ü', 'mailto:a@b.example']) {
    expect(isLinkTarget(href), href).toBe(true);
  }
  for (const href of ['javascript:alert(1)', ' javascript:x', 'JAVASCRIPT:x', 'data:text/html,x', '//a.example', '/x', 'https://a b', 'https://"x', 'ftp://a', 7, null]) {
    expect(isLinkTarget(href), String(href)).toBe(false);
  }
});

test('the editor’s schema accepts the document, and counts positions alike', () => {
  const node = Node.fromJSON(minutesSchema, everything);
  node.check();
  expect(contentSize(everything)).toBe(node.content.size);
});

test('minutes begin with an empty section for each item of the agenda', () => {
  const document = initialDocument([agendaItem('1', 'A'), agendaItem('2', 'B', true)]);
  expect(document.content.map((part) => part.attrs)).toEqual([
    { itemId: 'item-a', number: '1', title: 'A', internal: false },
    { itemId: 'item-b', number: '2', title: 'B', internal: true },
  ]);
  expect(document.content.every(isEmptySection)).toBe(true);
  expect(initialDocument([]).content).toHaveLength(1);
});

test('a section with only a decision in it is not empty', () => {
  expect(isEmptySection(section(agendaItem('1', 'A'), paragraph('  '), paragraph()))).toBe(true);
  expect(isEmptySection(section(agendaItem('1', 'A'), decision('b', '')))).toBe(false);
  expect(isEmptySection(section(agendaItem('1', 'A'), paragraph('x')))).toBe(false);
});

test('plain text has a line for each block', () => {
  expect(plainText(everything.content[0]!)).toBe(
    'Anlass\nEs begrüßt Ayşe Öztürk\nherzlichEinladung\nWer Deutsch lernt, gehört dazu.\nKurse\nabends\nOrt\nPlätze\nCelle\n24',
  );
});

test('the canonical form does not depend on the order of keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'ü"' }], a: undefined })).toBe('{"b":[1,{"c":"ü\\"","d":null}]}');
  const reversed = JSON.parse(JSON.stringify(everything), (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  ) as unknown;
  expect(JSON.stringify(reversed)).not.toBe(JSON.stringify(everything));
  expect(canonicalJson(reversed)).toBe(canonicalJson(everything));
});

test('a paper is read as it was written; what is none, or holds what only minutes hold, is refused', () => {
  expect(readPaper(JSON.parse(JSON.stringify(wholePaper)))).toEqual(wholePaper);
  expect(readDocument(wholePaper)).toEqual(wholePaper);
  expect(readDocument(everything)).toEqual(everything);
  for (const value of [
    everything,
    { type: 'paper', content: [] },
    { type: 'paper', content: [decision('b', 'x')] },
    { type: 'paper', content: [{ type: 'internalPassage', content: [paragraph('x')] }] },
    paper({ type: 'callout', attrs: { tone: 'loud' as never }, content: [paragraph('x')] }),
  ]) {
    expect(() => readPaper(value)).toThrow();
  }
});

test.each([
  ['minutes', minutesSchema, everything],
  ['a paper', paperSchema, wholePaper],
])('sizes of %s are those of the editor', (_name, schema, document) => {
  expect(contentSize(document)).toBe(Node.fromJSON(schema, document).content.size);
});

test('the parts of a paper begin with its chapters and cover it without gaps', () => {
  const parts = partsOf(wholePaper);
  expect(parts.map(({ title }) => title)).toEqual(['', 'Ausgangslage', 'Was wir fordern']);
  expect(parts.map(({ from }) => from)).toEqual([0, ...parts.slice(0, -1).map(({ to }) => to)]);
  expect(parts.at(-1)!.to).toBe(contentSize(wholePaper));
  expect(parts.flatMap(({ content }) => content)).toEqual(wholePaper.content);
});

test('links to documents of the portal say which', () => {
  expect(linkedDocument('/dokumente/abcdefgh23456789')).toBe('abcdefgh23456789');
  for (const href of ['/dokumente/x', '/dokumente/abcdefgh23456789/loeschen', 'https://a.example/dokumente/abcdefgh23456789']) {
    expect(linkedDocument(href), href).toBeUndefined();
  }
});
