import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ReadableStream } from 'node:stream/web';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import type { Language } from './services/i18n/languages';
import { instanceFor } from './services/i18n/translate.server';
import { log, pathForLog } from './services/log.server';
import { type Rendered, noncePlace, pageOf, rendered, sentPlace, withNonce } from './services/rendered.server';
import { today } from './services/time';
import { NonceContext } from './ui/nonce';
import { SentHtmlContext } from './services/sent-html';

export * as portal from './portal.server';

/** Answers with a page; sent once all of it is there, so that readers without JavaScript see it whole. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  if (context.file) return context.file;
  const language = await context.language();
  const said: Uint8Array[] = [];
  for await (const chunk of remix.serverHandoffStream as ReadableStream<Uint8Array>) said.push(chunk);
  const make = () => render({ ...remix, serverHandoffStream: streamOf(said) }, request.url, language, context.sent ?? new Map());
  // What was sent with a form is nothing to keep.
  const page =
    request.method === 'GET'
      ? await rendered([request.url, language, today(), ...said], make)
      : pageOf(await make());
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Language', language);
  return new Response(withNonce(page, context.nonce), { headers, status: page.whole ? status : 500 });
}

function render(
  remix: EntryContext,
  url: string,
  language: Language,
  sent: ReadonlyMap<string, string>,
): Promise<Rendered> {
  const places = placesOf(sent);
  return new Promise((resolve, reject) => {
    let whole = true;
    const { pipe } = renderToPipeableStream(
      <I18nextProvider i18n={instanceFor(language)}>
        <NonceContext.Provider value={noncePlace}>
          <SentHtmlContext.Provider value={places}>
            <RemixServer context={remix} url={url} nonce={noncePlace} />
          </SentHtmlContext.Provider>
        </NonceContext.Provider>
      </I18nextProvider>,
      {
        nonce: noncePlace,
        onAllReady() {
          const body = new PassThrough();
          resolve(text(body).then((page) => ({ html: filled(page, places, sent), whole })));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          whole = false;
          log.error({ err: error, path: pathForLog(new URL(url).pathname) }, 'a page could not be rendered');
        },
      },
    );
  });
}

/** Long HTML takes the short way: React is given a place for it, and it is put there afterwards. */
const placesOf = (sent: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...sent.keys()].map((key) => [key, `${sentPlace} ${key}`]));

const filled = (page: string, places: ReadonlyMap<string, string>, sent: ReadonlyMap<string, string>): string =>
  [...places].reduce((html, [key, place]) => html.replace(place, () => sent.get(key)!), page);

/** Remix hands what the loaders said to the page as a stream; it was read to know the page by it. */
const streamOf = (said: readonly Uint8Array[]) => ReadableStream.from(said) as EntryContext['serverHandoffStream'];

/** Called by Remix for errors of loaders and actions that no route expected. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  log.error({ err: error, path: pathForLog(new URL(request.url).pathname) }, 'a request failed');
}
