/**
 * When somebody was here last. A visit lasts as long as its person comes back within six hours, so that what is
 * new stays until the next day's visit, however often one looks; it is written at most once an hour.
 */
import { eq } from 'drizzle-orm';
import { type Reader, db, visits, write } from '~db/client.server';
import type { PersonId } from '~db/values';
import { log } from '~/services/log.server';
import { addDays, dayOf, momentAt } from '~/services/time';

const hourInMs = 3_600_000;
const visitPauseInMs = 6 * hourInMs;
/** Whoever comes for the first time is told of so many days, and nobody of more than these. */
const firstLookInDays = 14;
const longestLookInDays = 60;

const daysBefore = (now: Date, days: number): Date => momentAt(addDays(dayOf(now), -days), '00:00');

/** By then the page that tells what is new is on its way, and waits for nothing here. */
const untilSentInMs = 250;

/** Since when news are told, and whether that is when somebody was here last. */
export type Since = { at: Date; known: boolean };

async function visitOf(personId: PersonId, reader: Reader = db) {
  const [visit] = await reader.select().from(visits).where(eq(visits.personId, personId));
  return visit;
}

type Visit = Awaited<ReturnType<typeof visitOf>>;

const isOver = (visit: NonNullable<Visit>, now: Date): boolean => now.getTime() - visit.at.getTime() > visitPauseInMs;

/** The end of the visit before this one. One statement. */
export async function lastVisit(personId: PersonId, now: Date = new Date()): Promise<Since> {
  const visit = await visitOf(personId);
  const last = visit && (isOver(visit, now) ? visit.at : visit.beforeAt);
  if (!last) return { at: daysBefore(now, firstLookInDays), known: false };
  const earliest = daysBefore(now, longestLookInDays);
  return last > earliest ? { at: last, known: true } : { at: earliest, known: false };
}

/** Keeps that somebody is here now. */
export async function keepVisit(personId: PersonId, now: Date): Promise<void> {
  await write(async (tx) => {
    const visit = await visitOf(personId, tx);
    if (visit && now.getTime() - visit.at.getTime() < hourInMs) return;
    const beforeAt = visit && isOver(visit, now) ? visit.at : (visit?.beforeAt ?? null);
    await tx
      .insert(visits)
      .values({ personId, at: now, beforeAt })
      .onConflictDoUpdate({ target: visits.personId, set: { at: now, beforeAt } });
  });
}

/** When a visit was last kept; most looks come soon after another one. */
const noted = new Map<PersonId, number>();
const capacity = 10_000;

/** As `keepVisit`, once the page has been sent; a visit that could not be kept only makes old things new once more. */
export function noteVisit(personId: PersonId, now: Date = new Date()): void {
  if (now.getTime() - (noted.get(personId) ?? -Infinity) < hourInMs) return;
  if (noted.size >= capacity) noted.clear();
  noted.set(personId, now.getTime());
  setTimeout(() => {
    keepVisit(personId, now).catch((error: unknown) => {
      noted.delete(personId);
      log.error({ err: error }, 'a visit could not be kept');
    });
  }, untilSentInMs);
}
