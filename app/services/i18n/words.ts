/** What a page says is loaded with the page. */
import { loadWords } from './words.client';

/**
 * Awaited at the top of a route's module, with the words its components use: nobody is shown a page
 * before its words, and React never has to wait for them, which would take the editor out of the page.
 */
export async function wordsFor(...namespaces: string[]): Promise<void> {
  // The server has all words in memory.
  if (!import.meta.env.SSR) await loadWords(namespaces);
}
