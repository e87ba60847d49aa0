/** A date is chosen: the search ends, and the date becomes a meeting with invitations. */
import { eq } from 'drizzle-orm';
import { type Tx, pollProposals, polls, write } from '~db/client.server';
import type { InvitationAnswer, MeetingId, PersonId, PollChoice, PollId, PollProposalId } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { inviteWith } from '~/features/meetings/invitations.server';
import { planWith } from '~/features/meetings/planning.server';
import { Rejected } from '~/services/errors';
import { openPoll, recordPoll } from './keeping.server';
import { answersOf, proposalsOf } from './poll-records.server';
import { type Choice, endOf } from './polls';

/** What is said to a date is the answer to the invitation; who can come only if need be is asked again. */
const answerFor: Partial<Record<PollChoice, InvitationAnswer>> = { yes: 'accepted', no: 'declined' };

/**
 * Makes a meeting of a proposed date and invites the members of the group, with what they have said to it as their
 * answer. Possible before the deadline as well. Of two who choose at the same moment the first one does.
 *
 * @returns the number of the meeting, and how many were invited
 * @throws NotFound without the right
 * @throws Rejected `pollEnded`, `pollProposalPassed`, `pollProposalGone` where the search has no such date any more
 */
export async function chooseDate(
  actor: Actor,
  id: PollId,
  proposalId: PollProposalId,
  input: Choice,
): Promise<{ number: number; invited: number }> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'poll.lead', id, tx);
    const poll = await openPoll(tx, id);
    const proposal = (await proposalsOf([id], tx)).find((one) => one.id === proposalId);
    if (!proposal) throw new Rejected('pollProposalGone');
    const now = new Date();
    if (proposal.startsAt <= now) throw new Rejected('pollProposalPassed');
    const { startsAt } = proposal;
    const meeting = await planWith(tx, actor, poll.groupId, { ...input, startsAt, endsAt: endOf(startsAt, poll.duration) });
    const { invited } = await inviteWith(tx, actor, meeting.id, { answers: await answersTo(tx, id, proposalId) });
    await end(tx, id, proposalId, { endedAt: now, endedBy: granted.actor.id, meetingId: meeting.id });
    await recordPoll(tx, actor, poll, 'chosen', { number: meeting.number });
    return { number: meeting.number, invited };
  });
}

async function answersTo(tx: Tx, id: PollId, date: PollProposalId): Promise<Map<PersonId, InvitationAnswer>> {
  const said = (await answersOf([id], tx)).filter(({ proposalId }) => proposalId === date);
  return new Map(
    said.flatMap(({ personId, choice }): [PersonId, InvitationAnswer][] => {
      const answer = answerFor[choice];
      return answer ? [[personId, answer]] : [];
    }),
  );
}

async function end(
  tx: Tx,
  id: PollId,
  proposalId: PollProposalId,
  ended: { endedAt: Date; endedBy: PersonId; meetingId: MeetingId },
): Promise<void> {
  await tx.update(polls).set({ state: 'chosen', ...ended }).where(eq(polls.id, id));
  await tx.update(pollProposals).set({ chosen: true }).where(eq(pollProposals.id, proposalId));
}
