/**
 * Links that work once: invitations, new passwords, the first account. The token is only in the link;
 * the database holds its SHA-256. Looking at a link changes nothing, so that scanners of mail can't
 * use it up; only sending its form does.
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { type Reader, type Tx, db, people, tokens } from '~db/client.server';
import type { PersonId, TokenKind } from '~db/values';
import { Rejected } from '~/services/errors';
import type { LinkState } from './tokens';

const hourInMs = 3_600_000;

/** How long each kind of link works. */
export const lifetimeInHours: Record<TokenKind, number> = { invitation: 14 * 24, reset: 1, first_office: 24 };

/** Where each kind of link leads. */
const paths: Record<TokenKind, string> = {
  invitation: '/einladung',
  reset: '/passwort-neu',
  first_office: '/einrichten',
};

/** Nobody guesses it, and it fits into an address. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** What is kept of a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const ofOwner = (kind: TokenKind, personId: PersonId | null) =>
  and(eq(tokens.kind, kind), personId ? eq(tokens.personId, personId) : isNull(tokens.personId));

/**
 * Makes a link; those of the same kind that the person was given before stop working.
 *
 * @param personId null for the first account, which belongs to nobody yet
 * @returns its path
 */
export async function makeLink(tx: Tx, kind: TokenKind, personId: PersonId | null): Promise<string> {
  const now = new Date();
  await voidLinks(tx, kind, personId);
  const token = newToken();
  await tx.insert(tokens).values({
    tokenHash: hashOf(token),
    kind,
    personId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetimeInHours[kind] * hourInMs),
  });
  return `${paths[kind]}/${token}`;
}

/** Stops the links of a kind that a person was given and has not used. */
export async function voidLinks(tx: Tx, kind: TokenKind, personId: PersonId | null): Promise<void> {
  const now = new Date();
  await tx
    .update(tokens)
    .set({ expiresAt: now })
    .where(and(ofOwner(kind, personId), isNull(tokens.usedAt), gt(tokens.expiresAt, now)));
}



/** What a link is good for now. One that never was looks like one whose time is over. */
export async function readLink(
  kind: TokenKind,
  token: string,
  reader: Reader = db,
): Promise<{ state: LinkState; personId: PersonId | null }> {
  const [row] = await reader
    .select()
    .from(tokens)
    .where(and(eq(tokens.tokenHash, hashOf(token)), eq(tokens.kind, kind)));
  if (!row) return { state: 'expired', personId: null };
  const state = row.usedAt ? 'used' : row.expiresAt <= new Date() ? 'expired' : 'valid';
  return { state, personId: row.personId };
}

/** A link that is somebody's, and whose; good for nothing while their account is disabled. */
export async function readPersonalLink(kind: TokenKind, token: string) {
  const { state, personId } = await readLink(kind, token);
  if (state !== 'valid' || !personId) return { state, person: null };
  const [person] = await db
    .select({ name: people.name, email: people.email })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.disabledAt)));
  return person ? { state, person } : { state: 'expired' as const, person: null };
}

/**
 * Uses a link up, in the change that it is for.
 *
 * @returns whose it is
 * @throws Rejected('linkGone') where it was used, has expired or never was
 */
export async function useLink(tx: Tx, kind: TokenKind, token: string): Promise<PersonId | null> {
  const now = new Date();
  const [row] = await tx
    .update(tokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(tokens.tokenHash, hashOf(token)),
        eq(tokens.kind, kind),
        isNull(tokens.usedAt),
        gt(tokens.expiresAt, now),
      ),
    )
    .returning({ personId: tokens.personId });
  if (!row) throw new Rejected('linkGone');
  return row.personId;
}
