/**
 * Telling what happened after a step, on the page one lands on: the address names a key of the
 * words (`meetings:notice.planned`), never a text, so that nobody can put words into our mouth.
 */
const parameter = 'hinweis';

/**
 * @param key a namespace and a key below its `notice`, e.g. `meetings:planned`
 * @param values short values for the words: names, counts
 */
export function noticePath(path: string, key: string, values: Record<string, string | number> = {}): string {
  const url = new URL(path, 'http://portal.invalid');
  url.searchParams.set(parameter, key);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(`h.${name}`, String(value));
  return url.pathname + url.search + url.hash;
}

/** The notice an address carries, if any: the key with its namespace, and the values. */
export function readNotice(
  search: string,
): { namespace: string; key: string; values: Record<string, string | number> } | undefined {
  const query = new URLSearchParams(search);
  const match = /^([a-z]+):([A-Za-z]+)$/.exec(query.get(parameter) ?? '');
  if (!match) return undefined;
  const values = Object.fromEntries(
    [...query].filter(([name]) => name.startsWith('h.')).map(([name, value]) => [name.slice(2), asValue(name, value)]),
  );
  return { namespace: match[1]!, key: `${match[1]}:notice.${match[2]}`, values };
}

/** Plurals are chosen by `count`, and only by a number. */
const asValue = (name: string, value: string): string | number =>
  name === 'h.count' && /^\d{1,9}$/.test(value) ? Number(value) : value.slice(0, 200);
