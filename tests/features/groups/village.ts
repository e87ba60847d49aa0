/** A small alliance for tests of groups: people, groups and organisations made with one call each. */
import { db, fields, groups, mandates, memberships, organisations, people, write } from '~db/client.server';
import type { Day, FieldId, GroupId, GroupRole, OrganisationId, OrganisationKind, PersonId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import type { Person } from '~/access/policy';
import { foldForSearch } from '~/services/search-name';

let count = 0;

export async function makePerson(name: string, more: Partial<typeof people.$inferInsert> = {}): Promise<PersonId> {
  count += 1;
  return write(async (tx) => {
    const [row] = await tx
      .insert(people)
      .values({
        name,
        searchName: foldForSearch(name),
        email: `${foldForSearch(name).replaceAll(/[^a-z]+/g, '.')}.${count}@verein.example`,
        createdAt: new Date(),
        joinedAt: new Date(),
        ...more,
      })
      .returning({ id: people.id });
    return row!.id;
  });
}

export async function makeField(name: string): Promise<FieldId> {
  return write(async (tx) => {
    const [row] = await tx
      .insert(fields)
      .values({ name, slug: foldForSearch(name).replaceAll(' ', '-'), position: 1 })
      .returning({ id: fields.id });
    return row!.id;
  });
}

export async function makeGroup(name: string, more: Partial<typeof groups.$inferInsert> = {}): Promise<GroupId> {
  const fieldId = more.fieldId ?? (await makeField(`Feld ${name}`));
  return write(async (tx) => {
    const [row] = await tx
      .insert(groups)
      .values({
        name,
        slug: foldForSearch(name).replaceAll(' ', '-'),
        abbreviation: name.slice(0, 5).toUpperCase(),
        createdAt: new Date(),
        ...more,
        fieldId,
      })
      .returning({ id: groups.id });
    return row!.id;
  });
}

/** Gives a role from an hour ago on. */
export async function join(
  personId: PersonId,
  groupId: GroupId,
  role: GroupRole,
  endsAt: Date | null = null,
): Promise<void> {
  await write(async (tx) =>
    tx
      .insert(memberships)
      .values({ personId, groupId, role, startsAt: new Date(Date.now() - 3_600_000), endsAt }),
  );
}

export async function makeOrganisation(name: string, kind: OrganisationKind = 'welfare'): Promise<OrganisationId> {
  return write(async (tx) => {
    const [row] = await tx
      .insert(organisations)
      .values({ name, shortName: name, searchName: foldForSearch(name), kind, createdAt: new Date() })
      .returning({ id: organisations.id });
    return row!.id;
  });
}

export async function speakFor(
  personId: PersonId,
  organisationId: OrganisationId,
  more: { endDate?: Day; deputy?: boolean; startDate?: Day } = {},
): Promise<void> {
  await write(async (tx) =>
    tx.insert(mandates).values({ personId, organisationId, startDate: '2020-01-01' as Day, ...more }),
  );
}

/** The person as the policy sees them now. */
export async function as(id: PersonId): Promise<Person> {
  const actor = await loadActor(db, id);
  if (!actor) throw new Error('This account can not act.');
  return actor;
}
