/** Mails about minutes. They carry no word of the text, so nothing internal leaves by mail. */
import { and, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import { type Tx, memberships, people } from '~db/client.server';
import type { GroupId, GroupRole, Language, PersonId, ReviewId } from '~db/values';
import type { Person } from '~/access/policy';
import { queueMail } from '~/services/mail/mail.server';
import { formatDay, lastDayOf } from '~/services/time';
import type { Round, Speaker } from '~/texts/rounds.server';
import { minutesPath } from './place';
import type { Placed } from './minutes.server';

type Recipient = { personId: PersonId; email: string; name: string; language: Language };

const insiders: GroupRole[] = ['lead', 'secretary', 'member'];

async function holdersOf(tx: Tx, groupId: GroupId, roles: GroupRole[], except?: PersonId): Promise<Recipient[]> {
  const now = new Date();
  return tx
    .select({ personId: people.id, email: people.email, name: people.name, language: people.language })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.groupId, groupId),
        inArray(memberships.role, roles),
        isNull(people.disabledAt),
        lte(memberships.startsAt, now),
        or(isNull(memberships.endsAt), gt(memberships.endsAt, now)),
        ...(except ? [ne(people.id, except)] : []),
      ),
    );
}

type Letter = { key: string; path: string; values?: Record<string, string | number> };

async function send(tx: Tx, to: readonly Recipient[], { group, meeting }: Placed, letter: (to: Recipient) => Letter) {
  for (const recipient of to) {
    const { key, path, values } = letter(recipient);
    await queueMail(tx, {
      to: recipient,
      key: `minutes.${key}`,
      path,
      values: { group: group.name, meeting: meeting.number, ...values },
    });
  }
}

const pathOf = ({ group, meeting }: Placed) => minutesPath(group.slug, meeting.number);

/** Where organisations answer. */
export const reviewPath = (id: ReviewId): string => `/pruefungen/${id}`;

/** One mail a person, also for those who speak for two organisations. */
function onePerPerson(speakers: readonly Speaker[]): (Recipient & { organisations: string })[] {
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

async function sendToSpeakers(tx: Tx, placed: Placed, round: Round, speakers: readonly Speaker[], key: string) {
  for (const speaker of onePerPerson(speakers)) {
    await send(tx, [speaker], placed, () => ({
      key,
      path: reviewPath(round.id),
      values: { organisations: speaker.organisations, day: formatDay(lastDayOf(round.deadline), speaker.language) },
    }));
  }
}

/** To those who answer for organisations, and to the group: the minutes can be read and commented. */
export async function tellOfReview(tx: Tx, placed: Placed, round: Round, speakers: readonly Speaker[], by: Person) {
  await sendToSpeakers(tx, placed, round, speakers, 'reviewInvitation');
  const members = await holdersOf(tx, placed.group.id, insiders, by.id);
  await send(tx, members, placed, ({ language }) => ({
    key: 'reviewStarted',
    path: pathOf(placed),
    values: { day: formatDay(lastDayOf(round.deadline), language) },
  }));
}

/** To those who answer for organisations that have not answered yet. */
export const remindSpeakers = (tx: Tx, placed: Placed, round: Round, speakers: readonly Speaker[]) =>
  sendToSpeakers(tx, placed, round, speakers, 'reviewReminder');

/** To the lead: the deadline has passed, approval can follow. */
export async function tellOfDeadline(tx: Tx, placed: Placed, counts: { answered: number; invited: number }) {
  const leads = await holdersOf(tx, placed.group.id, ['lead']);
  await send(tx, leads, placed, () => ({ key: 'reviewClosed', path: pathOf(placed), values: counts }));
}

/** To whoever was asked to answer, and to those who write: it goes back to draft, and why. */
export async function tellOfReturn(
  tx: Tx,
  placed: Placed,
  { id, speakers, reason }: { id: ReviewId; speakers: readonly Speaker[]; reason: string },
  by: Person,
) {
  const writers = await holdersOf(tx, placed.group.id, ['lead', 'secretary'], by.id);
  await send(tx, writers, placed, () => ({ key: 'returned', path: pathOf(placed), values: { reason } }));
  const inside = new Set(writers.map(({ personId }) => personId));
  const others = onePerPerson(speakers).filter(({ personId }) => !inside.has(personId) && personId !== by.id);
  await send(tx, others, placed, () => ({ key: 'returnedPartner', path: reviewPath(id), values: { reason } }));
}

/** To the lead: an organisation objects. */
export async function tellOfObjection(tx: Tx, placed: Placed, organisation: string, by: Person) {
  const leads = await holdersOf(tx, placed.group.id, ['lead'], by.id);
  await send(tx, leads, placed, () => ({ key: 'objection', path: pathOf(placed), values: { organisation } }));
}

/** To the group, and to those who were asked to review them: the minutes are approved. */
export async function tellOfApproval(
  tx: Tx,
  placed: Placed,
  { id, speakers }: { id: ReviewId; speakers: readonly Speaker[] },
  by: Person,
) {
  const members = await holdersOf(tx, placed.group.id, insiders, by.id);
  await send(tx, members, placed, () => ({ key: 'approved', path: pathOf(placed) }));
  const inside = new Set(members.map(({ personId }) => personId));
  const others = onePerPerson(speakers).filter(({ personId }) => !inside.has(personId) && personId !== by.id);
  await send(tx, others, placed, () => ({ key: 'approvedPartner', path: reviewPath(id) }));
}
