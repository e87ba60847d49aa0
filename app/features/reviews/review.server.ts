/**
 * The review as those see it who were asked: the text without what is internal, their comments, and
 * the answer they give for their organisation. What the text is about is the affair of its feature.
 */
import { type Tx, write } from '~db/client.server';
import type { Language, OrganisationId, ReviewId, TextId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { authorize } from '~/access/authorize.server';
import { type Actor, type Person, holdsMandate } from '~/access/policy';
import { plainText } from '~/editor/document';
import { withoutInternal } from '~/editor/internal';
import { type Part, partsOf } from '~/editor/parts';
import { renderParts } from '~/editor/render';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { lastDayOf } from '~/services/time';
import { type OrganisationAnswer, respond, tally } from '~/texts/answers.server';
import { commentDeskFor, threadsFor, writesAsMember } from '~/texts/commenting.server';
import { linesOf } from '~/texts/lines';
import { wordsInSection } from '~/texts/passages.server';
import { seenParts } from '~/texts/placing.server';
import { type Round, invitedTo, isOpen, readRound, refuseIfOver } from '~/texts/rounds.server';
import { type Subject, subjectOf } from '~/texts/subjects.server';
import { readVersion } from '~/texts/versions.server';
import { sendCopy, tellOfObjection } from './letters.server';
import type { AnswerInput } from './review';
import { shownAnswer, shownAnswers } from './review-answers.server';

export type ReviewPage = Awaited<ReturnType<typeof reviewPage>>;
export type ReviewText = NonNullable<ReviewPage['text']>;

/**
 * The page of a round. Its text is in it only for those who may read the minutes now; a round that
 * was taken back shows that, and why.
 *
 * @param options.organisation for which of several organisations one wants to answer
 * @throws NotFound, SignInRequired
 */
export async function reviewPage(
  actor: Actor,
  id: ReviewId,
  options: { language: Language; organisation: OrganisationId | undefined },
) {
  const { actor: person } = await authorize(actor, 'review.read', id);
  const round = await readRound(id);
  const subject = await subjectOf(round.textId);
  const counted = await tally(round);
  const mine = ownOrganisations(person, counted.organisations);
  const isMember = writesAsMember(person, subject.group.id);
  return {
    id,
    state: stateOf(round),
    kind: subject.kind,
    name: subject.name(options.language),
    values: subject.values(options.language),
    group: subject.group.name,
    settled: subject.settled,
    lastDay: lastDayOf(round.deadline),
    silenceIsConsent: round.silenceIsConsent,
    message: round.message,
    reason: round.reason,
    invited: counted.invited,
    answered: counted.answered,
    agreeingBySilence: counted.agreeingBySilence,
    organisations: mine,
    /** For which organisation the answer is given; null as long as one of several must be chosen. */
    answering: mine.find((one) => one.id === options.organisation) ?? (mine.length === 1 ? mine[0]! : null),
    isMember,
    /** The page of the text itself, for those inside. */
    path: person.office || isMember ? subject.path : null,
    text: await textFor(person, subject, round, counted.organisations, options.language),
  };
}

/** Rounds whose deadline has passed are over, also in the moment before they are closed. */
const stateOf = (round: Round): 'open' | 'over' | 'withdrawn' =>
  round.state === 'withdrawn' ? 'withdrawn' : isOpen(round) ? 'open' : 'over';

const ownOrganisations = (person: Person, organisations: readonly OrganisationAnswer[]) =>
  organisations
    .filter(({ id }) => holdsMandate(person, id, Date.now()))
    .map((organisation) => ({ id: organisation.id, name: organisation.name, answer: shownAnswer(organisation.answer) }));

async function textFor(
  person: Person,
  subject: Subject,
  round: Round,
  organisations: readonly OrganisationAnswer[],
  language: Language,
) {
  if (round.state === 'withdrawn' || !subject.may(person, 'read')) return null;
  const readsInternal = subject.may(person, 'readInternal');
  const { document } = await readVersion(round.versionId);
  const threads = await threadsFor(subject, person, { document, versionId: round.versionId });
  const seen = readsInternal ? document : withoutInternal(document);
  // Papers are spoken of by their lines, minutes by their items.
  const numbered = subject.kind === 'paper';
  const html = renderParts(seen, {
    t: translator(language, 'editor'),
    language,
    ...(numbered ? { lines: linesOf(seen) } : {}),
    highlight: threads.flatMap(({ id, range, resolved }) => (range && !resolved ? [{ ...range, id }] : [])),
  });
  const open = isOpen(round);
  return {
    sections: seenParts(document, readsInternal).map((section, order) => ({ ...section, html: html[order]! })),
    numbered,
    head: await subject.head(language),
    threads,
    mayComment: subject.may(person, 'comment') && (open || writesAsMember(person, subject.group.id)),
    mayRespond: subject.may(person, 'respond') && open,
    mentionable: (await commentDeskFor(subject, person)).mentionable,
    answers: subject.may(person, 'readAnswers') ? shownAnswers(round, organisations) : null,
  };
}

/** The text a round is about, for those who may see the round. @throws NotFound, SignInRequired */
export async function textOfReview(actor: Actor, id: ReviewId): Promise<TextId> {
  await authorize(actor, 'review.read', id);
  return (await readRound(id)).textId;
}

/**
 * Gives or changes the answer of an organisation.
 *
 * @throws SignInRequired
 * @throws NotFound without a mandate of this organisation at this moment, or when it was not invited
 * @throws Rejected `reviewClosed`, `reviewWithdrawn`, `reviewAnsweredMeanwhile`, `required`,
 *   `commentWordsNotFound`
 */
export async function respondToReview(actor: Actor, id: ReviewId, input: AnswerInput): Promise<void> {
  if (actor.kind === 'visitor') throw new SignInRequired();
  await write(async (tx) => {
    const person = await loadActor(tx, actor.id);
    if (!person) throw new NotFound(id);
    await authorize(person, 'review.read', id, tx);
    const round = await readRound(id, tx);
    refuseOthers(person, input.organisation);
    refuseIfOver(round);
    const subject = await subjectOf(round.textId, tx);
    const granted = await subject.grant(person, 'respond', tx);
    const readsInternal = subject.may(person, 'readInternal');
    const passage = input.answer === 'object' ? await passageFor(tx, round, input, readsInternal) : '';
    const { isNew } = await respond(tx, granted, round, {
      organisationId: input.organisation,
      replaces: input.replaces ?? null,
      answer: input.answer,
      passage,
      reason: input.reason,
    });
    if (!isNew) return;
    await subject.record(tx, person, 'review.answered', { answer: input.answer, organisation: input.organisation });
    const organisation = (await invitedTo(round.id, tx)).find((one) => one.id === input.organisation)!;
    await sendCopy(tx, person, subject, round, { organisation, answer: input.answer });
    if (input.answer === 'object') await tellOfObjection(tx, subject, organisation.name, person);
  });
}

/** Somebody else's organisation is as unknown as one that does not exist, whatever the round's state. */
function refuseOthers(person: Person, organisation: OrganisationId): void {
  if (!holdsMandate(person, organisation, Date.now())) throw new NotFound(organisation);
}

/** What an objection is about, in words that stay readable beside the text: the section, and its words. */
async function passageFor(tx: Tx, round: Round, input: AnswerInput, readsInternal: boolean): Promise<string> {
  if (input.section === undefined) return '';
  const { document } = await readVersion(round.versionId, tx);
  const part = partsOf(document)[input.section];
  if (!part || (part.internal && !readsInternal)) throw new NotFound();
  const name = [part.number === '' ? '' : `TOP ${part.number}`, part.title].filter(Boolean).join(' ');
  if (input.words === '') return name || plainStart(part);
  const passage = wordsInSection(document, input.section, input.words, readsInternal);
  if (!passage) throw new Rejected('commentWordsNotFound', {}, 'words');
  return [name, `„${passage.quote}“`].filter(Boolean).join(': ');
}

/** What stands before the first heading has no name: its first words say which part it is. */
function plainStart(part: Part): string {
  const words = part.content.map(plainText).join(' ').replace(/\s+/g, ' ').trim();
  return `„${words.length > 60 ? `${words.slice(0, 59).trimEnd()}…` : words || '…'}“`;
}
