import {
  type AnyColumn,
  choice,
  flag,
  id,
  index,
  json,
  moment,
  number,
  ref,
  table,
  uniqueIndex,
  words,
} from '../columns.server';
import { decisionResults, decisionStates, minutesStates } from '../values';
import type { Day, DecisionResult, OrganisationId, ParticipantRole, Presence, TaskId, TaskState } from '../values';
import { circularVotes } from './circular';
import { groups } from './groups';
import { meetings } from './meetings';
import { people } from './people';
import { texts, versions } from './texts';

/**
 * What stands on the paper beside the text, as it was at approval: names that change later do not
 * change it. Together with the text it is what the SHA-256 is computed over.
 */
export type ApprovedPaper = {
  group: { name: string; abbreviation: string };
  meeting: { number: number; startsAt: string; endsAt: string; place: string };
  chair: string;
  minuteTaker: string;
  startedAt: string;
  endedAt: string;
  attendance: {
    id: string;
    name: string;
    role: ParticipantRole;
    presence: Presence | null;
    presentFrom: string;
    presentUntil: string;
    representing: string;
    onBehalfOf: { id: OrganisationId; name: string } | null;
  }[];
  /** In the order of the text; `number` as it is printed. */
  decisions: {
    blockId: string;
    number: string;
    resolutionText: string;
    yes: number | null;
    no: number | null;
    abstained: number | null;
    result: DecisionResult;
    internal: boolean;
  }[];
  /** Tasks of earlier meetings that were open when this one began. Papers of before they were listed say nothing. */
  carried?: { id: TaskId; what: string; assignee: string; dueDate: Day | null; state: TaskState }[];
  approvedAt: string;
  approvedBy: string;
};

/** The minutes of a meeting: one shared text and the state it is in. */
export const minutes = table(
  'minutes',
  {
    id: id<'minutes'>(),
    meetingId: ref<'meeting'>(() => meetings.id).notNull(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    textId: ref<'text'>(() => texts.id).notNull(),
    state: choice(minutesStates).notNull().default('draft'),
    /** Sitzungsleitung and Protokollführung, as they stand on the paper. */
    chair: words().notNull().default(''),
    minuteTaker: words().notNull().default(''),
    /** Actual begin and end, local times such as `14:05`; empty means as planned. */
    startedAt: words().notNull().default(''),
    endedAt: words().notNull().default(''),
    createdAt: moment().notNull(),
    approvedAt: moment(),
    approvedBy: ref<'person'>(() => people.id),
    /** The approved version, what stands beside it, and the SHA-256 of both together. */
    approvedVersionId: ref<'version'>(() => versions.id),
    sha256: words(),
    paper: json<ApprovedPaper>(),
    /** The tasks of earlier meetings as they were listed when the text was frozen; empty for a draft. */
    frozenTasks: json<NonNullable<ApprovedPaper['carried']>>(),
  },
  (t) => [
    uniqueIndex('minutes_meeting').on(t.meetingId),
    uniqueIndex('minutes_text').on(t.textId),
    index('minutes_group').on(t.groupId, t.state),
  ],
);

/** Corrections (Berichtigungen) appended to approved minutes; nothing of them changes. */
export const corrections = table(
  'corrections',
  {
    id: id<'correction'>(),
    minutesId: ref<'minutes'>(() => minutes.id).notNull(),
    body: words().notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    at: moment().notNull(),
  },
  (t) => [index('corrections_minutes').on(t.minutesId)],
);

/**
 * Decisions (Beschlüsse), the register of a group. Each comes from minutes, from whose text it is derived, or
 * from a circular vote (a guard holds that).
 */
export const decisions = table(
  'decisions',
  {
    id: id<'decision'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    minutesId: ref<'minutes'>(() => minutes.id),
    /** The block of the minutes it stands in. */
    blockId: words(),
    /** Its place among the decisions of its minutes. */
    position: number().notNull().default(0),
    circularVoteId: ref<'circularVote'>(() => circularVotes.id),
    /** Year and number are given together, at approval at the latest, and are never reused. */
    year: number(),
    number: number(),
    /** OParl resolutionText: the exact wording. */
    resolutionText: words().notNull(),
    yes: number(),
    no: number(),
    abstained: number(),
    result: choice(decisionResults).notNull(),
    internal: flag().notNull().default(false),
    /** When the minutes were approved, or the vote ended; until then it is a draft. */
    approvedAt: moment(),
    /** Whether it still counts. Kept by the group, not derived from the text. */
    state: choice(decisionStates).notNull().default('in_force'),
    /** The later decision of the same group that counts in its place. */
    replacedById: ref<'decision'>((): AnyColumn => decisions.id),
    stateChangedAt: moment(),
    stateNote: words().notNull().default(''),
  },
  (t) => [
    uniqueIndex('decisions_number').on(t.groupId, t.year, t.number),
    uniqueIndex('decisions_block').on(t.minutesId, t.blockId),
    uniqueIndex('decisions_circular_vote').on(t.circularVoteId),
    index('decisions_minutes').on(t.minutesId),
  ],
);
