/**
 * Changes of memberships as they are written, told and undone. The commands around it decide; this
 * file does it, the same way for one person and for two thousand.
 */
import { setImmediate } from 'node:timers/promises';
import { and, eq, inArray } from 'drizzle-orm';
import {
  type AssignmentChange,
  type Reader,
  type Tx,
  afterCommit,
  memberships,
  people,
} from '~db/client.server';
import { type GroupId, type GroupRole, type Language, type PersonId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { record } from '~/access/audit.server';
import type { Person } from '~/access/policy';
import { settleEntries } from '~/features/meetings/entries.server';
import { recheckDoors } from '~/live/doors.server';
import { tellSurely } from '~/news/tell.server';
import { translator } from '~/services/i18n/translate.server';
import { formatShortDay, lastDayOf } from '~/services/time';

export type Held = NonNullable<AssignmentChange['before']>;

/** The memberships these people hold in a group now. One statement. */
export async function heldIn(
  reader: Reader,
  groupId: GroupId,
  ids: readonly PersonId[],
  now: Date,
): Promise<Map<PersonId, Held>> {
  const rows = await reader
    .select({
      personId: memberships.personId,
      role: memberships.role,
      startsAt: memberships.startsAt,
      endsAt: memberships.endsAt,
    })
    .from(memberships)
    .where(
      and(
        eq(memberships.groupId, groupId),
        inArray(memberships.personId, [...ids]),
        currentMembership(now),
      ),
    );
  return new Map(
    rows.map(({ personId, role, startsAt, endsAt }) => [
      personId,
      { role, startsAt: startsAt.getTime(), endsAt: endsAt?.getTime() ?? null },
    ]),
  );
}

/** Whether the two are one membership of which only the end has moved. */
const isSame = (a: AssignmentChange['before'], b: AssignmentChange['after']) =>
  a !== null && b !== null && a.role === b.role && a.startsAt === b.startsAt;

const where = (change: AssignmentChange, held: Held) =>
  and(
    eq(memberships.groupId, change.groupId),
    eq(memberships.personId, change.personId),
    eq(memberships.role, held.role),
    eq(memberships.startsAt, new Date(held.startsAt)),
  );

const momentOrNull = (time: number | null) => (time === null ? null : new Date(time));

/** The changes one by one; where they are many, others are answered in between. */
async function* unhurried(changes: readonly AssignmentChange[]) {
  for (const [index, change] of changes.entries()) {
    if (index % 50 === 49) await setImmediate();
    yield change;
  }
}

/** Writes the changes, all at the same moment: an earlier membership ends, the new one begins. */
export async function applyChanges(tx: Tx, changes: readonly AssignmentChange[], now: Date): Promise<void> {
  for await (const change of unhurried(changes)) {
    const { before, after } = change;
    if (isSame(before, after)) {
      await tx
        .update(memberships)
        .set({ endsAt: momentOrNull(after!.endsAt) })
        .where(where(change, before!));
      continue;
    }
    if (before) await tx.update(memberships).set({ endsAt: now }).where(where(change, before));
    if (after) {
      await tx.insert(memberships).values({
        groupId: change.groupId,
        personId: change.personId,
        role: after.role,
        startsAt: new Date(after.startsAt),
        endsAt: momentOrNull(after.endsAt),
      });
    }
  }
}

/**
 * Takes changes back as if they had not been made: what began with them goes, what they ended goes
 * on. That there was a detour is in the audit log.
 */
export async function revertChanges(tx: Tx, changes: readonly AssignmentChange[]): Promise<void> {
  for await (const change of unhurried(changes)) {
    const { before, after } = change;
    if (after && !isSame(before, after)) await tx.delete(memberships).where(where(change, after));
    if (before) {
      await tx
        .update(memberships)
        .set({ endsAt: momentOrNull(before.endsAt) })
        .where(where(change, before));
    }
  }
}

export type Telling = 'began' | 'changed' | 'ended' | 'undone';

/** How a change is called in the audit log and in mails. */
export const tellingOf = ({ before, after }: AssignmentChange): Telling =>
  before && after ? 'changed' : after ? 'began' : 'ended';

type Group = { id: GroupId; slug: string; name: string };

/**
 * What goes with every change: an entry in the audit log, a mail to the person, coming meetings in their
 * calendar, and a look at the doors that are open to them.
 *
 * @param options.mail false when the caller writes a mail of its own
 * @param options.telling what to call it where it is not what the change itself says (`undone`)
 */
export async function tellChanges(
  tx: Tx,
  actor: Person,
  group: Group,
  changes: readonly AssignmentChange[],
  options: { mail: boolean; telling?: Telling },
): Promise<void> {
  if (changes.length === 0) return;
  const ids = changes.map((change) => change.personId);
  const told = await tx
    .select({ id: people.id, name: people.name, email: people.email, language: people.language })
    .from(people)
    .where(inArray(people.id, ids));
  const byId = new Map(told.map((person) => [person.id, person]));
  for await (const change of unhurried(changes)) {
    const person = byId.get(change.personId)!;
    const kind = options.telling ?? tellingOf(change);
    await record(tx, actor, {
      action: `membership.${kind}`,
      object: { kind: 'person', id: person.id, name: person.name },
      groupId: group.id,
      details: { group: group.name, ...roles(change) },
    });
    // Nobody needs a mail about a step of their own.
    if (options.mail && person.id !== actor.id) await mailChange(tx, person, group, change, kind);
  }
  await settleEntries(tx, { groupId: group.id, people: ids });
  const [only] = ids;
  // Many at once: one look at all doors is less work than one for each person.
  afterCommit(() => void recheckDoors(ids.length === 1 && only ? { personId: only } : {}));
}

const roles = ({ before, after }: AssignmentChange) => ({
  ...(before ? { roleBefore: before.role } : {}),
  ...(after ? { role: after.role, until: after.endsAt } : {}),
});

async function mailChange(
  tx: Tx,
  person: { id: PersonId; name: string; email: string; language: Language },
  group: Group,
  { after, before }: AssignmentChange,
  telling: Telling,
): Promise<void> {
  const member = telling === 'undone' ? before : after;
  const path = member ? `/gruppen/${group.slug}` : '/gruppen';
  const role = member ? roleInWords(member.role, member.endsAt, person.language) : '';
  const key = `membership.${telling === 'undone' && !member ? 'ended' : telling === 'undone' ? 'changed' : telling}`;
  await tellSurely(
    tx,
    { ...person, personId: person.id },
    { kind: 'membership', key, values: { group: group.name }, path },
    { path, inMail: { role }, why: 'ownMembership' },
  );
}

/** "Mitglied", "Gast bis 31.03.2026". */
export function roleInWords(role: GroupRole, endsAt: number | null, language: Language): string {
  const t = translator(language, 'groups');
  const name = t(`common:groupRole.${role}`);
  if (endsAt === null) return name;
  return `${name} ${t('members.until', { day: formatShortDay(lastDayOf(endsAt), language) })}`;
}
