/**
 * The baseline for opening a text: a bare page with an editor of the same schema, whose text a bare
 * @hocuspocus/server sends from memory. Its argument is the file of the text's Yjs state.
 */
import { readFileSync } from 'node:fs';
import { type IncomingMessage, type Server as HttpServer, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Server as Hocuspocus } from '@hocuspocus/server';
import { build } from 'esbuild';
import * as Y from 'yjs';

const state = readFileSync(process.argv[2]!);

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('./baseline-editor.client.ts', import.meta.url))],
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"' },
});
const script = outputFiles[0]!.contents;

const listen = (server: HttpServer) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const sync = new Hocuspocus({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  onLoadDocument: async ({ document }) => Y.applyUpdate(document, state),
});
const port = await listen(sync.httpServer);
const page = `<!doctype html><html lang="de"><meta charset="utf-8"><title>Editor</title><body data-port="${port}"><script type="module" src="/editor.js"></script>`;

const pages = createServer(({ url }: IncomingMessage, response) => {
  const asked = url === '/editor.js';
  response.setHeader('Content-Type', asked ? 'text/javascript' : 'text/html; charset=utf-8');
  response.end(asked ? script : page);
});
process.send?.({ port: await listen(pages) });
process.on('SIGTERM', () => process.exit(0));
