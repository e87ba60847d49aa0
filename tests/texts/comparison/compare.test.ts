import { describe, expect, it, test } from 'vitest';
import type { Inline, PaperBlock, PaperDocument, Paragraph, SectionBlock, TextDocument } from '~/editor/document';
import { align } from '~/texts/comparison/align';
import { compare } from '~/texts/comparison/compare';
import type { Change, Stretch } from '~/texts/comparison/comparison';
import { agendaItem, decision, everything, footnote, minutes, paper, paragraph, section, wholePaper } from '../../editor/examples';
import { dice, edited, joined, sideOf } from './changes';

const changesOf = <Document extends TextDocument>(before: Document, after: Document) => compare(before, after).changes;
const kindsOf = (changes: readonly Change[]) => changes.map(({ kind }) => kind);
const innerOf = (change: Change | undefined): Change[] =>
  change?.kind === 'changed' && change.content?.kind === 'nodes' ? change.content.changes : [];
const stretchesOf = (change: Change | undefined): Stretch[] =>
  change?.kind === 'changed' && change.content?.kind === 'words' ? change.content.stretches : [];
const said = (nodes: readonly Inline[]) => nodes.map((node) => (node.type === 'text' ? node.text : node.type)).join('');
const told = (change: Change | undefined) =>
  stretchesOf(change).map((stretch) => `${stretch.kind}: ${said('after' in stretch ? stretch.after : stretch.before)}`);
const withFirst = (block: PaperBlock): [PaperDocument, (after: PaperBlock) => Change] => [
  paper(block),
  (after) => changesOf(paper(block), paper(after))[0]!,
];

const sentence = (seed: number) => {
  const roll = dice(seed);
  const words = ['Sprachkurse', 'Integration', 'Kommunen', 'fordern', 'Finanzierung', 'Ehrenamt', 'Beratung', 'ländlich', 'Träger', 'Wohnraum'];
  return Array.from({ length: 12 }, () => words[roll(words.length)]! + roll(400)).join(' ');
};
const paragraphs = (count: number, from = 0): Paragraph[] => Array.from({ length: count }, (_, at) => paragraph(sentence(at + from)));

describe('both states can be read off a comparison', () => {
  it.each([['minutes', everything], ['paper', wholePaper]] as [string, TextDocument][])('of %s, whatever was edited', (_, document) => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const roll = dice(seed);
      const [before, after] = [edited(document, roll), edited(document, roll)];
      const comparison = compare(before, after);
      expect(sideOf(comparison, 'before'), `before, ${seed}`).toEqual(joined(before.content));
      expect(sideOf(comparison, 'after'), `after, ${seed}`).toEqual(joined(after.content));
    }
  });

  it('also of texts that have nothing in common', () => {
    const comparison = compare(wholePaper, paper(...paragraphs(30)));
    expect(sideOf(comparison, 'before')).toEqual(wholePaper.content);
    expect(sideOf(comparison, 'after')).toEqual(paragraphs(30));
  });
});

it('says of the same text that all is kept', () => {
  expect(new Set(kindsOf(changesOf(wholePaper, structuredClone(wholePaper))))).toEqual(new Set(['kept']));
  expect(new Set(kindsOf(changesOf(everything, structuredClone(everything))))).toEqual(new Set(['kept']));
});

it('takes no notice of what no reader sees', () => {
  const [before, after] = ['block-a', 'block-b'].map((id) => minutes(section(agendaItem('1', 'A'), decision(id, 'Angenommen wird das Konzept.'))));
  expect(kindsOf(changesOf(before!, after!))).toEqual(['kept']);
});

