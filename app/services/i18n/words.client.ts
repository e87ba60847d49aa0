/** Words in the browser: every file of words is a chunk of its own, loaded for the routes that need it. */
import { type i18n, createInstance } from 'i18next';
import { defaultLanguage, isLanguage } from './languages';

const files = import.meta.glob<Record<string, unknown>>('../../words/*/*.json', { import: 'default' });

let instance: i18n | undefined;

/** The i18next instance of the page, in its language; it says what was loaded into it. */
export function browserWords(): i18n {
  if (instance) return instance;
  const language = document.documentElement.lang;
  instance = createInstance();
  void instance.init({
    lng: isLanguage(language) ? language : defaultLanguage,
    fallbackLng: false,
    resources: {},
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    initImmediate: false,
  });
  return instance;
}

/** Loads words, each file once; passes over namespaces that do not exist. */
export async function loadWords(namespaces: readonly string[]): Promise<void> {
  const words = browserWords();
  const load = async (namespace: string) => {
    const content = await files[`../../words/${words.language}/${namespace}.json`]?.();
    if (content) words.addResourceBundle(words.language, namespace, content);
  };
  await Promise.all(namespaces.map(load));
}
