/**
 * Mails about a review, whatever it is about: to those who answer for organisations, and to the group. They
 * carry no word of the text, so nothing internal leaves by mail. Their words are those of the kind of text.
 */
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { type Tx, memberships, people } from '~db/client.server';
import type { GroupId, GroupRole, PersonId, ReviewAnswer, ReviewId } from '~db/values';
import { currentMembership } from '~/access/actor.server';
import type { Person } from '~/access/policy';
import { type News, type Reader as Recipient, readersOf, tellEach } from '~/news/tell.server';
import { lastDayOf } from '~/services/time';
import { type Round, type Speaker, invitedTo, speakersOf } from '~/texts/rounds.server';
import type { Subject } from '~/texts/subjects.server';
import { reviewPath } from '~/texts/review-path';

const insiders: GroupRole[] = ['lead', 'secretary', 'member'];

async function holdersOf(tx: Tx, groupId: GroupId, roles: GroupRole[], except?: PersonId): Promise<Recipient[]> {
  return tx
    .select({ personId: people.id, email: people.email, name: people.name, language: people.language })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.groupId, groupId),
        inArray(memberships.role, roles),
        isNull(people.disabledAt),
        currentMembership(),
        ...(except ? [ne(people.id, except)] : []),
      ),
    );
}

type Letter = Pick<News, 'key' | 'path'> & Partial<Pick<News, 'kind' | 'values' | 'once'>>;

/** To people of the group: news of its text; what asks for their next step is about its review. */
const sendInside = (tx: Tx, to: readonly Recipient[], subject: Subject, letter: (to: Recipient) => Letter) =>
  tellEach(tx, to, (recipient) => ({
    kind: 'text',
    groupId: subject.group.id,
    needs: { action: `${subject.object}.read`, id: subject.id },
    ...named(subject, recipient, letter(recipient)),
  }));

/** To those who answer, or might have: news of a round, of which they can see at least that there is one. */
const sendToAsked = (tx: Tx, to: readonly Recipient[], subject: Subject, round: ReviewId, letter: Letter) =>
  tellEach(tx, to, (recipient) => ofRound(subject, round, recipient, letter));

const ofRound = (subject: Subject, round: ReviewId, recipient: Recipient, letter: Letter): News => ({
  kind: 'review',
  needs: { action: 'review.read', id: round },
  ...named(subject, recipient, letter),
});

const named = (subject: Subject, { language }: Recipient, { key, values, ...letter }: Letter) => ({
  ...letter,
  key: `${subject.object}.${key}`,
  values: { ...subject.values(language), ...values },
});

/** One mail a person, also for those who speak for two organisations. */
export function onePerPerson(speakers: readonly Speaker[]): (Recipient & { organisations: string })[] {
  const names = new Map<PersonId, string[]>();
  for (const { personId, organisationName } of speakers) {
    names.set(personId, [...(names.get(personId) ?? []), organisationName]);
  }
  const first = new Map(speakers.map((speaker) => [speaker.personId, speaker]));
  return [...first.values()].map((speaker) => ({
    ...speaker,
    organisations: names.get(speaker.personId)!.join(', '),
  }));
}

/** To those who speak for organisations and get no mail as people of the group. */
async function sendOutside(
  tx: Tx,
  subject: Subject,
  speakers: readonly Speaker[],
  round: ReviewId,
  told: readonly Recipient[],
  by: Person,
  letter: Letter,
) {
  const inside = new Set(told.map(({ personId }) => personId));
  const others = onePerPerson(speakers).filter(({ personId }) => !inside.has(personId) && personId !== by.id);
  await sendToAsked(tx, others, subject, round, letter);
}

async function sendToSpeakers(tx: Tx, subject: Subject, round: Round, speakers: readonly Speaker[], key: string) {
  await tellEach(tx, onePerPerson(speakers), (speaker) => askedFor(subject, round, speaker, key));
}

type Asked = ReturnType<typeof onePerPerson>[number];

