/** The news of one person in the portal. */
import { type SQL, and, desc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import { type Tx, db, news, write } from '~db/client.server';
import { kept } from '~db/kept.server';
import type { Language, NewsKind, PersonId } from '~db/values';
import type { Person } from '~/access/policy';
import { readableFor } from './readable.server';
import { sentenceOf } from './words.server';

const perPage = 30;
const minuteInMs = 60_000;
/** What is older is forgotten. */
const keptForMs = 180 * 86_400_000;

/** News as a line of the inbox. */
export type Line = { id: string; kind: NewsKind; sentence: string; path: string; at: string; isNew: boolean };

/**
 * A page of somebody's news, the newest first, as far as they may read it now. What they have not seen is marked,
 * and is seen from then on: the next page they open counts it no more.
 */
export async function readInbox(person: Person, language: Language, page: number) {
  const own = eq(news.personId, person.id);
  const shown = await readable(person.id, own);
  const all = await db.$count(news, shown);
  const items = await db
    .select()
    .from(news)
    .where(shown)
    .orderBy(desc(news.at), desc(news.id))
    .limit(perPage)
    .offset((page - 1) * perPage);
  const lines: Line[] = items.map(({ id, kind, key, values, path, at, seenAt }) => ({
    id,
    kind,
    sentence: sentenceOf(language, { key, values }),
    path,
    at: at.toISOString(),
    isNew: seenAt === null,
  }));
  await markSeen(person.id, items[0]?.at);
  return { lines, page, pages: Math.max(1, Math.ceil(all / perPage)) };
}

async function markSeen(personId: PersonId, until: Date | undefined): Promise<void> {
  if (!until || (await unseen(personId)) === 0) return;
  await write((tx) =>
    tx
      .update(news)
      .set({ seenAt: new Date() })
      .where(and(eq(news.personId, personId), isNull(news.seenAt), lte(news.at, until))),
  );
}

/**
 * How many news somebody has not seen and may read; asked by every page, so it is kept until something is written,
 * and for a minute at most, since rights also end by themselves.
 */
export const unseen = (personId: PersonId): Promise<number> => keptUnseen(personId);

const keptUnseen = kept(async (key) => {
  const personId = key as PersonId;
  const own = and(eq(news.personId, personId), isNull(news.seenAt));
  return { value: await db.$count(news, await readable(personId, own)), until: Date.now() + minuteInMs };
});

/** News that takes no right, or one its reader has now: each right is asked for once, however much news takes it. */
async function readable(personId: PersonId, own: SQL | undefined): Promise<SQL | undefined> {
  const asked = await db.selectDistinct({ needs: news.needs }).from(news).where(own);
  const held = (await readableFor(personId, asked)).flatMap(({ needs }) => needs ?? []);
  return and(own, or(isNull(news.needs), inArray(news.needs, held)));
}

/** Forgets news that is half a year old. */
export async function forgetNews(tx: Tx): Promise<void> {
  await tx.delete(news).where(lte(news.at, new Date(Date.now() - keptForMs)));
}
