/**
 * Telling what happened after a step, on the page one lands on. The notice travels in a cookie that
 * only this process can write and that goes with the answer it is shown in: nobody else can put words
 * into the portal's mouth, addresses carry no names, and a reload says nothing twice.
 */
import { randomBytes } from 'node:crypto';
import { type Cookie, createCookie, redirect } from '@remix-run/node';
import { z } from 'zod';
import { instanceFor } from './i18n/translate.server';
import type { Language } from './i18n/languages';
import { settings } from './settings.server';

const noticeSchema = z.object({
  key: z.string().regex(/^[a-z]+:[A-Za-z]+$/),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

const minuteInSeconds = 60;

let made: Cookie | undefined;

/** Its secret lasts as long as the process: a notice is read a moment after it was written. */
function cookie(): Cookie {
  const { secure } = settings();
  made ??= createCookie(secure ? '__Host-notice' : 'notice', {
    secrets: [randomBytes(32).toString('base64url')],
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: minuteInSeconds,
  });
  return made;
}

/**
 * Sends on to a page that says what happened.
 *
 * @param key a namespace and a key below its `notice`, e.g. `meetings:planned`
 * @param values short values for the words: names, counts
 * @param cookies further Set-Cookie headers of the answer
 */
export async function redirectWith(
  path: string,
  key: string,
  values: Record<string, string | number> = {},
  cookies: readonly string[] = [],
) {
  const headers = new Headers();
  const notice = noticeSchema.parse({ key, values });
  for (const one of [...cookies, await cookie().serialize(notice)]) headers.append('Set-Cookie', one);
  return redirect(path, { headers });
}

/**
 * The notice a request brings, in words, and the Set-Cookie header by which the browser forgets it.
 * What was not written by this process counts as not there.
 */
export async function readNotice(
  cookieHeader: string | null,
  language: Language,
): Promise<{ text: string; forget: string } | undefined> {
  const notice = noticeSchema.safeParse(await cookie().parse(cookieHeader));
  if (!notice.success) return undefined;
  const [namespace, name] = notice.data.key.split(':') as [string, string];
  const text = instanceFor(language).t(`${namespace}:notice.${name}`, notice.data.values);
  return { text, forget: await cookie().serialize('', { maxAge: 0 }) };
}
