/** Minutes of a meeting: their fields, forms and numbers. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { type MinutesId, type OrganisationId, type ParticipantRole, type PersonId, type Presence, participantRoles, presences } from '~db/values';
import { line, optionalLine, paragraphs } from '~/services/forms';
import type { Id } from '~db/values';

export type ParticipantId = Id<'participant'>;

/** A decision's number as it is printed: `SPR 2026-07`. */
export const decisionNumber = (abbreviation: string, year: number, number: number): string =>
  `${abbreviation} ${year}-${String(number).padStart(2, '0')}`;

/** A local time such as `14:05`, or nothing. */
const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .or(z.literal(''))
  .default('');

const participantId = idSchema<'participant'>();
const organisation = idSchema<'organisation'>().optional();

/** One click: who is there. */
export const presenceSchema = z.object({ participantId, presence: z.enum(presences) });

/** One click for all of whom nothing was said yet. */
export const remainingSchema = presenceSchema.pick({ presence: true });

/** What else the attendance list says of someone. */
export const participantSchema = z.object({
  participantId,
  role: z.enum(participantRoles),
  presentFrom: clockTime,
  presentUntil: clockTime,
  onBehalfOf: organisation,
  representing: optionalLine(),
});

/** Someone who was not invited: from the group, or by a free name. */
export const newParticipantSchema = z.object({
  personId: idSchema<'person'>().optional(),
  name: optionalLine(),
  role: z.enum(participantRoles),
  onBehalfOf: organisation,
  representing: optionalLine(),
});

export const headSchema = z.object({
  chair: optionalLine(),
  minuteTaker: optionalLine(),
  startedAt: clockTime,
  endedAt: clockTime,
});

export const correctionSchema = z.object({
  body: paragraphs(5000).pipe(z.string().min(1)),
});

export const reasonSchema = z.object({ reason: line(500) });

export type PresenceInput = z.output<typeof presenceSchema>;
export type ParticipantInput = z.output<typeof participantSchema>;
export type NewParticipantInput = z.output<typeof newParticipantSchema>;
export type HeadInput = z.output<typeof headSchema>;

/** A row of the attendance list. */
export type Attendee = {
  id: ParticipantId;
  personId: PersonId | null;
  name: string;
  role: ParticipantRole;
  invited: boolean;
  presence: Presence | null;
  presentFrom: string;
  presentUntil: string;
  onBehalfOf: { id: OrganisationId; name: string } | null;
  representing: string;
};

const collator = new Intl.Collator('de');
const roleOrder: Record<ParticipantRole, number> = { member: 0, guest: 1, speaker: 2 };

/** The order of attendance lists: members, guests, speakers; each by name. */
export const byRoleAndName = <Row extends Pick<Attendee, 'role' | 'name'>>(a: Row, b: Row): number =>
  roleOrder[a.role] - roleOrder[b.role] || collator.compare(a.name, b.name);

export type { MinutesId };