describe('blocks', () => {
  const [one, two, three] = paragraphs(3) as [Paragraph, Paragraph, Paragraph];
  const table = wholePaper.content.find(({ type }) => type === 'table') as PaperBlock;

  it('are inserted and deleted where they stand', () => {
    expect(kindsOf(changesOf(paper(one, two), paper(one, three, two)))).toEqual(['kept', 'inserted', 'kept']);
    expect(kindsOf(changesOf(paper(one, three, two), paper(one, two)))).toEqual(['kept', 'deleted', 'kept']);
  });

  it('stay themselves when they are edited, beside one that is new', () => {
    const changes = changesOf(paper(one, two), paper(one, three, paragraph(`${sentence(1)} Ende.`)));
    expect(kindsOf(changes)).toEqual(['kept', 'inserted', 'changed']);
  });

  it('stay themselves when much is written behind them', () => {
    const changes = changesOf(paper(paragraph('Die Finanzierung der Kurse fehlt.')), paper(paragraph(`Die Finanzierung der Kurse fehlt. ${sentence(7)} ${sentence(8)}`)));
    expect(kindsOf(changes)).toEqual(['changed']);
  });

  it('that moved are told at both ends', () => {
    const changes = changesOf(paper(table, one, two, three), paper(one, two, three, table));
    expect(changes).toMatchObject([{ kind: 'movedFrom', move: 1 }, { kind: 'kept' }, { kind: 'kept' }, { kind: 'kept' }, { kind: 'movedTo', move: 1, changed: null }]);
  });

  it('that moved and were edited say what was edited', () => {
    const after = structuredClone(table) as Extract<PaperBlock, { type: 'table' }>;
    after.content[1]!.content[1]!.content = [paragraph('30')];
    const changes = changesOf(paper(table, one, two), paper(one, two, after));
    expect(kindsOf(changes)).toEqual(['movedFrom', 'kept', 'kept', 'movedTo']);
    expect(changes[3]).toMatchObject({ changed: { kind: 'changed' } });
  });

  it('that moved are not taken for others that look like them', () => {
    const other = structuredClone(table) as Extract<PaperBlock, { type: 'table' }>;
    other.content[1]!.content[0]!.content = [paragraph('Peine')];
    const changes = changesOf(paper(table, one), paper(other, one, table));
    expect(kindsOf(changes)).toEqual(['movedFrom', 'inserted', 'kept', 'movedTo']);
  });

  it('that moved into another list or section are found there', () => {
    const item = { type: 'listItem' as const, content: [paragraph(sentence(5))] };
    const list = (...items: (typeof item)[]): PaperBlock => ({ type: 'bulletList', content: items });
    const [first, second] = [paragraph(sentence(11)), paragraph(sentence(12))].map((content) => ({ type: 'listItem' as const, content: [content] }));
    const changes = changesOf(paper(list(first!, item), one, list(second!)), paper(list(first!), one, list(second!, item)));
    expect(kindsOf(innerOf(changes[0]))).toEqual(['kept', 'movedFrom']);
    expect(kindsOf(innerOf(changes[2]))).toEqual(['kept', 'movedTo']);
  });

  it('of an agenda stay with their item, also when it is renamed and gets another number', () => {
    const entry = agendaItem('1', 'Kurse');
    const before = minutes(section(entry, one), section(agendaItem('2', 'Räume'), two));
    const after = minutes(section(agendaItem('1', 'Räume'), two), section({ ...entry, number: '2', title: 'Sprachkurse' }, one));
    const sections = changesOf(before, after).flatMap((change) => (change.kind === 'movedTo' && change.changed ? [change.changed] : [change]));
    expect(sections).toContainEqual(expect.objectContaining({ kind: 'changed', attributes: ['number', 'title'] }));
  });
});

