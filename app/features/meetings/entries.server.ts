/**
 * Entries in calendars that have to follow their people: who leaves a group is no longer expected at its
 * meetings, who comes back is, and who gets a new address reads the old mailbox no more.
 */
import { type SQL, and, eq, gt, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { type Tx, meetings, memberships, participants, people } from '~db/client.server';
import type { GroupId, Id, Language, MeetingId, PersonId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { tellInvited, tellWithdrawn } from './invitation-mails.server';
import { type Meeting, meetingById } from './meetings.server';

/** Meetings that still lie in calendars as something to go to. */
const stillAhead = (now: Date): SQL | undefined => and(eq(meetings.state, 'planned'), gt(meetings.endsAt, now));

/**
 * Takes coming meetings out of the calendars of those who were invited and have left the group since, also by
 * the end of their time; and puts them back for those who have returned. To be called when memberships change,
 * and now and then for those that end by themselves. Nobody is told twice; disabled accounts are not written to.
 *
 * @param within those who may be concerned; everybody where left out
 */
export async function settleEntries(
  tx: Tx,
  within?: { groupId: GroupId; people: readonly PersonId[] },
): Promise<void> {
  const unsettled = await unsettledEntries(tx, within);
  for (const [meetingId, entries] of byMeeting(unsettled)) {
    const meeting = await nextEdition(tx, meetingId);
    const gone = entries.filter((entry) => entry.withdrawnAt === null);
    const back = entries.filter((entry) => entry.withdrawnAt !== null);
    await mark(tx, gone, new Date());
    await mark(tx, back, null);
    for (const { reader } of gone) await tellWithdrawn(tx, meeting, reader, 'left');
    if (back.length > 0) await tellInvited(tx, meeting, { kind: 'invited' }, back.map(({ reader }) => reader.id));
  }
}

type Entry = {
  id: Id<'participant'>;
  meetingId: MeetingId;
  withdrawnAt: Date | null;
  reader: { id: PersonId; name: string; email: string; language: Language };
};

const columns = {
  id: participants.id,
  meetingId: participants.meetingId,
  withdrawnAt: participants.withdrawnAt,
  reader: { id: people.id, name: people.name, email: people.email, language: people.language },
};

/** Entries that stand though their person has left, and those that were taken out though they are back. */
async function unsettledEntries(tx: Tx, within?: { groupId: GroupId; people: readonly PersonId[] }): Promise<Entry[]> {
  const now = new Date();
  return tx
    .select(columns)
    .from(participants)
    .innerJoin(meetings, eq(meetings.id, participants.meetingId))
    .innerJoin(people, eq(people.id, participants.personId))
    .leftJoin(
      memberships,
      and(eq(memberships.personId, people.id), eq(memberships.groupId, meetings.groupId), currentMembership(now)),
    )
    .where(
      and(
        stillAhead(now),
        eq(participants.invited, true),
        isNull(people.disabledAt),
        or(
          and(isNull(participants.withdrawnAt), isNull(memberships.id)),
          and(isNotNull(participants.withdrawnAt), isNotNull(memberships.id)),
        ),
        within && and(eq(meetings.groupId, within.groupId), inArray(participants.personId, [...within.people])),
      ),
    )
    .orderBy(meetings.startsAt, people.searchName);
}

function byMeeting(entries: readonly Entry[]): Map<MeetingId, Entry[]> {
  const grouped = new Map<MeetingId, Entry[]>();
  for (const entry of entries) grouped.set(entry.meetingId, [...(grouped.get(entry.meetingId) ?? []), entry]);
  return grouped;
}

const mark = async (tx: Tx, entries: readonly Entry[], withdrawnAt: Date | null): Promise<void> => {
  if (entries.length === 0) return;
  await tx
    .update(participants)
    .set({ withdrawnAt })
    .where(inArray(participants.id, entries.map(({ id }) => id)));
};

/**
 * The meeting under its next SEQUENCE: what takes an entry out of a calendar has to be newer than what put it
 * there, and the other way round (RFC 5546, 2.1.4).
 */
export async function nextEdition(tx: Tx, id: MeetingId): Promise<Meeting> {
  const meeting = await meetingById(tx, id);
  const sequence = meeting.sequence + 1;
  await tx.update(meetings).set({ sequence }).where(eq(meetings.id, id));
  return { ...meeting, sequence };
}

/**
 * Sends the entries of coming meetings to somebody's new address, and takes them out of the calendar behind the
 * old one. Where both are the same calendar the later entry counts, in whatever order it reads them.
 *
 * @param former the address before; null where nobody ever answered to it
 */
export async function readdressEntries(tx: Tx, id: PersonId, former: string | null): Promise<void> {
  const now = new Date();
  const standing = await tx
    .select(columns)
    .from(participants)
    .innerJoin(meetings, eq(meetings.id, participants.meetingId))
    .innerJoin(people, eq(people.id, participants.personId))
    .where(
      and(
        eq(participants.personId, id),
        eq(participants.invited, true),
        isNull(participants.withdrawnAt),
        isNull(people.disabledAt),
        stillAhead(now),
      ),
    )
    .orderBy(meetings.startsAt);
  for (const { meetingId, reader } of standing) {
    if (former) await tellWithdrawn(tx, await nextEdition(tx, meetingId), { ...reader, email: former }, 'formerAddress');
    await tellInvited(tx, await nextEdition(tx, meetingId), { kind: 'readdressed' }, [reader.id]);
  }
}
