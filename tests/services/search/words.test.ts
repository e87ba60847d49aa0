import { describe, expect, it } from 'vitest';
import { termOf, termsOf } from '~/services/search/words';

const alike = (...words: string[]) => expect(new Set(words.map(termOf)).size, words.map(termOf).join(' ')).toBe(1);

describe('words as they are looked for', () => {
  it.each([
    ['Räume', 'Raeume', 'raume', 'RÄUME'],
    ['Straße', 'Strasse', 'STRASSE', 'Straßen'],
    ['Müller', 'Mueller', 'Muller', 'müller'],
    ['Größe', 'Groesse', 'grosse'],
    ['Räte', 'Raete'],
    ['Yıldız', 'Yildiz'],
  ])('fall together in every spelling: %s', (...words) => alike(...words));

  it.each([
    ['Sprachkurs', 'Sprachkurse', 'Sprachkursen', 'Sprachkurses'],
    ['Integration', 'Integrationen'],
    ['Arbeit', 'Arbeiten'],
    ['Haus', 'Hauses', 'Häuser', 'Häusern'],
    ['Frau', 'Frauen'],
    ['freiwillig', 'freiwillige', 'freiwilligen', 'freiwilliges'],
  ])('fall together with any ending: %s', (...words) => alike(...words));

  it('stay apart where they are different words', () => {
    for (const [one, other] of [
      ['Masse', 'Mast'],
      ['Kurs', 'Kirche'],
      ['Schule', 'Schuld'],
      ['2026', '2025'],
    ] as const) {
      expect([one, termOf(one)]).not.toEqual([one, termOf(other)]);
    }
  });

  it('leave numbers as they are, and need no Latin letters', () => {
    expect(termsOf('§ 24 SGB II – 100 Prozent')).toEqual(['24', 'sgb', 'ii', '100', termOf('Prozent')]);
    expect(termsOf('Українська мова')).toHaveLength(2);
  });
});
