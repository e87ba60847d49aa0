/** Searches for a date (Terminfindungen): addresses, forms, and which date suits best. Runs anywhere. */
import { z } from 'zod';
import { daySchema, idSchema } from '~db/value-schemas';
import { type Day, type PollChoice, type PollId, type PollProposalId, type PollState, pollChoices } from '~db/values';
import { httpsLink, timeOfDay } from '~/features/meetings/meetings';
import { checkbox, line, optionalLine, paragraphs } from '~/services/forms';
import { withValues } from '~/services/messages';
import { clockOf, dayOf, momentAt, today } from '~/services/time';

/** Below the meetings, so that their tab stays marked; no number of a meeting looks like this. */
const pollsPath = (groupSlug: string): string => `/gruppen/${groupSlug}/sitzungen/terminfindung`;

export const newPollPath = (groupSlug: string): string => `${pollsPath(groupSlug)}/neu`;
export const pollPath = (groupSlug: string, id: PollId): string => `${pollsPath(groupSlug)}/${id}`;
export const changePollPath = (groupSlug: string, id: PollId): string => `${pollPath(groupSlug, id)}/bearbeiten`;
export const choicePath = (groupSlug: string, id: PollId, proposal: PollProposalId): string =>
  `${pollPath(groupSlug, id)}/wahl/${proposal}`;

type Params = Readonly<Record<string, string | undefined>>;

/** The search an address names. @throws ZodError, answered as not found */
export const pollIn = ({ poll }: Params): PollId => idSchema<'poll'>().parse(poll);

/** The proposed date an address names. @throws ZodError, answered as not found */
export const proposalIn = ({ proposal }: Params): PollProposalId => idSchema<'pollProposal'>().parse(proposal);

/** How many dates can be proposed; and how many rows a new form has. */
export const proposalLimits = { fewest: 2, most: 20, rows: 3 };
/** How long a meeting can be, in minutes. */
export const durationLimits = { shortest: 15, longest: 720 };

const minuteInMs = 60_000;

export const endOf = (startsAt: Date, duration: number): Date => new Date(startsAt.getTime() + duration * minuteInMs);

type Row = { day?: Day | undefined; from?: string | undefined };

/** Rows without a day are left over; the others name a time that there is, each once. */
function checkRows(rows: readonly Row[], context: z.RefinementCtx): void {
  const refuse = (message: string, path: (string | number)[]) => context.addIssue({ code: 'custom', message, path });
  const proposed = rows.filter(({ day }) => day).length;
  if (proposed < proposalLimits.fewest) refuse('pollTooFew', []);
  if (proposed > proposalLimits.most) return refuse(withValues('pollTooMany', { maximum: proposalLimits.most }), []);
  const seen = new Set<string>();
  for (const [index, { day, from }] of rows.entries()) {
    if (!day) continue;
    if (!from) refuse('required', [index, 'from']);
    else if (clockOf(momentAt(day, from)) !== from) refuse('timeSkipped', [index, 'from']);
    else if (seen.has(`${day} ${from}`)) refuse('pollTwice', [index, 'day']);
    else seen.add(`${day} ${from}`);
  }
}

const details = {
  title: line(150),
  note: paragraphs(1500),
  place: optionalLine(200),
  link: httpsLink,
  duration: z.coerce.number().int().min(durationLimits.shortest).max(durationLimits.longest),
  /** The last day on which answers are taken. */
  lastDay: daySchema,
  proposals: z
    .array(z.object({ day: daySchema.optional(), from: timeOfDay.optional() }))
    .default([])
    .superRefine(checkRows),
};

type Asked = { duration: number; lastDay: Day; proposals: Row[] };

/** Refuses dates that end after midnight, and a deadline after the last of them. */
function checkTogether({ duration, lastDay, proposals }: Asked, context: z.RefinementCtx): void {
  for (const [index, { day, from }] of proposals.entries()) {
    const late = day && from && dayOf(endOf(momentAt(day, from), duration)) !== day;
    if (late) context.addIssue({ code: 'custom', message: 'pollPastMidnight', path: ['proposals', index, 'from'] });
  }
  if (proposals.every(({ day }) => !day || day < lastDay)) {
    context.addIssue({ code: 'custom', message: 'pollDeadlineLate', path: ['lastDay'] });
  }
}

