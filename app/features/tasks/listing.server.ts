/** Tasks in lists: of a group, and one's own of all groups; narrowed, ordered, a page at a time. */
import { type SQL, and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, like, lt, lte, ne, or, sql } from 'drizzle-orm';
import { db, documents, groups, meetings, minutes, organisations, people, tasks } from '~db/client.server';
import { type GroupId, taskPriorities, taskStates } from '~db/values';
import { authorize, taskFacts } from '~/access/authorize.server';
import { type Actor, type Person, can, holdsMandate, roleIn } from '~/access/policy';
import { readAssignee } from '~/editor/assignee';
import { foldForSearch } from '~/services/search-name';
import { addDays, today } from '~/services/time';
import { assigneesOf } from './keeping.server';
import { type TaskQuery, isUnfinished, nobody, soonInDays, unfinishedStates } from './tasks';

const pageSize = 50;
/** How many cards a column of the board shows: of what is over, only the latest. */
const columnSize = { unfinished: 50, over: 10 };
/** More than this no file holds. */
const mostExported = 10_000;

const columns = {
  task: tasks,
  minutesState: minutes.state,
  archivedAt: groups.archivedAt,
  meeting: meetings.number,
  document: documents.title,
  person: people.name,
  organisation: organisations.name,
  organisationShort: organisations.shortName,
  group: { slug: groups.slug, name: groups.name },
};

const rowsWhere = (where: SQL | undefined, order: SQL[], limit: number, offset = 0) =>
  db
    .select(columns)
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(documents, and(eq(documents.id, tasks.documentId), isNull(documents.trashedAt)))
    .leftJoin(people, eq(people.id, tasks.assigneePersonId))
    .leftJoin(organisations, eq(organisations.id, tasks.assigneeOrganisationId))
    .where(where)
    .orderBy(...order)
    .limit(limit)
    .offset(offset);

type Row = Awaited<ReturnType<typeof rowsWhere>>[number];

/** A task as lists show it. */
function listed({ task, minutesState, archivedAt, meeting, document, person, organisation, organisationShort, group }: Row, actor: Person) {
  const facts = taskFacts({ ...task, minutesState, archivedAt });
  return {
    id: task.id,
    what: task.what,
    dueDate: task.dueDate,
    state: task.state,
    priority: task.priority,
    repeats: task.repeats,
    internal: task.internal,
    assignee: person ?? organisation ?? '',
    assigneeShort: person ?? (organisationShort || organisation) ?? '',
    group,
    meeting,
    /** Its title is said only to those inside, who may read all documents of the group. */
    document: can(actor, 'group.readTasks', { groupId: task.groupId, archived: false }) ? document : null,
    maySetState: can(actor, 'task.setState', facts),
  };
}
export type ListedTask = ReturnType<typeof listed>;

const byPriority: SQL =
  sql`CASE ${tasks.priority} ${sql.join(taskPriorities.map((value, at) => sql`WHEN ${value} THEN ${at}`), sql` `)} END`;

const withDayFirst = sql`${tasks.dueDate} IS NULL`;

const orders: Record<TaskQuery['order'], SQL[]> = {
  due: [asc(withDayFirst), asc(tasks.dueDate), asc(byPriority), asc(tasks.id)],
  priority: [asc(byPriority), asc(withDayFirst), asc(tasks.dueDate), asc(tasks.id)],
  changed: [desc(sql`coalesce(${tasks.stateChangedAt}, ${tasks.createdAt})`), asc(tasks.id)],
};

/** The part of a query that is asked of the rows, beside who may see them. */
function narrowed(query: TaskQuery): SQL | undefined {
  return and(
    ...saying(query.words),
    inState(query.state),
    dueIn(query.due),
    from(query.origin),
    givenTo(query.who),
    query.group ? eq(groups.slug, query.group) : undefined,
  );
}

/** Each of the words, in any order. Signs that stand for others in LIKE stand for nothing that is typed. */
const saying = (words: string): SQL[] =>
  foldForSearch(words)
    .split(/[\s%_]+/)
    .filter(Boolean)
    .map((word) => like(tasks.searchWhat, `%${word}%`));

function inState(state: TaskQuery['state']): SQL | undefined {
  if (state === 'all') return undefined;
  return state === 'unfinished' ? inArray(tasks.state, [...unfinishedStates]) : eq(tasks.state, state);
}

function dueIn(due: TaskQuery['due']): SQL | undefined {
  const now = today();
  switch (due) {
    case 'overdue':
      return and(lt(tasks.dueDate, now), inArray(tasks.state, [...unfinishedStates]));
    case 'soon':
      return and(lte(tasks.dueDate, addDays(now, soonInDays)), inArray(tasks.state, [...unfinishedStates]));
    case 'week':
      return and(gte(tasks.dueDate, now), lte(tasks.dueDate, addDays(now, 7)));
    case 'later':
      return gt(tasks.dueDate, addDays(now, 7));
    case 'none':
      return isNull(tasks.dueDate);
    case null:
      return undefined;
  }
}

