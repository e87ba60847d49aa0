import { describe, expect, it } from 'vitest';
import { csvOf } from '~/services/export/csv';

/** The lines of a table without its byte order mark. */
const linesOf = (...rows: string[][]) => csvOf(['Kopf'], rows).slice(1).split('\r\n').slice(1, -1);

describe('a table as CSV', () => {
  it('begins with a byte order mark, has semicolons, and ends every line', () => {
    expect(csvOf(['Nummer', 'Wortlaut'], [['1', 'Größe'], ['2', '']])).toBe('\uFEFFNummer;Wortlaut\r\n1;Größe\r\n2;\r\n');
  });

  it('has its head alone where there is nothing else', () => {
    expect(csvOf(['Nummer'], [])).toBe('\uFEFFNummer\r\n');
  });

  it.each([
    ['eins; zwei', '"eins; zwei"'],
    ['„so“ und "so"', '"„so“ und ""so"""'],
    ['erste\nzweite', '"erste\nzweite"'],
    ['eins, zwei', 'eins, zwei'],
  ])('quotes %j only where it must', (cell, written) => {
    expect(csvOf([], [[cell]])).toBe(`\uFEFF\r\n${written}\r\n`);
  });

  it.each(['=1+1', '+49 431', '-5', '@SUMME(A1)', '\t=1'])('defuses %j', (cell) => {
    expect(linesOf([cell])).toEqual([`'${cell}`]);
  });

  it('defuses before it quotes', () => {
    expect(linesOf(['=HYPERLINK("a";"b")'])).toEqual([`"'=HYPERLINK(""a"";""b"")"`]);
  });

  it('leaves what only contains such a letter', () => {
    expect(linesOf(['2026-07', 'a=b'])).toEqual(['2026-07;a=b']);
  });
});
