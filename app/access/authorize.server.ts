/**
 * Loads the facts the policy needs, asks it, and returns the proof: `Granted<…>`.
 * Internal writes take a `Granted`, which only this file makes; an unchecked write does not compile.
 */
import { type AnyColumn, and, eq, isNotNull, ne, placeholder } from 'drizzle-orm';
import {
  type Reader,
  circularBallots,
  circularVotes,
  comments,
  db,
  documentShares,
  documentTemplates,
  documents,
  groups,
  meetings,
  minutes,
  organisations,
  participants,
  people,
  polls,
  reviewInvitations,
  reviews,
  tasks,
} from '~db/client.server';
import type {
  CircularVoteId,
  CommentId,
  DocumentId,
  GroupId,
  MeetingId,
  MinutesId,
  MinutesState,
  OrganisationId,
  PersonId,
  PollId,
  ReviewId,
  TaskId,
  TemplateId,
} from '~db/values';
import { kept } from '~db/kept.server';
import { prepared } from '~db/prepared.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { type Action, type Actor, type FactsOf, type KindOf, type ObjectFacts, type Person, can } from './policy';

declare const granted: unique symbol;

/** The id by which each kind of object is named. */
type IdOf = {
  portal: 'portal';
  groupCard: GroupId;
  group: GroupId;
  meeting: MeetingId;
  minutes: MinutesId;
  document: DocumentId;
  template: TemplateId;
  circular: CircularVoteId;
  poll: PollId;
  review: ReviewId;
  comment: CommentId;
  task: TaskId;
  organisation: OrganisationId;
  person: PersonId;
};

/** The proof that `action` was checked on the object `id` for `actor`. */
export type Granted<A extends Action> = {
  readonly [granted]: A;
  readonly id: IdOf[KindOf<A>];
  readonly facts: FactsOf<A>;
  /** Set for every action but those that visitors may do. */
  readonly actor: Person;
};

/**
 * @param reader a transaction, when the check and a change belong together
 * @throws SignInRequired when nobody is signed in
 * @throws NotFound when the object does not exist or the right is missing: the same answer
 */
export async function authorize<A extends Action>(
  actor: Actor,
  action: A,
  id: IdOf[KindOf<A>],
  reader: Reader = db,
): Promise<Granted<A>> {
  if (actor.kind === 'visitor') throw new SignInRequired();
  const facts = await factsFor(action, id, reader);
  if (!facts || !can(actor, action, facts)) throw new NotFound();
  return { id, facts, actor } as unknown as Granted<A>;
}

/** As `authorize`, for showing or hiding a button: false instead of an error. */
export async function allowed<A extends Action>(
  actor: Actor,
  action: A,
  id: IdOf[KindOf<A>],
  reader: Reader = db,
): Promise<boolean> {
  const facts = await factsFor(action, id, reader);
  return facts !== undefined && can(actor, action, facts);
}

type ActionsOn<Kind> = { [A in Action]: KindOf<A> extends Kind ? A : never }[Action];

/** Which of several rights, by the names a page has for them, somebody has on what they were let in to. */
export function rightsAmong<A extends Action, Name extends string>(
  { actor, facts }: Pick<Granted<A>, 'actor' | 'facts'>,
  asked: Readonly<Record<Name, ActionsOn<KindOf<A>>>>,
): Record<Name, boolean> {
  const names = Object.keys(asked) as Name[];
  return Object.fromEntries(names.map((name) => [name, can(actor, asked[name] as Action as A, facts)])) as Record<Name, boolean>;
}

/** What the policy asks about an object; undefined where there is no such object. */
export async function factsFor<A extends Action>(
  action: A,
  id: IdOf[KindOf<A>],
  reader: Reader,
): Promise<FactsOf<A> | undefined> {
  const kind = kindOf(action);
  const load = loaders[kind] as (reader: Reader, id: string) => Promise<FactsOf<A> | undefined>;
  return load(reader, id);
}

