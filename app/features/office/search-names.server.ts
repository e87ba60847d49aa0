/** Names as they are looked for are kept beside the names; a new way of folding reaches all of them. */
import { eq } from 'drizzle-orm';
import { db, organisations, people, write } from '~db/client.server';
import { foldForSearch } from '~/services/search-name';
import { searchNameOf } from './organisations.server';

/** Folds anew what an earlier version has folded; at the start. */
export async function renewSearchNames(): Promise<void> {
  const persons = await db.select({ id: people.id, name: people.name, searchName: people.searchName }).from(people);
  const partners = await db.select().from(organisations);
  await write(async (tx) => {
    for (const { id, name, searchName } of persons) {
      const folded = foldForSearch(name);
      if (folded !== searchName) await tx.update(people).set({ searchName: folded }).where(eq(people.id, id));
    }
    for (const partner of partners) {
      const folded = searchNameOf(partner);
      if (folded !== partner.searchName) {
        await tx.update(organisations).set({ searchName: folded }).where(eq(organisations.id, partner.id));
      }
    }
  });
}
