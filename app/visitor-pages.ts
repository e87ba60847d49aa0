/**
 * The public pages as visitors get them: the same for all of them, so each is rendered and compressed once for a
 * language and kept until anything is written to the database, or a day begins. Whoever is signed in, or brings
 * anything else than the language they chose, is not answered from here.
 */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Kept = {
  version: number;
  day: string;
  etag: string;
  bodies: Record<Encoding, Buffer>;
};

type Encoding = 'br' | 'gzip' | 'identity';

export type VisitorPagesOptions = {
  /** Whether a page is sent without scripts, by its path. */
  isPlain: (path: string) => boolean;
  /** The language a visitor reads, and undefined for whoever brings a cookie that says more. */
  languageFor: (headers: IncomingHttpHeaders) => string | undefined;
  render: (path: string, request: IncomingMessage) => Promise<Response>;
  /** Another number once anything was written. */
  version: () => number;
  day: () => string;
  headers: OutgoingHttpHeaders;
};

/** No portal has more public pages than that in two languages which are asked for between two changes. */
const capacity = 400;

export function visitorPages({ isPlain, languageFor, render, version, day, headers }: VisitorPagesOptions) {
  const pages = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept | undefined>>();

  const isCurrent = (page: Kept): boolean => page.version === version() && page.day === day();

  /** One rendering for all who ask meanwhile. */
  function renewed(key: string, path: string, request: IncomingMessage): Promise<Kept | undefined> {
    let made = underWay.get(key);
    if (!made) {
      made = make(path, request).finally(() => underWay.delete(key));
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

  /** Taken before anything is read: a change meanwhile makes the page old at once. */
  async function make(path: string, request: IncomingMessage): Promise<Kept | undefined> {
    const of = { version: version(), day: day() };
    const response = await render(path, request);
    const html = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200) return undefined;
    return { ...of, etag: `"${createHash('sha256').update(html).digest('base64url')}"`, bodies: await compressed(html) };
  }

  function send(page: Kept, language: string, request: IncomingMessage, response: ServerResponse): void {
    const encoding = encodingFor(request.headers['accept-encoding']);
    const body = page.bodies[encoding];
    // A weak name, as the same page comes in several encodings.
    const etag = `W/${page.etag}`;
    const known = request.headers['if-none-match']?.split(',').some((one) => one.trim() === etag) ?? false;
    response.writeHead(known ? 304 : 200, {
      ...headers,
      'Cache-Control': 'public, max-age=0, must-revalidate',
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      ...(known ? {} : { 'Content-Length': body.length }),
      ...(known || encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
      ETag: etag,
      Vary: 'Accept-Encoding, Accept-Language, Cookie',
    });
    response.end(known || request.method === 'HEAD' ? undefined : body);
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
    if (page && isCurrent(page)) return send(page, language, request, response);
    renewed(key, path, request).then((made) => (made ? send(made, language, request, response) : otherwise()), otherwise);
  };
}

const compressedBy = { br: promisify(brotliCompress), gzip: promisify(gzip) };

async function compressed(identity: Buffer): Promise<Kept['bodies']> {
  const [br, gzipped] = await Promise.all([
    compressedBy.br(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    compressedBy.gzip(identity),
  ]);
  return { br, gzip: gzipped, identity };
}

/** What a browser accepts, without weights: none gives these a weight of nought. */
function encodingFor(accepted: string | string[] | undefined): Encoding {
  const names = String(accepted ?? '').split(',').map((part) => part.split(';')[0]!.trim());
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity';
}
