/**
 * A small alliance for tests: one group with a person in every role, two partner organisations with
 * a speaker each, and somebody with an account and nothing else.
 */
import { db, fields, groups, mandates, memberships, organisations, people, write } from '~db/client.server';
import type { Day, GroupId, GroupRole, OrganisationId, PersonId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import type { Person } from '~/access/policy';
import { foldForSearch } from '~/services/search-name';

export const cast = ['office', 'lead', 'secretary', 'member', 'guest', 'partner', 'otherPartner', 'stranger'] as const;
export type Role = (typeof cast)[number];

export type Alliance = {
  groupId: GroupId;
  slug: string;
  /** `partner` speaks for the first, `otherPartner` for the second. */
  organisationId: OrganisationId;
  otherOrganisationId: OrganisationId;
  ids: Record<Role, PersonId>;
  /** The actor as the policy sees them at this moment. */
  as: (role: Role) => Promise<Person>;
};

const dayInMs = 86_400_000;
export const longAgo = new Date('2020-01-01T00:00:00Z');

/** @param slug also names people's addresses, so that several alliances fit into one database */
export async function makeAlliance(slug = 'sprache'): Promise<Alliance> {
  return write(async (tx) => {
    const [field] = await tx
      .insert(fields)
      .values({ slug: `feld-${slug}`, name: `Feld ${slug}`, position: 1 })
      .returning({ id: fields.id });
    const [group] = await tx
      .insert(groups)
      .values({
        slug,
        fieldId: field!.id,
        name: `AG ${slug}`,
        abbreviation: slug.slice(0, 3).toUpperCase(),
        createdAt: longAgo,
      })
      .returning({ id: groups.id });
    const ids = {} as Record<Role, PersonId>;
    for (const role of cast) {
      const [row] = await tx
        .insert(people)
        .values({
          email: `${role.toLowerCase()}@${slug}.example`,
          name: `Person ${role}`,
          searchName: foldForSearch(`Person ${role}`),
          office: role === 'office',
          createdAt: longAgo,
          joinedAt: longAgo,
        })
        .returning({ id: people.id });
      ids[role] = row!.id;
    }
    const roles: GroupRole[] = ['lead', 'secretary', 'member', 'guest'];
    for (const role of roles) {
      await tx.insert(memberships).values({
        groupId: group!.id,
        personId: ids[role],
        role,
        startsAt: longAgo,
        endsAt: role === 'guest' ? new Date(Date.now() + 30 * dayInMs) : null,
      });
    }
    const organisationIds: OrganisationId[] = [];
    for (const [name, speaker] of [
      [`Verband ${slug}`, ids.partner],
      [`Verein ${slug}`, ids.otherPartner],
    ] as const) {
      const [row] = await tx
        .insert(organisations)
        .values({ name, shortName: name, searchName: foldForSearch(name), kind: 'association', createdAt: longAgo })
        .returning({ id: organisations.id });
      organisationIds.push(row!.id);
      await tx
        .insert(mandates)
        .values({ personId: speaker, organisationId: row!.id, startDate: '2020-01-01' as Day });
    }
    return {
      groupId: group!.id,
      slug,
      organisationId: organisationIds[0]!,
      otherOrganisationId: organisationIds[1]!,
      ids,
      as: async (role) => (await loadActor(db, ids[role]))!,
    };
  });
}
