/** Inviting to a meeting, and answering. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { type Reader, type Tx, db, meetings, memberships, organisations, participants, people, write } from '~db/client.server';
import type { GroupRole, Id, InvitationAnswer, MeetingId, PersonId, Presence } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { organisationsOf } from '~/features/groups/members.server';
import { Rejected } from '~/services/errors';
import { senderAddress } from '~/services/mail/outbox.server';
import { changedSinceSent } from './agenda-sent.server';
import { nextEdition } from './entries.server';
import { tellInvited, tellWithdrawn } from './invitation-mails.server';
import { isAhead } from './meetings';
import { type Meeting, meetingById, meetingName, refuseSettled } from './meetings.server';

/** Everybody who takes part, invited or not, by name. Asks for no right. One statement. */
export async function participantsOf(meetingId: MeetingId, reader: Reader = db) {
  return reader
    .select({
      id: participants.id,
      personId: participants.personId,
      name: participants.name,
      role: participants.role,
      invited: participants.invited,
      answer: participants.answer,
      answeredAt: participants.answeredAt,
      withdrawnAt: participants.withdrawnAt,
      presence: participants.presence,
      organisation: organisations.shortName,
    })
    .from(participants)
    .leftJoin(people, eq(people.id, participants.personId))
    .leftJoin(organisations, eq(organisations.id, participants.onBehalfOf))
    .where(eq(participants.meetingId, meetingId))
    .orderBy(asc(people.searchName), asc(participants.name));
}

export type Invitable = { id: PersonId; name: string; role: GroupRole };

/** Members and guests of the group who were not invited yet. Asks for no right. One statement. */
export async function notYetInvited(reader: Reader, meeting: Pick<Meeting, 'id' | 'group'>): Promise<Invitable[]> {
  const rows = await reader
    .select({ id: people.id, name: people.name, role: memberships.role, invited: participants.invited })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .leftJoin(
      participants,
      and(eq(participants.meetingId, meeting.id), eq(participants.personId, people.id)),
    )
    .where(
      and(eq(memberships.groupId, meeting.group.id), currentMembership(new Date()), isNull(people.disabledAt)),
    )
    .orderBy(asc(people.searchName));
  return rows.filter((row) => !row.invited).map(({ id, name, role }) => ({ id, name, role }));
}

/**
 * Invites all members who were not invited yet, and of the guests those named: a guest only takes
 * part in what they were asked to. Each gets a mail with an entry for their calendar.
 *
 * @returns how many were invited
 * @throws NotFound without the right to edit the meeting
 * @throws Rejected `nobodyToInvite`, `meetingOver`, `meetingCancelled`, `minutesSettled`
 */
export async function inviteToMeeting(
  actor: Actor,
  id: MeetingId,
  guests: readonly PersonId[],
): Promise<{ invited: number }> {
  return write(async (tx) => inviteWith(tx, actor, id, { guests }));
}

/**
 * The same as part of a change that does more.
 *
 * @param asked.answers what people have already said to this date; the mail tells each of them
 * @throws as `inviteToMeeting`
 */
export async function inviteWith(
  tx: Tx,
  actor: Actor,
  id: MeetingId,
  { guests = [], answers }: { guests?: readonly PersonId[]; answers?: ReadonlyMap<PersonId, InvitationAnswer> },
): Promise<{ invited: number }> {
  await authorize(actor, 'meeting.edit', id, tx);
  const meeting = await meetingById(tx, id);
  await refuseSettled(tx, meeting);
  if (!isAhead(meeting)) throw new Rejected('meetingOver');
  const answeredAt = new Date();
  const chosen = (await notYetInvited(tx, meeting)).filter(
    (person) => person.role !== 'guest' || guests.includes(person.id),
  );
  if (chosen.length === 0) throw new Rejected('nobodyToInvite');
  const speakFor = await organisationsOf(
    tx,
    chosen.map((person) => person.id),
  );
  for (const person of chosen) {
    const [only, ...more] = (speakFor.get(person.id) ?? []).filter((organisation) => !organisation.deputy);
    await tx
      .insert(participants)
      .values({
        meetingId: id,
        personId: person.id,
        name: person.name,
        role: person.role === 'guest' ? 'guest' : 'member',
        invited: true,
        ...(answers?.has(person.id) && { answer: answers.get(person.id), answeredAt }),
        onBehalfOf: only && more.length === 0 ? only.id : null,
      })
      .onConflictDoUpdate({
        target: [participants.meetingId, participants.personId],
        set: { invited: true, withdrawnAt: null },
      });
  }
  await tellInvited(
    tx,
    await editionToSend(tx, meeting),
    { kind: answers ? 'found' : 'invited' },
    chosen.map((person) => person.id),
  );
  await record(tx, actor, {
    action: 'meeting.invited',
    object: { kind: 'meeting', id, name: meetingName(meeting) },
    groupId: meeting.group.id,
    details: { count: chosen.length },
  });
  return { invited: chosen.length };
}

