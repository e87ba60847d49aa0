/**
 * The review as those see it who were asked: the text without what is internal, their comments, and
 * the answer they give for their organisation.
 */
import { type Tx, people, write } from '~db/client.server';
import { eq } from 'drizzle-orm';
import type { Language, MinutesId, OrganisationId, ReviewId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { allowed, authorize } from '~/access/authorize.server';
import { type Actor, type Person, can, holdsMandate } from '~/access/policy';
import { withoutInternal } from '~/editor/internal';
import { renderParts } from '~/editor/render';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { queueMail } from '~/services/mail/mail.server';
import { formatDay, lastDayOf } from '~/services/time';
import { type OrganisationAnswer, respond, tally } from '~/texts/answers.server';
import { wordsInSection } from '~/texts/passages.server';
import { seenParts } from '~/texts/placing.server';
import { type Round, invitedTo, isOpen, readRound, refuseIfOver } from '~/texts/rounds.server';
import { readVersionOf } from '~/texts/versions.server';
import { attendanceOf } from './attendance.server';
import type { PaperHeadData } from './head';
import { threadsFor, writesAsMember } from './comments.server';
import { reviewPath, tellOfObjection } from './letters.server';
import { minutesPath } from './place';
import { type Placed, minutesWithPlace, recordStep } from './minutes.server';
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
  const placed = await minutesWithPlace({ textId: round.textId });
  if (!placed) throw new NotFound(id);
  const counted = await tally(round);
  const mine = ownOrganisations(person, counted.organisations);
  const isMember = writesAsMember(person, placed.group.id);
  return {
    id,
    state: stateOf(round),
    group: placed.group.name,
    meeting: { number: placed.meeting.number, startsAt: placed.meeting.startsAt.toISOString() },
    minutesState: placed.minutes.state,
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
    minutesPath: person.office || isMember ? minutesPath(placed.group.slug, placed.meeting.number) : null,
    text: await textFor(person, placed, round, counted.organisations, options.language),
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
  placed: Placed,
  round: Round,
  organisations: readonly OrganisationAnswer[],
  language: Language,
) {
  if (round.state === 'withdrawn' || !(await allowed(person, 'minutes.read', placed.minutes.id))) return null;
  const granted = await authorize(person, 'minutes.read', placed.minutes.id);
  const may = (action: 'minutes.readInternal' | 'minutes.comment' | 'minutes.respond' | 'minutes.readAnswers') =>
    can(person, action, granted.facts);
  const readsInternal = may('minutes.readInternal');
  const { document } = await readVersionOf('minutes', round.versionId);
  const threads = await threadsFor(granted, placed.minutes.textId, { document, versionId: round.versionId });
  const html = renderParts(readsInternal ? document : withoutInternal(document), {
    t: translator(language, 'editor'),
    language,
    highlight: threads.flatMap(({ id, range, resolved }) => (range && !resolved ? [{ ...range, id }] : [])),
  });
  const open = isOpen(round);
  return {
    sections: seenParts(document, readsInternal).map((section, order) => ({ ...section, html: html[order]! })),
    head: {
      group: placed.group.name,
      number: placed.meeting.number,
      startsAt: placed.meeting.startsAt.toISOString(),
      endsAt: placed.meeting.endsAt.toISOString(),
      place: placed.meeting.place,
      chair: placed.minutes.chair,
      minuteTaker: placed.minutes.minuteTaker,
      startedAt: placed.minutes.startedAt,
      endedAt: placed.minutes.endedAt,
      attendance: await attendanceOf(placed.minutes.meetingId),
    } satisfies PaperHeadData,
    threads,
    mayComment: may('minutes.comment') && (open || writesAsMember(person, placed.group.id)),
    mayRespond: may('minutes.respond') && open,
    answers: may('minutes.readAnswers') ? shownAnswers(round, organisations) : null,
  };
}

/** The minutes a round is about, for those who may see the round. @throws NotFound, SignInRequired */
export async function minutesOfReview(actor: Actor, id: ReviewId): Promise<MinutesId> {
  await authorize(actor, 'review.read', id);
  const { textId } = await readRound(id);
  const placed = await minutesWithPlace({ textId });
  if (!placed) throw new NotFound(id);
  return placed.minutes.id;
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
    const placed = await minutesWithPlace({ textId: round.textId }, tx);
    if (!placed) throw new NotFound(id);
    const granted = await authorize(person, 'minutes.respond', placed.minutes.id, tx);
    const readsInternal = can(person, 'minutes.readInternal', granted.facts);
    const passage = input.answer === 'object' ? await passageFor(tx, round, input, readsInternal) : '';
    const { isNew } = await respond(tx, granted, round, {
      organisationId: input.organisation,
      replaces: input.replaces ?? null,
      answer: input.answer,
      passage,
      reason: input.reason,
    });
    if (!isNew) return;
    await recordStep(tx, person, placed, 'review.answered', { answer: input.answer, organisation: input.organisation });
    const organisation = (await invitedTo(round.id, tx)).find((one) => one.id === input.organisation)?.name ?? '';
    await sendCopy(tx, person, placed, round, { ...input, name: organisation });
    if (input.answer === 'object') await tellOfObjection(tx, placed, organisation, person);
  });
}

/** Somebody else's organisation is as unknown as one that does not exist, whatever the round's state. */
function refuseOthers(person: Person, organisation: OrganisationId): void {
  if (!holdsMandate(person, organisation, Date.now())) throw new NotFound(organisation);
}

/** What an objection is about, in words that stay readable beside the text: the section, and its words. */
async function passageFor(tx: Tx, round: Round, input: AnswerInput, readsInternal: boolean): Promise<string> {
  if (input.section === undefined) return '';
  const { document } = await readVersionOf('minutes', round.versionId, tx);
  const section = document.content[input.section];
  if (!section || (section.attrs.internal && !readsInternal)) throw new NotFound();
  const { number, title } = section.attrs;
  const name = [number === '' ? '' : `TOP ${number}`, title].filter(Boolean).join(' ');
  if (input.words === '') return name;
  const passage = wordsInSection(document, input.section, input.words, readsInternal);
  if (!passage) throw new Rejected('commentWordsNotFound', {}, 'words');
  return `${name}: „${passage.quote}“`;
}

/** A copy for whoever answered. It names the answer; what it is about stays in the portal. */
async function sendCopy(
  tx: Tx,
  person: Person,
  placed: Placed,
  round: Round,
  { organisation, name, answer }: Pick<AnswerInput, 'organisation' | 'answer'> & { name: string },
): Promise<void> {
  const [to] = await tx
    .select({ email: people.email, name: people.name, language: people.language })
    .from(people)
    .where(eq(people.id, person.id));
  const t = translator(to!.language, 'reviews');
  await queueMail(tx, {
    to: to!,
    key: 'reviewAnswer',
    path: `${reviewPath(round.id)}?fuer=${organisation}`,
    values: {
      group: placed.group.name,
      meeting: placed.meeting.number,
      organisation: name,
      answer: t(`answer.${answer}.name`),
      day: formatDay(lastDayOf(round.deadline), to!.language),
    },
  });
}
