/** Searches for a date for tests, as the lead of a group begins them. */
import { db, pollProposals } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { Day, PollChoice, PollId, PollProposalId } from '~db/values';
import { answerPoll } from '~/features/polls/answering.server';
import { beginPoll } from '~/features/polls/keeping.server';
import { pollPage } from '~/features/polls/poll-page.server';
import { type NewPoll, type PollChange, newPollSchema, pollChangeSchema } from '~/features/polls/polls';
import { eq } from 'drizzle-orm';
import { addDays, today } from '~/services/time';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';

/** What is typed into the form; the dates by the days from today. */
export const typed = (days: readonly number[] = [10, 11, 12], changed: Record<string, unknown> = {}) => ({
  key: newId<'poll'>(),
  title: 'Sitzung im Frühjahr',
  note: 'Bitte Zahlen mitbringen.',
  place: 'Haus der Begegnung',
  link: '',
  duration: '90',
  lastDay: addDays(today(), 5) as string,
  proposals: days.map((ahead) => ({ day: addDays(today(), ahead) as Day, from: '14:00' })),
  ...changed,
});

export const asking = (...asked: Parameters<typeof typed>): NewPoll => newPollSchema.parse(typed(...asked));
export const changing = (basis: string, ...asked: Parameters<typeof typed>): PollChange =>
  pollChangeSchema.parse({ ...typed(...asked), basis });

export type Running = { alliance: Alliance; id: PollId; dates: PollProposalId[] };

/** A search that has begun. */
export async function begun(days?: readonly number[], changed?: Record<string, unknown>): Promise<Running> {
  const alliance = await makeAlliance();
  const id = await beginPoll(await alliance.as('lead'), alliance.groupId, asking(days, changed));
  return { alliance, id, dates: await datesOf(id) };
}

export const datesOf = async (id: PollId): Promise<PollProposalId[]> =>
  (await db.select().from(pollProposals).where(eq(pollProposals.pollId, id)).orderBy(pollProposals.startsAt)).map(
    (row) => row.id,
  );

const signs = { '+': 'yes', '~': 'if_needed', '-': 'no' } as const satisfies Record<string, PollChoice>;

/** Answers in a search, a sign a date in the order of time; a dot says nothing. */
export async function says(
  { alliance, id }: Pick<Running, 'alliance' | 'id'>,
  role: Role,
  answers: string,
  { comment = '', rest = false, basis }: { comment?: string; rest?: boolean; basis?: string } = {},
) {
  const actor = await alliance.as(role);
  const dates = await datesOf(id);
  const said = dates.flatMap((date, index) => {
    const choice = signs[answers[index] as keyof typeof signs] as PollChoice | undefined;
    return choice ? [[date, choice] as const] : [];
  });
  const seen = basis ?? (await pollPage(actor, alliance.slug, id)).basis;
  return answerPoll(actor, id, { answers: Object.fromEntries(said), rest, comment, basis: seen });
}