const askedFor = (subject: Subject, round: Round, speaker: Asked, key: string): News =>
  ofRound(subject, round.id, speaker, {
    key,
    path: reviewPath(round.id),
    values: { organisations: speaker.organisations, day: { day: lastDayOf(round.deadline) } },
  });

/** That an answer is missing. */
export const reminderOf = (subject: Subject, round: Round, speaker: Asked): News =>
  askedFor(subject, round, speaker, 'reviewReminder');

/** To those who answer for organisations, and to the group: the text can be read and commented. */
export async function tellOfReview(tx: Tx, subject: Subject, round: Round, speakers: readonly Speaker[], by: Person) {
  await sendToSpeakers(tx, subject, round, speakers, 'reviewInvitation');
  const members = await holdersOf(tx, subject.group.id, insiders, by.id);
  await sendInside(tx, members, subject, () => ({
    key: 'reviewStarted',
    path: subject.path,
    values: { day: { day: lastDayOf(round.deadline) } },
  }));
}

/** To those who answer for organisations that have not answered yet. */
export const remindSpeakers = (tx: Tx, subject: Subject, round: Round, speakers: readonly Speaker[]) =>
  sendToSpeakers(tx, subject, round, speakers, 'reviewReminder');

/** To the lead: the deadline has passed, the next step can follow. */
export async function tellOfDeadline(tx: Tx, subject: Subject, counts: { answered: number; invited: number }) {
  const leads = await holdersOf(tx, subject.group.id, ['lead']);
  await sendInside(tx, leads, subject, () => ({ kind: 'review', key: 'reviewClosed', path: subject.path, values: counts }));
}

/** To whoever was asked to answer, and to those who write: it goes back to draft, and why. */
export async function tellOfReturn(
  tx: Tx,
  subject: Subject,
  { id, speakers, reason }: { id: ReviewId; speakers: readonly Speaker[]; reason: string },
  by: Person,
) {
  const roles: GroupRole[] = subject.kind === 'minutes' ? ['lead', 'secretary'] : insiders;
  const writers = await holdersOf(tx, subject.group.id, roles, by.id);
  await sendInside(tx, writers, subject, () => ({ kind: 'review', key: 'returned', path: subject.path, values: { reason } }));
  await sendOutside(tx, subject, speakers, id, writers, by, { key: 'returnedPartner', path: reviewPath(id), values: { reason } });
}

/** To the lead: an organisation objects. */
export async function tellOfObjection(tx: Tx, subject: Subject, organisation: string, by: Person) {
  const leads = await holdersOf(tx, subject.group.id, ['lead'], by.id);
  await sendInside(tx, leads, subject, () => ({ kind: 'review', key: 'objection', path: subject.path, values: { organisation } }));
}

/** To the group, and to those who were asked to review it: the text is approved or adopted. */
export async function tellOfConclusion(tx: Tx, subject: Subject, round: Round, step: 'approved' | 'adopted', by: Person) {
  const members = await holdersOf(tx, subject.group.id, insiders, by.id);
  await sendInside(tx, members, subject, () => ({ key: step, path: subject.path }));
  const asked = (await invitedTo(round.id, tx)).map(({ id }) => id);
  const speakers = await speakersOf(tx, asked);
  await sendOutside(tx, subject, speakers, round.id, members, by, { key: `${step}Partner`, path: reviewPath(round.id) });
}

/** A copy for whoever answered. It names the answer; what it is about stays in the portal. */
export async function sendCopy(
  tx: Tx,
  person: Person,
  subject: Subject,
  round: Round,
  given: { organisation: { id: string; name: string }; answer: ReviewAnswer },
): Promise<void> {
  await sendToAsked(tx, await readersOf(tx, [person.id]), subject, round.id, {
    key: 'answerCopy',
    path: `${reviewPath(round.id)}?fuer=${given.organisation.id}`,
    values: {
      organisation: given.organisation.name,
      answer: { word: `reviews:answer.${given.answer}.name` },
      day: { day: lastDayOf(round.deadline) },
    },
  });
}
