/**
 * Each morning, before the first mails of the day: what is due is told to those it waits for. Each thing once,
 * by a key of its own, so that a morning that comes twice says nothing twice.
 */
import { setImmediate } from 'node:timers/promises';
import { type Tx, write } from '~db/client.server';
import type { Day } from '~db/values';
import { missingVotes } from '~/features/decisions/circular-news.server';
import { meetingsWithoutMinutes } from '~/features/minutes/reminders.server';
import { missingDates } from '~/features/polls/poll-news.server';
import { missingAnswers } from '~/features/reviews/reminders.server';
import { dueTasks } from '~/features/tasks/reminders.server';
import { type Reminder, readersOf, tellEach } from '~/news/tell.server';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { addDays, momentAt, today } from '~/services/time';

/** Before this hour nobody's mail of the day is sent. */
const morning = '06:00';

const together = 100;

/** Reminds people each morning from now on. Once at start. */
export async function remindEachMorning(): Promise<void> {
  handleJobs<{ day: Day }>('news.remind', async ({ day }) => {
    await write((tx) => planMorning(tx, addDays(day, 1)));
    await remind(day);
  });
  await write((tx) => planMorning(tx, today()));
}

/** At start the morning of today, so that one the portal slept through is made up for. */
const planMorning = (tx: Tx, day: Day) =>
  addJob(tx, 'news.remind', { day }, { at: momentAt(day, morning), key: `news.remind:${day}` });

/** Tells what is due on a day, a hundred at a time, so that others get their turn. */
export async function remind(day: Day, now: Date = new Date()): Promise<void> {
  const all = await write((tx) => remindersOf(tx, day, now));
  for (let at = 0; at < all.length; at += together) {
    await write((tx) => tellThem(tx, all.slice(at, at + together)));
    await setImmediate();
  }
}

/** Deadlines three days and one day ahead; tasks that are due or overdue; minutes that nobody began. */
async function remindersOf(tx: Tx, day: Day, now: Date): Promise<Reminder[]> {
  const lastDays = [addDays(day, 1), addDays(day, 3)];
  return [
    ...(await missingAnswers(tx, lastDays, now)),
    ...(await missingVotes(tx, lastDays, now)),
    ...(await missingDates(tx, lastDays, now)),
    ...(await dueTasks(tx, day)),
    ...(await meetingsWithoutMinutes(tx, day)),
  ];
}

async function tellThem(tx: Tx, reminders: readonly Reminder[]): Promise<void> {
  const readers = new Map((await readersOf(tx, reminders.map(({ personId }) => personId))).map((reader) => [reader.personId, reader]));
  const told = reminders.flatMap(({ personId, item }) => {
    const reader = readers.get(personId);
    return reader ? [{ ...reader, item }] : [];
  });
  await tellEach(tx, told, ({ item }) => item);
}
