/** The walk that feeds every format: what it says of each node, and where lines and comments stand. */
import { describe, expect, it } from 'vitest';
import type { TextDocument } from '~/editor/document';
import { withoutInternal } from '~/editor/internal';
import { type Block, type Line, innerBlocks, lineText } from '~/texts/export/blocks';
import { linesOf } from '~/texts/lines';
import { type LineMap, type WalkOptions, blocksOf, deepestList, unplaced } from '~/texts/export/walk';
import { everything, footnote, paper, paragraph, wholePaper } from '../../editor/examples';
import { words } from './exports';

const t = await words();

const walk = (document: TextDocument, options: Partial<WalkOptions> = {}) =>
  blocksOf(document, { t, language: 'de', baseUrl: 'https://portal.example', ...options });

const all = (blocks: readonly Block[]): Block[] => blocks.flatMap((block) => [block, ...all(innerBlocks(block))]);
const linesIn = (block: Block | undefined): Line[] => (block && 'lines' in block ? block.lines : []);
const textsOf = (block: Block | undefined) => linesIn(block).map(lineText);

describe('the walk', () => {
  it('leaves out what is internal where the document does', () => {
    const told = JSON.stringify(walk(withoutInternal(everything)));
    for (const secret of ['Vertraulich', 'Still.', 'Geheim', 'Personal']) expect(told).not.toContain(secret);
  });

  it('tells every kind of block', () => {
    const kinds = new Set([...all(walk(everything)), ...all(walk(wholePaper))].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      ['callout', 'heading', 'image', 'internal', 'list', 'paragraph', 'quote', 'record', 'rule', 'table'].sort(),
    );
  });

  it('says votes and result of a decision, and who does what until when', () => {
    const records = all(walk(everything, { taskStates: new Map([['block-two', 'done']]) })).filter(({ kind }) => kind === 'record');
    expect(records).toMatchObject([
      { of: 'decision', name: 'Beschluss SPR 2026-07', details: ['12 Ja', '0 Nein', '1 Enthaltung'], result: 'angenommen' },
      { of: 'task', name: 'Aufgabe', details: ['Ayşe Öztürk', 'bis Do., 12. März 2026', 'erledigt'], result: '' },
      { of: 'decision', name: 'Beschluss', details: [], result: 'einvernehmlich angenommen' },
    ]);
  });

  it('numbers footnotes through the document and finds the addresses in them', () => {
    const told = JSON.stringify(walk(wholePaper));
    expect(told).toContain('"kind":"footnote","number":1');
    expect(told).toContain('"kind":"footnote","number":2');
    expect(told).toContain('"href":"https://kurse.example/2026"');
  });

  it('makes the addresses of documents whole, and no link of anything else', () => {
    const odd = paper(paragraph({ type: 'text', text: 'hier', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }));
    expect(JSON.stringify(walk(wholePaper))).toContain('"href":"https://portal.example/dokumente/abcdefgh23456789"');
    expect(walk(odd)).toMatchObject([{ lines: [{ runs: [{ text: 'hier', href: null }] }] }]);
  });

  it('leaves no level of headings out, whatever their own', () => {
    const heading = (level: 2 | 3 | 4, text = 'Titel') => ({ type: 'heading' as const, attrs: { level }, content: [{ type: 'text' as const, text }] });
    const ranks = walk(paper(heading(4), heading(2), heading(2, ' '), heading(4), heading(3))).map((block) => (block.kind === 'heading' ? [block.level, block.rank] : []));
    expect(ranks).toEqual([[4, 1], [2, 1], [2, 1], [4, 2], [3, 2]]);
  });

  it('keeps the words of lists that are deeper than any format can set', () => {
    let list = paper(paragraph('ganz unten')).content;
    for (let depth = 0; depth < 40; depth++) list = [{ type: 'bulletList', content: [{ type: 'listItem', content: list as never }] }];
    const told = walk(paper(...list));
    const depthOf = (block: Block): number => (block.kind === 'list' ? 1 : 0) + Math.max(0, ...innerBlocks(block).map(depthOf));
    expect(depthOf(told[0]!)).toBe(deepestList);
    expect(JSON.stringify(told)).toContain('ganz unten');
  });

  it('gives every place of a table to one cell', () => {
    const cell = (text: string, colspan = 1, rowspan = 1) => ({ type: 'tableCell' as const, attrs: { colspan, rowspan }, content: [paragraph(text)] });
    const [table] = walk(
      paper({
        type: 'table',
        content: [
          { type: 'tableRow', content: [cell('a', 2), cell('b', 1, 9)] },
          { type: 'tableRow', content: [cell('c')] },
          { type: 'tableRow', content: [cell('d', 3)] },
        ],
      }),
    );
    if (table?.kind !== 'table') throw new Error('No table.');
    const places = table.rows.map((row) => row.map(({ column, colspan, rowspan }) => [column, colspan, rowspan]));
    expect(table.columns).toBe(3);
    expect(places).toEqual([[[0, 2, 1], [2, 1, 3]], [[0, 1, 1], [1, 1, 1]], [[0, 2, 1]]]);
  });
});

