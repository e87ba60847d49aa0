import { describe, expect, it } from 'vitest';
import { partsIn } from '~/services/search/compounds';
import { clausesOf, steps } from '~/services/search/query';
import { excerptOf, markedIn, placesOf } from '~/services/search/excerpt';
import { nearestIn, slipsBetween } from '~/services/search/distance';
import { mainTerms } from '~/services/search/spelling';
import { termOf, termsOf } from '~/services/search/words';

const stepsFor = (asked: string) => [...steps(clausesOf(asked), [])];

describe('a question', () => {
  it('asks for titles first, then for what a text is about, what it holds, and parts of its words', () => {
    expect(stepsFor('Kurs')).toEqual(['(("t:kur"))', '(("m:kur"))', '(("kur"))', '(("c:kur"))']);
  });

  it('asks for all words, in quotation marks for a phrase, with a minus for none', () => {
    expect(stepsFor('Kurs Celle')).toEqual([
      '(("t:kur" AND "t:cell"))',
      '((("t:kur" OR "m:kur") AND ("t:cell" OR "m:cell")))',
      '((("t:kur" OR "t:cell") AND "kur" AND "cell"))',
      '(("kur" AND "cell"))',
      '((("kur" OR "c:kur") AND ("cell" OR "c:cell")))',
    ]);
    expect(stepsFor('„runder Tisch“').at(-1)).toBe(`(("${termOf('runder')} ${termOf('Tisch')}"))`);
    expect(stepsFor('Kurs -Online')[2]).toBe(`(("kur") NOT "${termOf('Online')}")`);
    expect(stepsFor('Kurs –"in Celle"')[2]).toBe('(("kur") NOT "in cell")');
  });

  it('is narrowed by what is marked', () => {
    expect([...steps(clausesOf('Kurs -Online'), ['k:document', 'g:1'])][2]).toBe(
      `(("kur") NOT "${termOf('Online')}") AND "k:document" AND "g:1"`,
    );
  });

  it('takes what a hyphen joins as a phrase, not as something to leave out', () => {
    expect(clausesOf('E-Mail')).toEqual([{ terms: ['e', termOf('Mail')], phrase: true, not: false }]);
  });

  it('asks for nothing where nothing is asked for', () => {
    for (const asked of ['', '  ', '-Online', '"', '***', '" "', '-']) expect(stepsFor(asked)).toEqual([]);
  });

  it('means nothing to the database', () => {
    expect(stepsFor('a" OR "b')[3]).not.toContain('"" OR');
    expect(stepsFor('title:x* NEAR(y) ^z')[3]).toBe('(("titl x" AND "near y" AND "z"))');
    expect(stepsFor('k:document')[0]).toBe(`(("t:k t:${termOf('document')}"))`);
  });
});

describe('an excerpt', () => {
  const places = placesOf([termOf('Kurs')]);

  it('marks words in every form, and those that hold them', () => {
    expect(markedIn('Die Kurse beginnen im Sprachkursraum.', places)).toEqual([
      { text: 'Die ', marked: false },
      { text: 'Kurse', marked: true },
      { text: ' beginnen im ', marked: false },
      { text: 'Sprachkursraum', marked: true },
      { text: '.', marked: false },
    ]);
  });

  it.each([
    ['Straße', 'strasse'],
    ['STRASSE', 'Straße'],
    ['Räume', 'raeume'],
    ['Raeume', 'Räumen'],
    ['Müller', 'Mueller'],
    ['Şahin', 'Sahin'],
    ['André', 'andre'],
    ['Україна', 'україна'],
  ])('marks %s where %s is asked for', (written, asked) => {
    expect(markedIn(`Am ${written}.`, placesOf([termOf(asked)]))[1]).toEqual({ text: written, marked: true });
  });

  it('begins before the first of them, rather where it stands itself, and says that there is more', () => {
    const pieces = excerptOf(`Sprachkurs ${'Wort '.repeat(200)}Kurs ${'Ende '.repeat(200)}`, places);
    expect(pieces[0]!.text).toBe('… ');
    expect(pieces.at(-1)!.text).toBe(' …');
    expect(pieces).toContainEqual({ text: 'Kurs', marked: true });
    expect(pieces.map(({ text }) => text).join('').length).toBeLessThan(400);
  });

  it('is the beginning where none of them stands', () => {
    expect(excerptOf('Nichts davon.', places)).toEqual([{ text: 'Nichts davon.', marked: false }]);
    expect(excerptOf('Nichts davon.', placesOf([]))).toEqual([{ text: 'Nichts davon.', marked: false }]);
  });
});

describe('compounds', () => {
  const known = new Set(['arbeit', 'markt', termOf('Integration'), 'kur'].filter((word) => word.length >= 4));

  it('are taken apart by words that are used by themselves, and leave the rest', () => {
    const parts = partsIn(termOf('Arbeitsmarktintegration'), known);
    for (const part of ['arbeit', 'markt', termOf('Integration'), termOf('Arbeitsmarkt')]) expect(parts).toContain(part);
    expect(partsIn(termOf('Jugendintegration'), known)).toContain(termOf('Jugend'));
  });

  it('are not taken apart in the middle of a word', () => {
    expect(partsIn('wohnen', new Set(['ohne']))).toEqual([]);
    expect(partsIn('markt', new Set(['markt']))).toEqual([]);
  });
});

it('a text is about what stands in it again and again', () => {
  expect(mainTerms(termsOf('Der Kurs. Kurse, Kursen in Celle; die die die Stadt'))).toEqual([]);
  expect(mainTerms(termsOf('Stadt und Stadt, die Stadt'))).toEqual([termOf('Stadt')]);
  expect(mainTerms([...Array.from({ length: 4000 }, (_, index) => `wort${index}`), 'stadt', 'stadt', 'stadt'])).toEqual([]);
});

it('with other words in place of a slip a question is asked as if they had been typed', () => {
  const others = new Map([['kus', ['kur', 'kuss']]]);
  expect([...steps(clausesOf('kus'), [], others)].slice(0, 2)).toEqual([
    '((("t:kus" OR "t:kur" OR "t:kuss")))',
    '((("m:kus" OR "m:kur" OR "m:kuss")))',
  ]);
  expect([...steps(clausesOf('"kus"'), [], others)]).toEqual(stepsFor('"kus"'));
});

it('what was meant is looked for in words, and where they begin and end', () => {
  expect(nearestIn('arbeitsmarktintegration', 'integrazion', 2)).toEqual({ word: 'integration', slips: 1 });
  expect(nearestIn('sprachkursraum', 'sprachkrus', 2)).toEqual({ word: 'sprachkurs', slips: 1 });
  expect(nearestIn('integration', 'integraton', 2)).toEqual({ word: 'integration', slips: 1 });
  expect(nearestIn('integration', 'integration', 2)).toBeUndefined();
  expect(nearestIn('hausordnung', 'maus', 1)).toBeUndefined();
});

it('slips of the hand are counted', () => {
  expect(slipsBetween('sprachkurs', 'sprachkurs', 2)).toBe(0);
  expect(slipsBetween('sprachkurs', 'sprahckurs', 2)).toBe(1);
  expect(slipsBetween('sprachkurs', 'spachkurs', 2)).toBe(1);
  expect(slipsBetween('integration', 'intergatoin', 2)).toBe(2);
  expect(slipsBetween('haus', 'zaun', 1)).toBeGreaterThan(1);
});
