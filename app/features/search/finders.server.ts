/**
 * Who may find what: for everything that can be found the keys of those who may read it, by the rules and the facts
 * that decide about its page. A test tries them for every role, and every account of the example alliance.
 */
import { and, eq, gt, min, ne } from 'drizzle-orm';
import {
  type Reader,
  comments,
  decisions,
  groups,
  memberships,
  organisations,
  people,
  reviewInvitations,
  reviews,
} from '~db/client.server';
import type { CommentId, DecisionId, DocumentId, GroupId, MeetingId, MinutesId, OrganisationId, PersonId, TaskId } from '~db/values';
import { type Key, keysFor } from '~/access/keys';
import { currentMembership } from '~/access/actor.server';
import { factsFor } from '~/access/authorize.server';
import { type Relation, granting, rules } from '~/access/policy';
import type { Finders, Entry, Found } from '~/services/search/upkeep.server';

const nobody: readonly Key[] = [];

const both = (one: readonly Relation[], other: readonly Relation[]) => one.filter((relation) => other.includes(relation));

/**
 * Who may find an entry, now.
 *
 * @param reader the change in which it is indexed: what is true in it stays true until triggers hear of a change
 */
export async function findersOf(reader: Reader, { kind, objectId }: Found, { part, ownerKind, ownerId }: Entry): Promise<Finders> {
  const lasting = async (keys: Promise<readonly Key[]>): Promise<Finders> => ({ keys: await keys, until: null });
  if (kind === 'person') return readersOfPerson(reader, objectId as PersonId);
  if (kind === 'decision') return lasting(readersOfDecision(reader, objectId as DecisionId));
  const internal = part === 'internal';
  switch (ownerKind) {
    case 'group':
      return lasting(readersOfGroup(reader, ownerId as GroupId));
    case 'organisation':
      return lasting(readersOfOrganisation(reader, ownerId as OrganisationId));
    case 'meeting':
      return lasting(readersOfMeeting(reader, ownerId as MeetingId, internal));
    case 'minutes':
      return lasting(
        kind === 'comment'
          ? readersOfMinutesComment(reader, ownerId as MinutesId, objectId as CommentId)
          : readersOfMinutes(reader, ownerId as MinutesId, internal),
      );
    case 'document':
      return lasting(
        kind === 'comment'
          ? readersOfDocumentComment(reader, ownerId as DocumentId, objectId as CommentId)
          : readersOfDocument(reader, ownerId as DocumentId),
      );
    case 'task':
      return lasting(readersOfTask(reader, ownerId as TaskId));
    case 'person':
      return lasting(Promise.resolve(nobody));
  }
}

/** Its space, and its card as the list of all groups shows it: while it is at work. */
async function readersOfGroup(reader: Reader, id: GroupId): Promise<readonly Key[]> {
  const facts = await factsFor('group.read', id, reader);
  const card = await factsFor('groupCard.read', id, reader);
  if (!facts || !card) return nobody;
  const inside = keysFor(granting('group.read', facts), { groupId: id });
  return facts.archived ? inside : [...new Set([...inside, ...keysFor(granting('groupCard.read', card), card)])];
}

/** Archived ones are kept by the Geschäftsstelle alone. */
async function readersOfOrganisation(reader: Reader, id: OrganisationId): Promise<readonly Key[]> {
  const facts = await factsFor('organisation.read', id, reader);
  const [row] = await reader.select({ archivedAt: organisations.archivedAt }).from(organisations).where(eq(organisations.id, id));
  if (!facts || !row) return nobody;
  return keysFor(granting(row.archivedAt ? 'organisation.edit' : 'organisation.read', facts), facts);
}

