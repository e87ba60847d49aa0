/** Answering a search for a date. */
import { and, eq, inArray } from 'drizzle-orm';
import { type Tx, pollAnswers, pollReplies, write } from '~db/client.server';
import type { PersonId, PollChoice, PollId, PollProposalId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { openPoll, recordPoll } from './keeping.server';
import { type Proposal, answerBasis, answersOf, proposalsOf, repliesOf } from './poll-records.server';
import type { PollAnswer } from './polls';

type Choices = Map<PollProposalId, PollChoice>;

/**
 * Says to which dates one can come, or says it anew. What was said before stays where the form says nothing; dates
 * that have passed are left as they are.
 *
 * @returns how many dates ahead are still without an answer
 * @throws SignInRequired
 * @throws NotFound without the right at this moment
 * @throws Rejected `pollEnded`, `pollDeadlineOver`, `pollNothingAnswered`, and `pollAnsweredMeanwhile` when the dates
 *   or the own answers are no longer those of the form
 */
export async function answerPoll(actor: Actor, id: PollId, input: PollAnswer): Promise<{ open: number }> {
  if (actor.kind === 'visitor') throw new SignInRequired();
  return write(async (tx) => {
    const person = await loadActor(tx, actor.id);
    if (!person) throw new NotFound(id);
    await authorize(person, 'poll.answer', id, tx);
    const poll = await openPoll(tx, id);
    const now = new Date();
    if (poll.deadline <= now) throw new Rejected('pollDeadlineOver');
    const proposals = await proposalsOf([id], tx);
    const own = (await answersOf([id], tx)).filter(({ personId }) => personId === person.id);
    const reply = (await repliesOf([id], tx)).find(({ personId }) => personId === person.id);
    const before: Choices = new Map(own.map(({ proposalId, choice }) => [proposalId, choice]));
    const ahead = proposals.filter(({ startsAt }) => startsAt > now);
    const after = chosenIn(input, ahead, before);
    const open = ahead.filter((proposal) => !after.has(proposal.id)).length;
    if (reply?.comment === input.comment && isSame(before, after)) return { open };
    if (input.basis !== answerBasis(poll, proposals, own, reply?.comment ?? '')) throw new Rejected('pollAnsweredMeanwhile');
    if (after.size === 0) throw new Rejected('pollNothingAnswered');
    await store(tx, id, person.id, input.comment, after);
    await recordPoll(tx, person, poll, reply ? 'answerChanged' : 'answered');
    return { open };
  });
}

/** What holds once the form is saved. */
function chosenIn({ answers, rest }: PollAnswer, ahead: readonly Proposal[], before: Choices): Choices {
  const after: Choices = new Map(before);
  for (const { id } of ahead) {
    const choice = answers[id] ?? before.get(id) ?? (rest ? 'no' : undefined);
    if (choice) after.set(id, choice);
  }
  return after;
}

const isSame = (before: Choices, after: Choices): boolean =>
  before.size === after.size && [...after].every(([id, choice]) => before.get(id) === choice);

async function store(tx: Tx, pollId: PollId, personId: PersonId, comment: string, choices: Choices): Promise<void> {
  const reply = { comment, at: new Date() };
  await tx
    .insert(pollReplies)
    .values({ pollId, personId, ...reply })
    .onConflictDoUpdate({ target: [pollReplies.pollId, pollReplies.personId], set: reply });
  const said = [...choices].map(([proposalId, choice]) => ({ proposalId, personId, choice }));
  const own = and(eq(pollAnswers.personId, personId), inArray(pollAnswers.proposalId, [...choices.keys()]));
  await tx.delete(pollAnswers).where(own);
  await tx.insert(pollAnswers).values(said);
}
