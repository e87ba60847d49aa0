import { describe, expect, it } from 'vitest';
import { foldForSearch, transliterate } from '~/services/search-name';

describe('names', () => {
  it.each([
    ['Müller', 'Mueller', 'MULLER', 'Mu\u0308ller'],
    ['Mehmet Yıldız', 'mehmet yildiz', 'MEHMET YILDIZ', 'Mehmet YILDIZ'],
    ['İpek', 'ipek', 'Ipek'],
    ['Łukasz Wałęsa', 'lukasz walesa'],
    ['Søren', 'Soeren', 'Soren'],
    ['Weiß', 'Weiss', 'WEISS', 'WEIẞ'],
    ['Dvořák', 'dvorak'],
    ['Đorđe', 'Dorde'],
    ['  Anna   Groß-Köhler ', 'anna gross-koehler'],
  ])('%s is found however it is typed', (name, ...spellings) => {
    for (const typed of spellings) expect([typed, foldForSearch(typed)]).toEqual([typed, foldForSearch(name)]);
  });

  it.each(['Manuel Bauer', 'Goethe', 'Bäuerle', 'Joël Noé'])('%s is found by each of its beginnings', (name) => {
    const folded = foldForSearch(name);
    for (let end = 1; end <= name.length; end += 1) {
      const typed = name.slice(0, end);
      expect([typed, folded.startsWith(foldForSearch(typed))]).toEqual([typed, true]);
    }
  });

  it('are written without umlauts as Germans do it, for addresses', () => {
    expect(transliterate('Größe & Übermut: Łódź')).toBe('groesse & uebermut: lodz');
  });
});
