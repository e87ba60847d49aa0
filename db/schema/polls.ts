import { choice, flag, id, index, moment, number, part, primaryKey, ref, table, uniqueIndex, words } from '../columns.server';
import { pollChoices, pollStates } from '../values';
import { groups } from './groups';
import { meetings } from './meetings';
import { people } from './people';

/** Searches of a group for the date of a meeting (Terminfindungen). */
export const polls = table(
  'polls',
  {
    id: id<'poll'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    title: words().notNull(),
    note: words().notNull().default(''),
    place: words().notNull().default(''),
    link: words().notNull().default(''),
    /** How long the meeting takes, in minutes; the same at every proposed date. */
    duration: number().notNull(),
    proposedBy: ref<'person'>(() => people.id).notNull(),
    startedAt: moment().notNull(),
    /** The first moment at which no answer is taken any more: midnight in Berlin. */
    deadline: moment().notNull(),
    state: choice(pollStates).notNull().default('open'),
    endedAt: moment(),
    endedBy: ref<'person'>(() => people.id),
    /** Why it was called off. */
    endReason: words().notNull().default(''),
    /** When those who had not answered were last reminded. */
    remindedAt: moment(),
    /** What became of it. */
    meetingId: ref<'meeting'>(() => meetings.id),
  },
  (t) => [index('polls_group').on(t.groupId, t.state), uniqueIndex('polls_meeting').on(t.meetingId)],
);

/** The dates among which a group chooses. */
export const pollProposals = table(
  'poll_proposals',
  {
    id: id<'pollProposal'>(),
    pollId: part<'poll'>(() => polls.id).notNull(),
    startsAt: moment().notNull(),
    chosen: flag().notNull().default(false),
  },
  (t) => [uniqueIndex('poll_proposals_once').on(t.pollId, t.startsAt)],
);

/** Who has answered, with what they add in words. */
export const pollReplies = table(
  'poll_replies',
  {
    pollId: part<'poll'>(() => polls.id).notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    comment: words().notNull().default(''),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pollId, t.personId] }), index('poll_replies_person').on(t.personId)],
);

/** What somebody says to one date; without a row they have not said anything to it. */
export const pollAnswers = table(
  'poll_answers',
  {
    proposalId: part<'pollProposal'>(() => pollProposals.id).notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    choice: choice(pollChoices).notNull(),
  },
  (t) => [primaryKey({ columns: [t.proposalId, t.personId] }), index('poll_answers_person').on(t.personId)],
);
