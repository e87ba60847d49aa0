/**
 * Who is signed in. The one importer of lucia.
 *
 * The cookie holds a random token; the database holds its SHA-256, so that a stolen copy of the
 * file signs nobody in. A session ends 7 days after its last use and 30 days after sign-in, whatever
 * happens (OWASP ASVS 5.0, 7.3). Over https the cookie has the prefix `__Host-` (RFC 6265bis, 4.1.3).
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, lt } from 'drizzle-orm';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import { type Tx, db, people, sessions, write } from '~db/client.server';
import { kept } from '~db/kept.server';
import type { Language, PersonId } from '~db/values';
import { settings } from '~/services/settings.server';

const idleDays = 7;
const absoluteDays = 30;
const dayInMs = 86_400_000;
const tenMinutesInMs = 600_000;

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof makeLucia>;
    UserId: PersonId;
    DatabaseSessionAttributes: { browser: string };
    DatabaseUserAttributes: { language: Language };
  }
}

/** How a session is named in the database, on the screen and towards sockets. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

type Row = typeof sessions.$inferSelect;

/** A session that has not reached its absolute end, with its owner; asked at every request. */
const findSession = kept(async (idHash) => {
  const [row] = await db
    .select({ session: sessions, language: people.language, disabledAt: people.disabledAt })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.idHash, idHash), gt(sessions.endsAt, new Date())));
  return { value: row, ...(row ? { until: row.session.endsAt.getTime() } : {}) };
});

const adapter: Adapter = {
  async getSessionAndUser(token) {
    const row = await findSession(hashOf(token));
    if (!row || row.disabledAt) return [null, null];
    return [
      asLuciaSession(row.session, token),
      { id: row.session.personId, attributes: { language: row.language } },
    ];
  },
  async getUserSessions(personId) {
    const rows = await db.select().from(sessions).where(eq(sessions.personId, personId));
    return rows.map((row) => asLuciaSession(row, row.idHash));
  },
  async setSession(session) {
    const now = new Date();
    await write(async (tx) =>
      tx.insert(sessions).values({
        idHash: hashOf(session.id),
        personId: session.userId,
        createdAt: now,
        expiresAt: session.expiresAt,
        endsAt: new Date(now.getTime() + absoluteDays * dayInMs),
        browser: session.attributes.browser,
      }),
    );
  },
  async updateSessionExpiration(token, expiresAt) {
    await write(async (tx) =>
      tx.update(sessions).set({ expiresAt }).where(eq(sessions.idHash, hashOf(token))),
    );
  },
  async deleteSession(token) {
    await write(async (tx) => tx.delete(sessions).where(eq(sessions.idHash, hashOf(token))));
  },
  async deleteUserSessions(personId) {
    await write(async (tx) => tx.delete(sessions).where(eq(sessions.personId, personId)));
  },
  async deleteExpiredSessions() {
    await write(async (tx) => tx.delete(sessions).where(lt(sessions.expiresAt, new Date())));
  },
};

function asLuciaSession(row: Row, id: string): DatabaseSession {
  return { id, userId: row.personId, expiresAt: row.expiresAt, attributes: { browser: row.browser } };
}

function makeLucia() {
  const { secure } = settings();
  return new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(idleDays, 'd'),
    sessionCookie: {
      name: secure ? '__Host-session' : 'session',
      expires: true,
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getUserAttributes: ({ language }) => ({ language }),
  });
}

let made: ReturnType<typeof makeLucia> | undefined;
const lucia = () => (made ??= makeLucia());

export type SignedIn = {
  personId: PersonId;
  language: Language;
  /** Names the session without being able to open it. */
  sessionHash: string;
  /** A cookie to send, when the time of the session was extended. */
  renewedCookie: string | undefined;
};

/** The last use of a session, exact to ten minutes: its end, if unused, lies a fixed time after it. */
export const lastUseOf = ({ expiresAt }: Pick<Row, 'expiresAt'>): Date =>
  new Date(expiresAt.getTime() - idleDays * dayInMs);

/** lucia extends a session only when half its time is over; that would make the idle limit waver. */
async function extend(token: string, expiresAt: Date): Promise<boolean> {
  const now = Date.now();
  if (now - lastUseOf({ expiresAt }).getTime() < tenMinutesInMs) return false;
  await adapter.updateSessionExpiration(token, new Date(now + idleDays * dayInMs));
  return true;
}

/** Reads the session of a request from its Cookie header. */
export async function readSession(cookieHeader: string | undefined): Promise<SignedIn | undefined> {
  const token = lucia().readSessionCookie(cookieHeader ?? '');
  if (!token) return undefined;
  const { session, user } = await lucia().validateSession(token);
  if (!session) return undefined;
  const renewed = session.fresh || (await extend(token, session.expiresAt));
  return {
    personId: user.id,
    language: user.language,
    sessionHash: hashOf(token),
    renewedCookie: renewed ? lucia().createSessionCookie(token).serialize() : undefined,
  };
}

/**
 * Signs a person in under a new token; a token from before, if any, ends.
 *
 * @param browser the browser in words, for the list of open sessions
 * @returns the Set-Cookie header
 */
export async function startSession(
  personId: PersonId,
  browser: string,
  cookieHeader: string | undefined,
): Promise<string> {
  const before = lucia().readSessionCookie(cookieHeader ?? '');
  if (before) await lucia().invalidateSession(before);
  const token = randomBytes(25).toString('base64url');
  await lucia().createSession(personId, { browser }, { sessionId: token });
  return lucia().createSessionCookie(token).serialize();
}

/** Signs out; returns the Set-Cookie header that empties the cookie, and which session ended. */
export async function endSession(
  cookieHeader: string | undefined,
): Promise<{ cookie: string; ended: string | undefined }> {
  const token = lucia().readSessionCookie(cookieHeader ?? '');
  if (token) await lucia().invalidateSession(token);
  return { cookie: lucia().createBlankSessionCookie().serialize(), ended: token ? hashOf(token) : undefined };
}

/** Ends every session of a person in the change under way, for accounts that are taken out of use. */
export async function endAllSessions(tx: Tx, personId: PersonId): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.personId, personId));
}

/** Forgets sessions that have ended by time; run daily. */
export async function forgetExpiredSessions(): Promise<void> {
  await lucia().deleteExpiredSessions();
}

/** When the session ends at the latest, for sockets that must not outlive it. */
export async function sessionEnd(sessionHash: string): Promise<Date | undefined> {
  const [row] = await db
    .select({ endsAt: sessions.endsAt })
    .from(sessions)
    .where(eq(sessions.idHash, sessionHash));
  return row?.endsAt;
}