/** The first invitation settles who calls; for a later one, whoever was taken off before has to see that it is newer. */
async function editionToSend(tx: Tx, meeting: Meeting): Promise<Meeting> {
  if (meeting.invitedAt) return nextEdition(tx, meeting.id);
  const first = { invitedAt: new Date(), organizer: senderAddress() };
  await tx.update(meetings).set(first).where(eq(meetings.id, meeting.id));
  return { ...meeting, ...first };
}

/**
 * Takes somebody off the invitation; the entry leaves their calendar. Guests can't open the meeting any more.
 *
 * @throws NotFound without the right to edit the meeting
 * @throws Rejected `notInvitedAnyMore`, `meetingOver`, `meetingCancelled`, `minutesSettled`
 */
export async function uninvite(actor: Actor, id: MeetingId, participantId: Id<'participant'>): Promise<{ name: string }> {
  return write(async (tx) => {
    await authorize(actor, 'meeting.edit', id, tx);
    await refuseSettled(tx, await meetingById(tx, id));
    const invited = await invitedAs(tx, id, participantId);
    if (!invited) throw new Rejected('notInvitedAnyMore');
    const meeting = await nextEdition(tx, id);
    if (!isAhead(meeting)) throw new Rejected('meetingOver');
    await strike(tx, invited);
    const { reader } = invited;
    if (!invited.withdrawnAt && !reader.disabledAt) await tellWithdrawn(tx, meeting, reader, 'uninvited');
    await record(tx, actor, {
      action: 'meeting.uninvited',
      object: { kind: 'meeting', id, name: meetingName(meeting) },
      groupId: meeting.group.id,
      details: { person: reader.name },
    });
    return { name: reader.name };
  });
}

async function invitedAs(tx: Tx, meetingId: MeetingId, participantId: Id<'participant'>) {
  const [row] = await tx
    .select({
      id: participants.id,
      presence: participants.presence,
      withdrawnAt: participants.withdrawnAt,
      reader: { id: people.id, name: people.name, email: people.email, language: people.language, disabledAt: people.disabledAt },
    })
    .from(participants)
    .innerJoin(people, eq(people.id, participants.personId))
    .where(
      and(eq(participants.id, participantId), eq(participants.meetingId, meetingId), eq(participants.invited, true)),
    );
  return row;
}

/** Who stands on the list of those present stays there; of all others nothing is left. */
async function strike(tx: Tx, { id, presence }: { id: Id<'participant'>; presence: Presence | null }): Promise<void> {
  if (presence === null) await tx.delete(participants).where(eq(participants.id, id));
  else {
    await tx
      .update(participants)
      .set({ invited: false, answer: null, answeredAt: null, withdrawnAt: null })
      .where(eq(participants.id, id));
  }
}

/**
 * Sends everybody invited the agenda as it is now, with what has changed since they had it last.
 *
 * @returns how many mails were written
 * @throws NotFound without the right to edit the meeting
 * @throws Rejected `agendaUnchanged`, `meetingOver`, `meetingCancelled`, `minutesSettled`
 */
export async function sendAgenda(actor: Actor, id: MeetingId): Promise<{ told: number }> {
  return write(async (tx) => {
    await authorize(actor, 'meeting.edit', id, tx);
    const meeting = await meetingById(tx, id);
    await refuseSettled(tx, meeting);
    if (!isAhead(meeting)) throw new Rejected('meetingOver');
    if ((await changedSinceSent(tx, id, true)).length === 0) throw new Rejected('agendaUnchanged');
    const sequence = meeting.sequence + 1;
    await tx.update(meetings).set({ sequence }).where(eq(meetings.id, id));
    const told = await tellInvited(tx, { ...meeting, sequence }, { kind: 'agenda' });
    await record(tx, actor, {
      action: 'meeting.agendaSent',
      object: { kind: 'meeting', id, name: meetingName(meeting) },
      groupId: meeting.group.id,
      details: { count: told },
    });
    return { told };
  });
}

/**
 * Says whether one comes. Can be changed until the meeting is over.
 *
 * @throws NotFound without the right to answer
 * @throws Rejected `notInvited`, `meetingOver`, `meetingCancelled`
 */
export async function answerInvitation(actor: Actor, id: MeetingId, answer: InvitationAnswer): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'meeting.answer', id, tx);
    const meeting = await meetingById(tx, id);
    if (meeting.state === 'cancelled') throw new Rejected('meetingCancelled');
    if (!isAhead(meeting)) throw new Rejected('meetingOver');
    if (!granted.facts.invited.has(granted.actor.id)) throw new Rejected('notInvited');
    await tx
      .update(participants)
      .set({ answer, answeredAt: new Date() })
      .where(and(eq(participants.meetingId, id), eq(participants.personId, granted.actor.id)));
    await record(tx, actor, {
      action: 'meeting.answered',
      object: { kind: 'meeting', id, name: meetingName(meeting) },
      groupId: meeting.group.id,
      details: { answer },
    });
  });
}

/** What is told once somebody has answered. */
export const answerNotice = (answer: InvitationAnswer): string => `meetings:answered${answer[0]!.toUpperCase()}${answer.slice(1)}`;
