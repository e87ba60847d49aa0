/** The first account of an empty portal: whoever starts the process is given a link to make it. */
import type { z } from 'zod';
import { type Reader, db, people, write } from '~db/client.server';
import { record } from '~/access/audit.server';
import { foldForSearch } from '~/services/search-name';
import { Rejected } from '~/services/errors';
import type { Language, PersonId } from '~db/values';
import type { foundingForm } from './account';
import { checkNewPassword, hashPassword } from './passwords.server';
import { makeLink, readLink, useLink } from './tokens.server';

/** Whether nobody has an account. */
export async function isEmpty(reader: Reader = db): Promise<boolean> {
  return (await reader.select({ id: people.id }).from(people).limit(1)).length === 0;
}

/** A new link for the first account; earlier ones stop working. @returns its path */
export const makeFoundingLink = (): Promise<string> => write(async (tx) => makeLink(tx, 'first_office', null));

/** Whether this link still makes the first account. */
export async function foundingLinkState(token: string) {
  const { state } = await readLink('first_office', token);
  return state === 'valid' && !(await isEmpty()) ? 'used' : state;
}

/**
 * Makes the first account, a member of the Geschäftsstelle.
 *
 * @throws Rejected `linkGone` once there is an account; what `checkNewPassword` rejects
 */
export async function foundPortal(
  token: string,
  { name, email, password }: z.output<typeof foundingForm>,
  language: Language,
): Promise<PersonId> {
  if ((await foundingLinkState(token)) !== 'valid') throw new Rejected('linkGone');
  await checkNewPassword(password, { name, email });
  const passwordHash = await hashPassword(password);
  return write(async (tx) => {
    await useLink(tx, 'first_office', token);
    if (!(await isEmpty(tx))) throw new Rejected('linkGone');
    const now = new Date();
    const [person] = await tx
      .insert(people)
      .values({
        email,
        name,
        searchName: foldForSearch(name),
        language,
        passwordHash,
        office: true,
        createdAt: now,
        joinedAt: now,
      })
      .returning();
    const { id } = person!;
    await record(
      tx,
      { kind: 'person', id, name, office: true, roles: new Map(), organisations: new Map() },
      { action: 'account.founded', object: { kind: 'person', id, name } },
    );
    return id;
  });
}
