/** The words of the screen: German and English say the same things, and every key in use exists. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedNamespaces } from '~/services/i18n/languages';
import { files, imports } from './setup/source';

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

  it('exist, as far as they are written out', () => {
    const missing: string[] = [];
    for (const file of files) {
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

describe('words of a route', () => {
  const names = namespaces.map((file) => file.replace('.json', ''));
  const shared: readonly string[] = sharedNamespaces;

  /** What a file says in the browser: `useTranslation('meetings')`, `t('meetings:list.plan')`, a notice. */
  function namedIn(source: string): string[] {
    const hooks = [...source.matchAll(/useTranslation\(\[?([^)\]]*)/g)].flatMap(([, list]) =>
      [...list!.matchAll(/'(\w+)'/g)].map((match) => match[1]!),
    );
    const prefixes = [...source.matchAll(/['`](\w+):[\w$]/g)].map((match) => match[1]!);
    return [...hooks, ...prefixes].filter((name) => names.includes(name) && !shared.includes(name));
  }

  const waits = (file: string) => readFileSync(file, 'utf8').includes('\nawait wordsFor(');

  /** A file with everything it brings into the browser, but for parts that wait for their words themselves. */
  function closure(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file) || (seen.size > 0 && waits(file))) return seen;
    seen.add(file);
    const brought = imports.filter(({ from, to, typeOnly }) => from === file && !typeOnly && files.includes(to));
    for (const { to } of brought) if (!to.includes('.server')) closure(to, seen);
    return seen;
  }

  const routes = files.filter((file) => /^app\/(root|.*\.route)\.tsx$/.test(file) || waits(file));

  it.each(routes)('are the ones %s waits for', (route) => {
    const sources = [...closure(route)].map((file) => readFileSync(file, 'utf8').replaceAll(/\/\*.*?\*\//gs, ''));
    const used = sources.flatMap(namedIn);
    const awaited = [...readFileSync(route, 'utf8').matchAll(/^await wordsFor\((.*)\);$/gm)].flatMap(([, list]) =>
      [...list!.matchAll(/'(\w+)'/g)].map((match) => match[1]!),
    );
    expect(awaited.sort()).toEqual([...new Set(used)].sort());
  });
});
