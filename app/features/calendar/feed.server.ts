/** What a calendar program gets at a secret address: what its owner may see at this moment. */
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { calendarFeeds, db, groups, people, write } from '~db/client.server';
import type { CalendarFeedId } from '~db/values';
import { currentActor } from '~/access/actor.server';
import type { Person } from '~/access/policy';
import { hashOf } from '~/features/account/tokens.server';
import { allianceName } from '~/features/alliance/profile.server';
import { publishedMeetings } from '~/features/meetings/published.server';
import { publishedTasks } from '~/features/tasks/published.server';
import { calendarOf } from '~/services/calendar.server';
import { addDays, momentAt, today } from '~/services/time';

/** So much of the past stays in view. */
const pastDays = 365;
/** How often programs should look; those that do as they like look less often. */
const renewedAfter = 3600;
const tenMinutesInMs = 600_000;

const columns = {
  id: calendarFeeds.id,
  personId: calendarFeeds.personId,
  groupId: calendarFeeds.groupId,
  group: groups.name,
  tasks: calendarFeeds.tasks,
  fetchedAt: calendarFeeds.fetchedAt,
  contentHash: calendarFeeds.contentHash,
  contentSince: calendarFeeds.contentSince,
  language: people.language,
};

type Row = Awaited<ReturnType<typeof rowOf>>;

async function rowOf(token: string) {
  const [row] = await db
    .select(columns)
    .from(calendarFeeds)
    .innerJoin(people, eq(people.id, calendarFeeds.personId))
    .leftJoin(groups, eq(groups.id, calendarFeeds.groupId))
    .where(eq(calendarFeeds.tokenHash, hashOf(token)));
  return row;
}

export type Feed = { id: CalendarFeedId; owner: Person; row: NonNullable<Row> };

/**
 * The feed an address names. Two statements at most.
 *
 * @returns undefined where the address was never given, was ended, or belongs to an account out of use
 */
export async function feedAt(token: string): Promise<Feed | undefined> {
  const row = await rowOf(token);
  const owner = row && (await currentActor(row.personId));
  return owner && { id: row.id, owner, row };
}

export type FeedContent = {
  body: string;
  /** The same as long as the calendar says the same. */
  hash: string;
  /** Since when it does. */
  since: Date;
};

/**
 * Writes the calendar, each right asked of the policy now: a role that has ended takes its meetings along. As
 * long as it says the same it stays the same to the letter, since its DTSTAMP tells when it came to say so
 * (RFC 5545, 3.8.7.2). A fixed number of statements.
 */
export async function contentOf({ owner, row }: Feed): Promise<FeedContent> {
  const { groupId, language } = row;
  const first = addDays(today(), -pastDays);
  const meetings = await publishedMeetings(owner, { groupId, since: momentAt(first, '00:00'), language });
  const tasks = row.tasks ? await publishedTasks(owner, { groupId, since: first, language }) : [];
  const name = row.group ?? (await allianceName(language));
  const stamped = (stamp: Date) =>
    calendarOf({
      method: 'publish',
      language,
      stamp,
      entries: [...meetings, ...tasks],
      subscribed: { name, renewedAfter },
    });
  const hash = createHash('sha256').update(stamped(new Date(0))).digest('base64url');
  const since = await noteFetch(row, hash);
  return { body: stamped(since), hash, since };
}

/** Notes that it was fetched, exact to ten minutes. @returns since when it says what it says */
async function noteFetch(row: NonNullable<Row>, hash: string): Promise<Date> {
  const now = new Date();
  const recent = row.fetchedAt && now.getTime() - row.fetchedAt.getTime() < tenMinutesInMs;
  if (recent && row.contentSince && row.contentHash === hash) return row.contentSince;
  return write(async (tx) => {
    const [kept] = await tx
      .select({ hash: calendarFeeds.contentHash, since: calendarFeeds.contentSince })
      .from(calendarFeeds)
      .where(eq(calendarFeeds.id, row.id));
    const since = kept?.since && kept.hash === hash ? kept.since : now;
    await tx
      .update(calendarFeeds)
      .set({ fetchedAt: now, contentHash: hash, contentSince: since })
      .where(eq(calendarFeeds.id, row.id));
    return since;
  });
}
