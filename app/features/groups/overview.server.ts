/** What stands on the first page of a group's space, each part as far as the actor may read it. */
import { and, asc, count, countDistinct, desc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import {
  db,
  groups,
  meetings,
  minutes,
  organisations,
  participants,
  people,
  reviewInvitations,
  reviewResponses,
  reviews,
  tasks,
} from '~db/client.server';
import type { CircularVoteId, Day, GroupId, MinutesState, PollId } from '~db/values';
import { authorize, taskColumns, taskFacts } from '~/access/authorize.server';
import { type Actor, type Person, can } from '~/access/policy';
import { votesUnderWay } from '~/features/decisions/circular-page.server';
import { currentDocuments } from '~/features/documents/current.server';
import { nextMeeting } from '~/features/meetings/meeting-list.server';
import { pollSection } from '~/features/polls/poll-page.server';
import { lastDayOf } from '~/services/time';

const shownMinutes = 4;
const shownTasks = 6;
/** More open tasks than that nobody has in one group. */
const ownTasks = 100;

const unfinished = inArray(tasks.state, ['open', 'in_progress']);

/** Facts of minutes towards somebody who was at the meeting or not. */
const minutesFacts = (groupId: GroupId, state: MinutesState, actor: Person, attended: boolean) => ({
  groupId,
  state,
  attended: new Set(attended ? [actor.id] : []),
  invitedOrganisations: new Set<never>(),
});

/**
 * The overview of a group. At most twenty statements, however much the group has done.
 *
 * @throws NotFound when the actor may not enter the group
 */
export async function readOverview(actor: Actor, groupId: GroupId) {
  const { actor: reader, facts } = await authorize(actor, 'group.read', groupId);
  const next = await nextMeeting(reader, groupId);
  return {
    next,
    mayAnswer:
      next?.answer !== undefined && can(reader, 'meeting.answer', { groupId, invited: new Set([reader.id]) }),
    mayPlan: !facts.archived && can(reader, 'group.planMeeting', facts),
    asked: await asked(reader, groupId),
    reviews: await runningReviews(reader, groupId),
    minutes: await latestMinutes(reader, groupId),
    documents: await currentDocuments(reader, groupId),
    tasks: await openTasks(reader, groupId),
  };
}

type Asked = { title: string; lastDay: Day; answered: number; of: number; missing: boolean } & (
  | { kind: 'vote'; id: CircularVoteId }
  | { kind: 'poll'; id: PollId }
);

/** Circular votes and searches for a date that take answers, the first to end first, and whether one's own is missing. */
async function asked(actor: Person, groupId: GroupId): Promise<Asked[]> {
  const votes = (await votesUnderWay(actor, groupId)).filter(({ standing }) => standing === 'open');
  const polls = (await pollSection(actor, groupId)).filter(({ standing }) => standing === 'open');
  const lines: Asked[] = [
    ...votes.map(({ id, title, lastDay, answered, voters, own, mayVote }) => {
      const line = { title, lastDay, answered, of: voters, missing: mayVote && own === null };
      return { kind: 'vote' as const, id, ...line };
    }),
    ...polls.map(({ id, title, lastDay, answered, asked, own }) => {
      const line = { title, lastDay, answered, of: asked, missing: own === 'none' || own === 'partly' };
      return { kind: 'poll' as const, id, ...line };
    }),
  ];
  return lines.sort((a, b) => a.lastDay.localeCompare(b.lastDay));
}

/** Minutes in review with how many organisations have answered; the first to end comes first. */
async function runningReviews(actor: Person, groupId: GroupId) {
  if (!can(actor, 'minutes.readAnswers', minutesFacts(groupId, 'in_review', actor, false))) return [];
  const running = await db
    .select({
      id: reviews.id,
      number: meetings.number,
      deadline: reviews.deadline,
      invited: countDistinct(reviewInvitations.organisationId),
      answered: countDistinct(reviewResponses.organisationId),
    })
    .from(minutes)
    .innerJoin(reviews, and(eq(reviews.textId, minutes.textId), eq(reviews.state, 'open')))
    .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(reviewInvitations, eq(reviewInvitations.reviewId, reviews.id))
    .leftJoin(
      reviewResponses,
      and(
        eq(reviewResponses.reviewId, reviews.id),
        eq(reviewResponses.organisationId, reviewInvitations.organisationId),
      ),
    )
    .where(and(eq(minutes.groupId, groupId), eq(minutes.state, 'in_review')))
    .groupBy(reviews.id)
    .orderBy(asc(reviews.deadline));
  return running.map(({ deadline, ...review }) => ({ ...review, lastDay: lastDayOf(deadline) }));
}

async function latestMinutes(actor: Person, groupId: GroupId) {
  // Those who may read only what they attended are shown that; the policy is asked for each row again.
  const readsAll = can(actor, 'minutes.read', minutesFacts(groupId, 'approved', actor, false));
  const rows = await db
    .select({
      number: meetings.number,
      startsAt: meetings.startsAt,
      state: minutes.state,
      presence: participants.presence,
    })
    .from(minutes)
    .innerJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(participants, and(eq(participants.meetingId, meetings.id), eq(participants.personId, actor.id)))
    .where(
      and(
        eq(minutes.groupId, groupId),
        readsAll ? undefined : and(eq(minutes.state, 'approved'), eq(participants.presence, 'present')),
      ),
    )
    .orderBy(desc(meetings.startsAt))
    .limit(shownMinutes);
  return rows
    .filter(({ state, presence }) =>
      can(actor, 'minutes.read', minutesFacts(groupId, state, actor, presence === 'present')),
    )
    .map(({ number, startsAt, state }) => ({ number, startsAt, state }));
}

const columns = {
  facts: taskColumns,
  id: tasks.id,
  what: tasks.what,
  dueDate: tasks.dueDate,
  state: tasks.state,
  person: people.name,
  organisation: organisations.shortName,
};

const taskRows = () =>
  db
    .select(columns)
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(people, eq(people.id, tasks.assigneePersonId))
    .leftJoin(organisations, eq(organisations.id, tasks.assigneeOrganisationId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId));

type TaskRow = Awaited<ReturnType<typeof taskRows>>[number];

/** Open tasks: one's own first, then those of others that are due next; and how many there are in all. */
async function openTasks(actor: Person, groupId: GroupId) {
  const here = and(eq(tasks.groupId, groupId), unfinished);
  const forMe = or(
    eq(tasks.assigneePersonId, actor.id),
    inArray(tasks.assigneeOrganisationId, [...actor.organisations.keys()]),
  );
  const readsAll = can(actor, 'group.readTasks', { groupId, archived: false });
  const own = await taskRows().where(and(here, forMe)).limit(ownTasks);
  const due = readsAll
    ? await taskRows()
        .where(and(here, isNotNull(tasks.dueDate)))
        .orderBy(asc(tasks.dueDate))
        .limit(shownTasks)
    : [];
  const [all] = await db.select({ count: count() }).from(tasks).where(and(here, readsAll ? undefined : forMe));
  const mine = own.filter((task) => can(actor, 'task.read', taskFacts(task.facts))).sort(byDueDate);
  const others = due.filter((task) => !mine.some(({ id }) => id === task.id));
  return {
    count: readsAll ? (all?.count ?? 0) : mine.length,
    readsAll,
    shown: [...mine, ...others]
      .slice(0, Math.max(shownTasks, Math.min(mine.length, 2 * shownTasks)))
      .map((task) => shownTask(task, mine.includes(task))),
  };
}

const byDueDate = (a: TaskRow, b: TaskRow) => (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9');

const shownTask = ({ id, what, dueDate, state, person, organisation }: TaskRow, own: boolean) => ({
  id,
  what,
  dueDate,
  state,
  who: person ?? organisation,
  own,
});
