/**
 * What the page of minutes shows, in each state, to whoever may read them. The number of statements
 * does not grow with what is on the page.
 */
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { db, meetings, organisations } from '~db/client.server';
import type { GroupId, Language, MinutesId, MinutesState, TaskState, VersionId } from '~db/values';
import { kept } from '~db/kept.server';
import { audienceOf } from '~/access/audience.server';
import { type Granted, authorize, factsOfMinutes, rightsAmong } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import { withDecisionNumbers } from '~/editor/shared-minutes';
import { peopleOfGroup } from '~/features/groups/members.server';
import { taskFromMinutesThread } from '~/features/tasks/place';
import { type ShownTask, tasksFrom } from '~/features/tasks/tasks.server';
import { standingOf } from '~/features/reviews/standing.server';
import { NotFound } from '~/services/errors';
import type { Sent } from '~/services/sent-html';
import { dayOf, today } from '~/services/time';
import { commentDeskFor, threadsFor } from '~/texts/commenting.server';
import { readDraft } from '~/texts/draft.server';
import { noteReading } from '~/texts/looks.server';
import { latestRound } from '~/texts/rounds.server';
import type { Subject } from '~/texts/subjects.server';
import { readVersionOf } from '~/texts/versions.server';
import { attendanceOf } from './attendance.server';
import { aboutToBegin } from './begin.server';
import { carriedInto } from './carried.server';
import { correctionsOf } from './corrections.server';
import { distributionOf } from './distribution.server';
import type { Attendee } from './minutes';
import { type Placed, minutesAt } from './minutes.server';
import { noteOfficeReading } from './readings.server';
import { type Audience, type Rendering, renderFor, renderFrozen } from './rendering.server';
import { checkSeal } from './seal.server';
import { subjectWith } from './subject.server';

type Head = {
  meeting: { id: string; number: number; startsAt: string; endsAt: string; place: string };
  group: { name: string; slug: string; field: string };
  chair: string;
  minuteTaker: string;
  startedAt: string;
  endedAt: string;
};

/** As the page is given it: its text is sent once. */
export type MinutesPage = Sent<Awaited<ReturnType<typeof minutesPage>>>;

/**
 * The page at an address.
 *
 * @param options.check computes the seal of approved minutes anew
 * @throws NotFound, SignInRequired
 */
export async function minutesPage(
  actor: Actor,
  at: { group: string; number: number },
  options: { language: Language; check: boolean },
) {
  const found = await minutesAt(at.group, at.number);
  if (!found) throw new NotFound();
  const { minutes } = found;
  if (!minutes) {
    await authorize(actor, 'meeting.read', found.meeting.id);
    const cancelled = found.meeting.state === 'cancelled';
    const mayBegin = !cancelled && can(actor, 'minutes.begin', aboutToBegin(found.group.id));
    return { state: 'none' as const, cancelled, mayBegin, head: headOf({ ...found, minutes: noMinutes }) };
  }
  const placed: Placed = { ...found, minutes };
  const granted = await authorize(actor, 'minutes.read', minutes.id);
  await noteOfficeReading(granted.actor, minutes.id, granted.facts);
  const readsInternal = can(granted.actor, 'minutes.readInternal', granted.facts);
  const subject = subjectWith(placed, granted.facts);
  const tasks = await tasksFrom(actor, minutes.id, readsInternal);
  const audience: Audience = { readsInternal, language: options.language, taskStates: statesOf(tasks) };
  const common = {
    minutesId: minutes.id,
    textId: minutes.textId,
    personId: granted.actor.id,
    personName: granted.actor.name,
    head: headOf(placed),
    readsInternal,
    tasks,
    carried: await carriedInto(placed, actor, readsInternal),
    may: rightsAmong(granted, asked),
    audience: await whoReads(minutes.id),
    commentDesk: {
      ...(await commentDeskFor(subject, granted.actor)),
      taskFrom: mayAddTask(placed.group, granted.actor) ? taskFromMinutesThread(placed.group.slug) : null,
    },
  };
  switch (minutes.state) {
    case 'draft':
      return { ...common, state: minutes.state, ...(await draftPart(placed, audience, granted, subject)) };
    case 'in_review':
      return { ...common, state: minutes.state, ...(await reviewPart(placed, audience, granted, subject)) };
    case 'approved':
      return { ...common, state: minutes.state, ...(await approvedPart(placed, audience, granted, subject, options.check)) };
  }
}

const mayAddTask = ({ id, archivedAt }: Placed['group'], actor: Actor): boolean =>
  can(actor, 'group.addTask', { groupId: id, archived: archivedAt !== null });

const minuteInMs = 60_000;

/** "Wer sieht das?"; looked up anew after a minute, as roles and mandates begin and end by themselves. */
const whoReads = kept(async (id) => {
  const facts = await factsOfMinutes(id as MinutesId);
  const value = facts ? await audienceOf('minutes.read', { facts }) : { people: 0, parts: [] };
  return { value, until: Date.now() + minuteInMs };
});

const noMinutes = { chair: '', minuteTaker: '', startedAt: '', endedAt: '' };

function headOf({
  minutes,
  meeting,
  group,
}: Pick<Placed, 'meeting' | 'group'> & { minutes: Pick<Placed['minutes'], keyof typeof noMinutes> }): Head {
  return {
    meeting: {
      id: meeting.id,
      number: meeting.number,
      startsAt: meeting.startsAt.toISOString(),
      endsAt: meeting.endsAt.toISOString(),
      place: meeting.place,
    },
    group: { name: group.name, slug: group.slug, field: group.field },
    chair: minutes.chair,
    minuteTaker: minutes.minuteTaker,
    startedAt: minutes.startedAt,
    endedAt: minutes.endedAt,
  };
}

