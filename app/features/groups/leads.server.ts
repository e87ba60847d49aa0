/**
 * A group always has a lead. Checked inside the transaction that would take one away: writes run
 * one after the other, so that of two steps at the same moment the second sees what the first left.
 */
import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm';
import { type Reader, type Tx, groups, memberships, people } from '~db/client.server';
import type { GroupId, PersonId } from '~db/values';
import { Rejected } from '~/services/errors';

type Leads = Map<GroupId, { name: string; leads: PersonId[] }>;

/** The leads of groups at work, without those whose account is disabled. One statement. */
export async function leadsOf(reader: Reader, ids: readonly GroupId[]): Promise<Leads> {
  const rows = await reader
    .select({ groupId: groups.id, name: groups.name, personId: people.id })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(
      and(
        inArray(memberships.groupId, [...ids]),
        eq(memberships.role, 'lead'),
        lte(memberships.startsAt, new Date()),
        // One whose time ends by itself can't be the one on whom the group relies.
        isNull(memberships.endsAt),
        isNull(people.disabledAt),
        isNull(groups.archivedAt),
      ),
    )
    .orderBy(asc(people.searchName));
  const found: Leads = new Map();
  for (const { groupId, name, personId } of rows) {
    const group = found.get(groupId) ?? { name, leads: [] };
    group.leads.push(personId);
    found.set(groupId, group);
  }
  return found;
}

/**
 * Call it in the transaction, before the change; elsewhere it only foretells.
 *
 * @param leaving who will no longer lead the group, be it that they leave, change role or are disabled
 * @throws Rejected `lastLead` when nobody would be left to lead the group
 */
export async function assertLeadRemains(
  reader: Reader,
  groupId: GroupId,
  leaving: readonly PersonId[],
): Promise<void> {
  for (const { name, leads } of (await leadsOf(reader, [groupId])).values()) refuseIfNoneOf(name, leads, leaving);
}

/**
 * The same for every group a person leads: for disabling or deleting an account.
 *
 * @throws Rejected `lastLead` naming the first group that would be without a lead
 */
export async function assertLeadsRemainWithout(tx: Tx, personId: PersonId): Promise<void> {
  const led = await tx
    .selectDistinct({ groupId: memberships.groupId })
    .from(memberships)
    .where(and(eq(memberships.personId, personId), eq(memberships.role, 'lead')));
  const found = await leadsOf(
    tx,
    led.map(({ groupId }) => groupId),
  );
  for (const { name, leads } of found.values()) refuseIfNoneOf(name, leads, [personId]);
}

function refuseIfNoneOf(group: string, leads: readonly PersonId[], leaving: readonly PersonId[]): void {
  if (leads.every((lead) => leaving.includes(lead))) throw new Rejected('lastLead', { group });
}
