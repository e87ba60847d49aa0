/** The words of the screen: German and English say the same things, and every key in use exists. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Words = { [key: string]: string | Words };

const read = (language: string, namespace: string) =>
  JSON.parse(readFileSync(`app/words/${language}/${namespace}`, 'utf8')) as Words;

const flat = (words: Words, prefix = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );

const namespaces = readdirSync('app/words/de');
const plural = /_(zero|one|two|few|many|other)$/;
const values = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]).sort();

describe.each(namespaces)('words of %s', (namespace) => {
  const german = new Map(flat(read('de', namespace)));
  const english = new Map(flat(read('en', namespace)));

  it('are complete in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...german.keys()].sort());
  });

  it('name the same values', () => {
    for (const [key, text] of german) expect([key, values(english.get(key) ?? '')]).toEqual([key, values(text)]);
  });

  it('are never empty, and have all their plurals', () => {
    for (const words of [german, english]) {
      for (const [key, text] of words) {
        expect([key, text.trim().length > 0]).toEqual([key, true]);
        if (plural.test(key)) {
          const stem = key.replace(plural, '');
          expect([stem, words.has(`${stem}_one`), words.has(`${stem}_other`)]).toEqual([stem, true, true]);
        }
      }
    }
  });
});

it('the namespaces are the same in both languages', () => {
  expect(readdirSync('app/words/en').sort()).toEqual(namespaces.sort());
});

describe('keys in use', () => {
  const all = new Map(
    namespaces.map((file) => [
      file.replace('.json', ''),
      new Set(flat(read('de', file)).flatMap(([key]) => [key, key.replace(plural, '')])),
    ]),
  );

  function filesBelow(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  }

  it('exist, as far as they are written out', () => {
    const missing: string[] = [];
    for (const file of filesBelow('app').filter((name) => /\.tsx?$/.test(name))) {
      const source = readFileSync(file, 'utf8');
      const named = [...source.matchAll(/(?:useTranslation|translator)\((?:[\w.]+,\s*)?\[?'([a-z]+)'/g)].map((m) => m[1]!);
      const candidates = [...new Set([...named, 'common'])];
      for (const [, key] of source.matchAll(/[^\w.]t\(\s*'([^']+)'/g)) {
        const [prefix, rest] = key!.includes(':') ? key!.split(':') : [undefined, key!];
        const places = prefix ? [prefix] : candidates;
        if (!places.some((place) => all.get(place!)?.has(rest!))) missing.push(`${file}: ${key}`);
      }
      for (const [, code] of source.matchAll(/new Rejected\(\s*'([^']+)'/g)) {
        if (!all.get('errors')!.has(code!)) missing.push(`${file}: errors:${code}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
