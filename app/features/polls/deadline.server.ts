/** The deadline of a search for a date: nobody chooses by themselves, so those who choose are told. */
import { eq } from 'drizzle-orm';
import { type Tx, groups, people, write } from '~db/client.server';
import type { PollId } from '~db/values';
import { loadActors } from '~/access/actor.server';
import { can } from '~/access/policy';
import { addJob, handleJobs } from '~/services/jobs/jobs.server';
import { tellOfPoll } from './poll-news.server';
import { type Asked, type Poll, askedIn, proposalsOf, readPoll } from './poll-records.server';

type Deadline = { pollId: PollId; deadline: number };

/** Has the deadline watched; where it is watched already nothing happens. Part of the change that sets it. */
export async function awaitDeadline(tx: Tx, pollId: PollId, deadline: Date): Promise<void> {
  const payload: Deadline = { pollId, deadline: deadline.getTime() };
  await addJob(tx, 'poll.deadline', payload, { at: deadline, key: `poll:${pollId}:${payload.deadline}` });
}

/** A deadline that was put off meanwhile is none. */
async function tellDue({ pollId, deadline }: Deadline): Promise<void> {
  await write(async (tx) => {
    const poll = await readPoll(pollId, tx);
    if (poll.state !== 'open' || poll.deadline.getTime() !== deadline) return;
    await tellOfPoll(tx, 'due', poll, await proposalsOf([pollId], tx), await choosing(tx, poll));
  });
}

/** Who is to choose: those of the group who may, and whoever began it, as long as they may. */
async function choosing(tx: Tx, { groupId, proposedBy }: Poll): Promise<Asked[]> {
  const asked = await askedIn(groupId, tx);
  const proposer = await tx
    .select({ id: people.id, name: people.name, email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, proposedBy));
  const those = new Map([...asked, ...proposer].map((person) => [person.id, person]));
  const actors = await loadActors(tx, [...those.keys()]);
  const [group] = await tx.select({ archivedAt: groups.archivedAt }).from(groups).where(eq(groups.id, groupId));
  const facts = { groupId, archived: group!.archivedAt !== null };
  return actors.filter((actor) => can(actor, 'poll.lead', facts)).map(({ id }) => those.get(id)!);
}

/** Says who is told when a deadline has passed. Once at start. */
export function handlePollDeadlines(): void {
  handleJobs('poll.deadline', tellDue);
}
