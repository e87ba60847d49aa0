/**
 * What every route's loader and action is wrapped in: who is asking is known, and the errors of the
 * domain become the answers the web knows. `signedIn` for everything private, `open` for the rest.
 */
import { createHash } from 'node:crypto';
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { ZodError } from 'zod';
import type { Language } from '~db/values';
import { NotFound, SignInRequired } from '~/services/errors';
import type { Sent } from '~/services/sent-html';
import type { Actor, Person } from './policy';
import type { SignedIn } from './session.server';

/** What the server knows about a request before a route sees it; made once a request. */
export type PageContext = {
  nonce: string;
  /** The network address the request came from, for slowing down guesses. Never stored in the clear. */
  address: string;
  session: () => Promise<SignedIn | undefined>;
  actor: () => Promise<Actor>;
  /** The language of the answer: the account's, else the cookie's, else the browser's. */
  language: () => Promise<Language>;
  /** The HTML that the page shows and what the loaders say only names, by its key; null where data alone is asked for. */
  sent: Map<string, string> | null;
  /** Sent in place of the page (`handsOut`). */
  file?: Response;
};

declare module '@remix-run/node' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the way Remix asks for it
  interface AppLoadContext extends PageContext {}
}

type Asked = Pick<ActionFunctionArgs, 'request' | 'params' | 'context'> & { language: Language };

/** A page or action for people who are signed in; everybody else is sent to sign in and back. */
export function signedIn<Answer>(handler: (asked: Asked & { actor: Person }) => Promise<Answer>) {
  return async (args: ActionFunctionArgs): Promise<Answer> =>
    answer(args, async (asked) => {
      const actor = await args.context.actor();
      if (actor.kind === 'visitor') throw new SignInRequired();
      return handler({ ...asked, actor });
    });
}

/** A page or action for everyone. */
export function open<Answer>(handler: (asked: Asked & { actor: Actor }) => Promise<Answer>) {
  return async (args: ActionFunctionArgs): Promise<Answer> =>
    answer(args, async (asked) => handler({ ...asked, actor: await args.context.actor() }));
}

/**
 * An address that hands out a file to people who are signed in. It is that of a page, so that whoever may
 * not have the file is told as everywhere.
 */
export function handsOut(handler: (asked: Asked & { actor: Person }) => Promise<Response>) {
  return signedIn(async (asked) => {
    asked.context.file = await handler(asked);
    return null;
  });
}

async function answer<Answer>(
  { request, params, context }: ActionFunctionArgs,
  handler: (asked: Asked) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await handler({ request, params, context, language: await context.language() });
  } catch (error) {
    if (error instanceof SignInRequired) throw redirect(signInPath(request));
    // A malformed id in the address names nothing; forms are checked before and answer for themselves.
    if (error instanceof NotFound || error instanceof ZodError) throw data(null, { status: 404 });
    throw error;
  }
}

/** For a page that shows HTML (`Paper`): where it is sent as a whole, the HTML stands in it once. */
export function sendOnce<Page extends object>({ sent }: Pick<PageContext, 'sent'>, page: Page): Sent<Page> {
  if (!('html' in page) || typeof page.html !== 'string') return page as Sent<Page>;
  const { html } = page;
  const key = createHash('sha256').update(html).digest('base64url');
  sent?.set(key, html);
  return { ...page, html: sent ? { key } : { key, html } } as Sent<Page>;
}

/** Where to sign in, and to come back to the page that was asked for. */
export function signInPath(request: Request): string {
  const { pathname, search } = new URL(request.url);
  const target = request.method === 'GET' ? pathname.replace(/\.data$/, '') + withoutRoutes(search) : '/heute';
  return `/anmelden?${new URLSearchParams({ weiter: target === '/_root' ? '/' : target })}`;
}

/** Remix adds `_routes` to the addresses from which it loads data. */
function withoutRoutes(search: string): string {
  const query = new URLSearchParams(search);
  query.delete('_routes');
  return query.size > 0 ? `?${query}` : '';
}
