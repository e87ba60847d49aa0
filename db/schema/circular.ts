import { choice, id, index, moment, part, primaryKey, ref, table, words } from '../columns.server';
import { circularChoices, circularStates } from '../values';
import { groups } from './groups';
import { meetings } from './meetings';
import { people } from './people';

/** Motions that the members of a group vote on between meetings (Umlaufbeschlüsse). */
export const circularVotes = table(
  'circular_votes',
  {
    id: id<'circularVote'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    title: words().notNull(),
    /** OParl resolutionText: the exact wording that is voted on. */
    resolutionText: words().notNull(),
    reason: words().notNull().default(''),
    proposedBy: ref<'person'>(() => people.id).notNull(),
    startedAt: moment().notNull(),
    /** The first moment at which no vote is taken any more: midnight in Berlin. */
    deadline: moment().notNull(),
    state: choice(circularStates).notNull().default('open'),
    endedAt: moment(),
    /** Who called it into a meeting, or took it back; empty when the votes decided. */
    endedBy: ref<'person'>(() => people.id),
    /** Why it was taken back. */
    endReason: words().notNull().default(''),
    /** The meeting on whose agenda it was put; empty while it waits for one. */
    meetingId: ref<'meeting'>(() => meetings.id),
    /** When those who had not voted were last reminded. */
    remindedAt: moment(),
  },
  (t) => [index('circular_votes_group').on(t.groupId, t.state)],
);

/** Who may vote on a motion, fixed when it began, and what they said; without a choice they have not voted. */
export const circularBallots = table(
  'circular_ballots',
  {
    voteId: part<'circularVote'>(() => circularVotes.id).notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    choice: choice(circularChoices),
    at: moment(),
  },
  (t) => [primaryKey({ columns: [t.voteId, t.personId] }), index('circular_ballots_person').on(t.personId)],
);
