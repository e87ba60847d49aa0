/** What people were told, in their inboxes of the portal. */
import { eq } from 'drizzle-orm';
import { db, news, people } from '~db/client.server';
import { sentenceOf } from '~/news/words.server';

/** Everything that was told, oldest first: whom, in one sentence, and whether it waits for the mail of the day. */
export async function told(): Promise<{ to: string; sentence: string; daily: boolean; path: string }[]> {
  const rows = await db.select({ item: news, email: people.email }).from(news).innerJoin(people, eq(people.id, news.personId)).orderBy(news.at);
  return rows.map(({ item, email }) => ({
    to: email.split('@')[0]!,
    sentence: sentenceOf('de', item),
    daily: item.daily,
    path: item.path,
  }));
}
