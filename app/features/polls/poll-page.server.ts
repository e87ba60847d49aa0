/** Searches for a date as members of a group and the Geschäftsstelle see them. */
import { eq } from 'drizzle-orm';
import { db, meetings, people } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { GroupId, PersonId, PollChoice, PollId, PollProposalId } from '~db/values';
import { authorize, rightsAmong } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import { type Overlap, conflictsOf, ownMeetingsBetween } from '~/features/meetings/conflicts.server';
import { planDefaults } from '~/features/meetings/meeting-page.server';
import { NotFound, Rejected } from '~/services/errors';
import { clockOf, dayOf, lastDayOf } from '~/services/time';
import {
  type Answer,
  type Asked,
  type Poll,
  type Proposal,
  answerBasis,
  answersOf,
  askedIn,
  openPolls,
  pollBasis,
  proposalsOf,
  readPoll,
  repliesOf,
} from './poll-records.server';
import { countsOf, endOf, proposalLimits, ranked, standingOf, wasRemindedToday } from './polls';
import { unanswered } from './unanswered';

const usualMinutes = 120;

/** What the form of a new search begins with: time, length and place of the last meeting, as groups keep to them. */
export async function newPoll(actor: Actor, groupId: GroupId) {
  const { from, until, place, link } = await planDefaults(actor, groupId);
  const duration = from && until ? minutesOf(until) - minutesOf(from) : usualMinutes;
  const rows = Array.from({ length: proposalLimits.rows }, () => ({ day: '', from }));
  return { key: newId<'poll'>(), values: { place, link, duration: String(duration), proposals: rows } };
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** What is under way above the meetings of a group; for guests nothing is. A fixed number of statements. */
export async function pollSection(actor: Actor, groupId: GroupId) {
  const { actor: reader, facts } = await authorize(actor, 'group.read', groupId);
  if (!can(reader, 'poll.read', facts)) return [];
  const running = await openPolls(groupId);
  if (running.length === 0) return [];
  const ids = running.map(({ id }) => id);
  const asked = await askedIn(groupId);
  const proposals = await proposalsOf(ids);
  const answers = await answersOf(ids);
  const replies = await repliesOf(ids);
  const mayAnswer = can(reader, 'poll.answer', facts);
  return running.map((poll) => {
    const dates = proposals.filter(({ pollId }) => pollId === poll.id);
    const replied = new Set(replies.flatMap(({ pollId, personId }) => (pollId === poll.id ? personId : [])));
    return {
      id: poll.id,
      title: poll.title,
      standing: standingOf(poll),
      lastDay: lastDayOf(poll.deadline),
      answered: asked.filter(({ id }) => replied.has(id)).length,
      asked: asked.length,
      own: mayAnswer ? ownStanding(reader.id, replied, dates, answers) : null,
      mayLead: can(reader, 'poll.lead', facts),
    };
  });
}
export type PollLine = Awaited<ReturnType<typeof pollSection>>[number];

/** Whether somebody has answered, and everything. */
function ownStanding(id: PersonId, replied: ReadonlySet<PersonId>, dates: readonly Proposal[], answers: readonly Answer[]) {
  if (!replied.has(id)) return 'none' as const;
  return unanswered([{ id }], dates, answers).length > 0 ? ('partly' as const) : ('given' as const);
}

type ChoiceOf = (personId: PersonId, proposalId: PollProposalId) => PollChoice | null;

/** Finds what somebody says to a date. */
function choices(answers: readonly Answer[]): ChoiceOf {
  const key = (personId: PersonId, proposalId: PollProposalId) => `${personId} ${proposalId}`;
  const said = new Map(answers.map(({ personId, proposalId, choice }) => [key(personId, proposalId), choice]));
  return (personId, proposalId) => said.get(key(personId, proposalId)) ?? null;
}

/** All that is known of a search, for whoever was let in to it. */
async function factsOf(poll: Poll) {
  const proposals = await proposalsOf([poll.id]);
  const answers = await answersOf([poll.id]);
  const replies = await repliesOf([poll.id]);
  const asked = await askedIn(poll.groupId, db, poll.endedAt ?? new Date());
  return { proposals, answers, replies, asked, choiceOf: choices(answers) };
}
type Facts = Awaited<ReturnType<typeof factsOf>>;

async function pollAt(actor: Actor, slug: string | undefined, id: PollId, action: 'poll.read' | 'poll.lead') {
  const granted = await authorize(actor, action, id);
  const poll = await readPoll(id);
  if (poll.group.slug !== slug) throw new NotFound(id);
  return { granted, poll };
}

/**
 * The page of a search. Who has not answered is in it for those alone who can remind them. A fixed number of
 * statements.
 *
 * @throws NotFound, SignInRequired
 */
export async function pollPage(actor: Actor, slug: string | undefined, id: PollId) {
  const { granted, poll } = await pollAt(actor, slug, id, 'poll.read');
  const facts = await factsOf(poll);
  const may = rightsAmong(granted, { answer: 'poll.answer', lead: 'poll.lead' });
  const standing = standingOf(poll);
  const me = granted.actor;
  const own = facts.answers.filter(({ personId }) => personId === me.id);
  const reply = facts.replies.find(({ personId }) => personId === me.id);
  const mayAnswer = standing === 'open' && may.answer;
  const overlaps = mayAnswer ? await overlapsOf(me, poll, facts.proposals) : () => [];
  const dates = datesOf(poll, facts).map(({ names: { open: _open, ...names }, ...date }) => ({
    ...date,
    names,
    own: facts.choiceOf(me.id, date.id),
    overlaps: overlaps(date),
  }));
  const mayLead = poll.state === 'open' && may.lead;
  const replied = repliersOf(facts);
  return {
    id,
    title: poll.title,
    note: poll.note,
    place: poll.place,
    link: poll.link,
    group: poll.group,
    standing,
    lastDay: lastDayOf(poll.deadline),
    proposer: await nameOf(poll.proposedBy),
    endedBy: poll.endedBy && (await nameOf(poll.endedBy)),
    endReason: poll.endReason,
    meeting: await meetingOf(poll),
    /** In the order of time. */
    dates,
    /** By how well they suit; the best is of interest as long as there is a choice. */
    ranking: ranked(dates).map(({ id: date, best }) => ({ id: date, best: best && poll.state === 'open' })),
    replies: replied.map(({ name, comment, id: personId }) => ({
      name,
      comment,
      choices: dates.map((date) => facts.choiceOf(personId, date.id)),
    })),
    answered: replied.length,
    asked: facts.asked.length,
    missing: mayLead ? missingOf(facts) : null,
    reminded: wasRemindedToday(poll),
    own: { replied: reply !== undefined, comment: reply?.comment ?? '' },
    basis: answerBasis(poll, facts.proposals, own, reply?.comment ?? ''),
    mayAnswer,
    mayLead,
  };
}
export type PollPage = Awaited<ReturnType<typeof pollPage>>;
export type PollDate = PollPage['dates'][number];

/** The dates with who says what to each, as far as they are still asked. */
function datesOf({ duration, state }: Poll, { proposals, asked, choiceOf }: Facts) {
  const now = new Date();
  return proposals.map(({ id, startsAt, chosen }) => {
    const said = asked.map((person) => ({ name: person.name, choice: choiceOf(person.id, id) }));
    const names = (wanted: PollChoice | null) => said.flatMap(({ name, choice }) => (choice === wanted ? name : []));
    return {
      id,
      startsAt,
      endsAt: endOf(startsAt, duration),
      chosen,
      past: state === 'open' && startsAt <= now,
      counts: countsOf(said.map(({ choice }) => choice)),
      names: { yes: names('yes'), if_needed: names('if_needed'), no: names('no'), open: names(null) },
    };
  });
}

/** Who has answered and is still asked, by name, with what they add. */
const repliersOf = ({ asked, replies }: Facts) =>
  asked.flatMap(({ id, name }) => {
    const reply = replies.find(({ personId }) => personId === id);
    return reply ? [{ id, name, comment: reply.comment }] : [];
  });

/** Who has said nothing yet, and who not to every date. */
function missingOf({ asked, replies, proposals, answers }: Facts) {
  const open = unanswered(asked, proposals, answers);
  const names = (people: readonly Asked[]) => people.map(({ name }) => name);
  const hasReplied = ({ id }: Asked) => replies.some(({ personId }) => personId === id);
  return { all: names(open.filter((person) => !hasReplied(person))), partly: names(open.filter(hasReplied)) };
}

/** Says where somebody is expected at a proposed date. */
async function overlapsOf(
  me: Parameters<typeof ownMeetingsBetween>[0],
  { duration }: Poll,
  proposals: readonly Proposal[],
): Promise<(date: { startsAt: Date; endsAt: Date }) => Overlap[]> {
  const [first, last] = [proposals[0]!, proposals.at(-1)!];
  const own = await ownMeetingsBetween(me, first.startsAt, endOf(last.startsAt, duration));
  return ({ startsAt, endsAt }) => own.filter((meeting) => meeting.startsAt < endsAt && meeting.endsAt > startsAt);
}

async function nameOf(id: PersonId): Promise<string> {
  const [person] = await db.select({ name: people.name }).from(people).where(eq(people.id, id));
  return person!.name;
}

async function meetingOf({ meetingId }: Poll): Promise<{ number: number; cancelled: boolean } | null> {
  if (!meetingId) return null;
  const [meeting] = await db
    .select({ number: meetings.number, state: meetings.state })
    .from(meetings)
    .where(eq(meetings.id, meetingId));
  return { number: meeting!.number, cancelled: meeting!.state === 'cancelled' };
}

/**
 * What the form for changing a search is filled from.
 *
 * @throws NotFound without the right
 * @throws Rejected `pollEnded`
 */
export async function pollToChange(actor: Actor, slug: string | undefined, id: PollId) {
  const { poll } = await pollAt(actor, slug, id, 'poll.lead');
  if (poll.state !== 'open') throw new Rejected('pollEnded');
  const proposals = await proposalsOf([id]);
  const { title, note, place, link, duration, deadline, group } = poll;
  const rows = proposals.map(({ startsAt }) => ({ day: dayOf(startsAt), from: clockOf(startsAt) }));
  return {
    id,
    group,
    answered: (await repliesOf([id])).length,
    values: { title, note, place, link, duration: String(duration), lastDay: lastDayOf(deadline), proposals: rows },
    basis: pollBasis(poll, proposals),
  };
}

/**
 * What one has to know before a date is chosen: who would come, who would have to be asked, who is expected elsewhere.
 *
 * @throws NotFound without the right
 * @throws Rejected `pollEnded`, `pollProposalPassed`, `pollProposalGone` where the search has no such date any more
 */
export async function choicePage(actor: Actor, slug: string | undefined, id: PollId, proposal: PollProposalId) {
  const { granted, poll } = await pollAt(actor, slug, id, 'poll.lead');
  if (poll.state !== 'open') throw new Rejected('pollEnded');
  const facts = await factsOf(poll);
  const date = datesOf(poll, facts).find((one) => one.id === proposal);
  if (!date) throw new Rejected('pollProposalGone');
  if (date.past) throw new Rejected('pollProposalPassed');
  const { hasLast } = await planDefaults(actor, poll.groupId);
  const slot = { id: null, group: { id: poll.groupId }, startsAt: date.startsAt, endsAt: date.endsAt };
  return {
    id,
    group: poll.group,
    title: poll.title,
    startsAt: date.startsAt,
    endsAt: date.endsAt,
    names: date.names,
    running: standingOf(poll) === 'open',
    missing: unanswered(facts.asked, facts.proposals, facts.answers).length,
    conflicts: await conflictsOf(granted.actor, slot),
    hasLast,
    values: { place: poll.place, link: poll.link, note: [poll.title, poll.note].filter(Boolean).join('\n\n') },
  };
}
