/** Invitations: a link by mail with which a person chooses a password and comes in. */
import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { type Tx, people, write } from '~db/client.server';
import type { PersonId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { record } from '~/access/audit.server';
import type { Person } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { queueMail } from '~/services/mail/mail.server';
import { foldForSearch } from '~/services/search-name';
import { formatDay, today, addDays } from '~/services/time';
import type { invitationForm } from './account';
import { checkNewPassword, hashPassword } from './passwords.server';
import { lifetimeInHours, makeLink, readPersonalLink, useLink } from './tokens.server';

type Account = typeof people.$inferSelect;

/**
 * Sends an invitation, or sends it again: the link from before stops working. The audit entry is the
 * caller's, who authorises as well.
 *
 * @throws Rejected `alreadyJoined` for somebody who has a password, `accountDisabled`
 */
export async function sendInvitation(
  tx: Tx,
  person: Pick<Account, 'id' | 'email' | 'name' | 'language'>,
  invitedBy: Pick<Person, 'name'>,
): Promise<void> {
  const [row] = await tx
    .select({ passwordHash: people.passwordHash, disabledAt: people.disabledAt })
    .from(people)
    .where(eq(people.id, person.id));
  if (!row) throw new NotFound(person.id);
  if (row.passwordHash) throw new Rejected('alreadyJoined', { name: person.name });
  if (row.disabledAt) throw new Rejected('accountDisabled', { name: person.name });
  const path = await makeLink(tx, 'invitation', person.id);
  await tx.update(people).set({ invitedAt: new Date() }).where(eq(people.id, person.id));
  const until = formatDay(addDays(today(), lifetimeInHours.invitation / 24), person.language);
  await queueMail(tx, {
    to: person,
    key: 'account.invitation',
    values: { by: invitedBy.name, until },
    path,
    secret: true,
  });
}

/** What the page of an invitation shows. */
export const readInvitation = (token: string) => readPersonalLink('invitation', token);

/**
 * Takes up an invitation.
 *
 * @throws Rejected `linkGone`; what `checkNewPassword` rejects
 */
export async function acceptInvitation(
  token: string,
  { name, password }: z.output<typeof invitationForm>,
): Promise<PersonId> {
  const { person } = await readInvitation(token);
  if (!person) throw new Rejected('linkGone');
  await checkNewPassword(password, { name, email: person.email });
  const passwordHash = await hashPassword(password);
  return write(async (tx) => {
    const id = await useLink(tx, 'invitation', token);
    const [joined] = await tx
      .update(people)
      .set({ name, searchName: foldForSearch(name), passwordHash, joinedAt: new Date() })
      .where(and(eq(people.id, id!), isNull(people.disabledAt), isNull(people.passwordHash)))
      .returning({ id: people.id });
    const actor = joined && (await loadActor(tx, joined.id));
    if (!actor) throw new Rejected('linkGone');
    await record(tx, actor, { action: 'account.joined', object: { kind: 'person', id: actor.id, name } });
    return actor.id;
  });
}
