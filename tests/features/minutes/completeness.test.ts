import { describe, expect, it } from 'vitest';
import { openPoints } from '~/features/minutes/completeness';
import { actionItem, agendaItem, decision, minutes, paragraph, section } from '../../editor/examples';

const there = { presence: 'present' as const };
const full = section(agendaItem('1', 'Kurse'), paragraph('Besprochen.'));

describe('open points of minutes', () => {
  it('are none where everything was said', () => {
    const document = minutes(
      section(
        agendaItem('1', 'Kurse'),
        decision('a', 'Ja.', { yes: 1, no: 0, abstained: 0 }),
        decision('b', 'Einvernehmlich.', { result: 'consensus' }),
        actionItem('c', 'Räume suchen', { assigneeName: 'Ada' }),
      ),
      // No item of the agenda: nothing is missed there.
      section({ ...agendaItem('', 'Frei'), number: '' }),
    );
    expect(openPoints(document, [there])).toEqual([]);
  });

  it('are people of whom nothing is said, and items without words', () => {
    const document = minutes(full, section(agendaItem('2', 'Leer')), section(agendaItem('3', 'Auch leer')));
    expect(openPoints(document, [there, { presence: null }, { presence: null }])).toEqual([
      { kind: 'attendance', count: 2 },
      { kind: 'emptyItems', count: 2, numbers: '2, 3' },
    ]);
  });

  it('are decisions without a result, and those with more votes than people', () => {
    const document = minutes(
      section(agendaItem('1', 'Kurse'), decision('a', 'Offen.'), decision('b', 'Zu viele.', { yes: 2, no: 1, abstained: 1 })),
    );
    expect(openPoints(document, [there, there, { presence: 'excused' }])).toEqual([
      { kind: 'openResult', text: 'Offen.' },
      { kind: 'tooManyVotes', text: 'Zu viele.', votes: 4, present: 2 },
    ]);
  });

  it('are tasks that nobody has, internal ones as well; long words are cut', () => {
    const document = minutes(
      section(agendaItem('1', 'Kurse'), { type: 'internalPassage', content: [actionItem('c', `${'x'.repeat(60)} Ende`)] }),
    );
    expect(openPoints(document, [there])).toEqual([{ kind: 'taskWithoutPerson', text: `${'x'.repeat(60)} …` }]);
  });
});
