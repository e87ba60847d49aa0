/**
 * Lets what is measured here without a build read the words of the portal: Vite gathers their files where the code
 * asks for `import.meta.glob`, which plain Node does not know. To be imported before any of it.
 */
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const asked = 'import.meta.glob(';

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.includes('/services/i18n/translate.server')) return loaded;
    return { ...loaded, source: String(loaded.source).replace(asked, 'globalThis.wordFiles(') };
  },
});

/** The files of words by their paths, as Vite hands them over. */
const wordFiles = () =>
  Object.fromEntries(globSync('app/words/*/*.json').map((path) => [path, JSON.parse(readFileSync(path, 'utf8')) as unknown]));

Object.assign(globalThis, { wordFiles });
