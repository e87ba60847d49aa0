import { describe, expect, it } from 'vitest';
import { findWords, passageBetween, runsOf, wordsInSection } from '~/texts/passages.server';
import { partsOf } from '~/editor/parts';
import { placeThreads, seenParts } from '~/texts/placing.server';
import { countAnswers } from '~/texts/tally';
import { everything } from '../editor/examples';
import { mixed } from './minutes';

const runs = runsOf(mixed);
const positionsOf = (words: string) => findWords(runs, words)!;

describe('words of a version', () => {
  it('are not found where they do not stand, nor across sections', () => {
    expect(findWords(runs, 'Die Kurse enden')).toBeUndefined();
    expect(findWords(runs, '')).toBeUndefined();
    expect(wordsInSection(mixed, 0, 'nächste Termin', true)).toBeUndefined();
    expect(wordsInSection(mixed, 9, 'Die Kurse', true)).toBeUndefined();
  });

  it('are found as people copy them: other quotation marks, spaces and case', () => {
    const { from, to } = positionsOf('  die   KURSE beginnen ');
    expect(passageBetween(runs, from, to)).toMatchObject({ quote: 'Die Kurse beginnen', section: 0, internal: false });
  });

  it('are quoted whole over several blocks, mentions included', () => {
    const all = runsOf(everything);
    const { from, to } = findWords(all, 'begrüßt @Ayşe Öztürk herzlich')!;
    expect(passageBetween(all, from, to)!.quote).toBe('begrüßt @Ayşe Öztürk herzlich');
  });

  it('internal or not, say so; to those who may not see them they do not stand there', () => {
    expect(wordsInSection(mixed, 0, 'Vertraulich', true)).toMatchObject({ internal: true });
    expect(wordsInSection(mixed, 0, 'Vertraulich', false)).toBeUndefined();
    expect(wordsInSection(mixed, 0, 'April. Räume', true)).toBeUndefined();
    // For a reader who sees less, the text goes on behind the internal passage.
    expect(wordsInSection(mixed, 0, 'April. Räume', false)).toMatchObject({ internal: false });
  });

  it('stretching over an internal passage are internal', () => {
    const [from, to] = [positionsOf('im April').from, positionsOf('Volkshochschule').to];
    expect(passageBetween(runs, from, to)).toMatchObject({ internal: true });
  });
});

describe('places', () => {
  it('of sections are those of the full document, whoever reads', () => {
    expect(seenParts(mixed, false).map(({ index, number }) => [index, number])).toEqual([[0, '1'], [2, '3']]);
    expect(seenParts(mixed, true).map(({ from }) => from)).toEqual(partsOf(mixed).map(({ from }) => from));
  });

  it('of a thread about another version are found by its words, else it is an orphan', () => {
    const thread = (quote: string) => ({ anchor: { kind: 'version', from: 1, to: 2 } as const, quote, versionId: null });
    const text = { document: mixed, versionId: 'other' as never, readsInternal: true };
    const [found, lost, hidden] = placeThreads([thread('nächste Termin'), thread('gibt es nicht'), thread('Geheim bleibt')], text);
    expect(found).toMatchObject({ section: 2, orphaned: false });
    expect(lost).toMatchObject({ section: null, orphaned: true });
    expect(hidden).toMatchObject({ section: 1, orphaned: false });
    expect(placeThreads([thread('Geheim bleibt')], { ...text, readsInternal: false })[0]).toMatchObject({ orphaned: true, range: null });
  });
});

describe('a count', () => {
  const answers = ['agree', null, 'object', null] as const;

  it('takes silence for agreement only once the round is over, and only if that was agreed', () => {
    const silence = (over: boolean, silenceIsConsent: boolean) =>
      countAnswers({ over, silenceIsConsent }, answers).agreeingBySilence;
    expect([silence(false, true), silence(true, false)]).toEqual([0, 0]);
    expect(silence(true, true)).toBe(2);
  });

  it('never counts silence among what was said', () => {
    expect(countAnswers({ over: true, silenceIsConsent: true }, answers)).toMatchObject({
      invited: 4,
      answered: 2,
      silent: 2,
      byAnswer: { agree: 1, agree_with_remarks: 0, object: 1, abstain: 0 },
    });
  });
});
