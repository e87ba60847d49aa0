/** Circular votes as they stand: which there are, and who has voted. */
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { type Reader, circularBallots, circularVotes, db, meetings, memberships, people } from '~db/client.server';
import type { CircularChoice, CircularVoteId, GroupId, GroupRole, PersonId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
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

/** The votes of a group that are under way, the next to end first, with those that wait for a meeting. */
export const runningVotes = (groupId: GroupId): Promise<Vote[]> =>
  db
    .select({ vote: circularVotes })
    .from(circularVotes)
    .leftJoin(meetings, eq(meetings.id, circularVotes.meetingId))
    .where(
      and(
        eq(circularVotes.groupId, groupId),
        or(
          eq(circularVotes.state, 'open'),
          and(
            eq(circularVotes.state, 'to_meeting'),
            or(isNull(circularVotes.meetingId), eq(meetings.state, 'cancelled')),
          ),
        ),
      ),
    )
    .orderBy(asc(circularVotes.deadline))
    .then((rows) => rows.map(({ vote }) => vote));
