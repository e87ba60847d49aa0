/** The mails that tell of a search for a date. That a date was chosen is told by the invitation to the meeting. */
import type { Tx } from '~db/client.server';
import { queueMail } from '~/services/mail/mail.server';
import { formatDay, formatSpan, lastDayOf } from '~/services/time';
import type { Asked, Poll, Proposal } from './poll-records.server';
import { endOf, pollPath } from './polls';

/** `due`: answers are taken no more, and a date is to be chosen. */
export type PollNews = 'started' | 'changed' | 'reminder' | 'withdrawn' | 'due';

/** Writes to each of these people, with the dates that still lie ahead. */
export async function mailPoll(
  tx: Tx,
  news: PollNews,
  poll: Poll,
  proposals: readonly Pick<Proposal, 'startsAt'>[],
  to: readonly Asked[],
  { by = '' }: { by?: string } = {},
): Promise<void> {
  const now = new Date();
  const ahead = proposals.filter(({ startsAt }) => startsAt > now);
  for (const person of to) {
    await queueMail(tx, {
      to: person,
      key: `poll.${news}`,
      values: {
        by,
        title: poll.title,
        group: poll.group.name,
        note: poll.note,
        dates: ahead.map(({ startsAt }) => formatSpan(startsAt, endOf(startsAt, poll.duration), person.language)).join('\n'),
        day: formatDay(lastDayOf(poll.deadline), person.language),
        reason: poll.endReason,
      },
      path: pollPath(poll.group.slug, poll.id),
    });
  }
}
