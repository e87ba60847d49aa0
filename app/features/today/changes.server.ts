/**
 * What others have changed in somebody's groups since a moment: told from the things themselves, not from the
 * audit log, which not everybody may read. Each kind is counted group by group, in one statement.
 */
import { type SQL, and, asc, count, eq, exists, gt, inArray, isNotNull, isNull, lte, max, ne, or } from 'drizzle-orm';
import {
  db,
  decisions,
  documentShares,
  documents,
  groups,
  meetings,
  memberships,
  minutes,
  participants,
  tasks,
} from '~db/client.server';
import type { DocumentId, GroupId } from '~db/values';
import { type Person, can } from '~/access/policy';
import { registerPath } from '~/features/decisions/decisions';
import { documentPath, documentsPath } from '~/features/documents/place';
import { meetingPath } from '~/features/meetings/address';
import { minutesPath } from '~/features/minutes/place';
import { tasksPath } from '~/features/tasks/place';

/** A part of the sentence about a group: a key of `today:changes`, and where it is to be seen. */
export type Change = { kind: ChangeKind; values: { count: number; number?: number; title?: string }; path: string };
export type ChangeKind = 'approved' | 'decided' | 'meetings' | 'documents' | 'tasks' | 'tasksDone' | 'members';

export type GroupChanges = { slug: string; name: string; changes: Change[] };

/** What happened of one kind in a group; `number` and `title` name it where it is only one. */
type Tally = { groupId: GroupId; count: number; number?: number | null; id?: string | null; title?: string | null };

type Reach = {
  /** Groups of which somebody reads everything. */
  inside: GroupId[];
  /** Groups they are a guest of. */
  guest: GroupId[];
};

function reachOf(actor: Person): Reach {
  const mine = [...actor.roles.keys()].filter((groupId) => can(actor, 'group.read', { groupId, archived: false }));
  const inside = mine.filter((groupId) => can(actor, 'group.readTasks', { groupId, archived: false }));
  return { inside, guest: mine.filter((groupId) => !inside.includes(groupId)) };
}

/** By whom it was done decides only for oneself: one's own deeds are no news. */
const byOthers = (column: typeof tasks.createdBy | typeof tasks.stateChangedBy | typeof documents.changedBy | typeof minutes.approvedBy, { id }: Person) =>
  or(isNull(column), ne(column, id));

async function approvedMinutes(actor: Person, { inside, guest }: Reach, since: Date): Promise<Tally[]> {
  const attended = exists(
    db
      .select({ id: participants.id })
      .from(participants)
      .where(
        and(eq(participants.meetingId, minutes.meetingId), eq(participants.personId, actor.id), eq(participants.presence, 'present')),
      ),
  );
  return db
    .select({ groupId: minutes.groupId, count: count(), number: max(meetings.number) })
    .from(minutes)
    .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
    .where(
      and(
        gt(minutes.approvedAt, since),
        byOthers(minutes.approvedBy, actor),
        or(inArray(minutes.groupId, inside), and(inArray(minutes.groupId, guest), attended)),
      ),
    )
    .groupBy(minutes.groupId);
}

const newDecisions = ({ inside }: Reach, since: Date): Promise<Tally[]> =>
  db
    .select({ groupId: decisions.groupId, count: count() })
    .from(decisions)
    .where(and(inArray(decisions.groupId, inside), isNotNull(decisions.number), gt(decisions.approvedAt, since)))
    .groupBy(decisions.groupId);

async function newMeetings(actor: Person, { inside, guest }: Reach, since: Date): Promise<Tally[]> {
  const invited = exists(
    db
      .select({ id: participants.id })
      .from(participants)
      .where(and(eq(participants.meetingId, meetings.id), eq(participants.personId, actor.id), eq(participants.invited, true))),
  );
  return db
    .select({ groupId: meetings.groupId, count: count(), number: max(meetings.number) })
    .from(meetings)
    .where(
      and(
        gt(meetings.createdAt, since),
        ne(meetings.createdBy, actor.id),
        eq(meetings.state, 'planned'),
        gt(meetings.endsAt, new Date()),
        or(inArray(meetings.groupId, inside), and(inArray(meetings.groupId, guest), invited)),
      ),
    )
    .groupBy(meetings.groupId);
}

