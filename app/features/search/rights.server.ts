/**
 * What somebody may find: the policy as part of the question to the database. Each rule is a list of relations;
 * here each relation is said in SQL, of the live tables, so that a right that ends ends in the search as well.
 * A test holds it against `can`, for every role and object.
 */
import { type AnyColumn, type SQL, type SQLWrapper, and, eq, exists, gt, inArray, isNotNull, isNull, lte, ne, or } from 'drizzle-orm';
import {
  comments,
  db,
  decisions,
  documentShares,
  documents,
  groups,
  meetings,
  memberships,
  minutes,
  participants,
  people,
  reviewInvitations,
  reviews,
  searchEntries,
  tasks,
} from '~db/client.server';
import { type GroupId, type GroupRole, type OrganisationId, groupRoles } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import { type Action, type Person, type Relation, can, holdsMandate, roleIn, rules } from '~/access/policy';

/** What holds always or never needs no SQL. */
type Condition = SQL | boolean;

const any = (...conditions: readonly Condition[]): Condition => {
  if (conditions.includes(true)) return true;
  const open = conditions.filter((condition) => typeof condition !== 'boolean');
  return or(...open) ?? false;
};

const all = (...conditions: readonly Condition[]): Condition => {
  if (conditions.includes(false)) return false;
  const open = conditions.filter((condition) => typeof condition !== 'boolean');
  return and(...open) ?? true;
};

/** Somebody who searches, as the relations see them now. */
type Asking = { actor: Person; groupsAs: (...roles: GroupRole[]) => GroupId[]; organisations: OrganisationId[] };

function asking(actor: Person, now: number): Asking {
  return {
    actor,
    groupsAs: (...roles) =>
      [...actor.roles.keys()].filter((id) => {
        const role = roleIn(actor, id, now);
        return role !== undefined && roles.includes(role);
      }),
    organisations: [...actor.organisations.keys()].filter((id) => holdsMandate(actor, id, now)),
  };
}

const among = (column: AnyColumn, values: readonly string[]): Condition => values.length > 0 && inArray(column, [...values]);

const someRow = (query: SQLWrapper): SQL => exists(query);

/** How each relation reads in the tables of one kind of object; those that are left out nobody has to it. */
type Relations = Partial<Record<Exclude<Relation, GroupRole>, Condition>> & {
  /** Roles in its group; several at once are one question. */
  roles: (...roles: GroupRole[]) => Condition;
};

const relationsInGroup = ({ actor, groupsAs }: Asking, groupId: AnyColumn): Relations => ({
  office: actor.office,
  roles: (...roles) => among(groupId, groupsAs(...roles)),
});

const asGuest = ({ groupsAs }: Asking, groupId: AnyColumn, condition: () => Condition): Condition => {
  const here = among(groupId, groupsAs('guest'));
  return here && all(here, condition());
};

const participation = ({ actor }: Asking, meetingId: AnyColumn, how: SQL): SQL =>
  someRow(
    db
      .select({ id: participants.id })
      .from(participants)
      .where(and(eq(participants.meetingId, meetingId), eq(participants.personId, actor.id), how)),
  );

/** An organisation of theirs was invited to a review of the text that was not taken back. */
const invitedPartner = ({ organisations }: Asking, textId: AnyColumn, versionId?: AnyColumn): Condition =>
  organisations.length > 0 &&
  someRow(
    db
      .select({ id: reviews.id })
      .from(reviews)
      .innerJoin(reviewInvitations, eq(reviewInvitations.reviewId, reviews.id))
      .where(
        and(
          eq(reviews.textId, textId),
          versionId && eq(reviews.versionId, versionId),
          ne(reviews.state, 'withdrawn'),
          inArray(reviewInvitations.organisationId, organisations),
        ),
      ),
  );

const relationsToMeeting = (who: Asking): Relations => ({
  ...relationsInGroup(who, meetings.groupId),
  invitedGuest: asGuest(who, meetings.groupId, () => participation(who, meetings.id, eq(participants.invited, true))),
});

const relationsToMinutes = (who: Asking): Relations => ({
  ...relationsInGroup(who, minutes.groupId),
  attendedGuest: asGuest(who, minutes.groupId, () =>
    participation(who, minutes.meetingId, eq(participants.presence, 'present')),
  ),
  partner: invitedPartner(who, minutes.textId),
});