describe('lines', () => {
  it('are cut where they are numbered, and nowhere else', () => {
    const document = paper(paragraph('eins zwei drei'), paragraph('vier', { type: 'hardBreak' }, 'fünf'));
    const lines: LineMap = new Map([[0, { first: 1, breaks: [5, 10] }], [16, { first: 4, breaks: [5] }]]);
    const told = walk(document, { lines });
    expect(told.map(linesIn).map((list) => list.map((line) => [line.number, lineText(line)]))).toEqual([
      [[1, 'eins '], [2, 'zwei '], [3, 'drei']],
      [[4, 'vier'], [5, 'fünf']],
    ]);
    expect(walk(document).map(textsOf)).toEqual([['eins zwei drei'], ['vier\nfünf']]);
  });

  it('are those of every format: all that are counted, in their order', () => {
    for (const document of [wholePaper, everything]) {
      const counted = linesOf(document);
      const numbers = all(walk(document, { lines: counted })).flatMap((block) => linesIn(block).map(({ number }) => number));
      const given = numbers.filter((number) => number !== null);
      expect(given).toEqual(given.map((_, index) => index + 1));
      expect(given).toHaveLength([...counted.values()].reduce((sum, { breaks }) => sum + breaks.length + 1, 0));
    }
  });

  it('stay one where the writer broke them but they are counted as one', () => {
    const told = walk(paper(paragraph('vier', { type: 'hardBreak' }, 'fünf')), { lines: new Map([[0, { first: 1, breaks: [] }]]) });
    expect(textsOf(told[0])).toEqual(['vier fünf']);
  });
});

describe('comments', () => {
  const document = paper(paragraph('eins zwei'), paragraph('drei', footnote('Anm.'), ' vier'));
  const told = (from: number, to: number) =>
    walk(document, { comments: [{ from, to }] }).map((block) =>
      linesIn(block)
        .flatMap(({ runs }) => runs)
        .map((run) => ({ words: 'text' in run ? run.text : '', commentStart: '[', commentEnd: ']', footnote: '*', break: '/' })[run.kind])
        .join(''),
    );

  it('begin and end at their words', () => {
    expect(told(1, 5)).toEqual(['[eins] zwei', 'drei* vier']);
    expect(told(6, 16)).toEqual(['eins [zwei', 'drei]* vier']);
  });

  it('that end between blocks end at the last of their words', () => {
    expect(told(6, 11)).toEqual(['eins [zwei]', 'drei* vier']);
  });

  it('may lie over each other', () => {
    const runs = walk(document, { comments: [{ from: 1, to: 8 }, { from: 3, to: 10 }] }).flatMap(linesIn)[0]!.runs;
    expect(runs.map((run) => ('index' in run ? `${run.kind} ${run.index}` : 'text' in run ? run.text : ''))).toEqual([
      'commentStart 0', 'ei', 'commentStart 1', 'ns zw', 'commentEnd 0', 'ei', 'commentEnd 1',
    ]);
  });

  it('without words are about the whole', () => {
    expect(unplaced(document, [null, { from: 1, to: 5 }, { from: 900, to: 901 }])).toEqual([0, 2]);
  });
});
