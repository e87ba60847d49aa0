/** The browsers a person is signed in with, and ending them. Their sockets close with them. */
import { and, desc, eq, gt, ne } from 'drizzle-orm';
import { type Tx, afterCommit, db, sessions } from '~db/client.server';
import type { PersonId } from '~db/values';
import { lastUseOf } from '~/access/session.server';
import { closeSession } from '~/live/doors.server';

export type OpenSession = { hash: string; browser: string; since: Date; lastUse: Date; current: boolean };

/** The open sessions of a person: this one first, then the one used last. */
export async function openSessions(personId: PersonId, current: string): Promise<OpenSession[]> {
  const now = new Date();
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), gt(sessions.expiresAt, now), gt(sessions.endsAt, now)))
    .orderBy(desc(sessions.expiresAt));
  return rows
    .map((row) => ({
      hash: row.idHash,
      browser: row.browser,
      since: row.createdAt,
      lastUse: lastUseOf(row),
      current: row.idHash === current,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}

/**
 * Ends sessions of a person with the change under way.
 *
 * @param which one session; or all but one; or, left out, all
 * @returns how many ended
 */
export async function endSessions(
  tx: Tx,
  personId: PersonId,
  which: { only: string } | { except: string } | undefined = undefined,
): Promise<number> {
  const narrowed =
    which === undefined
      ? undefined
      : 'only' in which
        ? eq(sessions.idHash, which.only)
        : ne(sessions.idHash, which.except);
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), narrowed))
    .returning({ hash: sessions.idHash });
  afterCommit(() => ended.forEach(({ hash }) => closeSession(hash)));
  return ended.length;
}
