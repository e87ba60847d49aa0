/**
 * HTML that a page would carry twice: as what is shown, and as what the loaders said, for React. It is sent
 * once: what the loaders say only names it (`sendOnce`), and whoever shows it leaves it where it stands.
 */
import { createContext } from 'react';

/** Without `html` it stands in the page that was sent. */
export type SentHtml = { key: string; html?: string };

/** What a page is given in place of its HTML. */
export type Sent<Page> = Page extends { html: string } ? Omit<Page, 'html'> & { html: SentHtml } : Page;

/** While a page is rendered on the server: what stands for the HTML that is sent with it, by its key. */
export const SentHtmlContext = createContext<ReadonlyMap<string, string>>(new Map());