/** The Geschäftsstelle, themselves, and who shares a group with them; as long as they do. */
async function readersOfPerson(reader: Reader, personId: PersonId): Promise<Finders> {
  const now = new Date();
  const [person] = await reader.select({ disabledAt: people.disabledAt }).from(people).where(eq(people.id, personId));
  if (!person) return { keys: nobody, until: null };
  const keys = keysFor([...rules['person.manage'], ...rules['person.self']], { personId });
  if (person.disabledAt) return { keys, until: null };
  const held = await reader
    .select({ groupId: memberships.groupId, archivedAt: groups.archivedAt, endsAt: memberships.endsAt })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(and(eq(memberships.personId, personId), currentMembership(now)));
  const together = held.flatMap(({ groupId, archivedAt }) =>
    keysFor(granting('group.readMembers', { groupId, archived: archivedAt !== null }), { groupId }),
  );
  const [next] = await reader
    .select({ startsAt: min(memberships.startsAt) })
    .from(memberships)
    .where(and(eq(memberships.personId, personId), gt(memberships.startsAt, now)));
  const moments = [next?.startsAt, ...held.map(({ endsAt }) => endsAt)].flatMap((moment) => moment?.getTime() ?? []);
  return { keys: [...new Set([...keys, ...together])], until: moments.length > 0 ? new Date(Math.min(...moments)) : null };
}

async function readersOfDecision(reader: Reader, id: DecisionId): Promise<readonly Key[]> {
  const [row] = await reader
    .select({ groupId: decisions.groupId, number: decisions.number, internal: decisions.internal })
    .from(decisions)
    .where(eq(decisions.id, id));
  if (!row || row.number === null) return nobody;
  const facts = await factsFor('group.readDecisions', row.groupId, reader);
  if (!facts) return nobody;
  const reading = granting('group.readDecisions', facts);
  return keysFor(row.internal ? both(reading, granting('group.readInternalDecisions', facts)) : reading, facts);
}

async function readersOfMeeting(reader: Reader, id: MeetingId, internal: boolean): Promise<readonly Key[]> {
  const facts = await factsFor('meeting.read', id, reader);
  if (!facts) return nobody;
  const reading = granting('meeting.read', facts);
  return keysFor(internal ? both(reading, granting('meeting.readInternal', facts)) : reading, facts);
}

async function readersOfMinutes(reader: Reader, id: MinutesId, internal: boolean): Promise<readonly Key[]> {
  const facts = await factsFor('minutes.read', id, reader);
  if (!facts) return nobody;
  const reading = granting('minutes.read', facts);
  return keysFor(internal ? both(reading, granting('minutes.readInternal', facts)) : reading, facts);
}

async function readersOfDocument(reader: Reader, id: DocumentId): Promise<readonly Key[]> {
  const facts = await factsFor('document.read', id, reader);
  return facts ? keysFor(granting('document.read', facts), facts) : nobody;
}

async function readersOfTask(reader: Reader, id: TaskId): Promise<readonly Key[]> {
  const facts = await factsFor('task.read', id, reader);
  return facts ? keysFor(granting('task.read', facts), facts) : nobody;
}

async function readersOfMinutesComment(reader: Reader, id: MinutesId, commentId: CommentId): Promise<readonly Key[]> {
  const facts = await factsFor('minutes.read', id, reader);
  if (!facts) return nobody;
  const reading = granting('minutes.read', facts);
  const all = keysFor(both(reading, granting('minutes.readInternal', facts)), facts);
  return [...new Set([...all, ...(await askedInReview(reader, reading, commentId))])];
}

async function readersOfDocumentComment(reader: Reader, id: DocumentId, commentId: CommentId): Promise<readonly Key[]> {
  const facts = await factsFor('document.read', id, reader);
  if (!facts) return nobody;
  const reading = granting('document.read', facts);
  const all = keysFor(both(reading, granting('document.readComments', facts)), facts);
  return [...new Set([...all, ...(await askedInReview(reader, reading, commentId))])];
}

/** Of a comment that stands at no internal passage: who was asked in the review in which it was made. */
async function askedInReview(reader: Reader, reading: readonly Relation[], id: CommentId): Promise<Key[]> {
  if (!reading.includes('partner')) return [];
  const invited = await reader
    .select({ organisationId: reviewInvitations.organisationId })
    .from(comments)
    .innerJoin(reviews, and(eq(reviews.textId, comments.textId), eq(reviews.versionId, comments.versionId)))
    .innerJoin(reviewInvitations, eq(reviewInvitations.reviewId, reviews.id))
    .where(and(eq(comments.id, id), eq(comments.internal, false), ne(reviews.state, 'withdrawn')));
  return keysFor(['partner'], { invitedOrganisations: new Set(invited.map(({ organisationId }) => organisationId)) });
}