function relationsToDocument(who: Asking): Relations {
  const adopted = isNotNull(documents.adoptedAt);
  const shared = (how: SQL) =>
    someRow(
      db
        .select({ id: documentShares.id })
        .from(documentShares)
        .where(and(eq(documentShares.documentId, documents.id), how)),
    );
  const speaks = who.organisations.length > 0;
  return {
    ...relationsInGroup(who, documents.groupId),
    sharedGuest: asGuest(who, documents.groupId, () => shared(eq(documentShares.personId, who.actor.id))),
    sharedPartner: speaks && shared(inArray(documentShares.organisationId, who.organisations)),
    partner: invitedPartner(who, documents.textId),
    alliancePartner: speaks && all(adopted, ne(documents.visibility, 'group')),
    public: all(adopted, isNotNull(documents.publishedAt), eq(documents.visibility, 'public')),
  };
}

function relationsToTask(who: Asking): Relations {
  const draft = someRow(
    db
      .select({ id: minutes.id })
      .from(minutes)
      .where(and(eq(minutes.id, tasks.minutesId), ne(minutes.state, 'draft'))),
  );
  const open = all(eq(tasks.internal, false), any(isNull(tasks.minutesId), draft));
  return {
    ...relationsInGroup(who, tasks.groupId),
    assignedPartner: all(among(tasks.assigneeOrganisationId, who.organisations), open),
    assignedGuest: asGuest(who, tasks.groupId, () => all(eq(tasks.assigneePersonId, who.actor.id), open)),
  };
}

const isRole = (relation: Relation): relation is GroupRole => (groupRoles as readonly string[]).includes(relation);

function held(list: readonly Relation[], { roles, ...relations }: Relations): Condition {
  const others = list.flatMap((relation) => (isRole(relation) ? [] : (relations[relation] ?? false)));
  return any(...others, others.includes(true) || roles(...list.filter(isRole)));
}

/** The rule of an action, with its relations said in SQL. */
function granted(action: Action, relations: Relations, state?: AnyColumn): Condition {
  const rule: readonly Relation[] | Readonly<Record<string, readonly Relation[]>> = rules[action];
  if (isList(rule)) return held(rule, relations);
  if (!state) throw new Error(`The rule of ${action} asks for a state.`);
  const states = new Map<string, { names: string[]; condition: Condition }>();
  for (const [name, list] of Object.entries(rule)) {
    // States in which the same relations hold, of those that somebody can have at all, are one question.
    const possible = list.filter((relation) => isRole(relation) || Boolean(relations[relation])).join(' ');
    const known = states.get(possible);
    if (known) known.names.push(name);
    else states.set(possible, { names: [name], condition: held(list, relations) });
  }
  return any(...[...states.values()].map(({ names, condition }) => all(inArray(state, names), condition)));
}

const isList = (rule: readonly Relation[] | Readonly<Record<string, readonly Relation[]>>): rule is readonly Relation[] =>
  Array.isArray(rule);

const { kind, objectId, ownerKind, ownerId, part } = searchEntries;

const isOpen = eq(part, 'open');

/** What is open to all readers of something, and what only to those who read its internal parts, too. */
const byPart = (reading: Condition, internal: Condition): Condition => all(reading, any(isOpen, internal));

const whereTrue = (condition: Condition, more?: SQL): SQL | undefined =>
  typeof condition === 'boolean' ? more : and(more, condition);

function oneOf(
  table: typeof meetings | typeof minutes | typeof documents | typeof tasks | typeof groups | typeof decisions,
  condition: Condition,
  id: AnyColumn = ownerId,
): Condition {
  return condition && someRow(db.select({ id: table.id }).from(table).where(whereTrue(condition, eq(table.id, id))));
}

function seenGroups(who: Asking): Condition {
  const inside = granted('group.read', relationsInGroup(who, groups.id));
  // As the list of all groups: cards of those that are at work.
  const card = all(eq(groups.listed, true), isNull(groups.archivedAt));
  return all(eq(kind, 'group'), oneOf(groups, any(inside, card)));
}

