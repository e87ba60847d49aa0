/** A search for a date, as those who prepare meetings keep it: begun, changed, reminded of, called off. */
import { eq, inArray } from 'drizzle-orm';
import { type Tx, pollAnswers, pollProposals, polls, write } from '~db/client.server';
import type { GroupId, PersonId, PollId } from '~db/values';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';
import { endOfDay } from '~/services/time';
import { awaitDeadline } from './deadline.server';
import { tellOfPoll } from './poll-news.server';
import { type Poll, type Proposal, answersOf, askedIn, pollBasis, proposalsOf, readPoll } from './poll-records.server';
import { type NewPoll, type PollChange, type ProposedDate, wasRemindedToday } from './polls';
import { unanswered } from './unanswered';

/**
 * Asks the members of a group when they can. Sent a second time it is the search that the first began.
 *
 * @throws NotFound without the right to plan meetings of the group
 * @throws Rejected `groupArchived`, `pollDeadlinePassed`, `pollProposalPassed`
 */
export async function beginPoll(actor: Actor, groupId: GroupId, input: NewPoll): Promise<PollId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'group.planMeeting', groupId, tx);
    if (granted.facts.archived) throw new Rejected('groupArchived');
    const { key: id, proposals, ...said } = input;
    if (await isBegun(tx, id, groupId)) return id;
    const startedAt = new Date();
    const deadline = deadlineAfter(input, startedAt);
    refusePassed(proposals, startedAt);
    const { title, note, place, link, duration } = said;
    const details = { title, note, place, link, duration };
    await tx.insert(polls).values({ id, groupId, ...details, proposedBy: granted.actor.id, startedAt, deadline });
    await propose(tx, id, proposals);
    await awaitDeadline(tx, id, deadline);
    const poll = await readPoll(id, tx);
    await tellOfPoll(tx, 'started', poll, proposals, await others(tx, poll, granted.actor.id), { by: granted.actor.name });
    await recordPoll(tx, actor, poll, 'started', { count: proposals.length, lastDay: input.lastDay });
    return id;
  });
}

/** @throws NotFound where another group has a search of this name */
async function isBegun(tx: Tx, id: PollId, groupId: GroupId): Promise<boolean> {
  const [poll] = await tx.select({ groupId: polls.groupId }).from(polls).where(eq(polls.id, id));
  if (poll && poll.groupId !== groupId) throw new NotFound(id);
  return poll !== undefined;
}

function deadlineAfter({ lastDay }: Pick<NewPoll, 'lastDay'>, now: Date): Date {
  const deadline = endOfDay(lastDay);
  if (deadline <= now) throw new Rejected('pollDeadlinePassed', {}, 'lastDay');
  return deadline;
}

function refusePassed(proposals: readonly ProposedDate[], now: Date): void {
  const passed = proposals.find(({ startsAt }) => startsAt <= now);
  if (passed) throw new Rejected('pollProposalPassed', {}, passed.field);
}

async function propose(tx: Tx, pollId: PollId, dates: readonly ProposedDate[]): Promise<void> {
  if (dates.length > 0) await tx.insert(pollProposals).values(dates.map(({ startsAt }) => ({ pollId, startsAt })));
}

/** Who is asked, except for the one who acts. */
const others = async (tx: Tx, { groupId }: Poll, actorId: PersonId) =>
  (await askedIn(groupId, tx)).filter(({ id }) => id !== actorId);

/**
 * Changes what is asked. Answers hold for a date and the length of the meeting: what people have said to dates that go
 * is dropped, and after another length everybody is asked anew. Who is asked something new gets a mail.
 *
 * @returns how many mails were written
 * @throws NotFound without the right
 * @throws Rejected `pollEnded`, `changedMeanwhile` when the form is stale, `pollDeadlinePassed`, `pollProposalPassed`
 */
