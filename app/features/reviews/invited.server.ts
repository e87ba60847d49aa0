/** Which organisations can be invited to a review: by kind, with those who could answer for them. */
import { desc, eq, or } from 'drizzle-orm';
import { db, documents, minutes, reviewInvitations, reviews } from '~db/client.server';
import type { GroupId, OrganisationId } from '~db/values';
import { addDays, today } from '~/services/time';
import { type ListedOrganisation, organisationsByKind } from './organisations.server';

export type Invitable = ListedOrganisation & { shared: boolean };

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
  const offered = await organisationsByKind();
  const kinds = offered.map(({ kind, list }) => ({
    kind,
    list: list.map((organisation): Invitable => ({ ...organisation, shared: shared.has(organisation.id) })),
  }));
  const speaking = new Set(offered.flatMap(({ list }) => list.filter(({ speakers }) => speakers > 0).map(({ id }) => id)));
  return {
    kinds,
    lastTime: (await lastInvited(groupId)).filter((id) => speaking.has(id)),
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
