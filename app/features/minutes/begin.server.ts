/** Beginning minutes: a text with a section a TOP, and the attendance list from the invitation. */
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import {
  type Tx,
  groups,
  mandates,
  meetings,
  memberships,
  minutes,
  participants,
  people,
  write,
} from '~db/client.server';
import type {
  GroupId,
  GroupRole,
  InvitationAnswer,
  MeetingId,
  MinutesId,
  OrganisationId,
  PersonId,
  Presence,
} from '~db/values';
import { currentMandate, currentMembership } from '~/access/actor.server';
import { type Actor, type ObjectFacts, type Person, can } from '~/access/policy';
import { record } from '~/access/audit.server';
import { initialDocument } from '~/editor/document';
import { documentToUpdate } from '~/editor/shared-document';
import { agendaOf } from '~/features/meetings/agenda.server';
import { createText } from '~/live/log.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';


/** The facts about minutes that are about to be begun. */
export const aboutToBegin = (groupId: GroupId): ObjectFacts['minutes'] => ({
  groupId,
  state: 'draft',
  attended: new Set(),
  invitedOrganisations: new Set(),
});

/**
 * Begins the minutes of a meeting. Where somebody else has just begun them, these are the ones.
 *
 * @throws SignInRequired, NotFound
 * @throws Rejected `meetingCancelled`
 */
export async function beginMinutes(actor: Actor, meetingId: MeetingId): Promise<MinutesId> {
  if (actor.kind === 'visitor') throw new SignInRequired();
  return write(async (tx) => {
    const [meeting] = await tx
      .select({ meeting: meetings, group: groups.name })
      .from(meetings)
      .innerJoin(groups, eq(groups.id, meetings.groupId))
      .where(eq(meetings.id, meetingId));
    if (!meeting || !can(actor, 'minutes.begin', aboutToBegin(meeting.meeting.groupId))) throw new NotFound(meetingId);
    const { groupId, number, state } = meeting.meeting;
    if (state === 'cancelled') throw new Rejected('meetingCancelled');
    const [present] = await tx.select({ id: minutes.id }).from(minutes).where(eq(minutes.meetingId, meetingId));
    if (present) return present.id;

    const members = await membersOf(tx, groupId);
    await fillAttendance(tx, meetingId, members);
    const document = initialDocument(await agendaOf(meetingId, tx));
    const textId = await createText(tx, 'minutes', documentToUpdate(document));
    const [row] = await tx
      .insert(minutes)
      .values({ meetingId, groupId, textId, createdAt: new Date(), ...heads(actor, members) })
      .returning({ id: minutes.id });
    await record(tx, actor, {
      action: 'minutes.begun',
      object: { kind: 'minutes', id: row!.id, name: `${meeting.group}, ${number}` },
      groupId,
    });
    return row!.id;
  });
}

type GroupMember = { personId: PersonId; name: string; role: GroupRole };

async function membersOf(tx: Tx, groupId: GroupId): Promise<GroupMember[]> {
  return tx
    .select({ personId: people.id, name: people.name, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.groupId, groupId),
        ne(memberships.role, 'guest'),
        isNull(people.disabledAt),
        currentMembership(),
      ),
    );
}

/** Who leads and who writes, as far as the roles say so. */
function heads(actor: Person, members: readonly GroupMember[]) {
  const named = (role: GroupRole) =>
    (members.find((member) => member.role === role && member.personId === actor.id) ??
      members.find((member) => member.role === role))?.name ?? '';
  return { chair: named('lead'), minuteTaker: named('secretary') };
}

/** What an answer says of being there; whoever gave none, or an uncertain one, is left open. */
const presenceFor: Record<InvitationAnswer, Presence | null> = {
  accepted: 'present',
  declined: 'excused',
  tentative: null,
};

/**
 * The answers to the invitation become the list; members whom no invitation reached are added. That
 * somebody was absent is never assumed: the minutes would state what nobody has seen.
 */
async function fillAttendance(tx: Tx, meetingId: MeetingId, members: readonly GroupMember[]): Promise<void> {
  const rows = await tx.select().from(participants).where(eq(participants.meetingId, meetingId));
  for (const row of rows.filter(({ presence }) => presence === null)) {
    const presence = row.answer && presenceFor[row.answer];
    if (presence) await tx.update(participants).set({ presence }).where(eq(participants.id, row.id));
  }
  const listed = new Set(rows.map((row) => row.personId));
  const missing = members.filter(({ personId }) => !listed.has(personId));
  if (missing.length === 0) return;
  const organisation = await organisationsOf(tx, missing.map(({ personId }) => personId));
  await tx.insert(participants).values(
    missing.map(({ personId, name }) => ({
      meetingId,
      personId,
      name,
      role: 'member' as const,
      onBehalfOf: organisation.get(personId) ?? null,
    })),
  );
}

/** For whom each of these people stands as principal, where it is one organisation. */
async function organisationsOf(tx: Tx, ids: PersonId[]): Promise<Map<PersonId, OrganisationId>> {
  const rows = await tx
    .select({ personId: mandates.personId, organisationId: mandates.organisationId })
    .from(mandates)
    .where(
      and(
        inArray(mandates.personId, ids),
        eq(mandates.deputy, false),
        currentMandate(),
      ),
    );
  const single = rows.filter((row) => rows.filter((other) => other.personId === row.personId).length === 1);
  return new Map(single.map((row) => [row.personId, row.organisationId]));
}
