import i18next from 'i18next';
import { describe, expect, it, test } from 'vitest';
import type { PaperBlock, PaperDocument, TextDocument } from '~/editor/document';
import { compare } from '~/texts/comparison/compare';
import { type ComparisonOptions, renderComparison } from '~/texts/comparison/render';
import de from '~/words/de/versions.json';
import en from '~/words/en/versions.json';
import { agendaItem, everything, minutes, paper, paragraph, section, wholePaper, words as editorWords } from '../../editor/examples';
import { dice, edited } from './changes';

async function optionsFor(language: 'de' | 'en', more: Partial<ComparisonOptions> = {}): Promise<ComparisonOptions> {
  const i18n = i18next.createInstance();
  await i18n.init({ lng: language, resources: { de: { versions: de }, en: { versions: en } }, interpolation: { escapeValue: false } });
  const t = i18n.getFixedT(language, 'versions');
  const words = { versions: (key: string, values?: Record<string, string | number>) => t(key, values ?? {}), editor: await editorWords(language) };
  return { view: 'inline', language, words, names: { before: 'Fassung 1', after: 'Fassung 2' }, ...more };
}

async function rendered<Document extends TextDocument>(before: Document, after: Document, more: Partial<ComparisonOptions> = {}, language: 'de' | 'en' = 'de') {
  return renderComparison(compare(before, after), await optionsFor(language, more));
}

/** The text a reader hears, hidden words included. */
const heard = (html: string) => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

const old = paper(paragraph('Die Kurse beginnen im April.'));
const april = paper(paragraph('Die Kurse beginnen im Mai.'));

