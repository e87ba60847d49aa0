/** Who belongs to a group, and for whom they are there. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { type Reader, db, mandates, memberships, organisations, people } from '~db/client.server';
import { type GroupId, type GroupRole, type OrganisationId, type PersonId, groupRoles } from '~db/values';
import { currentMandate, currentMembership } from '~/access/actor.server';
import { allowed, authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';

export type Member = {
  id: PersonId;
  name: string;
  role: GroupRole;
  since: Date;
  until: Date | null;
  /** Organisations the person speaks for, as principal or deputy. */
  organisations: { id: string; name: string; deputy: boolean }[];
  /** Null for those who may not see addresses. */
  email: string | null;
};

/**
 * The members of a group: leads first, guests last, by name in between. E-mail addresses only for
 * those who may see them.
 *
 * @throws NotFound when the actor may not see the list
 */
export async function membersOf(actor: Actor, groupId: GroupId): Promise<Member[]> {
  await authorize(actor, 'group.readMembers', groupId);
  const emails = await allowed(actor, 'group.readEmails', groupId);
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      role: memberships.role,
      since: memberships.startsAt,
      until: memberships.endsAt,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.groupId, groupId), currentMembership(new Date()), isNull(people.disabledAt)))
    .orderBy(asc(people.searchName));
  const spoken = await organisationsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows
    .map((row) => ({ ...row, email: emails ? row.email : null, organisations: spoken.get(row.id) ?? [] }))
    .sort((a, b) => groupRoles.indexOf(a.role) - groupRoles.indexOf(b.role));
}

/** The organisations these people speak for today. One statement. */
export async function organisationsOf(
  reader: Reader,
  ids: readonly PersonId[],
): Promise<Map<PersonId, { id: OrganisationId; name: string; deputy: boolean }[]>> {
  const rows = await reader
    .select({
      personId: mandates.personId,
      id: organisations.id,
      name: organisations.name,
      deputy: mandates.deputy,
    })
    .from(mandates)
    .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
    .where(
      and(
        inArray(mandates.personId, [...ids]),
        isNull(organisations.archivedAt),
        currentMandate(),
      ),
    )
    .orderBy(asc(organisations.name));
  const byPerson = new Map<PersonId, { id: OrganisationId; name: string; deputy: boolean }[]>();
  for (const { personId, ...organisation } of rows) {
    byPerson.set(personId, [...(byPerson.get(personId) ?? []), organisation]);
  }
  return byPerson;
}

/**
 * The people of a group by name, guests included: those whom who writes for it can name. Asks for no right.
 * One statement.
 *
 * @param options.role only those with this role
 */
export async function peopleOfGroup(
  groupId: GroupId,
  { role, reader = db }: { role?: GroupRole; reader?: Reader } = {},
): Promise<{ id: PersonId; name: string }[]> {
  return reader
    .select({ id: people.id, name: people.name })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.groupId, groupId),
        role && eq(memberships.role, role),
        isNull(people.disabledAt),
        currentMembership(),
      ),
    )
    .orderBy(asc(people.searchName));
}
