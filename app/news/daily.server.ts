/**
 * The mail of the day: what happened since the last one, at the hour each has chosen, never on days off. Once an
 * hour it is seen to; a time of today that was missed while the portal was down is made up for, one of an earlier
 * day is not.
 */
import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gte, inArray, isNull, lt, min } from 'drizzle-orm';
import { type Tx, afterCommit, db, groups, mails, news, newsHours, people, write } from '~db/client.server';
import type { Day, Language, PersonId } from '~db/values';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { translator } from '~/services/i18n/translate.server';
import { type Link, htmlOf, textOf } from '~/services/mail/mail.server';
import { type Content, wakeOutbox } from '~/services/mail/outbox.server';
import { settings } from '~/services/settings.server';
import { dayOf, formatDay, momentAt, today } from '~/services/time';
import { type DailyTime, usualTime } from './choices.server';
import { newsChoicesPath, newsPath } from './news';
import { readableFor } from './readable.server';
import { unsubscribePath } from './unsubscribe.server';
import { sentenceOf } from './words.server';

type Item = typeof news.$inferSelect;

/** What a feature offers beside its news, by the id of the news: a link that ticks a task off. */
export type Offer = (personId: PersonId, language: Language, items: readonly Item[]) => Promise<Map<string, Link>>;

let offer: Offer = () => Promise.resolve(new Map());

const hourInMs = 3_600_000;
const mostLines = 50;
const together = 25;

/** Sees to the mails of the day from now on. Once at start. @param options.offer links beside news */
export async function sendDailyMails(options: { offer: Offer }): Promise<void> {
  offer = options.offer;
  handleJobs('news.daily', async () => {
    await write(planNext);
    await writeDailyMails();
  });
  await write(planNext);
}

/** At the next full hour; that there is one already is no harm. */
async function planNext(tx: Tx): Promise<void> {
  const at = new Date((Math.floor(Date.now() / hourInMs) + 1) * hourInMs);
  await addJob(tx, 'news.daily', {}, { at, key: `news.daily:${at.toISOString()}` });
}

/** Writes the mails that are due, a few people a change, so that others get their turn. */
export async function writeDailyMails(now: Date = new Date()): Promise<void> {
  const waiting = await db
    .select({ personId: news.personId, email: people.email, first: min(news.at), chosen: newsHours })
    .from(news)
    .innerJoin(people, eq(people.id, news.personId))
    .leftJoin(newsHours, eq(newsHours.personId, news.personId))
    .where(and(eq(news.daily, true), isNull(news.mailId), isNull(people.disabledAt)))
    .groupBy(news.personId);
  const served = await servedOn(today(now));
  const due = waiting.flatMap(({ personId, email, first, chosen }) => {
    const slot = slotOfToday(chosen ?? usualTime, now);
    const passed = slot && chosen?.since && chosen.since > slot;
    return slot && !passed && first! < slot && !served.has(personId) ? [{ personId, email, slot }] : [];
  });
  for (let at = 0; at < due.length; at += together) {
    await write((tx) => takeUp(tx, due.slice(at, at + together)));
    await setImmediate();
  }
}

/** Who has been written a mail of the day on this day: a second one comes on none. */
async function servedOn(day: Day): Promise<Set<PersonId | null>> {
  const rows = await db
    .select({ personId: mails.personId })
    .from(mails)
    .where(and(eq(mails.kind, 'digest'), gte(mails.createdAt, momentAt(day, '00:00'))));
  return new Set(rows.map(({ personId }) => personId));
}

/** The moment at which somebody's mail of this day was due; null as long as it has not come, and on days off. */
export function slotOfToday({ hour, daysOff }: DailyTime, now: Date): Date | null {
  const day = today(now);
  if (hour === null || daysOff.includes(weekday(day))) return null;
  const slot = momentAt(day, `${String(hour).padStart(2, '0')}:00`);
  return slot <= now ? slot : null;
}

/** Monday is 1. */
const weekday = (day: Day): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

/** Binds what waits to one mail a person; its words are found when it is sent. */
async function takeUp(tx: Tx, due: readonly { personId: PersonId; email: string; slot: Date }[]): Promise<void> {
  for (const { personId, email, slot } of due) {
    const [mail] = await tx
      .insert(mails)
      .values({ kind: 'digest', to: email, personId, subject: '', text: '', html: '', createdAt: new Date() })
      .returning({ id: mails.id });
    await tx
      .update(news)
      .set({ mailId: mail!.id })
      .where(and(eq(news.personId, personId), eq(news.daily, true), isNull(news.mailId), lt(news.at, slot)));
  }
  afterCommit(wakeOutbox);
}

/** The mail of the day in words, with what its reader may read at this moment; null where nothing is left. */
export async function composeDaily({ id, personId, createdAt }: typeof mails.$inferSelect): Promise<Content | null> {
  const [person] = await db
    .select({ personId: people.id, name: people.name, language: people.language })
    .from(people)
    .where(and(eq(people.id, personId!), isNull(people.disabledAt)));
  if (!person) return null;
  const items = await db.select().from(news).where(eq(news.mailId, id)).orderBy(asc(news.at));
  const readable = await readableFor(person.personId, items);
  if (readable.length === 0) return null;
  const { language } = person;
  const t = translator(language, 'mail');
  const shown = readable.slice(0, mostLines);
  const url = (path: string) => settings().baseUrl + path;
  const parts = await sections(person.personId, language, shown);
  const unsubscribe = await unsubscribePath(undefined, { personId: person.personId, kind: 'daily', groupId: null });
  const letter = {
    language,
    subject: t('daily.subject', { count: readable.length, day: formatDay(dayOf(createdAt), language) }),
    parts: [
      t('greeting', { name: person.name }),
      t('daily.intro', { count: readable.length }),
      ...parts,
      ...(readable.length > mostLines ? [t('daily.more', { count: readable.length - mostLines })] : []),
    ],
    button: { url: url(newsPath), label: t('daily.button') },
    footer: { why: t('why.daily'), choices: newsChoicesPath, unsubscribe },
  };
  return { subject: letter.subject, text: textOf(letter), html: htmlOf(letter), unsubscribe };
}

/** What happened, by group in the order of their names; what belongs to none at the end. */
async function sections(personId: PersonId, language: Language, items: readonly Item[]) {
  const t = translator(language, 'mail');
  const links = await offer(personId, language, items);
  const ids = [...new Set(items.flatMap(({ groupId }) => groupId ?? []))];
  const named = await db.select({ id: groups.id, name: groups.name }).from(groups).where(inArray(groups.id, ids)).orderBy(asc(groups.name));
  const line = (item: Item) => {
    const offered = links.get(item.id);
    const link = { url: settings().baseUrl + item.path, label: t('daily.open') };
    return { text: sentenceOf(language, item), links: [link, ...(offered ? [offered] : [])] };
  };
  return [...named, { id: null, name: t('daily.other') }]
    .map(({ id, name }) => ({ title: name, lines: items.filter(({ groupId }) => groupId === id).map(line) }))
    .filter(({ lines }) => lines.length > 0);
}
