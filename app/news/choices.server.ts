/** How people want to hear of news: by kind and group, and when the mail of the day comes. */
import { and, eq, inArray } from 'drizzle-orm';
import { type Reader, type Tx, db, newsChoices, newsHours } from '~db/client.server';
import { type GroupId, type NewsKind, type NewsWay, type PersonId, newsKinds } from '~db/values';
import { usualHour, usualWay } from './news';

/** Says how somebody hears of a kind of news of a group. */
export type Ways = (personId: PersonId, kind: NewsKind, groupId: GroupId | null) => NewsWay;

const everywhere = '';

/** How these people have chosen. One statement, however many. */
export async function waysOf(reader: Reader, ids: readonly PersonId[]): Promise<Ways> {
  const rows = await reader
    .select()
    .from(newsChoices)
    .where(inArray(newsChoices.personId, [...ids]));
  const keyOf = (personId: string, kind: string, groupId: string) => `${personId} ${kind} ${groupId}`;
  const chosen = new Map(rows.map(({ personId, kind, groupId, way }) => [keyOf(personId, kind, groupId), way]));
  return (personId, kind, groupId) =>
    (groupId && chosen.get(keyOf(personId, kind, groupId))) ??
    chosen.get(keyOf(personId, kind, everywhere)) ??
    usualWay[kind];
}

/** A choice for all groups, or for one; `null` takes that of all groups. */
export type Choice = { kind: NewsKind; groupId: GroupId | null; way: NewsWay | null };

/** Keeps what somebody has chosen; what is not named stays. */
export async function keepChoices(tx: Tx, personId: PersonId, choices: readonly Choice[]): Promise<void> {
  for (const { kind, groupId, way } of choices) {
    const key = { personId, kind, groupId: groupId ?? everywhere };
    if (way === null) {
      await tx
        .delete(newsChoices)
        .where(and(eq(newsChoices.personId, personId), eq(newsChoices.kind, kind), eq(newsChoices.groupId, key.groupId)));
      continue;
    }
    await tx
      .insert(newsChoices)
      .values({ ...key, way })
      .onConflictDoUpdate({ target: [newsChoices.personId, newsChoices.kind, newsChoices.groupId], set: { way } });
  }
}

/** The hour in Berlin at which the mail of the day comes, 0–23, null for never; and the days of the week without it (Monday is 1). */
export type DailyTime = { hour: number | null; daysOff: number[] };

export const usualTime: DailyTime = { hour: usualHour, daysOff: [] };

/** When somebody gets the mail of the day. */
export async function timeOf(reader: Reader, personId: PersonId): Promise<DailyTime> {
  const [time] = await reader.select().from(newsHours).where(eq(newsHours.personId, personId));
  return time ? { hour: time.hour, daysOff: time.daysOff } : usualTime;
}

/** What somebody has chosen, for the page on which they choose. Two statements. */
export async function choicesOf(personId: PersonId) {
  const rows = await db.select().from(newsChoices).where(eq(newsChoices.personId, personId));
  const chosenFor = (kind: NewsKind, groupId: string): NewsWay | null =>
    rows.find((row) => row.kind === kind && row.groupId === groupId)?.way ?? null;
  return {
    time: await timeOf(db, personId),
    everywhere: newsKinds.map((kind) => ({ kind, way: chosenFor(kind, everywhere) ?? usualWay[kind] })),
    inGroup: (groupId: GroupId) => newsKinds.map((kind) => ({ kind, way: chosenFor(kind, groupId) })),
  };
}

/** Keeps when somebody wants the mail of the day; what has changed counts from the next time on. */
export async function keepTime(tx: Tx, personId: PersonId, { hour, daysOff }: DailyTime): Promise<void> {
  const before = await timeOf(tx, personId);
  if (before.hour === hour && sameDays(before.daysOff, daysOff)) return;
  const chosen = { hour, daysOff, since: new Date() };
  await tx
    .insert(newsHours)
    .values({ personId, ...chosen })
    .onConflictDoUpdate({ target: newsHours.personId, set: chosen });
}

const sameDays = (some: readonly number[], others: readonly number[]): boolean =>
  [...some].sort().join() === [...others].sort().join();
