/**
 * The process: reads the settings, serves HTTP, hands sockets on, stops in order.
 * Everything else lives in the Remix build, whose entry module carries the portal.
 */
import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse, createServer } from 'node:http';
import { Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRequestHandler } from '@remix-run/express';
import { type ServerBuild, createRequestHandler as createPageHandler } from '@remix-run/node';
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import sirv from 'sirv';
import { visitorPages } from './visitor-pages';

type Portal = typeof import('./portal.server');
type Build = ServerBuild & { entry: { module: { portal: Portal } } };

const development = process.env.NODE_ENV === 'development';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const vite = development
  ? await import('vite').then((module) => module.createServer({ server: { middlewareMode: true } }))
  : undefined;

async function loadBuild(): Promise<Build> {
  if (vite) return (await vite.ssrLoadModule('virtual:remix/server-build')) as Build;
  return (await import(new URL('./server/index.js', import.meta.url).href)) as Build;
}

const build = await loadBuild();
const { portal } = build.entry.module;

function readSettingsOrStop() {
  try {
    return portal.settings();
  } catch (error) {
    if (!(error instanceof portal.SettingsError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

const settings = readSettingsOrStop();
const demo = process.argv.includes('--demo');

/** Work that is done in place of serving. */
async function doAndEnd(work: () => Promise<void>): Promise<never> {
  try {
    await work();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

if (process.argv.includes('--backup')) {
  await doAndEnd(async () => {
    for (const path of await portal.backup()) console.log(path);
  });
}
if (process.argv.includes('--search-rebuild')) await doAndEnd(portal.rebuildSearch);

await portal.startPortal({ demo });

const app = express();
app.disable('x-powered-by');
// The reverse proxy of a real installation stands on the same machine.
app.set('trust proxy', 'loopback');

app.get('/healthz', (_request, response) => {
  const database = portal.databaseAnswers();
  response
    .status(database ? 200 : 503)
    .set('Cache-Control', 'no-store')
    .json({ status: database ? 'ok' : 'failing', version, database: database ? 'ok' : 'failing' });
});

/** The files of the build, known by name and compressed beforehand, so that no page waits for a look at the disk. */
const builtFiles = () =>
  sirv('build/client', {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: [],
    setHeaders: (response, path) => {
      // The names of the others say what is in them.
      response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
      response.setHeader('X-Content-Type-Options', 'nosniff');
    },
  });

if (vite) app.use(vite.middlewares);
else app.use(builtFiles(), refuseUnknownAssets);

function refuseUnknownAssets(request: Request, response: Response, next: NextFunction): void {
  if (!request.path.startsWith('/assets/')) return next();
  response.status(404).set('Cache-Control', 'no-store').type('text/plain').send('Not found\n');
}

app.use(compression());

/** Unsafe requests must come from the portal's own pages (OWASP ASVS 5.0, 3.5). */
function refuseForeignOrigin(request: Request, response: Response, next: NextFunction): void {
  const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  // Mail programs end mails by one click (RFC 8058): from nowhere, with a signed address that can do nothing else.
  const oneClick = request.headers.origin === undefined && request.path.startsWith('/abbestellen/');
  if (safe || oneClick || portal.isOwnOrigin(request.headers.origin, request.headers.host)) return next();
  portal.log.warn({ path: portal.pathForLog(request.path), origin: request.headers.origin }, 'a foreign origin was refused');
  response.status(403).type('text/plain').send('Forbidden: this form was not sent by the portal itself.\n');
}

/** No form of the portal is larger; lists of people, the largest, are bounded by their own page. */
const largestForm = 5 * 2 ** 20;
/**
 * Forms that bring a file say themselves what is too large, once they have read it: a browser that is cut
 * off while it sends shows no answer. (What they do not keep they drop as it comes.)
 */
const largestUpload = 2 ** 30;
const takesFiles = /^\/dateien$|\/(anlagen|dokumente\/einlesen)(\.data)?$/;

/** Bounds what a request may bring, before anything reads it. */
function refuseLargeBodies(request: Request, response: Response, next: NextFunction): void {
  const length = Number(request.headers['content-length'] ?? 0);
  const unknown = request.headers['transfer-encoding'] !== undefined;
  if (!unknown && length <= (takesFiles.test(request.path) ? largestUpload : largestForm)) return next();
  response.status(unknown ? 411 : 413).type('text/plain').send('The request is too large or of unknown size.\n');
}

const nonceOf = (_request: unknown, response: unknown): string =>
  `'nonce-${(response as Response).locals.nonce as string}'`;

type Sources = (string | typeof nonceOf)[];

const lockedDownBut = ({ scripts, styles }: { scripts: Sources; styles: Sources }) => helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: scripts,
      // ProseMirror and React set style attributes; style sheets come from here alone.
      styleSrc: styles,
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'", ...(development ? ['ws:'] : [])],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: settings.secure ? { maxAge: 31_536_000 } : false,
  // "no-referrer" would make browsers send "Origin: null" with forms.
  referrerPolicy: { policy: 'same-origin' },
  xFrameOptions: { action: 'deny' },
});

const lockedDown = lockedDownBut({
  scripts: [nonceOf, "'strict-dynamic'", "'self'"],
  styles: ["'self'", development ? "'unsafe-inline'" : nonceOf],
});

function secureHeaders(request: Request, response: Response, next: NextFunction): void {
  response.locals.nonce = randomBytes(16).toString('base64');
  // What a person may see is not for any cache; public pages say otherwise themselves.
  response.set('Cache-Control', 'no-store');
  lockedDown(request, response, next);
}

app.use(refuseForeignOrigin, refuseLargeBodies, secureHeaders);

app.get('/live/:text', (request, response) => void portal.probeDoor(request, response));

const contextOf = (request: Request, response: Response) =>
  portal.pageContext(request, request.ip ?? '', response.locals.nonce as string, (cookie) =>
    response.append('Set-Cookie', cookie),
  );

/** Files stream from disk, whole or in ranges; where there is none for whoever asks, the pages answer. */
app.get('/dateien/:file', (request, response, next) => {
  portal
    .fileFor(contextOf(request, response), request.params.file)
    .then((file) => {
      if (!file) return next();
      response.setHeaders(new Map(Object.entries(file.headers)));
      response.sendFile(file.path, { cacheControl: false, lastModified: false, dotfiles: 'allow' }, (error) => {
        if (!error || response.headersSent) return;
        portal.log.error({ err: error }, 'a file could not be read');
        next(error);
      });
    })
    .catch(next);
});

/** Calendar programs bring no session: the address is the secret, so that nothing here writes it down. */
app.get('/kalender/:name', (request, response, next) => {
  portal
    .calendarAt(request.params.name, request.get('If-None-Match'))
    .then(({ status, headers, body }) => void response.status(status).set(headers).send(body))
    .catch(next);
});

const page = createRequestHandler({
  build: vite ? loadBuild : build,
  mode: process.env.NODE_ENV,
  getLoadContext: contextOf,
});
app.all('*', (request, response, next) => void page(request, response, next));

/** The headers of pages that have no script: the same on every answer. */
function plainHeaders() {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  lockedDownBut({ scripts: ["'none'"], styles: ["'self'"] })(response.req, response, () => undefined);
  return response.getHeaders();
}

const publicPage = createPageHandler(build, process.env.NODE_ENV);
const toVisitor = visitorPages({
  isPlain: portal.plainPaths(build.routes),
  languageFor: portal.languageOfVisitor,
  render: (path, request) =>
    publicPage(new Request(`http://localhost${path}`), portal.pageContext(request, '', '', () => undefined)),
  version: portal.databaseVersion,
  endOfDay: () => portal.endOfDay(portal.today()).getTime(),
  headers: plainHeaders(),
});

const server = createServer(vite ? app : (request, response) => toVisitor(request, response, () => app(request, response)));
// The largest file over a slow line takes its time.
server.requestTimeout = 30 * 60_000;
server.on('upgrade', (request, socket, head) => portal.handleUpgrade(request, socket, head));

/** Starting leaves nearly as much garbage behind as the portal lives on, and at rest nothing would collect it. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

server.listen(settings.port, settings.host, () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  if (settings.localOnly) portal.useSettings({ port, baseUrl: `http://localhost:${port}` });
  portal.log.info({ address: `http://${settings.host}:${port}`, baseUrl: portal.settings().baseUrl }, 'serving');
  // Told to whoever started the process (the demo, the tests): it is ready, and where.
  process.send?.({ ready: true, port });
  setTimeout(collectGarbage, 2_000).unref();
  void portal.greeting({ demo }).then((lines) => lines.forEach((line) => console.log(line)));
});

let stopping = false;

/** Takes no more work, finishes what runs, closes sockets with a reason; within 10 seconds. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), 9_500).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await portal.closeSockets();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 5_000))]);
  server.closeAllConnections();
  await portal.stopPortal();
  await vite?.close();
  process.exit(0);
}

process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