function seenDecisions(who: Asking): Condition {
  const relations = relationsInGroup(who, decisions.groupId);
  const reading = granted('group.readDecisions', relations);
  const internal = any(eq(decisions.internal, false), granted('group.readInternalDecisions', relations));
  return all(eq(kind, 'decision'), oneOf(decisions, all(isNotNull(decisions.number), reading, internal), objectId));
}

function seenPeople(who: Asking, now: Date): Condition {
  const { actor } = who;
  if (can(actor, 'portal.office', {})) return eq(kind, 'person');
  const mine = granted('group.readMembers', relationsInGroup(who, memberships.groupId));
  const together =
    mine &&
    someRow(
      db
        .select({ id: memberships.id })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .where(whereTrue(mine, and(eq(memberships.personId, objectId), isNull(people.disabledAt), currentMembership(now)))),
    );
  return all(eq(kind, 'person'), any(eq(objectId, actor.id), together));
}

const seenMeetings = (who: Asking): Condition => {
  const relations = relationsToMeeting(who);
  return all(
    eq(ownerKind, 'meeting'),
    oneOf(meetings, byPart(granted('meeting.read', relations), granted('meeting.readInternal', relations))),
  );
};

function seenMinutes(who: Asking): Condition {
  const relations = relationsToMinutes(who);
  const reading = granted('minutes.read', relations, minutes.state);
  return all(
    eq(kind, 'minutes'),
    oneOf(minutes, byPart(reading, granted('minutes.readInternal', relations))),
  );
}

/** Documents, and what hangs on them; nothing of those in the trash. */
function seenDocuments(who: Asking): Condition {
  const reading = granted('document.read', relationsToDocument(who), documents.state);
  return all(eq(ownerKind, 'document'), ne(kind, 'comment'), oneOf(documents, all(isNull(documents.trashedAt), reading)));
}

/** Tasks, with what is said about them and hangs on them. */
const seenTasks = (who: Asking): Condition =>
  all(eq(ownerKind, 'task'), oneOf(tasks, granted('task.read', relationsToTask(who))));

/** What was said in a review that somebody was asked in, and stands at no internal passage. */
const saidInReview = (who: Asking, textId: AnyColumn): Condition =>
  all(isOpen, eq(comments.internal, false), invitedPartner(who, textId, comments.versionId));

function seenComments(who: Asking): Condition {
  const toMinutes = relationsToMinutes(who);
  const toDocument = relationsToDocument(who);
  const ofMinutes = all(
    granted('minutes.read', toMinutes, minutes.state),
    any(granted('minutes.readInternal', toMinutes), saidInReview(who, minutes.textId)),
  );
  const ofDocument = all(
    isNull(documents.trashedAt),
    granted('document.read', toDocument, documents.state),
    any(granted('document.readComments', toDocument, documents.state), saidInReview(who, documents.textId)),
  );
  const on = (table: typeof minutes | typeof documents, condition: Condition): Condition =>
    condition &&
    someRow(
      db
        .select({ id: comments.id })
        .from(comments)
        .innerJoin(table, eq(table.textId, comments.textId))
        .where(whereTrue(condition, eq(comments.id, objectId))),
    );
  return all(
    eq(kind, 'comment'),
    any(
      all(eq(ownerKind, 'minutes'), on(minutes, ofMinutes)),
      all(eq(ownerKind, 'document'), on(documents, ofDocument)),
    ),
  );
}

/** Which entries of the index somebody may find. */
export function seenBy(actor: Person, now: Date = new Date()): SQL {
  const who = asking(actor, now.getTime());
  const seen = any(
    seenDocuments(who),
    seenMinutes(who),
    seenComments(who),
    seenTasks(who),
    seenMeetings(who),
    seenDecisions(who),
    seenPeople(who, now),
    seenGroups(who),
  );
  return typeof seen === 'boolean' ? inArray(searchEntries.id, []) : seen;
}

const dayInMs = 86_400_000;

/** What narrows a search beside the rights. */
export const newerThan = (days: number, now: Date = new Date()): SQL | undefined =>
  and(gt(searchEntries.at, new Date(now.getTime() - days * dayInMs)), lte(searchEntries.at, now));