function kindOf(action: Action): keyof ObjectFacts {
  if (action === 'group.create') return 'portal';
  const kind = action.slice(0, action.indexOf('.'));
  return kind === 'audit' ? 'portal' : (kind as keyof ObjectFacts);
}

/** What the facts of a task are made of; from tasks with their group, and their minutes, if any. */
export const taskColumns = {
  groupId: tasks.groupId,
  assigneePersonId: tasks.assigneePersonId,
  assigneeOrganisationId: tasks.assigneeOrganisationId,
  createdBy: tasks.createdBy,
  internal: tasks.internal,
  archivedAt: groups.archivedAt,
  minutesState: minutes.state,
};

type TaskRow = Pick<typeof tasks.$inferSelect, Exclude<keyof typeof taskColumns, 'minutesState' | 'archivedAt'>> & {
  archivedAt: Date | null;
  minutesState: MinutesState | null;
};

/** The facts of a task whose row has been read. */
export const taskFacts = (task: TaskRow): ObjectFacts['task'] => ({
  groupId: task.groupId,
  assigneeId: task.assigneePersonId,
  assigneeOrganisationId: task.assigneeOrganisationId,
  creatorId: task.createdBy,
  inside: task.internal || task.minutesState === 'draft',
  archived: task.archivedAt !== null,
});

const loaders: {
  [Kind in keyof ObjectFacts]: (reader: Reader, id: IdOf[Kind]) => Promise<ObjectFacts[Kind] | undefined>;
} = {
  portal: () => Promise.resolve({}),
  groupCard: async (reader, id) => {
    const [row] = await reader.select({ listed: groups.listed }).from(groups).where(eq(groups.id, id));
    return row && { groupId: id, listed: row.listed };
  },
  group: async (reader, id) => {
    const [row] = await reader.select({ archivedAt: groups.archivedAt }).from(groups).where(eq(groups.id, id));
    return row && { groupId: id, archived: row.archivedAt !== null };
  },
  meeting: async (reader, id) => {
    const [row] = await reader.select({ groupId: meetings.groupId }).from(meetings).where(eq(meetings.id, id));
    if (!row) return undefined;
    return { groupId: row.groupId, invited: await invitedTo(reader, id) };
  },
  minutes: minutesFacts,
  document: documentFacts,
  template: async (reader, id) => {
    const [row] = await reader
      .select({ id: documentTemplates.id })
      .from(documentTemplates)
      .where(eq(documentTemplates.id, id));
    return row && {};
  },
  circular: async (reader, id) => {
    const rows = await reader
      .select({ groupId: circularVotes.groupId, archivedAt: groups.archivedAt, personId: circularBallots.personId })
      .from(circularVotes)
      .innerJoin(groups, eq(groups.id, circularVotes.groupId))
      .leftJoin(circularBallots, eq(circularBallots.voteId, circularVotes.id))
      .where(eq(circularVotes.id, id));
    const [first] = rows;
    if (!first) return undefined;
    const entitled = new Set(rows.flatMap(({ personId }) => personId ?? []));
    return { groupId: first.groupId, archived: first.archivedAt !== null, entitled };
  },
  poll: async (reader, id) => {
    const [row] = await reader
      .select({ groupId: polls.groupId, archivedAt: groups.archivedAt })
      .from(polls)
      .innerJoin(groups, eq(groups.id, polls.groupId))
      .where(eq(polls.id, id));
    return row && { groupId: row.groupId, archived: row.archivedAt !== null };
  },
  review: async (reader, id) => {
    const [row] = await reader
      .select({ ofMinutes: minutes.groupId, ofDocument: documents.groupId })
      .from(reviews)
      .leftJoin(minutes, eq(minutes.textId, reviews.textId))
      .leftJoin(documents, eq(documents.textId, reviews.textId))
      .where(eq(reviews.id, id));
    const groupId = row?.ofMinutes ?? row?.ofDocument;
    if (!groupId) return undefined;
    const invited = await reader
      .select({ organisationId: reviewInvitations.organisationId })
      .from(reviewInvitations)
      .where(eq(reviewInvitations.reviewId, id));
    return {
      groupId,
      invitedOrganisations: new Set(invited.map((invitation) => invitation.organisationId)),
    };
  },
  comment: async (reader, id) => {
    const [row] = await reader
      .select({ authorId: comments.authorId, minutesId: minutes.id, documentId: documents.id })
      .from(comments)
      .leftJoin(minutes, eq(minutes.textId, comments.textId))
      .leftJoin(documents, eq(documents.textId, comments.textId))
      .where(eq(comments.id, id));
    const facts = row?.minutesId
      ? await minutesFacts(reader, row.minutesId)
      : row?.documentId && (await documentFacts(reader, row.documentId));
    return facts ? { ...facts, authorId: row!.authorId } : undefined;
  },
  task: async (reader, id) => {
    const [row] = await reader
      .select(taskColumns)
      .from(tasks)
      .innerJoin(groups, eq(groups.id, tasks.groupId))
      .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
      .where(eq(tasks.id, id));
    return row && taskFacts(row);
  },
  organisation: async (reader, id) => {
    const [row] = await reader
      .select({ published: organisations.published })
      .from(organisations)
      .where(eq(organisations.id, id));
    return row && { organisationId: id, published: row.published };
  },
  person: async (reader, id) => {
    const [row] = await reader.select({ id: people.id }).from(people).where(eq(people.id, id));
    return row && { personId: row.id };
  },
};

