/**
 * Open tasks of earlier meetings, as the minutes of the next one list them. They are found by when the meeting
 * began, so that nobody has to carry anything: what was open then is listed, and says how far it has come.
 */
import { and, asc, eq, gte, inArray, isNull, lt, ne, or, placeholder, sql } from 'drizzle-orm';
import { type ApprovedPaper, type Reader, db, meetings, minutes, tasks } from '~db/client.server';
import { prepared } from '~db/prepared.server';
import type { Day, GroupId, MinutesId, TaskId, TaskState } from '~db/values';
import type { Actor } from '~/access/policy';
import { unfinishedStates } from './tasks';
import { shownTo, tasksToShow } from './tasks.server';

export type CarriedTask = {
  id: TaskId;
  what: string;
  assignee: string;
  dueDate: Day | null;
  /** How far it has come by now; null where it is gone. */
  state: TaskState | null;
  /** How far it had come when the minutes were approved. */
  approvedState: TaskState | null;
  maySetState: boolean;
};

/** Tasks as they are put on paper. */
type Sealed = NonNullable<ApprovedPaper['carried']>;

/** A meeting and its minutes, as far as they say which tasks are earlier ones. */
export type CarriedInto = { groupId: GroupId; minutesId: MinutesId; startsAt: Date };

/** Said at an earlier meeting, or made before this one, and not over when it began. */
const openAtMeeting = prepared((reader) =>
  tasksToShow(reader)
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .where(
      and(
        eq(tasks.groupId, placeholder('groupId')),
        or(isNull(tasks.minutesId), ne(tasks.minutesId, placeholder('minutesId'))),
        lt(sql`coalesce(${meetings.startsAt}, ${tasks.createdAt})`, placeholder('startsAt')),
        or(inArray(tasks.state, [...unfinishedStates]), gte(tasks.stateChangedAt, placeholder('startsAt'))),
      ),
    )
    .orderBy(asc(sql`${tasks.dueDate} IS NULL`), asc(tasks.dueDate), asc(tasks.createdAt), asc(tasks.id))
    .prepare(),
);

const rowsFor = ({ groupId, minutesId, startsAt }: CarriedInto, reader: Reader) =>
  openAtMeeting(reader).execute({ groupId, minutesId, startsAt: startsAt.getTime() });

/** The tasks a meeting found open, as they stand now, as far as somebody may read them. One statement. */
export async function carriedTasks(actor: Actor, into: CarriedInto): Promise<CarriedTask[]> {
  const rows = await rowsFor(into, db);
  return rows.flatMap((row) => {
    const shown = shownTo(actor, row);
    return shown ? [{ ...shown, approvedState: null }] : [];
  });
}

/** The same as they are put on paper when the text of the minutes is frozen. */
export async function sealedTasks(into: CarriedInto, reader: Reader): Promise<Sealed> {
  const rows = await rowsFor(into, reader);
  return rows.map(({ task: { id, what, dueDate, state }, person, organisation }) => ({
    id,
    what,
    assignee: person ?? organisation ?? '',
    dueDate,
    state,
  }));
}

/** What was put on paper, with how far each task has come by now; one that is gone stays as it was. */
export async function withStateNow(carried: Sealed, reader: Reader): Promise<Sealed> {
  const rows = await reader
    .select({ id: tasks.id, state: tasks.state })
    .from(tasks)
    .where(inArray(tasks.id, carried.map(({ id }) => id)));
  const now = new Map(rows.map(({ id, state }) => [id, state]));
  return carried.map((task) => ({ ...task, state: now.get(task.id) ?? task.state }));
}

/** What minutes in review list, word for word, with how far each task has come by now. */
export const carriedInReview = (actor: Actor, carried: Sealed): Promise<CarriedTask[]> =>
  carriedOnPaper(actor, carried).then((rows) => rows.map((row) => ({ ...row, approvedState: null })));

/** What approved minutes list, word for word, with how far each task has come since. For those who read all of it. */
export async function carriedOnPaper(actor: Actor, carried: ApprovedPaper['carried'] = []): Promise<CarriedTask[]> {
  if (carried.length === 0) return [];
  const rows = await tasksToShow(db).where(inArray(tasks.id, carried.map(({ id }) => id)));
  const now = new Map(rows.map((row) => [row.task.id, shownTo(actor, row)]));
  return carried.map(({ state: approvedState, ...said }) => {
    const shown = now.get(said.id);
    return { ...said, approvedState, state: shown?.state ?? null, maySetState: shown?.maySetState ?? false };
  });
}
