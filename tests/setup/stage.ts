/** Serves the editor of papers on a page of its own, for tests of the editor in a real browser. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { documentToUpdate } from '~/editor/shared-document';
import type { PaperDocument } from '~/editor/document';

export type Stage = {
  url: string;
  /** What the page begins with from now on. */
  show: (paper: PaperDocument) => void;
  /** Answers uploads from now on; what was sent is handed over. */
  answerUploads: (answer: (body: Buffer) => Promise<{ status: number; body: unknown }>) => void;
  stop: () => Promise<void>;
};

/** A grey image of one pixel, whatever is asked for. */
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

export async function setStage(paper: PaperDocument): Promise<Stage> {
  const { outputFiles } = await build({
    entryPoints: { page: 'tests/setup/stage-page.tsx' },
    outdir: 'stage',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    loader: { '.module.css': 'local-css', '.woff2': 'empty', '.woff': 'empty', '.svg': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.SSR': 'false' },
    logLevel: 'error',
  });
  const file = (end: string) => Buffer.from(outputFiles.find(({ path }) => path.endsWith(end))!.contents);
  const [script, style] = [file('.js'), file('.css')];
  const stateOf = (document: PaperDocument) => Buffer.from(documentToUpdate(document)).toString('base64');
  // The same for all who open the page: they write in one text.
  let state = stateOf(paper);
  let answer: Parameters<Stage['answerUploads']>[0] = () =>
    Promise.resolve({ status: 200, body: { id: 'bildbildbildbild', width: 800, height: 600 } });

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url!, 'http://stage');
    const send = (type: string, body: string | Buffer, status = 200) =>
      response.writeHead(status, { 'Content-Type': type }).end(body);
    if (pathname === '/page.js') return send('text/javascript', script);
    if (pathname === '/page.css') return send('text/css', style);
    if (pathname === '/dateien' && request.method === 'POST') {
      const { status, body } = await answer(await bodyOf(request));
      return send('application/json', JSON.stringify(body), status);
    }
    if (pathname.startsWith('/dateien/') || pathname === '/favicon.ico') return send('image/png', pixel);
    return send(
      'text/html; charset=utf-8',
      `<!doctype html><html lang="de"><title>Papier</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/page.css"><div id="root"></div><script>window.stageState=${JSON.stringify(state)}</script><script type="module" src="/page.js"></script></html>`,
    );
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: (document) => (state = stateOf(document)),
    answerUploads: (answered) => (answer = answered),
    stop: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
