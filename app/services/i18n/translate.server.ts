/** Words on the server: all languages and namespaces in memory. */
import { type TFunction, createInstance, type i18n } from 'i18next';
import { type Language, defaultLanguage, languages } from './languages';

const files = import.meta.glob<Record<string, unknown>>('../../words/*/*.json', {
  eager: true,
  import: 'default',
});

const resources: Record<string, Record<string, Record<string, unknown>>> = {};
for (const [path, content] of Object.entries(files)) {
  const [language, file] = path.split('/').slice(-2) as [string, string];
  (resources[language] ??= {})[file.replace('.json', '')] = content;
}

/** Every namespace there is. */
export const namespaces = Object.keys(resources[defaultLanguage] ?? {});

function make(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: defaultLanguage,
    supportedLngs: languages,
    resources: resources as never,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    initImmediate: false,
    returnNull: false,
  });
  return instance;
}

const instances = new Map<Language, i18n>();

/** The i18next instance of a language; made once, as nothing in it changes. */
export function instanceFor(language: Language): i18n {
  let instance = instances.get(language);
  if (!instance) instances.set(language, (instance = make(language)));
  return instance;
}

/** `t` for a language and namespace, for what the server says itself: mails, titles, files. */
export function translator(language: Language, namespace: string): TFunction {
  return instanceFor(language).getFixedT(language, namespace) as TFunction;
}
