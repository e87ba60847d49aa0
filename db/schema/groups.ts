import { choice, flag, id, index, json, moment, ref, table, uniqueIndex, words } from '../columns.server';
import { groupRoles, joinRequestStates } from '../values';
import type { GroupId, GroupRole, PersonId } from '../values';
import { fields } from './organisations';
import { people } from './people';

/** Working groups (Arbeitsgruppen). */
export const groups = table(
  'groups',
  {
    id: id<'group'>(),
    slug: words().notNull(),
    fieldId: ref<'field'>(() => fields.id).notNull(),
    name: words().notNull(),
    /** Stands in decision numbers (SPR 2026-07); never changes once a number was given. */
    abbreviation: words().notNull(),
    description: words().notNull().default(''),
    /** Its card is shown to everyone. */
    listed: flag().notNull().default(true),
    createdAt: moment().notNull(),
    archivedAt: moment(),
  },
  (t) => [
    uniqueIndex('groups_slug').on(t.slug),
    uniqueIndex('groups_abbreviation').on(t.abbreviation),
    index('groups_field').on(t.fieldId),
  ],
);

/** Who holds which role in a group, from–to. `endsAt` may lie ahead (guests always have one). */
export const memberships = table(
  'memberships',
  {
    id: id<'membership'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    role: choice(groupRoles).notNull(),
    startsAt: moment().notNull(),
    endsAt: moment(),
  },
  (t) => [index('memberships_group').on(t.groupId), index('memberships_person').on(t.personId)],
);

/** Someone asks to join, or a lead proposes someone; answered by the Geschäftsstelle or the lead. */
export const joinRequests = table(
  'join_requests',
  {
    id: id<'joinRequest'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    /** The lead who proposed it; empty when the person asked. */
    proposedBy: ref<'person'>(() => people.id),
    role: choice(groupRoles).notNull().default('member'),
    message: words().notNull().default(''),
    state: choice(joinRequestStates).notNull().default('open'),
    createdAt: moment().notNull(),
    answeredAt: moment(),
    answeredBy: ref<'person'>(() => people.id),
    answer: words().notNull().default(''),
  },
  (t) => [index('join_requests_group').on(t.groupId, t.state), index('join_requests_person').on(t.personId)],
);

/** One membership that an assignment changed: what it was before and is after (null: none). */
export type AssignmentChange = {
  personId: PersonId;
  groupId: GroupId;
  before: { role: GroupRole; startsAt: number; endsAt: number | null } | null;
  after: { role: GroupRole; startsAt: number; endsAt: number | null } | null;
};

/** Steps on the assignment board; can be undone for a day. */
export const assignments = table('assignments', {
  id: id<'assignment'>(),
  actorId: ref<'person'>(() => people.id).notNull(),
  at: moment().notNull(),
  changes: json<AssignmentChange[]>().notNull(),
  undoneAt: moment(),
});
