/**
 * The meetings of all groups for the Geschäftsstelle, and the figures that lead to their list: each figure is
 * counted by the very condition by which the list is narrowed. Meetings that were called off are left out.
 */
import { type SQL, and, asc, count, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import { db, groups, meetings, minutes } from '~db/client.server';
import type { Day } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { momentAt } from '~/services/time';
import { type AllMeetingsQuery, type MinutesFilter, minutesFilters, monthFrom } from './all-meetings';

const pageSize = 50;

const takesPlace = eq(meetings.state, 'planned');

const beginOf = (month: string): Date => momentAt(`${month}-01` as Day, '00:00');

const inMonth = (month: string) =>
  and(gte(meetings.startsAt, beginOf(month)), lt(meetings.startsAt, beginOf(monthFrom(month, 1))));

const withMinutes = (filter: MinutesFilter) =>
  filter === 'none' ? and(isNull(minutes.id), lt(meetings.endsAt, new Date())) : eq(minutes.state, filter);

function narrowed({ group, minutes: filter, month }: AllMeetingsQuery): SQL | undefined {
  return and(
    takesPlace,
    group ? eq(groups.slug, group) : undefined,
    filter ? withMinutes(filter) : undefined,
    month ? inMonth(month) : undefined,
  );
}

/** A page of the meetings that a query finds, the latest first. @throws NotFound for everybody but the Geschäftsstelle */
export async function listAllMeetings(actor: Actor, query: AllMeetingsQuery) {
  await authorize(actor, 'portal.office', 'portal');
  const where = narrowed(query);
  const [all] = await db
    .select({ count: count() })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id))
    .where(where);
  const pages = Math.max(1, Math.ceil(all!.count / pageSize));
  const page = Math.min(query.page, pages);
  const rows = await db
    .select({
      id: meetings.id,
      number: meetings.number,
      startsAt: meetings.startsAt,
      endsAt: meetings.endsAt,
      place: meetings.place,
      link: meetings.link,
      minutes: minutes.state,
      group: { slug: groups.slug, name: groups.name },
    })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id))
    .where(where)
    .orderBy(desc(meetings.startsAt), asc(meetings.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const named = await db.select({ slug: groups.slug, name: groups.name }).from(groups).orderBy(asc(groups.name));
  return { meetings: rows, found: all!.count, page, pages, groups: named };
}

/** The place in a list of the first condition that a row meets, in one statement for all of them. */
const bucketOf = (conditions: readonly (SQL | undefined)[]) =>
  sql<number>`CASE ${sql.join(conditions.map((condition, at) => sql`WHEN ${condition} THEN ${at}`), sql` `)} END`;

async function countedBy(conditions: readonly (SQL | undefined)[]): Promise<number[]> {
  const bucket = bucketOf(conditions);
  const rows = await db
    .select({ bucket, count: count() })
    .from(meetings)
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id))
    .where(takesPlace)
    .groupBy(sql`1`);
  return conditions.map((_, at) => rows.find((row) => row.bucket === at)?.count ?? 0);
}

/** How far the minutes of all meetings have come. One statement; asks for no right. */
export async function meetingsByMinutes(): Promise<{ minutes: MinutesFilter; count: number }[]> {
  const counts = await countedBy(minutesFilters.map(withMinutes));
  return minutesFilters.map((filter, at) => ({ minutes: filter, count: counts[at]! }));
}

/** How many meetings there are in each of these months. One statement; asks for no right. */
export async function meetingsPerMonth(months: readonly string[]): Promise<{ month: string; count: number }[]> {
  const counts = await countedBy(months.map(inMonth));
  return months.map((month, at) => ({ month, count: counts[at]! }));
}
