/** News of a search for a date. That a date was chosen is told by the invitation to the meeting. */
import { and, eq, gt, isNull } from 'drizzle-orm';
import { type Tx, groups, polls } from '~db/client.server';
import type { Day } from '~db/values';
import { type News, type Reminder, readersOf, tellEach } from '~/news/tell.server';
import { daysBetween, lastDayOf, today } from '~/services/time';
import { type Asked, type Poll, type Proposal, answersOf, askedIn, proposalsOf } from './poll-records.server';
import { endOf, pollPath, wasRemindedToday } from './polls';
import { unanswered } from './unanswered';

/** `due`: answers are taken no more, and a date is to be chosen. */
export type PollStep = 'started' | 'changed' | 'reminder' | 'withdrawn' | 'due';

type Dates = readonly Pick<Proposal, 'startsAt'>[];

/** Tells each of these people, with the dates that still lie ahead. */
export async function tellOfPoll(
  tx: Tx,
  step: PollStep,
  poll: Poll,
  proposals: Dates,
  to: readonly Asked[],
  { by = '' }: { by?: string } = {},
): Promise<void> {
  const item = newsOf(step, poll, proposals, by);
  await tellEach(tx, await readersOf(tx, to.map(({ id }) => id)), () => item);
}

function newsOf(step: PollStep, poll: Poll, proposals: Dates, by = ''): News {
  const now = new Date();
  const ahead = proposals.filter(({ startsAt }) => startsAt > now);
  return {
    kind: 'vote',
    groupId: poll.groupId,
    key: `poll.${step}`,
    values: {
      by,
      title: poll.title,
      group: poll.group.name,
      note: poll.note,
      dates: { spans: ahead.map(({ startsAt }) => [startsAt.toISOString(), endOf(startsAt, poll.duration).toISOString()]) },
      day: { day: lastDayOf(poll.deadline) },
      reason: poll.endReason,
    },
    path: pollPath(poll.group.slug, poll.id),
    needs: { action: 'poll.read', id: poll.id },
  };
}

/**
 * The answers that are missing in what ends on one of these days, each with the reminder of it; where the lead has
 * reminded on the same day, that was enough.
 *
 * @param days last days of deadlines
 */
export async function missingDates(tx: Tx, days: readonly Day[], now: Date): Promise<Reminder[]> {
  const open = await tx
    .select({ poll: polls, group: { slug: groups.slug, name: groups.name } })
    .from(polls)
    .innerJoin(groups, eq(groups.id, polls.groupId))
    .where(and(eq(polls.state, 'open'), gt(polls.deadline, now), isNull(groups.archivedAt)));
  const due = open
    .map(({ poll, group }) => ({ ...poll, group }))
    .filter((poll) => days.includes(lastDayOf(poll.deadline)) && !wasRemindedToday(poll));
  const reminders: Reminder[] = [];
  for (const poll of due) {
    const proposals = await proposalsOf([poll.id], tx);
    const missing = unanswered(await askedIn(poll.groupId, tx), proposals, await answersOf([poll.id], tx), now);
    const once = `poll.reminder:${poll.id}:${daysBetween(today(now), lastDayOf(poll.deadline))}`;
    reminders.push(...missing.map(({ id }) => ({ personId: id, item: { ...newsOf('reminder', poll, proposals), once } })));
  }
  return reminders;
}
