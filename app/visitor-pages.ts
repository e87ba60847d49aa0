/**
 * The public pages as visitors get them: the same for all of them, so each is rendered and compressed once for a
 * language and kept until anything is written to the database, or a day begins. Whoever is signed in, or brings
 * anything else than the language they chose, is not answered from here.
 */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Encoding = 'br' | 'gzip' | 'identity';

/** The head is kept as it is sent, a name and a value after the other: to put it together took most of an answer. */
type Answer = { head: string[]; body: Buffer };

type Kept = {
  version: number;
  /** The moment (epoch ms) from which the clock alone makes it old. */
  until: number;
  etag: string;
  answers: Record<Encoding, Answer>;
  unchanged: string[];
};

export type VisitorPagesOptions = {
  /** Whether a page is sent without scripts, by its path. */
  isPlain: (path: string) => boolean;
  /** The language a visitor reads, and undefined for whoever brings a cookie that says more. */
  languageFor: (headers: IncomingHttpHeaders) => string | undefined;
  render: (path: string, request: IncomingMessage) => Promise<Response>;
  /** Another number once anything was written. */
  version: () => number;
  /** When the day ends (epoch ms): pages say how far away things are. */
  endOfDay: () => number;
  headers: OutgoingHttpHeaders;
};

/** No portal has more public pages than that in two languages which are asked for between two changes. */
const capacity = 400;

export function visitorPages({ isPlain, languageFor, render, version, endOfDay, headers }: VisitorPagesOptions) {
  const pages = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept | undefined>>();

  const isCurrent = (page: Kept): boolean => Date.now() < page.until && page.version === version();

  /** One rendering for all who ask meanwhile. */
  function renewed(key: string, path: string, language: string, request: IncomingMessage): Promise<Kept | undefined> {
    let made = underWay.get(key);
    if (!made) {
      made = make(path, language, request).finally(() => underWay.delete(key));
      underWay.set(key, made);
    }
    return made.then((page) => {
      if (!page) return undefined;
      pages.delete(key);
      pages.set(key, page);
      if (pages.size > capacity) pages.delete(pages.keys().next().value!);
      return page;
    });
  }

  async function make(path: string, language: string, request: IncomingMessage): Promise<Kept | undefined> {
    // Taken before anything is read: a change meanwhile makes the page old at once.
    const of = { version: version(), until: endOfDay() };
    const response = await render(path, request);
    const html = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200) return undefined;
    // A weak name, as the same page comes in several encodings.
    const etag = `W/"${createHash('sha256').update(html).digest('base64url')}"`;
    const common = {
      ...headers,
      'Cache-Control': 'public, max-age=0, must-revalidate',
      'Content-Language': language,
      ETag: etag,
      Vary: 'Accept-Encoding, Accept-Language, Cookie',
    };
    return { ...of, etag, answers: await answersOf(html, common), unchanged: flat(common) };
  }

  function send(page: Kept, request: IncomingMessage, response: ServerResponse): void {
    const known = request.headers['if-none-match'];
    if (known?.split(',').some((one) => one.trim() === page.etag)) return void response.writeHead(304, page.unchanged).end();
    const { head, body } = page.answers[encodingFor(request.headers['accept-encoding'])];
    response.writeHead(200, head).end(request.method === 'HEAD' ? undefined : body);
  }

  /**
   * Answers a request if it is one of a visitor for a public page, at once where it is kept.
   *
   * @param otherwise answers it as every other request
   */
  return function answer(request: IncomingMessage, response: ServerResponse, otherwise: () => void): void {
    const path = request.url ?? '';
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const language = reads && isPlain(path) ? languageFor(request.headers) : undefined;
    if (language === undefined) return otherwise();
    const key = `${language} ${path}`;
    const page = pages.get(key);
    if (page && isCurrent(page)) return send(page, request, response);
    renewed(key, path, language, request).then((made) => (made ? send(made, request, response) : otherwise()), otherwise);
  };
}

const flat = (headers: OutgoingHttpHeaders): string[] => Object.entries(headers).flatMap(([name, value]) => [name, String(value)]);

const compressed = { br: promisify(brotliCompress), gzip: promisify(gzip) };

async function answersOf(identity: Buffer, common: OutgoingHttpHeaders): Promise<Kept['answers']> {
  const [br, gzipped] = await Promise.all([
    compressed.br(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    compressed.gzip(identity),
  ]);
  const answer = (body: Buffer, encoding?: Encoding): Answer => ({
    body,
    head: flat({
      ...common,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': body.length,
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    }),
  });
  return { br: answer(br, 'br'), gzip: answer(gzipped, 'gzip'), identity: answer(identity) };
}

/** What a browser accepts, without weights: none gives these a weight of nought. */
function encodingFor(accepted: string | string[] | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  const names = String(accepted).split(',').map((part) => part.split(';')[0]!.trim());
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity';
}