async function changedDocuments(actor: Person, { inside, guest }: Reach, since: Date): Promise<Tally[]> {
  const shared = exists(
    db
      .select({ id: documentShares.id })
      .from(documentShares)
      .where(and(eq(documentShares.documentId, documents.id), eq(documentShares.personId, actor.id))),
  );
  return db
    .select({ groupId: documents.groupId, count: count(), id: max(documents.id), title: max(documents.title) })
    .from(documents)
    .where(
      and(
        isNull(documents.trashedAt),
        ne(documents.state, 'archived'),
        gt(documents.changedAt, since),
        byOthers(documents.changedBy, actor),
        or(inArray(documents.groupId, inside), and(inArray(documents.groupId, guest), shared)),
      ),
    )
    .groupBy(documents.groupId);
}

const tasksIn = ({ inside }: Reach, where: SQL | undefined): Promise<Tally[]> =>
  db
    .select({ groupId: tasks.groupId, count: count() })
    .from(tasks)
    .where(and(inArray(tasks.groupId, inside), where))
    .groupBy(tasks.groupId);

const newMembers = (actor: Person, { inside, guest }: Reach, since: Date): Promise<Tally[]> =>
  db
    .select({ groupId: memberships.groupId, count: count() })
    .from(memberships)
    .where(
      and(
        inArray(memberships.groupId, [...inside, ...guest]),
        gt(memberships.startsAt, since),
        lte(memberships.startsAt, new Date()),
        or(isNull(memberships.endsAt), gt(memberships.endsAt, new Date())),
        ne(memberships.personId, actor.id),
      ),
    )
    .groupBy(memberships.groupId);

/** Where a kind of change is to be seen: the thing itself where it is only one, else the list it stands in. */
const paths: Record<ChangeKind, (group: string, tally: Tally) => string> = {
  approved: (group, { count, number }) => (count === 1 && number ? minutesPath(group, number) : `/gruppen/${group}/sitzungen`),
  decided: (group) => registerPath(group),
  meetings: (group, { count, number }) => (count === 1 && number ? meetingPath(group, number) : `/gruppen/${group}/sitzungen`),
  documents: (group, { count, id }) => (count === 1 && id ? documentPath(group, id as DocumentId) : documentsPath(group)),
  tasks: (group) => `${tasksPath(group)}?stand=all&nach=changed`,
  tasksDone: (group) => `${tasksPath(group)}?stand=done&nach=changed`,
  members: (group) => `/gruppen/${group}/mitglieder`,
};

function changeOf(kind: ChangeKind, slug: string, tally: Tally): Change {
  const { count, number, title } = tally;
  return {
    kind,
    values: { count, ...(number ? { number } : {}), ...(title ? { title } : {}) },
    path: paths[kind](slug, tally),
  };
}

/** What is new in each group, the groups by name; those without news are left out. Eight statements. */
export async function changesFor(actor: Person, since: Date): Promise<GroupChanges[]> {
  const reach = reachOf(actor);
  const mine = [...reach.inside, ...reach.guest];
  const tallies: [ChangeKind, Tally[]][] = [
    ['approved', await approvedMinutes(actor, reach, since)],
    ['decided', await newDecisions(reach, since)],
    ['meetings', await newMeetings(actor, reach, since)],
    ['documents', await changedDocuments(actor, reach, since)],
    ['tasks', await tasksIn(reach, and(gt(tasks.createdAt, since), byOthers(tasks.createdBy, actor)))],
    ['tasksDone', await tasksIn(reach, and(gt(tasks.stateChangedAt, since), eq(tasks.state, 'done'), byOthers(tasks.stateChangedBy, actor)))],
    ['members', await newMembers(actor, reach, since)],
  ];
  const named = await db
    .select({ id: groups.id, slug: groups.slug, name: groups.name })
    .from(groups)
    .where(inArray(groups.id, mine))
    .orderBy(asc(groups.name));
  return named
    .map(({ id, slug, name }) => ({
      slug,
      name,
      changes: tallies.flatMap(([kind, all]) =>
        all.filter(({ groupId }) => groupId === id).map((tally) => changeOf(kind, slug, tally)),
      ),
    }))
    .filter(({ changes }) => changes.length > 0);
}