async function invitedTo(reader: Reader, id: MeetingId): Promise<Set<PersonId>> {
  const rows = await reader
    .select({ personId: participants.personId })
    .from(participants)
    .where(
      and(eq(participants.meetingId, id), eq(participants.invited, true), isNotNull(participants.personId)),
    );
  return new Set(rows.map((row) => row.personId!));
}

async function minutesFacts(reader: Reader, id: MinutesId): Promise<ObjectFacts['minutes'] | undefined> {
  return reader === db ? keptFacts(id) : (await collect(factsById(reader), id)).get(id);
}

/** Outside of a change: every page, socket and button around minutes asks for the same facts. */
const keptFacts = kept(async (id) => ({ value: (await collect(factsById(), id as MinutesId)).get(id as MinutesId) }));

/** The facts of all minutes of a group, for counting what a role opens. Three statements. */
export function minutesFactsOfGroup(
  reader: Reader,
  groupId: GroupId,
): Promise<Map<MinutesId, ObjectFacts['minutes']>> {
  return collect(factsByGroup(reader), groupId);
}

/** The three queries for the minutes whose `column` has a value. */
const factsWhere = (column: AnyColumn) =>
  prepared((reader) => {
    const condition = eq(column, placeholder('value'));
    return {
      minutes: reader
        .select({ id: minutes.id, groupId: minutes.groupId, state: minutes.state })
        .from(minutes)
        .where(condition)
        .prepare(),
      attended: reader
        .select({ id: minutes.id, personId: participants.personId })
        .from(participants)
        .innerJoin(minutes, eq(minutes.meetingId, participants.meetingId))
        .where(and(condition, eq(participants.presence, 'present'), isNotNull(participants.personId)))
        .prepare(),
      invited: reader
        .select({ id: minutes.id, organisationId: reviewInvitations.organisationId })
        .from(reviewInvitations)
        .innerJoin(reviews, eq(reviews.id, reviewInvitations.reviewId))
        .innerJoin(minutes, eq(minutes.textId, reviews.textId))
        .where(and(condition, ne(reviews.state, 'withdrawn')))
        .prepare(),
    };
  });

const factsById = factsWhere(minutes.id);
const factsByGroup = factsWhere(minutes.groupId);

