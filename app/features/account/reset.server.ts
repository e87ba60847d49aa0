/** A new password by mail, for those who have forgotten theirs. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { people, write } from '~db/client.server';
import type { PersonId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { record } from '~/access/audit.server';
import { Rejected } from '~/services/errors';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { queueMail } from '~/services/mail/mail.server';
import { checkNewPassword, hashPassword } from './passwords.server';
import { endSessions } from './sessions.server';
import { clearingTries, limited } from './throttle.server';
import { makeLink, readPersonalLink, useLink, voidLinks } from './tokens.server';

/**
 * Asks for a link. Whether there is such an account is looked up later, by a job: answer and time of
 * the answer are the same for every address. Who asks too often is told to wait, for every address
 * alike.
 *
 * @throws Rejected `tooManyTries`
 */
export async function requestReset(email: string, network: string): Promise<void> {
  await limited([`reset:${email}`, `reset:${network}`], async () => {
    await write(async (tx) => addJob(tx, 'account.reset', { email }));
    // Each request counts, there are no right ones.
    return false;
  });
}

/** Does the jobs of `requestReset`: looks the address up and sends the link. Called once at start. */
export function sendResetLinks(): void {
  handleJobs<{ email: string }>('account.reset', async ({ email }) => {
    await write(async (tx) => {
      const [person] = await tx
        .select()
        .from(people)
        .where(and(eq(people.email, email), isNull(people.disabledAt), isNotNull(people.passwordHash)));
      if (!person) return;
      const path = await makeLink(tx, 'reset', person.id);
      await queueMail(tx, { to: person, key: 'account.reset', values: {}, path, secret: true });
    });
  });
}

/** What the page of a reset link shows. */
export const readReset = (token: string) => readPersonalLink('reset', token);

/**
 * Sets a new password by a link: every session ends, and what strangers have tried at the address is
 * forgotten, since its owner has come.
 *
 * @throws Rejected `linkGone`; what `checkNewPassword` rejects
 */
export async function resetPassword(token: string, password: string): Promise<PersonId> {
  const { person } = await readReset(token);
  if (!person) throw new Rejected('linkGone');
  await checkNewPassword(password, person);
  const passwordHash = await hashPassword(password);
  const clearTries = await clearingTries(`address:${person.email}`);
  return write(async (tx) => {
    const id = await useLink(tx, 'reset', token);
    const actor = id && (await loadActor(tx, id));
    if (!actor) throw new Rejected('linkGone');
    await tx.update(people).set({ passwordHash }).where(eq(people.id, actor.id));
    await voidLinks(tx, 'reset', actor.id);
    await endSessions(tx, actor.id);
    await clearTries(tx);
    await record(tx, actor, {
      action: 'account.passwordReset',
      object: { kind: 'person', id: actor.id, name: actor.name },
    });
    return actor.id;
  });
}