/** A proposed date, with the field it was typed into. */
export type ProposedDate = { startsAt: Date; field: string };

const withDates = <Input extends Asked>({ proposals, ...rest }: Input) => ({
  ...rest,
  proposals: proposals.flatMap(({ day, from }, index): ProposedDate[] =>
    day && from ? [{ startsAt: momentAt(day, from), field: `proposals[${index}].day` }] : [],
  ),
});

/** What is asked for when a group is asked; sent twice with the same key, it still is one search. */
export const newPollSchema = z
  .object({ ...details, key: idSchema<'poll'>() })
  .superRefine(checkTogether)
  .transform(withDates);
export type NewPoll = z.output<typeof newPollSchema>;

/** The same for one that runs; `basis` names what the form was filled from. */
export const pollChangeSchema = z
  .object({ ...details, basis: z.string() })
  .superRefine(checkTogether)
  .transform(withDates);
export type PollChange = z.output<typeof pollChangeSchema>;

/** The fields of both forms, as they are typed. */
export type PollFields = Record<'title' | 'note' | 'place' | 'link' | 'duration' | 'lastDay', string> & {
  proposals: Record<'day' | 'from', string>[];
};

/** The steps on the page of a search, by the button that was pressed. */
export const pollSteps = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('answer'),
    /** By the ids of the dates. */
    answers: z.record(z.string(), z.enum(pollChoices)).default({}),
    /** What was not answered does not suit. */
    rest: checkbox,
    comment: paragraphs(500),
    /** Names what the form was filled from. */
    basis: z.string(),
  }),
  z.object({ intent: z.literal('remind') }),
  z.object({ intent: z.literal('withdraw'), reason: line(500) }),
]);
export type PollStep = z.output<typeof pollSteps>;
export type PollAnswer = Omit<Extract<PollStep, { intent: 'answer' }>, 'intent'>;

/** What is asked for when a date becomes a meeting. */
export const choiceSchema = z.object({
  place: details.place,
  link: httpsLink,
  note: paragraphs(2000),
  copyAgenda: checkbox,
});
export type Choice = z.output<typeof choiceSchema>;

type Timed = { state: PollState; deadline: Date };

/** Where a search stands for those who look at it; `due`: no answers are taken any more, a date is to be chosen. */
export type PollStanding = PollState | 'due';
export const standingOf = ({ state, deadline }: Timed, now: Date = new Date()): PollStanding =>
  state === 'open' && now >= deadline ? 'due' : state;

/** Whether people were reminded today: nobody is pressed twice a day. */
export const wasRemindedToday = ({ remindedAt }: { remindedAt: Date | null }): boolean =>
  remindedAt !== null && dayOf(remindedAt) === today();

/** How many say what to a date. */
export type Counts = Record<PollChoice, number>;

export function countsOf(choices: readonly (PollChoice | null)[]): Counts {
  const count = (wanted: PollChoice) => choices.filter((choice) => choice === wanted).length;
  return { yes: count('yes'), if_needed: count('if_needed'), no: count('no') };
}

type Ranked = { startsAt: Date; counts: Counts; past: boolean };

/** Which of two dates suits better: more yes, then more if-need-be, then fewer no. What has passed suits nobody. */
const compare = (a: Ranked, b: Ranked): number =>
  Number(a.past) - Number(b.past) ||
  b.counts.yes - a.counts.yes ||
  b.counts.if_needed - a.counts.if_needed ||
  a.counts.no - b.counts.no;

/**
 * The dates by how well they suit, earlier ones first among equals. `best` are those that nothing surpasses, as long
 * as they suit anybody.
 */
export function ranked<Proposal extends Ranked>(proposals: readonly Proposal[]): (Proposal & { best: boolean })[] {
  const inOrder = [...proposals].sort((a, b) => compare(a, b) || a.startsAt.getTime() - b.startsAt.getTime());
  const first = inOrder[0];
  const isBest = (proposal: Proposal) =>
    !proposal.past && proposal.counts.yes + proposal.counts.if_needed > 0 && compare(proposal, first!) === 0;
  return inOrder.map((proposal) => ({ ...proposal, best: isBest(proposal) }));
}
