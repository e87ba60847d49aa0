/** A search for a date of the example that is under way, with answers of all kinds. */
import { awaitDeadline } from '~/features/polls/deadline.server';
import { endOfDay, momentAt } from '~/services/time';
import { type Tx, pollAnswers, pollProposals, pollReplies, polls } from '../client.server';
import type { PollChoice, PollId, PollProposalId } from '../values';
import { workday } from './days';
import { demoGroups, groupId } from './groups';
import type { History } from './history';
import { demoId } from './ids';
import { personId } from './people';

const slug = 'sprachfoerderung';
const title = 'Sondersitzung zu den Sprachprüfungen';
export const pollId: PollId = demoId('poll', title);

/** Days from today, as everywhere. */
const dates: readonly (readonly [number, string])[] = [
  [16, '10:00'],
  [19, '11:00'],
  [22, '14:00'],
  [24, '17:30'],
];

const choices = { '+': 'yes', '~': 'if_needed', '-': 'no' } as const satisfies Record<string, PollChoice>;

/** A sign a date, a dot where nothing was said; and what they add. */
const said: Record<string, { answers: string; comment?: string }> = {
  yildiz: { answers: '++~+' },
  abbas: { answers: '-+++', comment: 'Am Vormittag unterrichte ich.' },
  ahlers: { answers: '~+-+' },
  dierks: { answers: '++--', comment: 'Ab 17 Uhr nur per Video.' },
  eggers: { answers: '-+~+' },
  kaya: { answers: '++..', comment: 'Die anderen Termine kläre ich noch.' },
  tadesse: { answers: '~~++' },
};

export async function fillPolls(tx: Tx, history: History): Promise<void> {
  const group = demoGroups.find((one) => one.slug === slug)!;
  const lead = group.lead[0]!;
  const startedAt = momentAt(workday(-3), '08:50');
  const deadline = endOfDay(workday(5));
  await tx.insert(polls).values({
    id: pollId,
    groupId: groupId(slug),
    title,
    note: 'Wir bereiten die gemeinsame Anmeldung vor. Bitte bringen Sie die Zahlen Ihrer Kurse mit.',
    place: 'Haus der Begegnung, Raum 2, Hannover',
    link: 'https://konferenz.example/sprachpruefungen',
    duration: 90,
    proposedBy: personId(lead),
    startedAt,
    deadline,
  });
  await tx.insert(pollProposals).values(
    dates.map(([days, time], index) => ({ id: dateId(index), pollId, startsAt: momentAt(workday(days), time) })),
  );
  await awaitDeadline(tx, pollId, deadline);
  const note = history.of(group, { kind: 'poll', id: pollId, name: title });
  note('poll.started', lead, startedAt);
  for (const [index, [key, { answers, comment = '' }]] of Object.entries(said).entries()) {
    const at = momentAt(workday(-2), `18:${10 + index}`);
    await tx.insert(pollReplies).values({ pollId, personId: personId(key), comment, at });
    await tx.insert(pollAnswers).values(answersIn(answers).map((answer) => ({ ...answer, personId: personId(key) })));
    note('poll.answered', key, at);
  }
}

export const dateId = (index: number): PollProposalId => demoId('pollProposal', `${title} ${index}`);

const answersIn = (signs: string): { proposalId: PollProposalId; choice: PollChoice }[] =>
  [...signs].flatMap((sign, index) => {
    const choice = choices[sign as keyof typeof choices] as PollChoice | undefined;
    return choice ? [{ proposalId: dateId(index), choice }] : [];
  });
