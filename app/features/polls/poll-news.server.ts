/** News of a search for a date. That a date was chosen is told by the invitation to the meeting. */
import type { Tx } from '~db/client.server';
import { readersOf, tellEach } from '~/news/tell.server';
import { lastDayOf } from '~/services/time';
import type { Asked, Poll, Proposal } from './poll-records.server';
import { endOf, pollPath } from './polls';

/** `due`: answers are taken no more, and a date is to be chosen. */
export type PollStep = 'started' | 'changed' | 'reminder' | 'withdrawn' | 'due';

/** Tells each of these people, with the dates that still lie ahead. */
export async function tellOfPoll(
  tx: Tx,
  step: PollStep,
  poll: Poll,
  proposals: readonly Pick<Proposal, 'startsAt'>[],
  to: readonly Asked[],
  { by = '' }: { by?: string } = {},
): Promise<void> {
  const now = new Date();
  const ahead = proposals.filter(({ startsAt }) => startsAt > now);
  await tellEach(tx, await readersOf(tx, to.map(({ id }) => id)), () => ({
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
  }));
}