describe('attributes', () => {
  const cases: [string, PaperBlock, Record<string, unknown>][] = [
    ['level', { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Ausgangslage' }] }, { level: 3 }],
    ['tone', { type: 'callout', attrs: { tone: 'note' }, content: [paragraph('Ohne Frist kein Geld')] }, { tone: 'important' }],
    ['start', { type: 'orderedList', attrs: { start: 1 }, content: [{ type: 'listItem', content: [paragraph('Kurse')] }] }, { start: 3 }],
    ...(['alt', 'caption', 'width'] as const).map((name): [string, PaperBlock, Record<string, unknown>] => [
      name,
      wholePaper.content.find(({ type }) => type === 'image') as PaperBlock,
      { [name]: name === 'width' ? 75 : 'Anders' },
    ]),
  ];

  it.each(cases)('%s', (name, block, attrs) => {
    const [, to] = withFirst(block);
    const after = { ...block, attrs: { ...('attrs' in block ? block.attrs : {}), ...attrs } } as PaperBlock;
    expect(to(after)).toMatchObject({ kind: 'changed', attributes: [name] });
  });

  it('of a task that was ticked off', () => {
    const list = (checked: boolean): PaperBlock => ({ type: 'taskList', content: [{ type: 'taskItem', attrs: { checked }, content: [paragraph('Entwurf')] }] });
    const [, to] = withFirst(list(false));
    expect(innerOf(to(list(true)))).toMatchObject([{ kind: 'changed', attributes: ['checked'] }]);
  });

  it('of decisions and action items', () => {
    const [first, , last] = [everything.content[1]!, 0, structuredClone(everything.content[1]!)];
    const [vote, task] = last.content as [Extract<SectionBlock, { type: 'decision' }>, Extract<SectionBlock, { type: 'actionItem' }>];
    Object.assign(vote.attrs, { yes: 13, number: 'SPR 2026-08' });
    Object.assign(task.attrs, { due: '2026-04-01', assignee: 'organisation:abcdefgh23456789', assigneeName: 'Caritas' });
    const [changed] = changesOf(minutes(first), minutes(last));
    expect(innerOf(changed)).toMatchObject([
      { attributes: ['yes', 'number'] },
      { attributes: ['assigneeName', 'due'] },
      { kind: 'kept' },
    ]);
  });
});

describe('words', () => {
  const [, to] = withFirst(paragraph('Die Kurse beginnen im April.'));

  it('are told one by one', () => {
    expect(told(to(paragraph('Die Kurse beginnen im Mai.')))).toEqual(['kept: Die Kurse beginnen im ', 'deleted: April', 'inserted: Mai', 'kept: .']);
  });

  it('that follow each other are told together, with the blanks between them', () => {
    expect(told(to(paragraph('Unsere Kurse enden im April.')))[0]).toBe('deleted: Die');
    expect(told(to(paragraph('Die Kurse enden, hoffentlich im April.')))).toEqual(['kept: Die Kurse ', 'deleted: beginnen', 'inserted: enden, hoffentlich', 'kept:  im April.']);
  });

  it('set differently are the same words, also when only a part of one is', () => {
    const after = paragraph('Die ', { type: 'text', text: 'Kur', marks: [{ type: 'bold' }] }, 'se beginnen im April.');
    expect(told(to(after))).toEqual(['kept: Die ', 'formatted: Kurse', 'kept:  beginnen im April.']);
  });

  it('that lead elsewhere are told as set differently', () => {
    const linked = (href: string) => paragraph('Siehe ', { type: 'text', text: 'hier', marks: [{ type: 'link', attrs: { href } }] }, ' und lesen Sie nach.');
    const change = changesOf(paper(linked('https://a.example/')), paper(linked('https://b.example/')))[0];
    expect(told(change)).toEqual(['kept: Siehe ', 'formatted: hier', 'kept:  und lesen Sie nach.']);
  });

  it('of a footnote that changed are told with the note', () => {
    const noted = (text: string) => paragraph('Es fehlen viele Kurse', footnote(text), ' im Land.');
    expect(told(changesOf(paper(noted('Erhebung 2025')), paper(noted('Erhebung 2026')))[0])).toEqual([
      'kept: Es fehlen viele Kurse', 'deleted: footnote', 'inserted: footnote', 'kept:  im Land.',
    ]);
  });
});

describe('a table', () => {
  const table = (...rows: string[][]): PaperBlock => ({
    type: 'table',
    content: rows.map((row) => ({
      type: 'tableRow',
      content: row.map((text) => ({ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(text)] })),
    })),
  });
  const [, to] = withFirst(table(['Celle', '24 Plätze'], ['Peine', '12 Plätze']));

  it('tells rows that came and went', () => {
    expect(kindsOf(innerOf(to(table(['Celle', '24 Plätze'], ['Uelzen', '7'], ['Peine', '12 Plätze']))))).toEqual(['kept', 'inserted', 'kept']);
    expect(kindsOf(innerOf(to(table(['Peine', '12 Plätze']))))).toEqual(['deleted', 'kept']);
  });

  it('tells cells that changed', () => {
    const [, row] = innerOf(to(table(['Celle', '24 Plätze'], ['Peine', '18 Plätze'])));
    expect(kindsOf(innerOf(row))).toEqual(['kept', 'changed']);
  });

  it('tells a column that came', () => {
    const rows = innerOf(to(table(['Celle', 'neu', '24 Plätze'], ['Peine', 'alt', '12 Plätze'])));
    expect(rows.map((row) => kindsOf(innerOf(row)))).toEqual([['kept', 'inserted', 'kept'], ['kept', 'inserted', 'kept']]);
  });
});

describe('long texts', () => {
  test('of which all is different come to an end', () => {
    const [before, after] = [paper(...paragraphs(5_000)), paper(...paragraphs(5_000, 90_000))];
    expect(sideOf(compare(before, after), 'after')).toEqual(after.content);
  });

  test('of which all paragraphs are equal are told apart by their number', () => {
    const same = (count: number) => paper(...Array.from({ length: count }, () => paragraph('Gleich.')));
    const changes = changesOf(same(10_000), same(9_990));
    expect(changes.filter(({ kind }) => kind === 'kept')).toHaveLength(9_990);
    expect(changes.filter(({ kind }) => kind === 'deleted')).toHaveLength(10);
  });

  test('in one paragraph are compared word by word', () => {
    const words = Array.from({ length: 30_000 }, (_, at) => `Wort${at % 997}`);
    const after = words.with(15_000, 'anders');
    expect(stretchesOf(changesOf(paper(paragraph(words.join(' '))), paper(paragraph(after.join(' '))))[0]).map(({ kind }) => kind)).toEqual([
      'kept', 'deleted', 'inserted', 'kept',
    ]);
  });
});

it('aligns as much as there is in common, in order', () => {
  const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
  const common = (a: string, b: string) => align(letters(a), letters(b)).map(([at]) => a[at]).join('');
  expect(common('ABCABBA', 'CBABAC')).toHaveLength(4);
  expect(common('', 'AB')).toBe('');
  expect(common('XABY', 'ZABW')).toBe('AB');
});
