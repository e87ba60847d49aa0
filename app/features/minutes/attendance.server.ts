/**
 * Who was there. Each row is saved by itself, so that two people can keep the list at once; what is
 * asked about a row that the other has just removed is answered in plain words.
 */
import { and, eq, isNull } from 'drizzle-orm';
import {
  type Reader,
  type Tx,
  afterCommit,
  db,
  groups,
  meetings,
  memberships,
  minutes,
  organisations,
  participants,
  people,
  write,
} from '~db/client.server';
import type { MeetingId, MinutesId, OrganisationId, Presence, TextId } from '~db/values';
import type { Actor } from '~/access/policy';
import { record } from '~/access/audit.server';
import type { Granted } from '~/access/authorize.server';
import { tellAside } from '~/live/rooms.server';
import { Rejected } from '~/services/errors';
import {
  type Attendee,
  type HeadInput,
  type NewParticipantInput,
  type ParticipantId,
  type ParticipantInput,
  type PresenceInput,
  byRoleAndName,
} from './minutes';
import { authorizeStep } from '~/access/step-rights.server';

/** The attendance list of a meeting, in its order. One statement. */
export async function attendanceOf(meetingId: MeetingId, reader: Reader = db): Promise<Attendee[]> {
  const rows = await reader
    .select({ row: participants, organisation: organisations.name })
    .from(participants)
    .leftJoin(organisations, eq(organisations.id, participants.onBehalfOf))
    .where(eq(participants.meetingId, meetingId));
  return rows.map(({ row, organisation }) => asAttendee(row, organisation)).sort(byRoleAndName);
}

function asAttendee(row: typeof participants.$inferSelect, organisation: string | null): Attendee {
  return {
    id: row.id,
    personId: row.personId,
    name: row.name,
    role: row.role,
    invited: row.invited,
    presence: row.presence,
    presentFrom: row.presentFrom ?? '',
    presentUntil: row.presentUntil ?? '',
    onBehalfOf: row.onBehalfOf && organisation ? { id: row.onBehalfOf, name: organisation } : null,
    representing: row.representing,
  };
}

/**
 * Marks someone as present, excused or absent.
 *
 * @throws NotFound without the right to edit these minutes, or once they are no draft
 * @throws Rejected `participantGone` when the row was removed meanwhile
 */
export async function setPresence(actor: Actor, id: MinutesId, input: PresenceInput): Promise<void> {
  await write(async (tx) => {
    const sheet = await sheetFor(tx, actor, id);
    const away = input.presence === 'present' ? {} : { presentFrom: null, presentUntil: null };
    const row = await updateRow(tx, sheet, input.participantId, { presence: input.presence, ...away });
    await note(tx, sheet, 'minutes.attendanceChanged', { name: row.name, presence: input.presence });
  });
}

/** Says the same of everyone of whom nothing was said yet. Errors as `setPresence`. */
export async function setRemaining(actor: Actor, id: MinutesId, presence: Presence): Promise<void> {
  await write(async (tx) => {
    const sheet = await sheetFor(tx, actor, id);
    const rows = await tx
      .update(participants)
      .set({ presence })
      .where(and(eq(participants.meetingId, sheet.meetingId), isNull(participants.presence)))
      .returning({ name: participants.name });
    if (rows.length > 0) await note(tx, sheet, 'minutes.attendanceChanged', { count: rows.length, presence });
  });
}

/** Saves what else is said of someone: as what, from–to, for whom. Errors as `setPresence`. */
export async function saveParticipant(actor: Actor, id: MinutesId, input: ParticipantInput): Promise<void> {
  await write(async (tx) => {
    const sheet = await sheetFor(tx, actor, id);
    assertSpan(input.presentFrom, input.presentUntil);
    const { presence } = await currentRow(tx, sheet, input.participantId);
    const stayed = input.presentFrom || input.presentUntil;
    const row = await updateRow(tx, sheet, input.participantId, {
      role: input.role,
      presentFrom: input.presentFrom || null,
      presentUntil: input.presentUntil || null,
      onBehalfOf: await existing(tx, input.onBehalfOf),
      representing: input.representing,
      // Whoever came late or left early was there.
      presence: stayed ? 'present' : presence,
    });
    await note(tx, sheet, 'minutes.attendanceChanged', { name: row.name });
  });
}

/**
 * Adds someone who was there without an invitation.
 *
 * @throws Rejected `participantName` without a name, `participantTwice` when already in the list
 */
