/** The languages of the portal and its namespaces: one file of words a feature. Runs anywhere. */
import { type Language, languages } from '~db/values';

export { type Language, languages };

export const defaultLanguage: Language = 'de';

/** What every page needs. */
export const sharedNamespaces = ['common'] as const;

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);
