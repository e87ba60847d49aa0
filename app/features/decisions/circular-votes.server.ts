/** Circular votes as they stand: which there are, and who has voted. */
import { and, asc, desc, eq, inArray, isNull, ne, not, or } from 'drizzle-orm';
import { type Reader, circularBallots, circularVotes, db, decisions, meetings, memberships, people } from '~db/client.server';
import type { CircularChoice, CircularVoteId, GroupId, GroupRole, PersonId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { total } from '~db/total.server';
import { NotFound } from '~/services/errors';

export type Vote = typeof circularVotes.$inferSelect;

/** A ballot, and whether its person may still vote. */
export type Ballot = {
  voteId: CircularVoteId;
  personId: PersonId;
  name: string;
  choice: CircularChoice | null;
  entitled: boolean;
};

/** The roles that vote; guests do not. */
const votingRoles: readonly GroupRole[] = ['lead', 'secretary', 'member'];

/** Who may vote in a group now. One statement. */
export async function votersOf(groupId: GroupId, reader: Reader = db): Promise<Set<PersonId>> {
  const rows = await reader
    .select({ id: memberships.personId })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.groupId, groupId),
        inArray(memberships.role, [...votingRoles]),
        currentMembership(),
        isNull(people.disabledAt),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** @throws NotFound */
export async function readVote(id: CircularVoteId, reader: Reader = db): Promise<Vote> {
  const [vote] = await reader.select().from(circularVotes).where(eq(circularVotes.id, id));
  if (!vote) throw new NotFound(id);
  return vote;
}

/** The ballots of votes of one group, by the names of the people. Two statements, however many votes. */
export async function ballotsOf(
  groupId: GroupId,
  ids: readonly CircularVoteId[],
  reader: Reader = db,
): Promise<Ballot[]> {
  if (ids.length === 0) return [];
  const voters = await votersOf(groupId, reader);
  const rows = await reader
    .select({
      voteId: circularBallots.voteId,
      personId: circularBallots.personId,
      name: people.name,
      choice: circularBallots.choice,
    })
    .from(circularBallots)
    .innerJoin(people, eq(people.id, circularBallots.personId))
    .where(inArray(circularBallots.voteId, [...ids]))
    .orderBy(asc(people.searchName));
  return rows.map((row) => ({ ...row, entitled: voters.has(row.personId) }));
}

/** Who has not voted and still may. */
export const awaited = (ballots: readonly Ballot[]): Ballot[] =>
  ballots.filter(({ choice, entitled }) => choice === null && entitled);

/** Called into a meeting that is not planned yet, or was called off. Needs the meeting of the vote beside it. */
const waiting = () =>
  and(eq(circularVotes.state, 'to_meeting'), or(isNull(circularVotes.meetingId), eq(meetings.state, 'cancelled')));

/** The votes of a group that are under way, the next to end first, with those that wait for a meeting. */
export const runningVotes = (groupId: GroupId): Promise<Vote[]> =>
  db
    .select({ vote: circularVotes })
    .from(circularVotes)
    .leftJoin(meetings, eq(meetings.id, circularVotes.meetingId))
    .where(and(eq(circularVotes.groupId, groupId), or(eq(circularVotes.state, 'open'), waiting())))
    .orderBy(asc(circularVotes.deadline))
    .then((rows) => rows.map(({ vote }) => vote));

/** The votes of a group that ended without a decision in the register, the latest first. One statement. */
export async function formerVotes(groupId: GroupId, most: number): Promise<{ votes: Vote[]; count: number }> {
  const rows = await db
    .select({ vote: circularVotes, total })
    .from(circularVotes)
    .leftJoin(meetings, eq(meetings.id, circularVotes.meetingId))
    .leftJoin(decisions, eq(decisions.circularVoteId, circularVotes.id))
    .where(
      and(eq(circularVotes.groupId, groupId), ne(circularVotes.state, 'open'), isNull(decisions.id), not(waiting()!)),
    )
    .orderBy(desc(circularVotes.endedAt), desc(circularVotes.id))
    .limit(most);
  return { votes: rows.map(({ vote }) => vote), count: rows[0]?.total ?? 0 };
}
