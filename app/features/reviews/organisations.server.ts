/** The organisations to which a text can be shown or sent, as forms list them. */
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { db, mandates, organisations, people } from '~db/client.server';
import { type OrganisationId, type OrganisationKind, organisationKinds } from '~db/values';
import { currentMandate } from '~/access/actor.server';

export type ListedOrganisation = { id: OrganisationId; name: string; speakers: number };

/**
 * Organisations at work, by kind and name, each with how many people speak for it today. Two statements.
 *
 * @param kept organisations that stay in the list although they have been archived
 */
export async function organisationsByKind(
  kept: readonly OrganisationId[] = [],
): Promise<{ kind: OrganisationKind; list: ListedOrganisation[] }[]> {
  const named = await db
    .select({ id: organisations.id, name: organisations.name, kind: organisations.kind })
    .from(organisations)
    .where(or(isNull(organisations.archivedAt), inArray(organisations.id, [...kept])))
    .orderBy(asc(organisations.searchName));
  const counts = await countSpeakers();
  return organisationKinds.flatMap((kind) => {
    const list = named
      .filter((organisation) => organisation.kind === kind)
      .map(({ id, name }) => ({ id, name, speakers: counts.get(id) ?? 0 }));
    return list.length > 0 ? [{ kind, list }] : [];
  });
}

async function countSpeakers(): Promise<Map<OrganisationId, number>> {
  const speaking = await db
    .selectDistinct({ organisationId: mandates.organisationId, personId: mandates.personId })
    .from(mandates)
    .innerJoin(people, eq(people.id, mandates.personId))
    .where(and(isNull(people.disabledAt), currentMandate()));
  const counts = new Map<OrganisationId, number>();
  for (const { organisationId } of speaking) counts.set(organisationId, (counts.get(organisationId) ?? 0) + 1);
  return counts;
}
