/** What a group works on now, and what somebody outside of it has been shown: for the pages one lands on. */
import { and, desc, eq, inArray, isNull, max, ne, or } from 'drizzle-orm';
import { db, documentShares, documents, groups, organisations, people, reviews } from '~db/client.server';
import type { DocumentId, DocumentState, GroupId, OrganisationId } from '~db/values';
import { documentFactsOfGroup } from '~/access/authorize.server';
import { type Person, can, holdsMandate, roleIn } from '~/access/policy';
import { lastDayOf } from '~/services/time';

const shownDrafts = 3;

/**
 * What is in review, the first to end first, and the drafts that changed last, as far as somebody may read
 * them. Four statements, however many there are.
 */
export async function currentDocuments(actor: Person, groupId: GroupId) {
  const known = await documentFactsOfGroup(db, groupId);
  const rows = await db
    .select({
      id: documents.id,
      title: documents.title,
      state: documents.state,
      changedAt: documents.changedAt,
      changedBy: people.name,
      deadline: max(reviews.deadline),
    })
    .from(documents)
    .leftJoin(people, eq(people.id, documents.changedBy))
    .leftJoin(reviews, and(eq(reviews.textId, documents.textId), ne(reviews.state, 'withdrawn')))
    .where(
      and(eq(documents.groupId, groupId), isNull(documents.trashedAt), inArray(documents.state, ['draft', 'in_review'])),
    )
    .groupBy(documents.id)
    .orderBy(desc(documents.changedAt));
  const readable = rows.filter(({ id }) => can(actor, 'document.read', known.get(id)!));
  return {
    inReview: readable
      .flatMap(({ id, title, state, deadline }) =>
        state === 'in_review' && deadline ? [{ id, title, lastDay: lastDayOf(deadline) }] : [],
      )
      .sort((a, b) => a.lastDay.localeCompare(b.lastDay)),
    drafts: readable
      .filter(({ state }) => state === 'draft')
      .slice(0, shownDrafts)
      .map(({ id, title, changedAt, changedBy }) => ({ id, title, changedAt, changedBy: changedBy ?? '' })),
  };
}

export type SharedDocument = {
  id: DocumentId;
  title: string;
  state: DocumentState;
  group: { name: string; slug: string };
  /** The organisations of the actor that it is shared with; none where it is shared with themselves. */
  organisations: string[];
};

/** More than that nobody is shown at once. */
const mostShared = 200;

/**
 * The documents that an organisation of the actor, or the actor as a guest, has been shown, the last
 * changed first. What lies in groups they belong to otherwise they find there. One statement.
 */
export async function documentsSharedWith(actor: Person): Promise<SharedDocument[]> {
  const now = Date.now();
  const mine: OrganisationId[] = [...actor.organisations.keys()].filter((id) => holdsMandate(actor, id, now));
  const rows = await db
    .select({
      document: documents,
      group: { name: groups.name, slug: groups.slug },
      organisationId: documentShares.organisationId,
      organisation: organisations.name,
      personId: documentShares.personId,
    })
    .from(documentShares)
    .innerJoin(documents, eq(documents.id, documentShares.documentId))
    .innerJoin(groups, eq(groups.id, documents.groupId))
    .leftJoin(organisations, eq(organisations.id, documentShares.organisationId))
    .where(
      and(
        isNull(documents.trashedAt),
        ne(documents.state, 'archived'),
        or(inArray(documentShares.organisationId, mine), eq(documentShares.personId, actor.id)),
      ),
    )
    .orderBy(desc(documents.changedAt))
    .limit(mostShared);
  const found = new Map<DocumentId, SharedDocument>();
  for (const { document, group, organisationId, organisation, personId } of rows) {
    const facts = {
      ...document,
      adopted: document.adoptedAt !== null,
      publishedToAll: document.publishedAt !== null,
      trashed: false,
      creatorId: document.createdBy,
      sharedPeople: new Set(personId ? [personId] : []),
      sharedOrganisations: new Set(organisationId ? [organisationId] : []),
      invitedOrganisations: new Set<OrganisationId>(),
    };
    const role = roleIn(actor, document.groupId, now);
    if ((role && role !== 'guest') || !can(actor, 'document.read', facts)) continue;
    const { id, title, state } = document;
    const shared = found.get(id) ?? { id, title, state, group, organisations: [] };
    if (organisation) shared.organisations.push(organisation);
    found.set(id, shared);
  }
  return [...found.values()];
}
