import { describe, expect, it } from 'vitest';
import { clausesOf, matchOf } from '~/services/search/query';
import { excerptOf, markedIn } from '~/services/search/excerpt';
import { slipsBetween } from '~/services/search/distance';
import { termOf } from '~/services/search/words';

const matchFor = (asked: string) => matchOf(clausesOf(asked), new Map());

describe('a question', () => {
  it('asks for all words, in quotation marks for a phrase, with a minus for none', () => {
    expect(matchFor('Kurs Celle')).toBe('(("kur") AND ("cell"))');
    expect(matchFor('„runder Tisch“')).toBe(`("${termOf('runder')} ${termOf('Tisch')}")`);
    expect(matchFor('Kurs -Online')).toBe(`(("kur")) NOT "${termOf('Online')}"`);
    expect(matchFor('Kurs –"in Celle"')).toBe('(("kur")) NOT "in cell"');
  });

  it('takes what a hyphen joins as a phrase, not as something to leave out', () => {
    expect(clausesOf('E-Mail')).toEqual([{ terms: ['e', termOf('Mail')], phrase: true, not: false }]);
  });

  it('asks for nothing where nothing is asked for', () => {
    for (const asked of ['', '  ', '-Online', '"', '***', '" "', '-']) expect(matchFor(asked)).toBeUndefined();
  });

  it('means nothing to the database', () => {
    expect(matchFor('a" OR "b')).not.toContain('"" OR');
    expect(matchFor('title:x* NEAR(y) ^z')).toBe('("titl x" AND "near y" AND ("z"))');
  });
});

describe('an excerpt', () => {
  const terms = new Set([termOf('Kurs')]);

  it('marks words in every form', () => {
    expect(markedIn('Die Kurse beginnen.', terms)).toEqual([
      { text: 'Die ', marked: false },
      { text: 'Kurse', marked: true },
      { text: ' beginnen.', marked: false },
    ]);
  });

  it('begins before the first of them, and says that there is more', () => {
    const pieces = excerptOf(`${'Wort '.repeat(200)}Kurs ${'Ende '.repeat(200)}`, terms);
    expect(pieces[0]!.text).toBe('… ');
    expect(pieces.at(-1)!.text).toBe(' …');
    expect(pieces.some(({ marked }) => marked)).toBe(true);
    expect(pieces.map(({ text }) => text).join('').length).toBeLessThan(400);
  });
});

it('slips of the hand are counted', () => {
  expect(slipsBetween('sprachkurs', 'sprachkurs', 2)).toBe(0);
  expect(slipsBetween('sprachkurs', 'sprahckurs', 2)).toBe(1);
  expect(slipsBetween('sprachkurs', 'spachkurs', 2)).toBe(1);
  expect(slipsBetween('integration', 'intergatoin', 2)).toBe(2);
  expect(slipsBetween('haus', 'zaun', 1)).toBeGreaterThan(1);
});
