/** What the tests of accounts share: a person with a password, and browsers to sign in from. */
import { eq } from 'drizzle-orm';
import { people, write } from '~db/client.server';
import type { PersonId } from '~db/values';
import type { Origin } from '~/features/account/sign-in.server';
import { hashPassword } from '~/features/account/passwords.server';
import { foldForSearch } from '~/services/search-name';

export const rightPassword = 'Grünkohl und Pinkel 🥬';

let hashed: Promise<string> | undefined;

/** An account; with `rightPassword` unless told otherwise. */
export async function makePerson(
  email: string,
  { name = 'Änne Möller', password = true }: { name?: string; password?: boolean } = {},
): Promise<PersonId> {
  hashed ??= hashPassword(rightPassword);
  const passwordHash = password ? await hashed : null;
  return write(async (tx) => {
    const [row] = await tx
      .insert(people)
      .values({ email, name, searchName: foldForSearch(name), passwordHash, createdAt: new Date() })
      .returning({ id: people.id });
    return row!.id;
  });
}

export async function disable(id: PersonId): Promise<void> {
  await write(async (tx) => tx.update(people).set({ disabledAt: new Date() }).where(eq(people.id, id)));
}

/** A browser that was never here before. */
export const browser = (network = 'network-one', cookie: string | null = null): Origin => ({
  cookie,
  userAgent: 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
  network,
});

/** The Cookie header a browser sends after it was given these Set-Cookie headers. */
export const cookieHeader = (setCookies: readonly string[]): string =>
  setCookies.map((cookie) => cookie.split(';')[0]!).join('; ');
