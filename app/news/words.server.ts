/** The values of news as words: days as they are said in a language, words of a namespace in it. */
import type { NewsValue } from '~db/client.server';
import type { Day, Language } from '~db/values';
import { translator } from '~/services/i18n/translate.server';
import { formatDay, formatSpan } from '~/services/time';

/** @throws where a value is of no known shape */
export function valuesIn(language: Language, values: Record<string, NewsValue>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, said(language, value)]));
}

function said(language: Language, value: NewsValue): string | number {
  if (typeof value !== 'object') return value;
  if ('spans' in value) return value.spans.map(([from, until]) => formatSpan(new Date(from), new Date(until), language)).join('\n');
  return 'day' in value ? formatDay(value.day as Day, language) : translator(language, 'common')(value.word);
}

/** What happened, in one sentence. */
export const sentenceOf = (language: Language, item: { key: string; values: Record<string, NewsValue> }): string =>
  translator(language, 'mail')(`${item.key}.subject`, valuesIn(language, item.values));
