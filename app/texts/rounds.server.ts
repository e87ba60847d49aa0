/** Review rounds as they stand: which there are, whom they went to, whether answers are taken. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import {
  type Reader,
  db,
  mandates,
  organisations,
  people,
  reviewInvitations,
  reviews,
} from '~db/client.server';
import type {
  Language,
  OrganisationId,
  PersonId,
  ReviewId,
  ReviewState,
  TextId,
  VersionId,
} from '~db/values';
import { currentMandate } from '~/access/actor.server';
import { NotFound, Rejected } from '~/services/errors';

export type Round = {
  id: ReviewId;
  textId: TextId;
  versionId: VersionId;
  state: ReviewState;
  startedAt: Date;
  startedBy: PersonId;
  /** The first moment at which no answer is taken any more: midnight in Berlin. */
  deadline: Date;
  silenceIsConsent: boolean;
  message: string;
  closedAt: Date | null;
  /** Why it was taken back; empty otherwise. */
  reason: string;
};

/** Whether answers are taken now. Rounds whose deadline has passed are over, also before they are closed. */
export const isOpen = (round: Pick<Round, 'state' | 'deadline'>, now: Date = new Date()): boolean =>
  round.state === 'open' && now < round.deadline;

/** Whether a round has run its time: no answer is taken any more, and those that are missing mean what was agreed. */
export const isOver = (round: Pick<Round, 'state' | 'deadline'>, now: Date = new Date()): boolean =>
  round.state !== 'withdrawn' && !isOpen(round, now);

/** @throws Rejected `reviewClosed`, `reviewWithdrawn` */
export function refuseIfOver(round: Pick<Round, 'state' | 'deadline'>, now: Date = new Date()): void {
  if (round.state === 'withdrawn') throw new Rejected('reviewWithdrawn');
  if (!isOpen(round, now)) throw new Rejected('reviewClosed');
}

/** @throws NotFound */
export async function readRound(id: ReviewId, reader: Reader = db): Promise<Round> {
  const [round] = await reader.select().from(reviews).where(eq(reviews.id, id));
  if (!round) throw new NotFound(id);
  return round;
}

/** The newest round of a text, whatever became of it. */
export async function latestRound(textId: TextId, reader: Reader = db): Promise<Round | undefined> {
  const [round] = await reader
    .select()
    .from(reviews)
    .where(eq(reviews.textId, textId))
    .orderBy(desc(reviews.startedAt))
    .limit(1);
  return round;
}

/** The organisations a round went out to, by name. One statement. */
export async function invitedTo(
  id: ReviewId,
  reader: Reader = db,
): Promise<{ id: OrganisationId; name: string; shortName: string; remindedAt: Date | null }[]> {
  return reader
    .select({
      id: organisations.id,
      name: organisations.name,
      shortName: organisations.shortName,
      remindedAt: reviewInvitations.remindedAt,
    })
    .from(reviewInvitations)
    .innerJoin(organisations, eq(organisations.id, reviewInvitations.organisationId))
    .where(eq(reviewInvitations.reviewId, id))
    .orderBy(asc(organisations.searchName));
}

/** Somebody with a current mandate, and for whom: principals and deputies alike. */
export type Speaker = {
  personId: PersonId;
  email: string;
  name: string;
  language: Language;
  organisationId: OrganisationId;
  organisationName: string;
};

/** Everyone with a current mandate of one of these organisations. One statement. */
export async function speakersOf(reader: Reader, ids: readonly OrganisationId[]): Promise<Speaker[]> {
  return reader
    .selectDistinct({
      personId: people.id,
      email: people.email,
      name: people.name,
      language: people.language,
      organisationId: organisations.id,
      organisationName: organisations.name,
    })
    .from(mandates)
    .innerJoin(people, eq(people.id, mandates.personId))
    .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
    .where(
      and(
        inArray(mandates.organisationId, [...ids]),
        isNull(people.disabledAt),
        isNull(organisations.archivedAt),
        currentMandate(),
      ),
    )
    .orderBy(asc(people.email), asc(organisations.name));
}
