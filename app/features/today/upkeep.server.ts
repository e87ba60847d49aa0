/**
 * What groups need of those who lead them and take their minutes, and what the Geschäftsstelle sees of it in all
 * groups: drafts of minutes whose meeting is over, review rounds that end, tasks that nobody is seeing to.
 */
import { type SQL, and, asc, count, countDistinct, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import {
  db,
  documents,
  groups,
  meetings,
  minutes,
  reviewInvitations,
  reviewResponses,
  reviews,
  tasks,
} from '~db/client.server';
import { total } from '~db/total.server';
import type { GroupId, OrganisationId, PersonId } from '~db/values';
import { type Person, can } from '~/access/policy';
import { documentPath } from '~/features/documents/place';
import { meetingPath } from '~/features/meetings/address';
import { minutesPath } from '~/features/minutes/place';
import { isUnfinished } from '~/features/tasks/tasks';
import { addDays, endOfDay, lastDayOf, today } from '~/services/time';
import { taskStates } from '~db/values';
import type { Found, Line } from './today';

/** Rounds that end within so many days are told. */
const closingInDays = 14;

const nobody = { attended: new Set<PersonId>(), invitedOrganisations: new Set<OrganisationId>() };

const mayStart = (actor: Person, groupId: GroupId) => can(actor, 'minutes.startReview', { groupId, state: 'draft', ...nobody });
const mayRemind = (actor: Person, groupId: GroupId) => can(actor, 'minutes.remind', { groupId, state: 'in_review', ...nobody });
const mayApprove = (actor: Person, groupId: GroupId) => can(actor, 'minutes.approve', { groupId, state: 'in_review', ...nobody });

const isOffice = (actor: Person): boolean => can(actor, 'portal.office', {});

/** Which groups somebody sees to: all for the Geschäftsstelle. */
const groupsWhere = (actor: Person, may: (actor: Person, groupId: GroupId) => boolean): SQL | undefined =>
  isOffice(actor)
    ? isNull(groups.archivedAt)
    : and(isNull(groups.archivedAt), inArray(groups.id, [...actor.roles.keys()].filter((id) => may(actor, id))));

/** Meetings that are over and whose minutes are a draft still, or not begun; the oldest first. One statement. */
export async function draftsOf(actor: Person, most: number): Promise<Found> {
  const rows = await db
    .select({
      id: meetings.id,
      minutesId: minutes.id,
      number: meetings.number,
      groupId: groups.id,
      group: { slug: groups.slug, name: groups.name },
      total,
    })
    .from(meetings)
    .leftJoin(minutes, eq(minutes.meetingId, meetings.id))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(
      and(
        groupsWhere(actor, mayStart),
        eq(meetings.state, 'planned'),
        lt(meetings.endsAt, new Date()),
        or(isNull(minutes.id), eq(minutes.state, 'draft')),
      ),
    )
    .orderBy(asc(meetings.startsAt), asc(meetings.id))
    .limit(most);
  return { lines: rows.map((row) => draftLine(row, mayStart(actor, row.groupId))), count: rows[0]?.total ?? 0 };
}

type OverMeeting = { id: string; minutesId: string | null; number: number; group: { slug: string; name: string } };

/** @param writes whether the actor writes the minutes themselves */
function draftLine({ id, minutesId, number, group }: OverMeeting, writes: boolean): Line {
  const common = { key: id, values: { group: group.name, number } };
  const path = minutesPath(group.slug, number);
  if (!minutesId) return { ...common, sentence: writes ? 'unbegun' : 'unbegunElsewhere', path: meetingPath(group.slug, number) };
  return writes ? { ...common, sentence: 'draft', path: `${path}/in-pruefung` } : { ...common, sentence: 'draftElsewhere', path };
}

/** Review rounds that end soon, or are over while what was asked about waits to be concluded. One statement. */
export async function roundsOf(actor: Person, most: number): Promise<Found> {
  const soon = endOfDay(addDays(today(), closingInDays));
  const rows = await db
    .select({
      id: reviews.id,
      deadline: reviews.deadline,
      groupId: groups.id,
      group: { slug: groups.slug, name: groups.name },
      meeting: meetings.number,
      document: { id: documents.id, title: documents.title },
      invited: countDistinct(reviewInvitations.organisationId),
      answered: countDistinct(reviewResponses.organisationId),
      total,
    })
    .from(reviews)
    .leftJoin(minutes, and(eq(minutes.textId, reviews.textId), eq(minutes.state, 'in_review')))
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(documents, and(eq(documents.textId, reviews.textId), eq(documents.state, 'in_review')))
    .innerJoin(groups, eq(groups.id, sql`coalesce(${minutes.groupId}, ${documents.groupId})`))
    .leftJoin(reviewInvitations, eq(reviewInvitations.reviewId, reviews.id))
    .leftJoin(
      reviewResponses,
      and(eq(reviewResponses.reviewId, reviews.id), eq(reviewResponses.organisationId, reviewInvitations.organisationId)),
    )
    .where(
      and(groupsWhere(actor, mayRemind), or(eq(reviews.state, 'closed'), and(eq(reviews.state, 'open'), lte(reviews.deadline, soon)))),
    )
    .groupBy(reviews.id)
    .orderBy(asc(reviews.deadline), asc(reviews.id))
    .limit(most);
  return { lines: rows.map((row) => roundLine(row, mayApprove(actor, row.groupId))), count: rows[0]?.total ?? 0 };
}

type Round = {
  id: string;
  deadline: Date;
  group: { slug: string; name: string };
  meeting: number | null;
  document: { id: Parameters<typeof documentPath>[1]; title: string } | null;
  invited: number;
  answered: number;
};

function roundLine({ id, deadline, group, meeting, document, invited, answered }: Round, concludes: boolean): Line {
  const over = deadline <= new Date();
  const about = document ? 'Document' : 'Minutes';
  return {
    key: id,
    sentence: over ? `${concludes ? 'conclude' : 'concludeElsewhere'}${about}` : `closing${about}`,
    values: { group: group.name, ...(document ? { title: document.title } : { number: meeting ?? 0 }), answered, count: invited },
    path: document ? documentPath(group.slug, document.id) : minutesPath(group.slug, meeting ?? 0),
    day: lastDayOf(deadline),
  };
}

const unfinished = taskStates.filter(isUnfinished);
const sum = (condition: SQL) => sql<number>`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

/** What is open in a group, and how much of it nobody is seeing to. */
export type TaskFigures = { slug: string; name: string; open: number; overdue: number; nobody: number; undated: number };

const leads = (actor: Person, groupId: GroupId) => can(actor, 'group.edit', { groupId, archived: false });

/** The open tasks of the groups somebody leads (of all for the Geschäftsstelle), by the names of the groups. One statement. */
export async function taskFigures(actor: Person): Promise<TaskFigures[]> {
  const rows = await db
    .select({
      slug: groups.slug,
      name: groups.name,
      open: count(tasks.groupId),
      overdue: sum(sql`${tasks.dueDate} < ${today()}`),
      nobody: sum(sql`${tasks.groupId} IS NOT NULL AND ${tasks.assigneePersonId} IS NULL AND ${tasks.assigneeOrganisationId} IS NULL`),
      undated: sum(sql`${tasks.groupId} IS NOT NULL AND ${tasks.dueDate} IS NULL`),
    })
    .from(groups)
    .leftJoin(tasks, and(eq(tasks.groupId, groups.id), inArray(tasks.state, unfinished)))
    .where(groupsWhere(actor, leads))
    .groupBy(groups.id)
    .orderBy(asc(groups.name));
  return rows;
}