test('hostile content comes out as words', async () => {
  const attack = `"><script>alert('x')</script>`;
  const hostile = (extra: string) =>
    minutes(section({ ...agendaItem('1', attack + extra), id: 'item-1' as never, number: `1${extra}` }, paragraph(attack, extra), paragraph(`${extra} ${attack} neu`)));
  for (const view of ['inline', 'columns'] as const) {
    const { html } = await rendered(hostile('a'), hostile('b'), { view, names: { before: attack, after: attack }, writersOf: () => [attack] });
    expect(html).not.toContain('<script');
    for (const tag of html.match(/<[^>]*>/g) ?? []) expect(tag.replace(/"[^"]*"/g, '')).not.toContain('alert');
  }
});

describe('words that came and went', () => {
  it('are said in words, in German and in English', async () => {
    expect(heard((await rendered(old, april)).html)).toContain('Die Kurse beginnen im gelöscht: April Ende. eingefügt: Mai Ende. .');
    expect(heard((await rendered(old, april, {}, 'en')).html)).toContain('deleted: April End. inserted: Mai End.');
  });

  it('say who wrote them', async () => {
    const { html } = await rendered(old, april, { writersOf: (from, to) => (to - from === 3 ? ['Ayşe Öztürk', 'Max'] : []) });
    expect(html).toContain('<ins title="eingefügt von Ayşe Öztürk und Max">');
    expect(html).toContain('Absatz geändert <span class="v-by">von Ayşe Öztürk und Max</span>');
    expect(heard(html)).toContain('eingefügt von Ayşe Öztürk und Max: Mai Ende.');
  });

  it('are asked for where they stand in the later state', async () => {
    const stretches: string[] = [];
    const text = ' Die Kurse beginnen im Mai.';
    await rendered(old, april, { writersOf: (from, to) => (stretches.push(text.slice(from, to)), []) });
    // For the head of the change, and for the words.
    expect(stretches).toEqual(['Mai', 'Mai']);
  });
});

test('both columns show their own state only', async () => {
  const { html } = await rendered(old, april, { view: 'columns' });
  const left = /<div class="v-left"[^>]*>(.*?)<\/div>/.exec(html)![1]!;
  const right = /<div class="v-right"[^>]*>(.*?)<\/div>/.exec(html)![1]!;
  expect(heard(left)).toBe('Die Kurse beginnen im gelöscht: April Ende. .');
  expect(heard(right)).toBe('Die Kurse beginnen im eingefügt: Mai Ende. .');
});

test('what stayed is folded, with a block of context', async () => {
  const kept = Array.from({ length: 14 }, (_, at) => paragraph(`Absatz mit der Nummer ${at}.`));
  const { html } = await rendered(paper(...kept, ...old.content), paper(...kept, ...april.content));
  expect(html).toContain('<summary>13 unveränderte Absätze</summary>');
  expect(html.indexOf('Nummer 13')).toBeGreaterThan(html.indexOf('</details>'));
});

test('changes are counted, named and lead to each other', async () => {
  const table = wholePaper.content.find(({ type }) => type === 'table') as PaperBlock;
  const kept = [paragraph('Eins steht fest und bleibt.'), paragraph('Zwei steht auch fest und bleibt.')] as const;
  const { html, summary, changes } = await rendered(paper(table, ...kept, ...old.content), paper(...kept, ...april.content, paragraph('Ganz neu.'), table));
  expect(summary).toEqual(['1 Absatz geändert', '1 Absatz eingefügt', '1 Tabelle verschoben']);
  expect(changes).toBe(4);
  expect([...html.matchAll(/id="(aenderung-\d)"/g)].map(([, id]) => id)).toEqual([1, 2, 3, 4].map((place) => `aenderung-${place}`));
  expect(html).toContain('<a href="#aenderung-4">steht jetzt hier: Ort Plätze Celle 24</a>');
  expect(html).toContain('<a href="#aenderung-1">stand vorher hier</a>');
  expect(html).toContain('href="#aenderung-3" title="Nächste Änderung"');
});

test('changed attributes are told with what they were', async () => {
  const heading = (level: 2 | 3): PaperDocument => paper({ type: 'heading', attrs: { level }, content: [{ type: 'text', text: 'Lage' }] });
  const { html, summary } = await rendered(heading(2), heading(3));
  expect(html).toContain('Ebene: 3 (vorher: 2)');
  expect(summary).toEqual(['1 Überschrift geändert']);
  const task = structuredClone(everything);
  Object.assign((task.content[1]!.content[1] as { attrs: object }).attrs, { due: '2026-04-01' });
  expect((await rendered(everything, task)).html).toContain('Bis wann: Mi., 1. April 2026 (vorher: Do., 12. März 2026)');
});

test('words set differently are told as such', async () => {
  const { html, summary } = await rendered(old, paper(paragraph({ type: 'text', text: 'Die Kurse', marks: [{ type: 'bold' }] }, ' beginnen im April.')));
  expect(heard(html)).toContain('anders ausgezeichnet: Die Kurse Ende.');
  expect(summary).toEqual(['1 Absatz anders ausgezeichnet']);
});

test('sections of minutes are told block by block', async () => {
  const after = structuredClone(everything);
  after.content[0]!.content[0] = paragraph('Ganz anders.');
  const { html } = await rendered(everything, after);
  expect(html).toContain('<summary>2 unveränderte Abschnitte</summary>');
  expect(html).toMatch(/<h2>.*Begrüßung<\/h2>/);
});

describe('whatever was edited', () => {
  it.each([['minutes', everything], ['paper', wholePaper]] as [string, TextDocument][])('in %s comes out as whole HTML', async (_, document) => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const roll = dice(seed);
      const [before, after] = [edited(document, roll), edited(document, roll)];
      for (const view of ['inline', 'columns'] as const) {
        const { html, changes } = await rendered(before, after, { view });
        const open: string[] = [];
        for (const [tag, slash, name] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
          if (['br', 'hr', 'img'].includes(name!)) continue;
          if (slash === '') open.push(name!);
          else expect(`${tag} ${seed}`).toBe(`</${open.pop()}> ${seed}`);
        }
        expect(open).toEqual([]);
        const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
        expect(ids).toHaveLength(changes);
        expect(html).not.toMatch(/data-from|undefined|\[object/);
        // A word that is missing comes out as its key.
        expect(html).not.toMatch(/(attribute|kind|noun|name|mark|value|moved|kept|summary|decision|callout|tick)\.[a-z]/i);
      }
    }
  });
});
