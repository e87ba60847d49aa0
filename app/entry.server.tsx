import { PassThrough } from 'node:stream';
import { type EntryContext, type AppLoadContext, createReadableStreamFromReadable } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { instanceFor } from './services/i18n/translate.server';
import { log } from './services/log.server';

export * as portal from './portal.server';

/** Renders a page; sent once all of it is there, so that readers without JavaScript see it whole. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const language = await context.language();
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe } = renderToPipeableStream(
      <I18nextProvider i18n={instanceFor(language)}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} />
      </I18nextProvider>,
      {
        nonce: context.nonce,
        onAllReady() {
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('Content-Language', language);
          const body = new PassThrough();
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }),
          );
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          failed = true;
          log.error({ err: error, path: new URL(request.url).pathname }, 'a page could not be rendered');
        },
      },
    );
  });
}

/** Called by Remix for errors of loaders and actions that no route expected. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  log.error({ err: error, path: new URL(request.url).pathname }, 'a request failed');
}
