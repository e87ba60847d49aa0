/** Circular votes of the example: one under way, one accepted, one that was called into the next meeting. */
import { and, eq } from 'drizzle-orm';
import { lastNumber } from '~/features/minutes/numbers.server';
import { defaultLanguage } from '~/services/i18n/languages';
import { translator } from '~/services/i18n/translate.server';
import { addJob } from '~/services/jobs/jobs.server';
import { dayOf, endOfDay, momentAt } from '~/services/time';
import { type Tx, agendaItems, circularBallots, circularVotes, decisions } from '../client.server';
import type { CircularChoice, CircularVoteId, MeetingId } from '../values';
import { workday } from './days';
import { type DemoGroup, demoGroups, groupId, membersOf } from './groups';
import type { History } from './history';
import { demoId } from './ids';
import { demoMeetings, meetingId } from './meetings';
import { personId, personName } from './people';

type DemoVote = {
  title: string;
  resolutionText: string;
  reason?: string;
  /** Days from today, as everywhere. */
  days: number;
  lastDay: number;
  /** When it ended, and how; without it is under way. */
  ended?: { days: number; state: 'accepted' | 'to_meeting' };
  /** Who said what; `others` is what everybody else said. */
  said: Record<string, CircularChoice>;
  others?: CircularChoice;
};

const slug = 'sprachfoerderung';

const demoVotes: readonly DemoVote[] = [
  {
    title: 'Raum für das Sprachcafé in Hameln',
    resolutionText: 'Die Arbeitsgruppe übernimmt bis Ende des Jahres die Miete für den Raum des Sprachcafés in Hameln, höchstens 180 Euro im Monat.',
    reason: 'Der bisherige Raum fällt weg, und die Zusage muss vor der nächsten Sitzung gegeben werden.',
    days: -27,
    lastDay: -20,
    ended: { days: -21, state: 'accepted' },
    said: { ahlers: 'no', grote: 'abstain', koch: 'abstain' },
    others: 'yes',
  },
  {
    title: 'Gemeinsame Anmeldung für Sprachprüfungen',
    resolutionText: 'Die Träger melden ihre Teilnehmenden künftig gemeinsam zu den Sprachprüfungen an.',
    reason: 'Gemeinsame Termine sparen Fahrten und Gebühren.',
    days: -9,
    lastDay: 2,
    ended: { days: -3, state: 'to_meeting' },
    said: { lueders: 'yes', yildiz: 'yes', eggers: 'yes', mueller: 'meeting' },
  },
  {
    title: 'Faltblatt in einfacher Sprache',
    resolutionText: 'Das Faltblatt „Deutsch lernen in Niedersachsen“ erscheint auch in einfacher Sprache, in einer Auflage von 2.000 Stück.',
    reason: 'Die Druckerei hält ihr Angebot nur bis zum Ende dieser Abstimmung aufrecht.',
    days: -4,
    lastDay: 6,
    said: { yildiz: 'yes', abbas: 'yes', dierks: 'yes', kaya: 'abstain', tadesse: 'yes' },
  },
];

/** After the meetings: the accepted one takes the number that follows theirs. */
export async function fillCircular(tx: Tx, history: History): Promise<void> {
  const group = demoGroups.find((one) => one.slug === slug)!;
  for (const vote of demoVotes) await fillVote(tx, group, vote, history);
}

async function fillVote(tx: Tx, group: DemoGroup, vote: DemoVote, history: History): Promise<void> {
  const { title, resolutionText, reason = '', ended } = vote;
  const id: CircularVoteId = demoId('circularVote', title);
  const lead = group.lead[0]!;
  const startedAt = momentAt(workday(vote.days), '09:15');
  const deadline = endOfDay(workday(vote.lastDay));
  const endedAt = ended ? momentAt(workday(ended.days), '18:30') : null;
  const caller = Object.keys(vote.said).find((key) => vote.said[key] === 'meeting');
  const meeting = ended?.state === 'to_meeting' ? nextMeeting() : null;
  await tx.insert(circularVotes).values({
    id,
    groupId: groupId(slug),
    title,
    resolutionText,
    reason,
    proposedBy: personId(lead),
    startedAt,
    deadline,
    state: ended?.state ?? 'open',
    endedAt,
    endedBy: caller ? personId(caller) : null,
    meetingId: meeting,
  });
  const note = history.of(group, { kind: 'circular', id, name: title });
  note('circular.proposed', lead, startedAt);
  await fillBallots(tx, id, group, vote, note);
  if (!endedAt) await addJob(tx, 'circular.deadline', { voteId: id }, { at: deadline });
  if (ended?.state === 'accepted') {
    note('circular.accepted', lead, endedAt!);
    await enter(tx, id, group, vote, endedAt!);
  }
  if (meeting && caller) {
    note('circular.called', caller, endedAt!);
    await putOn(tx, meeting, vote, { lead, caller });
  }
}

const votersOf = (group: DemoGroup) => membersOf(group).flatMap(({ key, role }) => (role === 'guest' ? [] : [key]));

const choiceOf = ({ said, others }: DemoVote, key: string): CircularChoice | null => said[key] ?? others ?? null;

async function fillBallots(
  tx: Tx,
  voteId: CircularVoteId,
  group: DemoGroup,
  vote: DemoVote,
  note: ReturnType<History['of']>,
): Promise<void> {
  const day = workday(vote.ended?.days ?? -2);
  const ballots = votersOf(group).map((key, index) => ({
    key,
    choice: choiceOf(vote, key),
    at: momentAt(day, `17:${10 + index}`),
  }));
  await tx.insert(circularBallots).values(
    ballots.map(({ key, choice, at }) => ({ voteId, personId: personId(key), choice, at: choice ? at : null })),
  );
  for (const { key, choice, at } of ballots) if (choice) note('circular.voted', key, at);
}

async function enter(tx: Tx, id: CircularVoteId, group: DemoGroup, vote: DemoVote, endedAt: Date): Promise<void> {
  const choices = votersOf(group).map((key) => choiceOf(vote, key));
  const count = (wanted: CircularChoice) => choices.filter((choice) => choice === wanted).length;
  const year = Number(dayOf(endedAt).slice(0, 4));
  await tx.insert(decisions).values({
    id: demoId('decision', vote.title),
    groupId: groupId(slug),
    circularVoteId: id,
    year,
    number: (await lastNumber(tx, groupId(slug), year)) + 1,
    resolutionText: vote.resolutionText,
    yes: count('yes'),
    no: count('no'),
    abstained: count('abstain'),
    result: 'adopted',
    approvedAt: endedAt,
  });
}

function nextMeeting(): MeetingId {
  const { number } = demoMeetings.find(({ group, days, cancelReason }) => group === slug && days > 0 && !cancelReason)!;
  return meetingId(slug, number);
}

async function putOn(
  tx: Tx,
  meeting: MeetingId,
  { title, resolutionText }: DemoVote,
  { lead, caller }: { lead: string; caller: string },
): Promise<void> {
  const taken = await tx.$count(agendaItems, and(eq(agendaItems.meetingId, meeting), eq(agendaItems.state, 'accepted')));
  await tx.insert(agendaItems).values({
    id: demoId('agendaItem', title),
    meetingId: meeting,
    position: taken + 2,
    title: translator(defaultLanguage, 'meetings')('agenda.calledTitle', { title }),
    kind: 'decision',
    presenter: personName(lead),
    internal: true,
    proposedBy: personId(caller),
    note: resolutionText,
  });
}
