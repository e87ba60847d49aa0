/**
 * Words in the browser. Every file of words is a chunk of its own; the ones the page was rendered
 * with are loaded before it is made interactive, others when a page asks for them.
 */
import { type BackendModule, type i18n, createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { defaultLanguage, isLanguage, sharedNamespaces } from './languages';

const files = import.meta.glob<Record<string, unknown>>('../../words/*/*.json', { import: 'default' });

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`../../words/${language}/${namespace}.json`];
    if (!load) return done(new Error(`No words: ${language}/${namespace}`), null);
    load().then(
      (words) => done(null, words),
      (error: unknown) => done(error as Error, null),
    );
  },
};

/** Starts i18next in the language of the page, with the words of the routes it shows. */
export async function startWords(): Promise<i18n> {
  const language = document.documentElement.lang;
  const instance = createInstance();
  await instance
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: isLanguage(language) ? language : defaultLanguage,
      fallbackLng: false,
      ns: [...sharedNamespaces, ...(document.documentElement.dataset.words ?? '').split(' ').filter(Boolean)],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      // Suspending would take the editor out of the page, or the whole page down (React 345).
      react: { useSuspense: false },
    });
  return instance;
}
