/**
 * How a calendar is handed out. Asked for by `server.ts`, beside the pages: calendar programs bring no session,
 * and understand no page.
 */
import { log } from '~/services/log.server';
import { pace } from '~/services/pace';
import { contentOf, feedAt } from './feed.server';

export type CalendarAnswer = { status: number; headers: Record<string, string>; body: string };

/** Programs look every few minutes at most, and some ask twice each time. */
const paceOfFeed = pace({ burst: 30, everySeconds: 60 });

/** Nothing of it is for search engines, shared caches, or a page that would embed it. */
const headers = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
};

const refused = (status: number, body: string, more: Record<string, string> = {}): CalendarAnswer => ({
  status,
  headers: { ...headers, ...more },
  body: `${body}\n`,
});

const headersFor = (hash: string, since: Date): Record<string, string> => ({
  ...headers,
  'Content-Type': 'text/calendar; charset=utf-8',
  'Content-Disposition': 'inline; filename="kalender.ics"',
  'Cache-Control': 'private, no-cache',
  // Weak, as it may travel compressed.
  ETag: `W/"${hash}"`,
  'Last-Modified': since.toUTCString(),
});

/**
 * The calendar at an address. What was never given, was ended, or belongs to an account out of use is not found,
 * all in the same words: programs then show that something is wrong, while an empty calendar would look like one
 * without meetings. Unknown addresses are not counted, as there is nothing to be guessed at 192 bits.
 *
 * @param name the last part of the address, with or without its ending
 * @param known what the program says it has already (If-None-Match)
 */
export async function calendarAnswer(name: string, known: string | undefined): Promise<CalendarAnswer> {
  try {
    const [, token] = /^([\w-]{32})(?:\.ics)?$/.exec(name) ?? [];
    const feed = token ? await feedAt(token) : undefined;
    if (!feed) return refused(404, 'Diese Kalender-Adresse gilt nicht. · This calendar address is not valid.');
    const wait = paceOfFeed(feed.id);
    if (wait > 0) return refused(429, 'Zu viele Abrufe. · Too many requests.', { 'Retry-After': String(wait) });
    const { body, hash, since } = await contentOf(feed);
    const unchanged = known?.includes(`"${hash}"`) ?? false;
    return { status: unchanged ? 304 : 200, headers: headersFor(hash, since), body: unchanged ? '' : body };
  } catch (error) {
    log.error({ err: error }, 'a calendar could not be made');
    return refused(503, 'Zurzeit nicht erreichbar. · Not available at the moment.', { 'Retry-After': '300' });
  }
}