export async function changePoll(actor: Actor, id: PollId, input: PollChange): Promise<{ told: number }> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'poll.lead', id, tx);
    const before = await openPoll(tx, id);
    const proposals = await proposalsOf([id], tx);
    const now = new Date();
    const deadline = endOfDay(input.lastDay);
    const { title, note, place, link, duration } = input;
    const details = { title, note, place, link, duration, deadline };
    const stands = pollBasis(before, proposals);
    if (stands === pollBasis({ ...before, ...details }, inOrder(input.proposals))) return { told: 0 };
    if (input.basis !== stands) throw new Rejected('changedMeanwhile');
    if (deadline.getTime() !== before.deadline.getTime()) deadlineAfter(input, now);
    await tx.update(polls).set(details).where(eq(polls.id, id));
    await awaitDeadline(tx, id, deadline);
    const asksAnew = await changeDates(tx, before, proposals, input, now);
    const poll = await readPoll(id, tx);
    await recordPoll(tx, actor, poll, 'changed');
    const told = asksAnew ? await others(tx, poll, granted.actor.id) : [];
    await tellOfPoll(tx, 'changed', poll, input.proposals, told, { by: granted.actor.name });
    return { told: told.length };
  });
}

const inOrder = (dates: readonly ProposedDate[]) => [...dates].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());

/** @returns whether there is something that nobody has been asked before */
async function changeDates(
  tx: Tx,
  before: Poll,
  proposals: readonly Proposal[],
  input: PollChange,
  now: Date,
): Promise<boolean> {
  const at = ({ startsAt }: { startsAt: Date }) => startsAt.getTime();
  const [stood, wanted] = [new Set(proposals.map(at)), new Set(input.proposals.map(at))];
  const added = input.proposals.filter((date) => !stood.has(at(date)));
  const gone = proposals.filter((proposal) => !wanted.has(at(proposal)));
  refusePassed(added, now);
  const longer = input.duration !== before.duration;
  const overtaken = (longer ? proposals : gone).map(({ id }) => id);
  await tx.delete(pollAnswers).where(inArray(pollAnswers.proposalId, overtaken));
  await tx.delete(pollProposals).where(inArray(pollProposals.id, gone.map(({ id }) => id)));
  await propose(tx, before.id, added);
  return longer || added.length > 0;
}

/**
 * Reminds those who have not said something to every date; once a day.
 *
 * @returns how many mails were written
 * @throws NotFound without the right
 * @throws Rejected `pollEnded`, `pollDeadlinePassed`, `pollReminded`, `pollAllAnswered`
 */
export async function remindPoll(actor: Actor, id: PollId): Promise<{ told: number }> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'poll.lead', id, tx);
    const poll = await openPoll(tx, id);
    const now = new Date();
    if (poll.deadline <= now) throw new Rejected('pollDeadlineOver');
    if (wasRemindedToday(poll)) throw new Rejected('pollReminded');
    const proposals = await proposalsOf([id], tx);
    const missing = unanswered(await others(tx, poll, granted.actor.id), proposals, await answersOf([id], tx), now);
    if (missing.length === 0) throw new Rejected('pollAllAnswered');
    await tx.update(polls).set({ remindedAt: now }).where(eq(polls.id, id));
    await tellOfPoll(tx, 'reminder', poll, proposals, missing);
    await recordPoll(tx, actor, poll, 'reminded', { count: missing.length });
    return { told: missing.length };
  });
}

/**
 * Calls a search off, with the reason. Everybody who was asked gets a mail; what was answered stays.
 *
 * @throws NotFound without the right
 * @throws Rejected `pollEnded`
 */
export async function withdrawPoll(actor: Actor, id: PollId, reason: string): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'poll.lead', id, tx);
    const poll = await openPoll(tx, id);
    await tx
      .update(polls)
      .set({ state: 'withdrawn', endedAt: new Date(), endedBy: granted.actor.id, endReason: reason })
      .where(eq(polls.id, id));
    const told = await others(tx, poll, granted.actor.id);
    await tellOfPoll(tx, 'withdrawn', { ...poll, endReason: reason }, [], told, { by: granted.actor.name });
    await recordPoll(tx, actor, poll, 'withdrawn', { reason });
  });
}

/** A search that has come to no end. @throws Rejected `pollEnded` */
export async function openPoll(tx: Tx, id: PollId): Promise<Poll> {
  const poll = await readPoll(id, tx);
  if (poll.state !== 'open') throw new Rejected('pollEnded');
  return poll;
}

/** Records a step of a search; who can come when is no business of the log. */
export async function recordPoll(
  tx: Tx,
  actor: Actor,
  { id, title, groupId }: Pick<Poll, 'id' | 'title' | 'groupId'>,
  action: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await record(tx, actor, { action: `poll.${action}`, object: { kind: 'poll', id, name: title }, groupId, details });
}
