import { choice, flag, id, index, json, moment, number, part, primaryKey, table, trace, uniqueIndex, words } from '../columns.server';
import { type MailNeeds, newsKinds, newsWays } from '../values';
import { groups } from './groups';
import { people } from './people';
import { mails } from './records';

/** A value for the words of news: days, spans of time (two moments, ISO 8601) and words are said in the reader's language. */
export type NewsValue = string | number | { day: string } | { spans: [string, string][] } | { word: string };

/** What happened, for one person: shown in the portal, and told by mail as they have chosen. */
export const news = table(
  'news',
  {
    id: id<'news'>(),
    personId: part<'person'>(() => people.id).notNull(),
    kind: choice(newsKinds).notNull(),
    /** The group it belongs to; empty where it belongs to none, or to one the reader is outside of. */
    groupId: part<'group'>(() => groups.id),
    /** Key of the namespace `mail`, with the values of its words. */
    key: words().notNull(),
    values: json<Record<string, NewsValue>>().notNull(),
    /** Where it leads: a path of the portal. */
    path: words().notNull(),
    /** What its reader must have a right to, now as then. */
    needs: json<MailNeeds>(),
    at: moment().notNull(),
    seenAt: moment(),
    /** Waits for the mail of the day. */
    daily: flag().notNull().default(false),
    /** The mail it was told in. */
    mailId: trace<'mail'>(() => mails.id),
    /** Of several with the same key one is kept: each event is told once. */
    uniqueKey: words(),
  },
  (t) => [
    index('news_person').on(t.personId, t.at),
    index('news_unseen').on(t.personId, t.seenAt),
    index('news_daily').on(t.daily, t.mailId, t.personId),
    index('news_mail').on(t.mailId),
    uniqueIndex('news_key').on(t.uniqueKey),
  ],
);

/** How somebody hears of a kind of news; in one group, or everywhere where the group is empty. */
export const newsChoices = table(
  'news_choices',
  {
    personId: part<'person'>(() => people.id).notNull(),
    kind: choice(newsKinds).notNull(),
    /** Empty: for all groups that have no choice of their own. */
    groupId: words().notNull().default(''),
    way: choice(newsWays).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.kind, t.groupId] })],
);

/** When somebody gets the mail of the day. Those without a row get it as it is usual. */
export const newsHours = table('news_hours', {
  personId: part<'person'>(() => people.id).primaryKey(),
  /** The hour in Berlin, 0–23; empty for never. */
  hour: number(),
  /** Days of the week without it, Monday is 1. */
  daysOff: json<number[]>().notNull(),
  /** Since when it is chosen: a time of the day that had passed by then is not made up for. */
  since: moment(),
});
