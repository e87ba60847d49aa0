/**
 * Everything that can wait for somebody, in the order of the page. Another kind is another entry here, which finds
 * its lines by a number of statements that does not grow, and a heading and its sentences in the words `today`.
 */
import type { Language } from '~db/values';
import { type Person, can } from '~/access/policy';
import { votePath } from '~/features/decisions/circular';
import { votesWaitingFor } from '~/features/decisions/waiting.server';
import { meetingPath } from '~/features/meetings/address';
import { comingMeetingsOf } from '~/features/meetings/coming.server';
import { outboxPath } from '~/features/office/outbox';
import { deskOverview } from '~/features/office/overview.server';
import { pollPath } from '~/features/polls/polls';
import { pollsWaitingFor } from '~/features/polls/waiting.server';
import { reviewsWaitingFor } from '~/features/reviews/waiting.server';
import { dueTasksOf } from '~/features/tasks/due.server';
import { myDueTasksPath, myTasksPath, taskPath } from '~/features/tasks/place';
import { dayOf, formatSpan } from '~/services/time';
import { reviewPath } from '~/texts/review-path';
import { mentionsOf } from './mentions.server';
import { type Found, type Line, allOf } from './today';
import { draftsOf, roundsOf } from './upkeep.server';

export type Asked = { actor: Person; language: Language; most: number };

/** The lines of a kind, and where more of them are. */
export type Told = Found & {
  /** The list that holds exactly these. */
  all?: string;
  /** A wider list of the same, and how many are in it. */
  wider?: { path: string; count: number };
};

type Source = (asked: Asked) => Promise<Told>;

const reviews: Source = async ({ actor, most }) => {
  const { reviews, count } = await reviewsWaitingFor(actor, most);
  const lines = reviews.map(
    ({ id, organisation, group, about, lastDay }): Line => ({
      key: `${id} ${organisation.id}`,
      sentence: 'meeting' in about ? 'reviewOfMinutes' : 'reviewOfDocument',
      values: { group, organisation: organisation.name, ...('meeting' in about ? { number: about.meeting } : about) },
      path: reviewPath(id),
      day: lastDay,
    }),
  );
  return { lines, count };
};

const votes: Source = async ({ actor, most }) => {
  const { votes, count } = await votesWaitingFor(actor, most);
  const lines = votes.map(
    ({ id, title, group, lastDay }): Line => ({
      key: id,
      sentence: 'vote',
      values: { group: group.name, title },
      path: votePath(group.slug, id),
      day: lastDay,
    }),
  );
  return { lines, count };
};

const dates: Source = async ({ actor, most }) => {
  const { polls, count } = await pollsWaitingFor(actor, most);
  const lines = polls.map(
    ({ id, title, group, lastDay, due }): Line => ({
      key: id,
      sentence: due ? 'pollDue' : 'poll',
      values: { group: group.name, title },
      path: pollPath(group.slug, id),
      ...(due ? {} : { day: lastDay }),
    }),
  );
  return { lines, count };
};

const tasks: Source = async ({ actor, most }) => {
  const { tasks, dueCount, openCount } = await dueTasksOf(actor, most);
  const lines = tasks.map(
    ({ id, what, dueDate, group, done, maySetState }): Line => ({
      key: id,
      sentence: 'task',
      values: { what, group: group.name },
      path: taskPath(group.slug, id),
      day: dueDate,
      ...(done ? { told: true } : {}),
      ...(maySetState ? { step: { kind: 'task', id, what, done } } : {}),
    }),
  );
  const wider = openCount > dueCount ? { wider: { path: myTasksPath, count: openCount } } : {};
  return { lines, count: dueCount, all: myDueTasksPath, ...wider };
};

const meetings: Source = async ({ actor, language, most }) => {
  const { meetings, count } = await comingMeetingsOf(actor, most);
  const lines = meetings.map(
    ({ id, number, group, startsAt, endsAt, items, answer }): Line => ({
      key: id,
      sentence: items > 0 ? 'meeting' : 'meetingWithoutAgenda',
      values: { group: group.name, number, when: formatSpan(startsAt, endsAt, language), count: items },
      path: meetingPath(group.slug, number),
      day: dayOf(startsAt),
      ...(answer === null ? {} : { told: true }),
      ...(answer === undefined ? {} : { step: { kind: 'answer', meeting: id, answer } }),
    }),
  );
  return { lines, count };
};

/** What the Geschäftsstelle deals with at its desk: a line each, which says how much of it there is. */
const desk: Source = async ({ actor }) => {
  if (!can(actor, 'portal.office', {})) return { lines: [], count: 0 };
  const { requests, failed, mails, invited } = await deskOverview(actor);
  const all: (Line & { values: { count: number } })[] = [
    { key: 'requests', sentence: 'requests', values: { count: requests }, path: '/geschaeftsstelle/anfragen' },
    { key: 'failed', sentence: 'failed', values: { count: failed }, path: '/geschaeftsstelle' },
    { key: 'mails', sentence: 'mails', values: { count: mails }, path: `${outboxPath}?stand=failed` },
    { key: 'invited', sentence: 'invited', values: { count: invited }, path: '/geschaeftsstelle/personen?stand=eingeladen', told: true },
  ];
  const lines = all.filter(({ values }) => values.count > 0);
  return { lines, count: lines.length };
};

const drafts: Source = ({ actor, most }) => draftsOf(actor, most);
const rounds: Source = ({ actor, most }) => roundsOf(actor, most);
const mentions: Source = ({ actor, most }) => mentionsOf(actor, most);

/** By the names that stand in addresses (`?alle=…`). */
export const sources = { reviews, votes, dates, tasks, meetings, mentions } satisfies Record<string, Source>;

/** What the desk, and groups, need of those who keep or lead them; shown below the news. */
export const upkeep = { desk, drafts, rounds } satisfies Record<string, Source>;

const every = { ...sources, ...upkeep };
export type Kind = keyof typeof every;

export const isKind = (name: string | null): name is Kind => name !== null && Object.hasOwn(every, name);

export type Section = Told & { kind: Kind; all: string };

/** What of a kind waits for somebody. */
export async function tell(kind: Kind, asked: Asked): Promise<Section> {
  const told = await every[kind](asked);
  return { ...told, kind, all: told.all ?? allOf(kind) };
}

/** The same of several kinds, one after the other; those without anything are left out. */
export async function tellAll(kinds: Record<string, unknown>, asked: Asked): Promise<Section[]> {
  const sections = [];
  for (const kind of Object.keys(kinds)) if (isKind(kind)) sections.push(await tell(kind, asked));
  return sections.filter(({ lines, wider }) => lines.length > 0 || wider);
}
