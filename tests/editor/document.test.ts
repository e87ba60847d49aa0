import { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import {
  canonicalJson,
  initialDocument,
  isEmptySection,
  isLinkTarget,
  plainText,
} from '~/editor/document';
import { readDocument } from '~/editor/document-reader';
import { contentSize, textBetween } from '~/editor/positions';
import { minutesSchema } from '~/editor/schema';
import { actionItem, agendaItem, decision, everything, minutes, paragraph, section } from './examples';

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
    expect(() => readDocument(value)).toThrow();
  }
});

test('a document is read as it was written, and missing attributes get their default', () => {
  expect(readDocument(JSON.parse(JSON.stringify(everything)))).toEqual(everything);
  const sparse = { type: 'doc', content: [{ type: 'agendaSection', content: [{ type: 'decision' }] }] };
  expect(readDocument(sparse).content[0]).toEqual({
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

test('the words between two positions are those the editor has there', () => {
  const node = Node.fromJSON(minutesSchema, everything);
  const leaf = (inner: Node) => (inner.type.name === 'mention' ? String(inner.attrs.name) : ' ');
  for (const [from, to] of [[0, node.content.size], [3, 6], [10, 60], [100, 180], [144, 151], [5, 5]] as const) {
    const theirs = node.textBetween(from, to, '\n', leaf);
    expect(textBetween(everything, from, to)).toBe(theirs.replace(/^\n+|\n+$/g, '').replace(/\n+/g, '\n'));
  }
  expect(textBetween(everything, 144, 151)).toBe('Konzept');
});
