/** What the form of a search for a date takes: dates that exist, each once, not too few and not too many. */
import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { newPollSchema, pollSteps, ranked } from '~/features/polls/polls';
import { addDays, momentAt, today } from '~/services/time';
import type { Day } from '~db/values';
import { typed } from './asking';

type Row = { day?: string; from?: string };

/** The fields that are refused, with the reasons. */
function refusals(rows: readonly Row[], changed: Record<string, unknown> = {}): Record<string, string[] | null> {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed([], changed))) if (typeof value === 'string') form.set(name, value);
  for (const [index, { day = '', from = '' }] of rows.entries()) {
    form.set(`proposals[${index}].day`, day);
    form.set(`proposals[${index}].from`, from);
  }
  const submission = parseWithZod(form, { schema: newPollSchema });
  return submission.status === 'success' ? {} : (submission.error ?? {});
}

const day = addDays(today(), 10);
const next = addDays(today(), 11);

describe('refused are', () => {
  it('fewer than two dates; rows without a day do not count', () => {
    expect(refusals([{ day, from: '14:00' }, { from: '14:00' }, {}])).toEqual({ proposals: ['pollTooFew'] });
  });

  it('more than twenty', () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ day: addDays(today(), 10 + index), from: '14:00' }));
    expect(refusals(many)).toEqual({ proposals: ['pollTooMany|{"maximum":20}'] });
    expect(refusals([...many.slice(1), {}])).toEqual({});
  });

  it('dates as well where something else is missing', () => {
    expect(refusals([{ day, from: '14:00' }], { title: '' })).toEqual({ title: ['required'], proposals: ['pollTooFew'] });
  });

  it('the same date twice, at the second one', () => {
    const rows = [{ day, from: '14:00' }, { day: next, from: '14:00' }, { day, from: '14:00' }];
    expect(refusals(rows)).toEqual({ 'proposals[2].day': ['pollTwice'] });
  });

  it('a day without a time', () => {
    expect(refusals([{ day, from: '14:00' }, { day: next, from: '14:00' }, { day: next }])).toEqual({
      'proposals[2].from': ['required'],
    });
  });

  it('a time that clocks skip, and an end after midnight', () => {
    const spring = [{ day: '2027-03-28', from: '02:30' }, { day: '2027-03-29', from: '14:00' }];
    expect(refusals(spring)).toEqual({ 'proposals[0].from': ['timeSkipped'] });
    const late = [{ day, from: '22:30' }, { day: next, from: '22:29' }];
    expect(refusals(late)).toEqual({ 'proposals[0].from': ['pollPastMidnight'] });
  });

  it('a last day to answer after the last date', () => {
    const rows = [{ day, from: '14:00' }, { day: next, from: '14:00' }];
    expect(refusals(rows, { lastDay: addDays(today(), 12) })).toEqual({ lastDay: ['pollDeadlineLate'] });
    expect(refusals(rows, { lastDay: next })).toEqual({});
  });

  it('links that are not https, and lengths that are none', () => {
    const rows = [{ day, from: '14:00' }, { day: next, from: '14:00' }];
    expect(refusals(rows, { link: 'http://konferenz.example' })).toHaveProperty('link');
    for (const duration of ['0', '14', '721', '90.5', 'lang']) expect(refusals(rows, { duration })).toHaveProperty('duration');
  });

  it('answers that are none', () => {
    const form = new FormData();
    for (const [name, value] of [['intent', 'answer'], ['basis', ''], ['answers.abc', 'vielleicht']] as const) form.set(name, value);
    expect(parseWithZod(form, { schema: pollSteps }).status).toBe('error');
  });
});

it('on the night the clocks go back the first of two equal times is meant', () => {
  const rows = [
    { day: '2027-10-31' as Day, from: '02:30' },
    { day: '2027-11-01' as Day, from: '14:00' },
  ];
  const { proposals } = newPollSchema.parse({ ...typed([]), proposals: rows });
  expect(proposals[0]).toEqual({ startsAt: new Date('2027-10-31T00:30:00Z'), field: 'proposals[0].day' });
});

describe('the ranking', () => {
  const date = (name: string, yes: number, ifNeeded: number, no: number, ahead = 10, past = false) => ({
    name,
    startsAt: momentAt(addDays(today(), ahead), '14:00'),
    counts: { yes, if_needed: ifNeeded, no },
    past,
  });
  const order = (...dates: ReturnType<typeof date>[]) => ranked(dates).map(({ name, best }) => (best ? `${name}!` : name));

  it('asks for most yes, then most if-need-be, then fewest no, then the earlier day', () => {
    const dates = [date('a', 3, 0, 2), date('b', 4, 0, 3), date('c', 3, 1, 2), date('d', 3, 1, 1, 12), date('e', 3, 1, 1, 11)];
    expect(order(...dates)).toEqual(['b!', 'e', 'd', 'c', 'a']);
  });

  it('names all that nothing surpasses, and none that has passed or suits nobody', () => {
    expect(order(date('a', 2, 1, 0, 11), date('b', 2, 1, 0, 10), date('c', 9, 0, 0, -1, true))).toEqual(['b!', 'a!', 'c']);
    expect(order(date('a', 0, 0, 3), date('b', 0, 0, 3, 11))).toEqual(['a', 'b']);
  });
});
