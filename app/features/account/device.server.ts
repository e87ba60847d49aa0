/**
 * Device cookies: a browser that has signed in to an account before shows it by a mark bound to that
 * account. It grants nothing but a counter of its own (throttle.server.ts). Strictly necessary: no
 * consent is asked (TDDDG § 25 (2)).
 */
import { randomBytes } from 'node:crypto';
import type { PersonId } from '~db/values';
import { settings } from '~/services/settings.server';
import { isKeyed, keyed } from '~/services/secret.server';

const yearInSeconds = 31_536_000;
const name = () => (settings().secure ? '__Host-device' : 'device');
const signed = (personId: PersonId, nonce: string) => `device cookie ${personId} ${nonce}`;

/** The Set-Cookie header by which a browser is known to this account from now on. */
export async function deviceCookie(personId: PersonId): Promise<string> {
  const nonce = randomBytes(16).toString('base64url');
  const value = `${nonce}.${await keyed(signed(personId, nonce))}`;
  const secure = settings().secure ? '; Secure' : '';
  return `${name()}=${value}; Path=/; Max-Age=${yearInSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** What tells this browser from others of the account; undefined where the account does not know it. */
export async function knownDevice(
  cookieHeader: string | null,
  personId: PersonId | undefined,
): Promise<string | undefined> {
  const cookies = (cookieHeader ?? '').split(/;\s*/);
  const value = cookies.find((cookie) => cookie.startsWith(`${name()}=`))?.slice(name().length + 1);
  const [nonce, mark] = value?.split('.') ?? [];
  if (!personId || !nonce || !mark) return undefined;
  return (await isKeyed(signed(personId, nonce), mark)) ? nonce : undefined;
}
