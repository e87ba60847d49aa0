/** The baseline for a page: bare Node http that renders the same markup with React at each request. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import parse from 'html-react-parser';
import { renderToString } from 'react-dom/server';

const html = readFileSync(process.argv[2]!, 'utf8');
const page = parse(html.replace(/^<!doctype html>/i, ''));

const server = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(`<!DOCTYPE html>${renderToString(page as React.ReactElement)}`);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('SIGTERM', () => process.exit(0));
