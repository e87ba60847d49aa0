/**
 * Tells people what has happened: in the portal at once, by mail as each has chosen. Written into the change
 * that causes it, with the right its reader needs; that right is asked for again whenever it is shown or sent.
 */
import { inArray } from 'drizzle-orm';
import { type NewsValue, type Tx, news, people } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { GroupId, Language, NewsKind, NewsWay, PersonId } from '~db/values';
import type { Action } from '~/access/policy';
import { translator } from '~/services/i18n/translate.server';
import { type Footer, type Mail, queueMail } from '~/services/mail/mail.server';
import { waysOf } from './choices.server';
import { entryFooter, footerFor } from './unsubscribe.server';
import { valuesIn } from './words.server';

/** Something that happened, as one person hears of it. */
export type News = {
  kind: NewsKind;
  /** The group it belongs to, for those inside: they choose by group. */
  groupId?: GroupId | null;
  /** Key of the namespace `mail`. */
  key: string;
  values: Record<string, NewsValue>;
  /** What only a mail at once says besides; it is not kept. */
  inMail?: Record<string, string>;
  path: string;
  /** What a mail at once offers beside the way there. */
  offer?: Mail['offer'];
  /** What its reader must have a right to. Null where it takes nothing to know it, such as that a membership ended. */
  needs: { action: Action; id: string } | null;
  /** Each event is told to each person once. */
  once?: string;
  /** Goes with a mail that is sent at once. */
  calendar?: Mail['calendar'];
  /** What goes by mail at once whatever has been chosen, as the entry in a calendar would be false without it. */
  regardless?: { calendar: Mail['calendar']; inMail: Record<string, string> } | undefined;
};

/** Something that waits for somebody, and how they are told. */
export type Reminder = { personId: PersonId; item: News };

export type Reader = { personId: PersonId; email: string; name: string; language: Language };

/** People as they are told something. @param ids of accounts that are not disabled */
export const readersOf = (tx: Tx, ids: readonly PersonId[]): Promise<Reader[]> =>
  tx
    .select({ personId: people.id, email: people.email, name: people.name, language: people.language })
    .from(people)
    .where(inArray(people.id, [...ids]));

/** Tells one person of something. */
export const tell = (tx: Tx, to: Reader, item: News): Promise<void> => tellEach(tx, [to], () => item);

/**
 * Tells one person what concerns their own place in a group or a meeting: in the portal and by mail at once, which
 * nobody can choose otherwise. It takes no right to know it.
 *
 * @param mail what the mail says and brings besides, and why it comes
 */
export async function tellSurely(
  tx: Tx,
  to: Reader,
  { kind, key, values, path }: Pick<News, 'kind' | 'key' | 'path'> & { values: Record<string, string | number> },
  mail: Pick<Mail, 'path' | 'calendar' | 'personId'> & { inMail?: Record<string, string>; why: string },
): Promise<void> {
  const { inMail, why, ...brings } = mail;
  await tx.insert(news).values({ personId: to.personId, kind, key, values, path, at: new Date() });
  await queueMail(tx, { to, key, values: { ...values, ...inMail }, ...brings, footer: { why: whyIn(to, why, values) } });
}

/** Why somebody gets a mail, in their language. @param why key below `why` of the namespace `mail` */
export const whyIn = ({ language }: { language: Language }, why: string, values: Record<string, string | number>): string =>
  translator(language, 'mail')(`why.${why}`, values);

/**
 * Tells several people of something.
 *
 * @param itemFor how each hears of it
 */
export async function tellEach<To extends Reader>(
  tx: Tx,
  readers: readonly To[],
  itemFor: (to: To) => News,
): Promise<void> {
  if (readers.length === 0) return;
  const ways = await waysOf(tx, readers.map(({ personId }) => personId));
  for (const to of readers) {
    const item = itemFor(to);
    await write(tx, to, item, ways(to.personId, item.kind, item.groupId ?? null));
  }
}

async function write(tx: Tx, to: Reader, item: News, way: NewsWay): Promise<void> {
  const { kind, key, values, path, needs, groupId = null } = item;
  const id = newId<'news'>();
  const uniqueKey = item.once ? `${item.once}:${to.personId}` : null;
  const [written] = await tx
    .insert(news)
    .values({
      id,
      personId: to.personId,
      kind,
      groupId,
      key,
      values,
      path,
      needs,
      at: new Date(),
      daily: way === 'daily' && !item.regardless,
      uniqueKey,
    })
    .onConflictDoNothing()
    .returning({ id: news.id });
  if (!written) return;
  if (way === 'now') await mailIt(tx, to, item, await footerFor(tx, to, kind, groupId));
  else if (item.regardless) await mailIt(tx, to, { ...item, ...item.regardless }, entryFooter(to.language));
}

async function mailIt(tx: Tx, to: Reader, item: News, footer: Footer): Promise<void> {
  const { key, values, inMail, path, offer, needs, calendar } = item;
  await queueMail(tx, {
    kind: 'news',
    to,
    personId: to.personId,
    key,
    values: { ...valuesIn(to.language, values), ...inMail },
    path,
    offer,
    // It acts in its reader's name: nobody else is to read it in the outbox.
    secret: offer !== undefined,
    needs,
    ...(calendar && { calendar }),
    footer,
  });
}
