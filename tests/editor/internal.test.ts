import { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { plainText } from '~/editor/document';
import { internalPositions, withoutInternal } from '~/editor/internal';
import { contentSize } from '~/editor/positions';
import { deriveRecords } from '~/editor/records';
import { renderHtml } from '~/editor/render';
import { minutesSchema } from '~/editor/schema';
import { actionItem, agendaItem, decision, everything, minutes, paragraph, section, words } from './examples';

const secret = minutes(
  section(
    agendaItem('1', 'Offenes'),
    paragraph('vorher'),
    {
      type: 'internalPassage',
      content: [
        paragraph('GEHEIM ', { type: 'mention', attrs: { personId: 'p', name: 'GEHEIM-Person' } }),
        { type: 'blockquote', content: [paragraph('„GEHEIM-Zitat“')] },
        decision('geheim-1', 'GEHEIM-Beschluss', { number: 'GEHEIM-7' }),
        actionItem('geheim-2', 'GEHEIM-Aufgabe', { assigneeName: 'GEHEIM-Name' }),
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('GEHEIM-Punkt')] }] },
      ],
    },
    paragraph('nachher'),
  ),
  section(agendaItem('2', 'GEHEIM-Titel', true), paragraph('GEHEIM'), decision('geheim-3', 'GEHEIM')),
  section(agendaItem('3', 'Nichts Öffentliches'), { type: 'internalPassage', content: [paragraph('GEHEIM')] }),
  section(agendaItem('4', 'Schluss'), paragraph('Ende')),
);

test('nothing internal is left: no word, no name, no number, no id', async () => {
  const shown = withoutInternal(secret);
  expect(JSON.stringify(shown)).not.toMatch(/geheim/i);
  expect(JSON.stringify(shown)).not.toContain('internalPassage');
  expect(renderHtml(shown, { t: await words('de'), language: 'de' })).not.toMatch(/geheim|intern/i);
  expect(deriveRecords(shown)).toEqual({ decisions: [], tasks: [] });
});

test('the rest stays, with the numbers it had, and is still a document', () => {
  const shown = withoutInternal(secret);
  expect(shown.content.map((part) => part.attrs.number)).toEqual(['1', '3', '4']);
  expect(shown.content.map(plainText)).toEqual(['vorher\nnachher', '', 'Ende']);
  Node.fromJSON(minutesSchema, shown).check();
});

test('records know that they stand in an internal place', () => {
  const { decisions, tasks } = deriveRecords(secret);
  expect(decisions.map(({ blockId, internal }) => [blockId, internal])).toEqual([
    ['geheim-1', true],
    ['geheim-3', true],
  ]);
  expect(tasks.map(({ internal }) => internal)).toEqual([true]);
  expect(deriveRecords(everything).decisions.map(({ internal }) => internal)).toEqual([false, true]);
});

test('a position in what is shown is the same words in the full text, and back', () => {
  for (const document of [secret, everything]) {
    const { toFull, toReduced } = internalPositions(document);
    const full = Node.fromJSON(minutesSchema, document);
    const reduced = Node.fromJSON(minutesSchema, withoutInternal(document));
    const found: string[] = [];
    reduced.descendants((node, at) => {
      if (!node.isText) return;
      const from = toFull(at);
      expect(full.textBetween(from, from + node.nodeSize)).toBe(node.text);
      expect(toReduced(from)).toBe(at);
      found.push(node.text!);
    });
    expect(found.length).toBeGreaterThan(2);
  }
});

test('a position inside an internal part has no counterpart', () => {
  const full = Node.fromJSON(minutesSchema, secret);
  const { toReduced } = internalPositions(secret);
  let hidden = 0;
  full.descendants((node, at) => {
    if (!node.isText || !node.text!.includes('GEHEIM')) return;
    expect(toReduced(at)).toBeNull();
    expect(toReduced(at + node.nodeSize)).toBeNull();
    hidden++;
  });
  expect(hidden).toBeGreaterThan(5);
  expect(internalPositions(secret).toFull(contentSize(withoutInternal(secret)))).toBe(contentSize(secret));
});
