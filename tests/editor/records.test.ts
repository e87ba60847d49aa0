import { expect, test } from 'vitest';
import { readAssignee } from '~/editor/assignee';
import { computedResult, deriveRecords, resultOf } from '~/editor/records';
import { actionItem, agendaItem, decision, everything, minutes, paragraph, section } from './examples';

test('the result follows from the votes', () => {
  const result = (yes: number | null, no: number | null, abstained: number | null = null) =>
    computedResult({ yes, no, abstained });
  expect(result(5, 5)).toBe('rejected');
  expect(result(4, 5)).toBe('rejected');
  expect(result(0, 0, 9)).toBe('rejected');
  expect(result(null, 1)).toBe('rejected');
  expect(result(6, 5)).toBe('adopted');
  expect(result(1, null)).toBe('adopted');
});

test('where nobody counted, nothing follows: the result is open until somebody says it', () => {
  expect(computedResult({ yes: null, no: null, abstained: null })).toBe('open');
  expect(resultOf({ yes: null, no: null, abstained: null, result: 'consensus' })).toBe('consensus');
});

test('a result that was set counts, whatever the votes say', () => {
  expect(resultOf({ yes: 9, no: 0, abstained: 0, result: 'postponed' })).toBe('postponed');
  expect(resultOf({ yes: 9, no: 0, abstained: 0, result: null })).toBe('adopted');
});

test('decisions and action items come in the order of the text, with their section', () => {
  const { decisions, tasks } = deriveRecords(everything);
  expect(decisions).toEqual([
    {
      blockId: 'block-one',
      itemId: 'item-sprachkurse',
      position: 0,
      resolutionText: 'Das Konzept wird angenommen.',
      yes: 12,
      no: 0,
      abstained: 1,
      result: 'adopted',
      number: 'SPR 2026-07',
      internal: false,
    },
    expect.objectContaining({ blockId: 'block-three', position: 1, internal: true }),
  ]);
  expect(tasks).toEqual([
    {
      blockId: 'block-two',
      itemId: 'item-sprachkurse',
      position: 0,
      what: 'Räume anfragen',
      assignee: { kind: 'person', id: 'abcdefgh23456789' },
      assigneeName: 'Ayşe Öztürk',
      due: '2026-03-12',
      internal: false,
    },
  ]);
});

test('blocks without words are no records yet', () => {
  const document = minutes(
    section(agendaItem('1', 'A'), paragraph('x'), decision('b', '  ', { yes: 3 }), actionItem('c', '')),
  );
  expect(deriveRecords(document)).toEqual({ decisions: [], tasks: [] });
});

test('an assignee is a person, an organisation, or nobody known', () => {
  expect(readAssignee('organisation:abcdefgh23456789')).toEqual({ kind: 'organisation', id: 'abcdefgh23456789' });
  expect(readAssignee(null)).toBeNull();
  expect(readAssignee('person:')).toBeNull();
  expect(readAssignee('group:x')).toBeNull();
});
