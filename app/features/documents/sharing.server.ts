/**
 * Who a document is shown to beside its group: organisations and guests it is shared with, and whom its
 * visibility lets in once it is adopted. Nothing changes before one has seen what it would mean.
 */
import { createHash } from 'node:crypto';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import {
  type Reader,
  type Tx,
  afterCommit,
  db,
  documentShares,
  documents,
  mandates,
  organisations,
  people,
  write,
} from '~db/client.server';
import {
  type DocumentId,
  type GroupId,
  type OrganisationId,
  type PersonId,
  type Visibility,
} from '~db/values';
import { currentMandate, loadActors } from '~/access/actor.server';
import { readersOf } from '~/access/audience.server';
import { authorize, documentFactsOfGroup } from '~/access/authorize.server';
import { type Actor, type ObjectFacts, can } from '~/access/policy';
import { peopleOfGroup } from '~/features/groups/members.server';
import { organisationsByKind } from '~/features/reviews/organisations.server';
import { recheckDoors } from '~/live/doors.server';
import { NotFound, Rejected } from '~/services/errors';
import { placedDocument, recordStep } from './documents.server';

type Facts = ObjectFacts['document'];

/** To whom a document is shown, as the form asks for it: the whole of it, not what is to change. */
export type Sharing = {
  visibility: Visibility;
  organisations: OrganisationId[];
  guests: PersonId[];
};

/** What a change would mean, in numbers and names. */
export type Impact = {
  /** Organisations it is shared with then and was not before, and those it no longer is. */
  added: string[];
  removed: string[];
  guestsAdded: string[];
  guestsRemoved: string[];
  /** People who read it then for the first time, and those who no longer do. */
  gaining: number;
  losing: number;
  /** How many documents of the group the added organisations read then. */
  documents: number;
  changes: boolean;
};

/** What stands now; a form that was filled in from something else is out of date. */
const basisOf = ({ visibility, organisations, guests }: Sharing): string =>
  createHash('sha256')
    .update(JSON.stringify([visibility, [...organisations].sort(), [...guests].sort()]))
    .digest('hex')
    .slice(0, 16);

const sharingOf = (facts: Facts): Sharing => ({
  visibility: facts.visibility,
  organisations: [...facts.sharedOrganisations],
  guests: [...facts.sharedPeople],
});

const withSharing = (facts: Facts, { visibility, organisations, guests }: Sharing): Facts => ({
  ...facts,
  visibility,
  sharedOrganisations: new Set(organisations),
  sharedPeople: new Set(guests),
});

/** What the page of shares shows. @throws NotFound without the right to share */
export async function sharingPage(actor: Actor, id: DocumentId) {
  const granted = await authorize(actor, 'document.share', id);
  const placed = await placedDocument(id);
  const sharing = sharingOf(granted.facts);
  return {
    title: placed.document.title,
    group: { slug: placed.group.slug, name: placed.group.name },
    state: placed.document.state,
    sharing,
    basis: basisOf(sharing),
    kinds: await organisationsByKind(sharing.organisations),
    guests: await guestsOf(placed.group.id),
  };
}

const guestsOf = (groupId: GroupId, reader: Reader = db) => peopleOfGroup(groupId, { role: 'guest', reader });

/** What a change of shares would mean. Changes nothing. @throws NotFound without the right */
export async function impactOf(actor: Actor, id: DocumentId, wanted: Sharing): Promise<Impact> {
  const { facts } = await authorize(actor, 'document.share', id);
  const after = withSharing(facts, wanted);
  const [before, then] = [await readers(facts), await readers(after)];
  const added = wanted.organisations.filter((one) => !facts.sharedOrganisations.has(one));
  const removed = [...facts.sharedOrganisations].filter((one) => !wanted.organisations.includes(one));
  const guestsAdded = wanted.guests.filter((one) => !facts.sharedPeople.has(one));
  const guestsRemoved = [...facts.sharedPeople].filter((one) => !wanted.guests.includes(one));
  return {
    added: await organisationNames(added),
    removed: await organisationNames(removed),
    guestsAdded: await personNames(guestsAdded),
    guestsRemoved: await personNames(guestsRemoved),
    gaining: [...then].filter((reader) => !before.has(reader)).length,
    losing: [...before].filter((reader) => !then.has(reader)).length,
    documents: await documentsFor(added, facts.groupId, id, after),
    changes: basisOf(sharingOf(facts)) !== basisOf(wanted),
  };
}

const readers = async (facts: Facts): Promise<Set<PersonId>> => (await readersOf('document.read', { facts })).readers;

async function organisationNames(ids: readonly OrganisationId[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.id, [...ids]))
    .orderBy(asc(organisations.searchName));
  return rows.map(({ name }) => name);
}