/** Which steps are offered; the commands ask again. */
const asked = {
  edit: 'minutes.edit',
  comment: 'minutes.comment',
  startReview: 'minutes.startReview',
  remind: 'minutes.remind',
  readAnswers: 'minutes.readAnswers',
  respond: 'minutes.respond',
  returnToDraft: 'minutes.returnToDraft',
  approve: 'minutes.approve',
  correct: 'minutes.correct',
} as const;

const statesOf = (tasks: readonly ShownTask[]): Map<string, TaskState> =>
  new Map(tasks.flatMap(({ blockId, state }) => (blockId ? [[blockId, state]] : [])));

async function draftPart(
  { minutes, group }: Placed,
  audience: Audience,
  granted: Granted<'minutes.read'>,
  subject: Subject,
) {
  const mayEdit = can(granted.actor, 'minutes.edit', granted.facts);
  const document = await readDraft(minutes.textId, 'minutes');
  if (audience.readsInternal) noteReading(granted.actor.id, minutes.textId, document);
  const attendance = await attendanceOf(minutes.meetingId);
  const round = await latestRound(minutes.textId);
  return {
    ...renderFor(document, { readsInternal: audience.readsInternal, language: audience.language }),
    attendance,
    threads: await threadsFor(subject, granted.actor, { document, versionId: null }),
    /** Why it came back from the last review. */
    returned: round?.state === 'withdrawn' ? { reason: round.reason, at: round.closedAt?.toISOString() ?? '' } : null,
    calendar: { today: today(), nextMeeting: mayEdit ? await nextMeetingOf(group.id) : null },
    desk: mayEdit ? await deskOf(group.id) : null,
  };
}

/** The day of the group's next meeting, for "bis zur nächsten Sitzung". */
async function nextMeetingOf(groupId: GroupId) {
  const [next] = await db
    .select({ startsAt: meetings.startsAt })
    .from(meetings)
    .where(and(eq(meetings.groupId, groupId), eq(meetings.state, 'planned'), gt(meetings.startsAt, new Date())))
    .orderBy(asc(meetings.startsAt))
    .limit(1);
  return next ? dayOf(next.startsAt) : null;
}

/** Whom those who write can name: people of the group, and organisations. */
async function deskOf(groupId: GroupId) {
  const named = await db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(isNull(organisations.archivedAt))
    .orderBy(asc(organisations.searchName));
  return { people: await peopleOfGroup(groupId), organisations: named };
}

async function reviewPart(
  { minutes }: Placed,
  audience: Audience,
  granted: Granted<'minutes.read'>,
  subject: Subject,
) {
  const readsAnswers = can(granted.actor, 'minutes.readAnswers', granted.facts);
  const round = await latestRound(minutes.textId);
  if (!round) throw new NotFound(minutes.id);
  const { versionId } = round;
  const { document } = await readVersionOf('minutes', versionId);
  if (audience.readsInternal) noteReading(granted.actor.id, minutes.textId, document);
  return {
    ...(await renderFrozen(versionId, '', audience, () => Promise.resolve(document))),
    attendance: await attendanceOf(minutes.meetingId),
    threads: await threadsFor(subject, granted.actor, { document, versionId }),
    review: await standingOf(round, readsAnswers),
  };
}

/** Where the comments stood was said while they mattered; the approved text is not read anew for it. */
async function earlierThreads(subject: Subject, { actor }: Granted<'minutes.read'>, versionId: VersionId) {
  if (!subject.may(actor, 'readInternal')) return [];
  const threads = await threadsFor(subject, actor, { document: { type: 'doc', content: [] }, versionId });
  return threads.map((thread) => ({ ...thread, orphaned: false }));
}

async function approvedPart(
  placed: Placed,
  audience: Audience,
  granted: Granted<'minutes.read'>,
  subject: Subject,
  check: boolean,
) {
  const { minutes } = placed;
  const { paper, approvedVersionId, sha256 } = minutes;
  if (!paper || !approvedVersionId || !sha256) throw new Error('Approved minutes without their seal.');
  const numbers = new Map(paper.decisions.map(({ blockId, number }) => [blockId, number]));
  const rendering: Rendering = await renderFrozen(approvedVersionId, sha256, audience, async () =>
    withDecisionNumbers((await readVersionOf('minutes', approvedVersionId)).document, numbers),
  );
  return {
    ...rendering,
    attendance: paper.attendance.map((row) => ({ ...row, personId: null, invited: false })) as Attendee[],
    threads: await earlierThreads(subject, granted, approvedVersionId),
    distribution: audience.readsInternal ? await distributionOf(placed.group.id, minutes.meetingId) : null,
    approval: { at: paper.approvedAt, by: paper.approvedBy, sha256 },
    /** The head as it was approved, whatever has been renamed since. */
    sealedHead: {
      group: paper.group.name,
      number: paper.meeting.number,
      startsAt: paper.meeting.startsAt,
      endsAt: paper.meeting.endsAt,
      place: paper.meeting.place,
    },
    corrections: (await correctionsOf(minutes.id)).map((row) => ({ ...row, at: row.at.toISOString() })),
    checked: check ? ((await checkSeal(minutes.id)) ?? null) : null,
  };
}

export type Shown<State extends MinutesState> = Extract<MinutesPage, { state: State }>;
