/** Searches for a date as they stand: which there are, who is asked, who has said what. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import {
  type Reader,
  db,
  groups,
  memberships,
  people,
  pollAnswers,
  pollProposals,
  pollReplies,
  polls,
} from '~db/client.server';
import type { GroupId, GroupRole, Language, MeetingId, PersonId, PollChoice, PollId, PollProposalId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { NotFound } from '~/services/errors';
import { fingerprint } from '~/services/fingerprint.server';

export type Poll = typeof polls.$inferSelect & { group: { slug: string; name: string } };
export type Proposal = { id: PollProposalId; pollId: PollId; startsAt: Date; chosen: boolean };
/** What one person says to one date. */
export type Answer = { proposalId: PollProposalId; personId: PersonId; choice: PollChoice };
export type Reply = { pollId: PollId; personId: PersonId; comment: string };
export type Asked = { id: PersonId; name: string; email: string; language: Language };

/** The roles that are asked; guests are not. */
const askedRoles: readonly GroupRole[] = ['lead', 'secretary', 'member'];

/** @throws NotFound */
export async function readPoll(id: PollId, reader: Reader = db): Promise<Poll> {
  const [row] = await reader
    .select({ poll: polls, group: { slug: groups.slug, name: groups.name } })
    .from(polls)
    .innerJoin(groups, eq(groups.id, polls.groupId))
    .where(eq(polls.id, id));
  if (!row) throw new NotFound(id);
  return { ...row.poll, group: row.group };
}

/** The searches of a group that have come to no end, the next deadline first. */
export const openPolls = (groupId: GroupId): Promise<(typeof polls.$inferSelect)[]> =>
  db
    .select()
    .from(polls)
    .where(and(eq(polls.groupId, groupId), eq(polls.state, 'open')))
    .orderBy(asc(polls.deadline), asc(polls.startedAt));

/** The search that a meeting came of. Asks for no right. */
export async function pollOfMeeting(id: MeetingId): Promise<{ id: PollId; title: string } | undefined> {
  const [poll] = await db.select({ id: polls.id, title: polls.title }).from(polls).where(eq(polls.meetingId, id));
  return poll;
}

/** The proposed dates of searches, in the order of time. One statement, as are those below. */
export const proposalsOf = (ids: readonly PollId[], reader: Reader = db): Promise<Proposal[]> =>
  reader
    .select()
    .from(pollProposals)
    .where(inArray(pollProposals.pollId, [...ids]))
    .orderBy(asc(pollProposals.startsAt));

export const answersOf = (ids: readonly PollId[], reader: Reader = db): Promise<Answer[]> =>
  reader
    .select({ proposalId: pollAnswers.proposalId, personId: pollAnswers.personId, choice: pollAnswers.choice })
    .from(pollAnswers)
    .innerJoin(pollProposals, eq(pollProposals.id, pollAnswers.proposalId))
    .where(inArray(pollProposals.pollId, [...ids]));

export const repliesOf = (ids: readonly PollId[], reader: Reader = db): Promise<Reply[]> =>
  reader
    .select({ pollId: pollReplies.pollId, personId: pollReplies.personId, comment: pollReplies.comment })
    .from(pollReplies)
    .where(inArray(pollReplies.pollId, [...ids]));

/**
 * Whom a search asks, by name: whoever belongs to the group at that moment. What those who have left had said is
 * counted no more, and who has joined is asked as well.
 *
 * @param at now; of a search that has ended the moment of its end
 */
export const askedIn = (groupId: GroupId, reader: Reader = db, at: Date = new Date()): Promise<Asked[]> =>
  reader
    .select({ id: people.id, name: people.name, email: people.email, language: people.language })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.groupId, groupId),
        inArray(memberships.role, [...askedRoles]),
        currentMembership(at),
        isNull(people.disabledAt),
      ),
    )
    .orderBy(asc(people.searchName));

/** Names the state that the form for answering is filled from: the dates, and the own answers to them. */
export function answerBasis(
  { duration }: Pick<Poll, 'duration'>,
  proposals: readonly Proposal[],
  own: readonly Answer[],
  comment: string,
): string {
  const choices = new Map(own.map(({ proposalId, choice }) => [proposalId, choice]));
  return fingerprint([duration, comment, ...proposals.map(({ id }) => [id, choices.get(id) ?? null])]);
}

/** Names the state that the form for changing a search is filled from. */
export function pollBasis(
  { title, note, place, link, duration, deadline }: Poll,
  proposals: readonly Pick<Proposal, 'startsAt'>[],
): string {
  const starts = proposals.map(({ startsAt }) => startsAt.getTime());
  return fingerprint([title, note, place, link, duration, deadline.getTime(), ...starts]);
}
