/** Reminders of rounds that end soon, for those who may answer for organisations that have not. */
import { and, eq, gt } from 'drizzle-orm';
import { type Tx, reviews } from '~db/client.server';
import type { Day } from '~db/values';
import { daysBetween, lastDayOf, today } from '~/services/time';
import type { Reminder } from '~/news/tell.server';
import { answersOf } from '~/texts/answers.server';
import { type Round, invitedTo, speakersOf } from '~/texts/rounds.server';
import { subjectOf } from '~/texts/subjects.server';
import { onePerPerson, reminderOf } from './letters.server';

/** @param days last days of deadlines */
export async function missingAnswers(tx: Tx, days: readonly Day[], now: Date): Promise<Reminder[]> {
  const open = await tx
    .select()
    .from(reviews)
    .where(and(eq(reviews.state, 'open'), gt(reviews.deadline, now)));
  const reminders: Reminder[] = [];
  for (const round of open.filter(({ deadline }) => days.includes(lastDayOf(deadline)))) {
    reminders.push(...(await remindersOf(tx, round, now)));
  }
  return reminders;
}

async function remindersOf(tx: Tx, round: Round, now: Date): Promise<Reminder[]> {
  const subject = await subjectOf(round.textId, tx);
  const answered = new Set((await answersOf(round.id, tx)).map(({ organisationId }) => organisationId));
  const silent = (await invitedTo(round.id, tx)).filter(({ id }) => !answered.has(id));
  const speakers = onePerPerson(await speakersOf(tx, silent.map(({ id }) => id)));
  const left = daysBetween(today(now), lastDayOf(round.deadline));
  return speakers.map((speaker) => ({
    personId: speaker.personId,
    item: { ...reminderOf(subject, round, speaker), once: `review.reminder:${round.id}:${left}` },
  }));
}
