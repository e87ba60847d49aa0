/** Which organisations can be invited to a review: by kind, with those who could answer for them. */
import { and, asc, desc, eq, isNull, or } from 'drizzle-orm';
import { db, documents, mandates, minutes, organisations, people, reviewInvitations, reviews } from '~db/client.server';
import { type GroupId, type OrganisationId, type OrganisationKind, organisationKinds } from '~db/values';
import { currentMandate } from '~/access/actor.server';
import { addDays, today } from '~/services/time';

export type Invitable = { id: OrganisationId; name: string; speakers: number; shared: boolean };

export type SendOffer = Awaited<ReturnType<typeof sendOffer>>;

/** Two weeks are usual. */
const usualDays = 14;

/**
 * What the form for sending a text into review offers. Four statements, however many organisations
 * there are. To be called with the right to send it checked.
 *
 * @param shared the organisations that read the text already
 */
export async function sendOffer(groupId: GroupId, shared: ReadonlySet<OrganisationId>) {
  const named = await db
    .select({ id: organisations.id, name: organisations.name, kind: organisations.kind })
    .from(organisations)
    .where(isNull(organisations.archivedAt))
    .orderBy(asc(organisations.searchName));
  const speaking = await db
    .selectDistinct({ organisationId: mandates.organisationId, personId: mandates.personId })
    .from(mandates)
    .innerJoin(people, eq(people.id, mandates.personId))
    .where(and(isNull(people.disabledAt), currentMandate()));
  const counts = new Map<OrganisationId, number>();
  for (const { organisationId } of speaking) counts.set(organisationId, (counts.get(organisationId) ?? 0) + 1);
  const kinds = organisationKinds.flatMap((kind) => {
    const list = named
      .filter((organisation) => organisation.kind === kind)
      .map(({ id, name }): Invitable => ({ id, name, speakers: counts.get(id) ?? 0, shared: shared.has(id) }));
    return list.length > 0 ? [{ kind: kind as OrganisationKind, list }] : [];
  });
  return {
    kinds,
    lastTime: (await lastInvited(groupId)).filter((id) => counts.has(id) && named.some((one) => one.id === id)),
    lastDay: addDays(today(), usualDays),
    earliest: today(),
  };
}

/** The organisations of the newest round of a group, of minutes or of a document. Two statements. */
async function lastInvited(groupId: GroupId): Promise<OrganisationId[]> {
  const [last] = await db
    .select({ id: reviews.id })
    .from(reviews)
    .leftJoin(minutes, eq(minutes.textId, reviews.textId))
    .leftJoin(documents, eq(documents.textId, reviews.textId))
    .where(or(eq(minutes.groupId, groupId), eq(documents.groupId, groupId)))
    .orderBy(desc(reviews.startedAt))
    .limit(1);
  if (!last) return [];
  const rows = await db
    .select({ id: reviewInvitations.organisationId })
    .from(reviewInvitations)
    .where(eq(reviewInvitations.reviewId, last.id));
  return rows.map(({ id }) => id);
}
