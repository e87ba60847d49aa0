/** What people do with their own account. */
import { eq } from 'drizzle-orm';
import { db, people, write } from '~db/client.server';
import type { Language } from '~db/values';
import { record } from '~/access/audit.server';
import { type Granted, authorize } from '~/access/authorize.server';
import type { Actor, Person } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { foldForSearch } from '~/services/search-name';
import { checkNewPassword, hashPassword, verifyPassword } from './passwords.server';
import { endSessions } from './sessions.server';
import { limited } from './throttle.server';
import { voidLinks } from './tokens.server';

const own = (actor: Actor): Promise<Granted<'person.self'>> => {
  if (actor.kind === 'visitor') throw new NotFound();
  return authorize(actor, 'person.self', actor.id);
};

const asObject = ({ id, name }: Person) => ({ kind: 'person', id, name });

/** What one's account page shows. */
export async function readAccount(actor: Actor) {
  const { id } = await own(actor);
  const [account] = await db
    .select({ name: people.name, email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, id));
  if (!account) throw new NotFound(id);
  return account;
}

/** Changes one's name and language. */
export async function changeProfile(actor: Actor, { name, language }: { name: string; language: Language }): Promise<void> {
  const granted = await own(actor);
  await write(async (tx) => {
    await tx
      .update(people)
      .set({ name, language, searchName: foldForSearch(name) })
      .where(eq(people.id, granted.id));
    await record(tx, granted.actor, {
      action: 'account.profileChanged',
      object: asObject({ ...granted.actor, name }),
    });
  });
}

/** Changes the language one reads and gets mails in. */
export async function changeLanguage(actor: Actor, language: Language): Promise<void> {
  const { id } = await own(actor);
  await write(async (tx) => tx.update(people).set({ language }).where(eq(people.id, id)));
}

/**
 * Changes one's password. Every other session ends, and links for a new password stop working.
 *
 * @param session the hash of the session that goes on
 * @throws Rejected `passwordWrong` at the field `current`, `tooManyTries`; what `checkNewPassword` rejects
 */
export async function changePassword(
  actor: Actor,
  { current, password }: { current: string; password: string },
  session: string,
): Promise<void> {
  const granted = await own(actor);
  const { id } = granted;
  const [account] = await db.select().from(people).where(eq(people.id, id));
  // A browser left open must not become a place to guess at the password.
  const right = await limited([`password:${id}`], () => verifyPassword(account?.passwordHash, current));
  if (!account || !right) throw new Rejected('passwordWrong', {}, 'current');
  await checkNewPassword(password, account);
  const passwordHash = await hashPassword(password);
  await write(async (tx) => {
    await tx.update(people).set({ passwordHash }).where(eq(people.id, id));
    await voidLinks(tx, 'reset', id);
    await endSessions(tx, id, { except: session });
    await record(tx, granted.actor, { action: 'account.passwordChanged', object: asObject(granted.actor) });
  });
}

/** Ends one of one's own sessions. */
export async function endOwnSession(actor: Actor, hash: string): Promise<void> {
  const { id } = await own(actor);
  await write(async (tx) => endSessions(tx, id, { only: hash }));
}

/** Ends all of one's own sessions but this one. @returns how many ended */
export async function endOwnOthers(actor: Actor, session: string): Promise<number> {
  const { id } = await own(actor);
  return write(async (tx) => endSessions(tx, id, { except: session }));
}
