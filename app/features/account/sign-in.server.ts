/** Signing in and out. */
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db, people, write } from '~db/client.server';
import type { PersonId } from '~db/values';
import { endSession, startSession } from '~/access/session.server';
import { closeSession } from '~/live/doors.server';
import { Rejected } from '~/services/errors';
import type { signInForm } from './account';
import { browserName } from './browser';
import { deviceCookie, knownDevice } from './device.server';
import { verifyPassword } from './passwords.server';
import { type Counter, clearingTries, limited } from './throttle.server';

/** Where a request comes from, as far as signing in cares. */
export type Origin = {
  cookie: string | null;
  userAgent: string | null;
  /** The network, hashed (`PageContext.address`). */
  network: string;
};

export const originOf = (request: Request, network: string): Origin => ({
  cookie: request.headers.get('Cookie'),
  userAgent: request.headers.get('User-Agent'),
  network,
});

/**
 * Signs in with address and password.
 *
 * @returns the Set-Cookie headers
 * @throws Rejected the same for an unknown address, a wrong password, an account without a password
 *   and a disabled one; or with the time to wait
 */
export async function signIn({ email, password }: z.output<typeof signInForm>, origin: Origin): Promise<string[]> {
  const [person] = await db
    .select({ id: people.id, passwordHash: people.passwordHash, disabledAt: people.disabledAt })
    .from(people)
    .where(eq(people.email, email));
  const device = await knownDevice(origin.cookie, person?.id);
  const counters: Counter[] = device ? [`device:${device}`] : [`address:${email}`, `network:${origin.network}`];
  const right = await limited(counters, async () => {
    const matches = await verifyPassword(person?.passwordHash, password);
    return matches && !person?.disabledAt;
  });
  if (!right || !person) throw new Rejected('wrongSignIn');
  await write(await clearingTries(counters[0]!));
  return signedInCookies(person.id, origin);
}

/** Starts a session in this browser and makes it known to the account. */
export async function signedInCookies(personId: PersonId, origin: Origin): Promise<string[]> {
  const browser = browserName(origin.userAgent);
  return [await startSession(personId, browser, origin.cookie ?? undefined), await deviceCookie(personId)];
}

/** Signs out of this browser; sockets of the session close. @returns the Set-Cookie header */
export async function signOut(cookie: string | null): Promise<string> {
  const { cookie: blank, ended } = await endSession(cookie ?? undefined);
  if (ended) closeSession(ended);
  return blank;
}

/** Several Set-Cookie headers for one answer. */
export function withCookies(cookies: readonly string[]): Headers {
  const headers = new Headers();
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return headers;
}