async function personNames(ids: readonly PersonId[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.select({ name: people.name }).from(people).where(inArray(people.id, [...ids]));
  return rows.map(({ name }) => name);
}

/** How many documents of a group those who speak for some organisations read then, this one included. */
async function documentsFor(
  added: readonly OrganisationId[],
  groupId: GroupId,
  id: DocumentId,
  after: Facts,
): Promise<number> {
  if (added.length === 0) return 0;
  const all = await documentFactsOfGroup(db, groupId);
  all.set(id, after);
  const speaking = await db
    .selectDistinct({ personId: mandates.personId })
    .from(mandates)
    .where(and(inArray(mandates.organisationId, [...added]), currentMandate()));
  const actors = await loadActors(db, speaking.map(({ personId }) => personId));
  return [...all.values()].filter((facts) => actors.some((one) => can(one, 'document.read', facts))).length;
}

/**
 * Makes shares and visibility as they are asked for. Whoever has the document open and may no longer
 * see it is sent off within a second.
 *
 * @param basis of the page on which it was decided
 * @throws NotFound without the right, for guests of other groups and for organisations that do not exist
 * @throws Rejected `changedMeanwhile`
 */
export async function changeSharing(actor: Actor, id: DocumentId, wanted: Sharing, basis: string): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'document.share', id, tx);
    const before = sharingOf(granted.facts);
    if (basisOf(before) === basisOf(wanted)) return;
    if (basisOf(before) !== basis) throw new Rejected('changedMeanwhile');
    await refuseUnknown(tx, granted.facts, wanted);
    const placed = await placedDocument(id, tx);
    await replaceShares(tx, id, granted.actor.id, before, wanted);
    if (before.visibility !== wanted.visibility) {
      // What is no longer meant for all is no longer published, either.
      const withdrawn = wanted.visibility === 'public' ? {} : { publishedAt: null, publishedBy: null };
      await tx.update(documents).set({ visibility: wanted.visibility, ...withdrawn }).where(eq(documents.id, id));
    }
    await recordStep(tx, actor, placed, 'document.shared', {
      visibility: wanted.visibility,
      organisations: wanted.organisations.length,
      guests: wanted.guests.length,
    });
    afterCommit(() => recheckDoors({ textId: placed.document.textId }));
  });
}

/** Shares that stand may stay; new ones go to organisations at work and guests of the group. */
async function refuseUnknown(tx: Tx, facts: Facts, wanted: Sharing): Promise<void> {
  const added = wanted.organisations.filter((one) => !facts.sharedOrganisations.has(one));
  const known = added.length
    ? await tx
        .select({ id: organisations.id })
        .from(organisations)
        .where(and(inArray(organisations.id, added), isNull(organisations.archivedAt)))
    : [];
  if (known.length !== added.length) throw new NotFound();
  const guests = new Set((await guestsOf(facts.groupId, tx)).map(({ id }) => id));
  if (wanted.guests.some((one) => !guests.has(one) && !facts.sharedPeople.has(one))) throw new NotFound();
}

async function replaceShares(tx: Tx, documentId: DocumentId, by: PersonId, before: Sharing, wanted: Sharing): Promise<void> {
  const gone = before.organisations.filter((one) => !wanted.organisations.includes(one));
  const left = before.guests.filter((one) => !wanted.guests.includes(one));
  const ofDocument = eq(documentShares.documentId, documentId);
  if (gone.length > 0) await tx.delete(documentShares).where(and(ofDocument, inArray(documentShares.organisationId, gone)));
  if (left.length > 0) await tx.delete(documentShares).where(and(ofDocument, inArray(documentShares.personId, left)));
  const made = { documentId, createdAt: new Date(), createdBy: by };
  const rows = [
    ...wanted.organisations.filter((one) => !before.organisations.includes(one)).map((organisationId) => ({ ...made, organisationId })),
    ...wanted.guests.filter((one) => !before.guests.includes(one)).map((personId) => ({ ...made, personId })),
  ];
  if (rows.length > 0) await tx.insert(documentShares).values(rows);
}

/**
 * Lets everyone read an adopted document that is meant for all, or no longer.
 *
 * @throws NotFound for everyone but the Geschäftsstelle
 * @throws Rejected `documentNotPublic` where it is meant for the group or for partners only
 */
export async function publishDocument(actor: Actor, id: DocumentId, published: boolean): Promise<void> {
  await write(async (tx) => {
    const granted = await authorize(actor, 'document.publish', id, tx);
    const placed = await placedDocument(id, tx);
    if (published && granted.facts.visibility !== 'public') throw new Rejected('documentNotPublic');
    if (published === granted.facts.publishedToAll) return;
    await tx
      .update(documents)
      .set({ publishedAt: published ? new Date() : null, publishedBy: published ? granted.actor.id : null })
      .where(eq(documents.id, id));
    await recordStep(tx, actor, placed, published ? 'document.published' : 'document.withdrawn');
  });
}