export async function addParticipant(actor: Actor, id: MinutesId, input: NewParticipantInput): Promise<void> {
  await write(async (tx) => {
    const sheet = await sheetFor(tx, actor, id);
    const name = await nameOf(tx, sheet, input);
    const added = await tx
      .insert(participants)
      .values({
        meetingId: sheet.meetingId,
        personId: input.personId ?? null,
        name,
        role: input.role,
        presence: 'present',
        onBehalfOf: await existing(tx, input.onBehalfOf),
        representing: input.representing,
      })
      .onConflictDoNothing()
      .returning({ id: participants.id });
    if (added.length === 0) throw new Rejected('participantTwice', { name }, 'personId');
    await note(tx, sheet, 'minutes.attendanceChanged', { name, presence: 'present' });
  });
}

/**
 * Takes someone off the list who was put on it by hand.
 *
 * @throws Rejected `participantInvited`: whoever was invited was present, excused or absent
 */
export async function removeParticipant(actor: Actor, id: MinutesId, participantId: ParticipantId): Promise<void> {
  await write(async (tx) => {
    const sheet = await sheetFor(tx, actor, id);
    const row = await currentRow(tx, sheet, participantId);
    if (row.invited) throw new Rejected('participantInvited', { name: row.name });
    await tx.delete(participants).where(eq(participants.id, participantId));
    await note(tx, sheet, 'minutes.attendanceChanged', { name: row.name, removed: true });
  });
}

/** Saves who led, who took minutes, and when it really began and ended. */
export async function saveHead(actor: Actor, id: MinutesId, input: HeadInput): Promise<void> {
  await write(async (tx) => {
    const sheet = await sheetFor(tx, actor, id);
    await tx.update(minutes).set(input).where(eq(minutes.id, id));
    await note(tx, sheet, 'minutes.headChanged', {});
  });
}

type Sheet = { granted: Granted<'minutes.edit'>; meetingId: MeetingId; textId: TextId; name: string };

async function sheetFor(tx: Tx, actor: Actor, id: MinutesId): Promise<Sheet> {
  const granted = await authorizeStep(actor, 'minutes.edit', id, tx);
  const [row] = await tx
    .select({ meetingId: minutes.meetingId, textId: minutes.textId, number: meetings.number, group: groups.name })
    .from(minutes)
    .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
    .innerJoin(groups, eq(groups.id, minutes.groupId))
    .where(eq(minutes.id, id));
  return { granted, meetingId: row!.meetingId, textId: row!.textId, name: `${row!.group}, ${row!.number}` };
}

/** Records the change, and lets those see it who have the minutes open. */
async function note(tx: Tx, sheet: Sheet, action: string, details: Record<string, unknown>): Promise<void> {
  const { granted, textId, name } = sheet;
  afterCommit(() => tellAside(textId));
  await record(tx, granted.actor, {
    action,
    object: { kind: 'minutes', id: granted.id, name },
    groupId: granted.facts.groupId,
    details,
  });
}

const ofSheet = (sheet: Sheet, id: ParticipantId) =>
  and(eq(participants.id, id), eq(participants.meetingId, sheet.meetingId));

async function currentRow(tx: Tx, sheet: Sheet, id: ParticipantId) {
  const [row] = await tx.select().from(participants).where(ofSheet(sheet, id));
  if (!row) throw new Rejected('participantGone');
  return row;
}

async function updateRow(
  tx: Tx,
  sheet: Sheet,
  id: ParticipantId,
  values: Partial<typeof participants.$inferInsert>,
) {
  const [row] = await tx.update(participants).set(values).where(ofSheet(sheet, id)).returning();
  if (!row) throw new Rejected('participantGone');
  return row;
}

function assertSpan(from: string, until: string): void {
  if (from && until && from >= until) throw new Rejected('spanBackwards', {}, 'presentUntil');
}

async function existing(tx: Tx, id: OrganisationId | undefined): Promise<OrganisationId | null> {
  if (!id) return null;
  const [row] = await tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, id));
  if (!row) throw new Rejected('invalid', {}, 'onBehalfOf');
  return row.id;
}

/** A person of the group is named by their account; everybody else by what was typed. */
async function nameOf(tx: Tx, sheet: Sheet, input: NewParticipantInput): Promise<string> {
  if (!input.personId) {
    if (!input.name) throw new Rejected('participantName', {}, 'name');
    return input.name;
  }
  const [row] = await tx
    .select({ name: people.name })
    .from(people)
    .innerJoin(memberships, eq(memberships.personId, people.id))
    .where(and(eq(people.id, input.personId), eq(memberships.groupId, sheet.granted.facts.groupId)));
  if (!row) throw new Rejected('invalid', {}, 'personId');
  return row.name;
}