function from(origin: TaskQuery['origin']): SQL | undefined {
  switch (origin) {
    case 'minutes':
      return or(isNotNull(tasks.minutesId), and(isNotNull(tasks.commentId), isNull(tasks.documentId)));
    case 'document':
      return isNotNull(tasks.documentId);
    case 'decision':
      return isNotNull(tasks.decisionId);
    case 'hand':
      return and(
        isNull(tasks.minutesId),
        isNull(tasks.documentId),
        isNull(tasks.commentId),
        isNull(tasks.decisionId),
      );
    case null:
      return undefined;
  }
}

function givenTo(who: string): SQL | undefined {
  if (who === nobody) return and(isNull(tasks.assigneePersonId), isNull(tasks.assigneeOrganisationId));
  const assignee = readAssignee(who);
  if (!assignee) return undefined;
  return assignee.kind === 'person'
    ? eq(tasks.assigneePersonId, assignee.id)
    : eq(tasks.assigneeOrganisationId, assignee.id);
}

async function found(where: SQL | undefined): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(where);
  return row!.count;
}

async function pageWhere(actor: Person, scope: SQL | undefined, query: TaskQuery) {
  const where = and(scope, narrowed(query));
  const all = await found(where);
  const pages = Math.max(1, Math.ceil(all / pageSize));
  const page = Math.min(query.page, pages);
  const rows = await rowsWhere(where, orders[query.order], pageSize, (page - 1) * pageSize);
  return { tasks: rows.map((row) => listed(row, actor)), found: all, page, pages };
}

/** What stands around the tasks of a group, however they are shown. @throws NotFound for those who may not read all of them */
export async function tasksFrame(actor: Actor, groupId: GroupId) {
  const granted = await authorize(actor, 'group.readTasks', groupId);
  return {
    /** How many there are at all. */
    all: await found(eq(tasks.groupId, groupId)),
    mayAdd: can(granted.actor, 'group.addTask', granted.facts),
    assignees: await assigneesOf(groupId),
  };
}

/**
 * A page of the tasks of a group. A number of statements that does not grow with them.
 *
 * @throws NotFound for those who may not read all of them
 */
export async function listTasks(actor: Actor, groupId: GroupId, query: TaskQuery) {
  const granted = await authorize(actor, 'group.readTasks', groupId);
  return pageWhere(granted.actor, eq(tasks.groupId, groupId), { ...query, group: '' });
}

/** The same as cards, a column a state; how many there are in each. @throws NotFound */
export async function boardOf(actor: Actor, groupId: GroupId, query: TaskQuery) {
  const granted = await authorize(actor, 'group.readTasks', groupId);
  const scope = and(eq(tasks.groupId, groupId), narrowed({ ...query, group: '', state: 'all' }));
  const counts = await db
    .select({ state: tasks.state, count: count() })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .where(scope)
    .groupBy(tasks.state);
  const columns = [];
  for (const state of taskStates) {
    const here = and(scope, eq(tasks.state, state));
    const rows = await (isUnfinished(state)
      ? rowsWhere(here, orders[query.order], columnSize.unfinished)
      : rowsWhere(here, orders.changed, columnSize.over));
    columns.push({
      state,
      count: counts.find((row) => row.state === state)?.count ?? 0,
      tasks: rows.map((row) => listed(row, granted.actor)),
    });
  }
  return columns;
}

/**
 * Tasks that are somebody's own: given to them, or to an organisation they speak for; as far as they may read them,
 * and not of groups at rest. Asked of tasks beside which their group and their minutes are joined.
 */
export function ownOf(actor: Person): SQL | undefined {
  const now = Date.now();
  const groupIds = (guest: boolean) =>
    [...actor.roles.keys()].filter((id) => {
      const role = roleIn(actor, id, now);
      return role && (role === 'guest') === guest;
    });
  const organisationIds = [...actor.organisations.keys()].filter((id) => holdsMandate(actor, id, now));
  const outside = and(eq(tasks.internal, false), or(isNull(minutes.state), ne(minutes.state, 'draft')));
  const inside = inArray(tasks.groupId, groupIds(false));
  const asGuest = groupIds(true);
  const mine = and(
    eq(tasks.assigneePersonId, actor.id),
    asGuest.length > 0 ? or(inside, and(inArray(tasks.groupId, asGuest), outside)) : inside,
  );
  const atWork = isNull(groups.archivedAt);
  if (organisationIds.length === 0) return and(atWork, mine);
  return and(atWork, or(mine, and(inArray(tasks.assigneeOrganisationId, organisationIds), or(outside, inside))));
}

/** A page of one's own tasks of all groups, and the groups they are of. */
export async function listMyTasks(actor: Person, query: TaskQuery) {
  const scope = ownOf(actor);
  const of = await db
    .selectDistinct({ slug: groups.slug, name: groups.name })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(scope)
    .orderBy(asc(groups.name));
  return { ...(await pageWhere(actor, scope, { ...query, who: '' })), all: await found(scope), groups: of };
}

/** All tasks of a group that a query finds, to be taken along. @throws NotFound */
export async function tasksToExport(actor: Actor, groupId: GroupId, query: TaskQuery): Promise<ListedTask[]> {
  const granted = await authorize(actor, 'group.readTasks', groupId);
  const where = and(eq(tasks.groupId, groupId), narrowed({ ...query, group: '' }));
  const rows = await rowsWhere(where, orders[query.order], mostExported);
  return rows.map((row) => listed(row, granted.actor));
}
