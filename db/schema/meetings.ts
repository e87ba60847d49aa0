import {
  choice,
  flag,
  id,
  index,
  json,
  moment,
  number,
  part,
  ref,
  table,
  uniqueIndex,
  words,
} from '../columns.server';
import {
  agendaItemStates,
  agendaKinds,
  invitationAnswers,
  meetingStates,
  participantRoles,
  presences,
} from '../values';
import type { AgendaItemId } from '../values';
import { groups } from './groups';
import { organisations } from './organisations';
import { people } from './people';

/** What an agenda that was sent is compared by. */
export type SentItem = { id: AgendaItemId; title: string; internal: boolean; duration: number | null };

export const meetings = table(
  'meetings',
  {
    id: id<'meeting'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    /** Given by the group, 1, 2, 3 …; never reused. */
    number: number().notNull(),
    state: choice(meetingStates).notNull().default('planned'),
    startsAt: moment().notNull(),
    endsAt: moment().notNull(),
    place: words().notNull().default(''),
    link: words().notNull().default(''),
    note: words().notNull().default(''),
    cancelReason: words().notNull().default(''),
    /** RFC 5545 SEQUENCE: grows with each change that calendars must take over. */
    sequence: number().notNull().default(0),
    invitedAt: moment(),
    /** The address the first invitation came from: calendars take changes from no other (ORGANIZER). */
    organizer: words(),
    /** The agenda that everybody invited was sent last; empty before that. */
    sentAgenda: json<SentItem[]>(),
    createdAt: moment().notNull(),
    createdBy: ref<'person'>(() => people.id).notNull(),
  },
  (t) => [
    uniqueIndex('meetings_number').on(t.groupId, t.number),
    index('meetings_start').on(t.groupId, t.startsAt),
  ],
);

/** Items of the agenda (TOPs). The number is their place in order and is not stored. */
export const agendaItems = table(
  'agenda_items',
  {
    id: id<'agendaItem'>(),
    meetingId: part<'meeting'>(() => meetings.id).notNull(),
    position: number().notNull(),
    title: words().notNull(),
    kind: choice(agendaKinds).notNull(),
    presenter: words().notNull().default(''),
    /** Planned length in minutes; empty when open. */
    duration: number(),
    /** What is said under it stays with the group. */
    internal: flag().notNull().default(false),
    state: choice(agendaItemStates).notNull().default('accepted'),
    proposedBy: ref<'person'>(() => people.id),
    note: words().notNull().default(''),
    /** For the item "Genehmigung des Protokolls": whose minutes. */
    approvesMeetingId: ref<'meeting'>(() => meetings.id),
  },
  (t) => [index('agenda_items_meeting').on(t.meetingId, t.position)],
);

/** Who was invited, what they answered, and who was there. Speakers need no account. */
export const participants = table(
  'participants',
  {
    id: id<'participant'>(),
    meetingId: part<'meeting'>(() => meetings.id).notNull(),
    personId: ref<'person'>(() => people.id),
    name: words().notNull(),
    role: choice(participantRoles).notNull(),
    invited: flag().notNull().default(false),
    answer: choice(invitationAnswers),
    answeredAt: moment(),
    /** When the entry was taken out of their calendar, as they left the group; empty while it stands. */
    withdrawnAt: moment(),
    presence: choice(presences),
    /** Local times such as `14:30` when someone was not there the whole time. */
    presentFrom: words(),
    presentUntil: words(),
    /** For which organisation (OParl onBehalfOf). */
    onBehalfOf: ref<'organisation'>(() => organisations.id),
    /** "i. V. für": the person who is represented. */
    representing: words().notNull().default(''),
  },
  (t) => [
    index('participants_meeting').on(t.meetingId),
    index('participants_person').on(t.personId),
    uniqueIndex('participants_once').on(t.meetingId, t.personId),
  ],
);