async function collect(
  queries: ReturnType<typeof factsById>,
  value: MinutesId | GroupId,
): Promise<Map<MinutesId, ObjectFacts['minutes']>> {
  const rows = await queries.minutes.execute({ value });
  const attended = await queries.attended.execute({ value });
  const invited = await queries.invited.execute({ value });
  const found = new Map(
    rows.map(({ id, ...row }) => [
      id,
      { ...row, attended: new Set<PersonId>(), invitedOrganisations: new Set<OrganisationId>() },
    ]),
  );
  for (const { id, personId } of attended) found.get(id)?.attended.add(personId!);
  for (const { id, organisationId } of invited) found.get(id)?.invitedOrganisations.add(organisationId);
  return found;
}

/** The facts about minutes, for a page or a socket that asks several questions at once. */
export const factsOfMinutes = (id: MinutesId, reader: Reader = db) => minutesFacts(reader, id);

async function documentFacts(reader: Reader, id: DocumentId): Promise<ObjectFacts['document'] | undefined> {
  return reader === db ? keptDocument(id) : (await collectDocuments(documentById(reader), id)).get(id);
}

const keptDocument = kept(async (id) => ({
  value: (await collectDocuments(documentById(), id as DocumentId)).get(id as DocumentId),
}));

/** The queries for the documents whose `column` has a value. */
const documentsWhere = (column: AnyColumn) =>
  prepared((reader) => {
    const condition = eq(column, placeholder('value'));
    return {
      documents: reader
        .select({
          id: documents.id,
          groupId: documents.groupId,
          state: documents.state,
          adoptedAt: documents.adoptedAt,
          visibility: documents.visibility,
          publishedAt: documents.publishedAt,
          trashedAt: documents.trashedAt,
          creatorId: documents.createdBy,
        })
        .from(documents)
        .where(condition)
        .prepare(),
      shares: reader
        .select({
          id: documentShares.documentId,
          organisationId: documentShares.organisationId,
          personId: documentShares.personId,
        })
        .from(documentShares)
        .innerJoin(documents, eq(documents.id, documentShares.documentId))
        .where(condition)
        .prepare(),
      invited: reader
        .select({ id: documents.id, organisationId: reviewInvitations.organisationId })
        .from(reviewInvitations)
        .innerJoin(reviews, eq(reviews.id, reviewInvitations.reviewId))
        .innerJoin(documents, eq(documents.textId, reviews.textId))
        .where(and(condition, ne(reviews.state, 'withdrawn')))
        .prepare(),
    };
  });

const documentById = documentsWhere(documents.id);
const documentsByGroup = documentsWhere(documents.groupId);

async function collectDocuments(
  queries: ReturnType<typeof documentById>,
  value: DocumentId | GroupId,
): Promise<Map<DocumentId, ObjectFacts['document']>> {
  const rows = await queries.documents.execute({ value });
  const shares = await queries.shares.execute({ value });
  const invited = await queries.invited.execute({ value });
  const found = new Map(
    rows.map(({ id, adoptedAt, publishedAt, trashedAt, ...row }) => [
      id,
      {
        ...row,
        adopted: adoptedAt !== null,
        publishedToAll: publishedAt !== null,
        trashed: trashedAt !== null,
        sharedPeople: new Set<PersonId>(),
        sharedOrganisations: new Set<OrganisationId>(),
        invitedOrganisations: new Set<OrganisationId>(),
      },
    ]),
  );
  for (const { id, organisationId, personId } of shares) {
    if (organisationId) found.get(id)?.sharedOrganisations.add(organisationId);
    if (personId) found.get(id)?.sharedPeople.add(personId);
  }
  for (const { id, organisationId } of invited) found.get(id)?.invitedOrganisations.add(organisationId);
  return found;
}

/** The facts about a document, for a page or a socket that asks several questions at once. */
export const factsOfDocument = (id: DocumentId, reader: Reader = db) => documentFacts(reader, id);

/** The facts about all documents of a group: which of them somebody may read. Three statements. */
export const documentFactsOfGroup = (
  reader: Reader,
  groupId: GroupId,
): Promise<Map<DocumentId, ObjectFacts['document']>> => collectDocuments(documentsByGroup(reader), groupId);
