/** Which language a visitor reads, as long as no account says so. */
import type { IncomingHttpHeaders } from 'node:http';
import { type Language, defaultLanguage, isLanguage } from './languages';

/** The cookie's choice, else the first language of the browser that the portal speaks. */
export function languageOf(headers: IncomingHttpHeaders): Language {
  const chosen = /(?:^|;\s*)language=(\w+)/.exec(headers.cookie ?? '')?.[1];
  if (isLanguage(chosen)) return chosen;
  for (const tag of (headers['accept-language'] ?? '').split(',')) {
    const language = tag.trim().slice(0, 2).toLowerCase();
    if (isLanguage(language)) return language;
  }
  return defaultLanguage;
}

/**
 * The language of a page that is the same for every visitor.
 *
 * @returns undefined for whoever brings any other cookie: what they see may be their own
 */
export const languageOfVisitor = (headers: IncomingHttpHeaders): Language | undefined =>
  /^(language=\w+)?$/.test(headers.cookie ?? '') ? languageOf(headers) : undefined;

/** The Set-Cookie header that remembers a choice for a year. Strictly necessary: no consent asked. */
export function languageCookie(language: Language): string {
  return `language=${language}; Path=/; Max-Age=31536000; SameSite=Lax`;
}
