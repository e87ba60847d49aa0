/** Circular votes (Umlaufbeschlüsse): their addresses, forms and how they are counted. Runs anywhere. */
import { z } from 'zod';
import { daySchema, idSchema } from '~db/value-schemas';
import { type CircularChoice, type CircularState, type CircularVoteId, circularChoices } from '~db/values';
import { line, paragraphs } from '~/services/forms';

const circularPath = (groupSlug: string): string => `/gruppen/${groupSlug}/beschluesse/umlauf`;

export const newCircularPath = (groupSlug: string): string => `${circularPath(groupSlug)}/neu`;

export const votePath = (groupSlug: string, id: CircularVoteId): string => `${circularPath(groupSlug)}/${id}`;

/** The vote an address names. @throws ZodError, answered as not found */
export const voteIn = (params: Readonly<Record<string, string | undefined>>): CircularVoteId =>
  idSchema<'circularVote'>().parse(params.vote);

export const proposalSchema = z.object({
  /** Given with the form: sent twice, it still is one vote. */
  key: idSchema<'circularVote'>(),
  title: line(150),
  resolutionText: paragraphs(5000).pipe(z.string().min(1)),
  reason: paragraphs(5000),
  /** The last day on which votes are taken. */
  lastDay: daySchema,
});
export type Proposal = z.output<typeof proposalSchema>;

/** The steps on the page of a vote, by the button that was pressed. */
export const circularSteps = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('vote'),
    choice: z.enum(circularChoices, { error: 'circularChoice' }),
    /** The own vote that was in view when the form was opened. */
    before: z.enum(circularChoices).optional(),
  }),
  z.object({ intent: z.literal('remind') }),
  z.object({ intent: z.literal('end') }),
  z.object({ intent: z.literal('withdraw'), reason: line(500) }),
]);
export type BallotInput = Omit<Extract<z.output<typeof circularSteps>, { intent: 'vote' }>, 'intent'>;

type Timed = { state: CircularState; deadline: Date };

/** Whether votes are taken now. What has passed its deadline is over, also in the moment before it is counted. */
export const isOpen = ({ state, deadline }: Timed, now: Date = new Date()): boolean => state === 'open' && now < deadline;

/** Where a vote stands for those who look at it: `counting` between the deadline and the result. */
export type Standing = CircularState | 'counting';
export const standingOf = (vote: Timed): Standing =>
  vote.state === 'open' && !isOpen(vote) ? 'counting' : vote.state;

export type Tally = { yes: number; no: number; abstained: number };

/** Counts votes; those who have not voted count for nothing. */
export function tallyOf(choices: readonly (CircularChoice | null)[]): Tally {
  const count = (wanted: CircularChoice) => choices.filter((choice) => choice === wanted).length;
  return { yes: count('yes'), no: count('no'), abstained: count('abstain') };
}

/** The simple majority of votes cast: abstentions are counted, but decide nothing. */
export const isAccepted = ({ yes, no }: Tally): boolean => yes > no;
