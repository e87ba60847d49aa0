import { expect, it } from 'vitest';
import { pace } from '~/services/pace';

it('lets so many pass in a row, then one every few seconds, each name by itself', () => {
  const wait = pace({ burst: 3, everySeconds: 10 });
  const second = (at: number) => at * 1000;
  expect([1, 2, 3].map(() => wait('a', second(0)))).toEqual([0, 0, 0]);
  expect(wait('a', second(0))).toBe(10);
  expect(wait('a', second(4))).toBe(6);
  expect(wait('b', second(4))).toBe(0);
  expect(wait('a', second(10))).toBe(0);
  expect(wait('a', second(10))).toBe(10);
  // After a pause all of it is regained, and no more than that.
  expect([1, 2, 3].map(() => wait('a', second(1000)))).toEqual([0, 0, 0]);
  expect(wait('a', second(1000))).toBe(10);
});

it('forgets the name that has been still for longest when there are too many', () => {
  const wait = pace({ burst: 1, everySeconds: 60 });
  expect([wait('first', 0), wait('second', 0)]).toEqual([0, 0]);
  for (let name = 0; name < 9_999; name += 1) wait(`other ${name}`, 0);
  expect([wait('first', 0), wait('other 9998', 0)]).toEqual([0, 60]);
});
