/** What waits for somebody where one lands after signing in: reviews, of minutes and of documents, and own requests. */
import { and, asc, desc, eq, inArray, notExists, or } from 'drizzle-orm';
import {
  db,
  documents,
  groups,
  joinRequests,
  meetings,
  minutes,
  organisations,
  reviewInvitations,
  reviewResponses,
  reviews,
} from '~db/client.server';
import type { Day, OrganisationId, ReviewId } from '~db/values';
import { type Person, holdsMandate } from '~/access/policy';
import { lastDayOf } from '~/services/time';

export type WaitingReview = {
  id: ReviewId;
  organisation: string;
  group: string;
  /** The number of the meeting whose minutes are asked about, or the title of a document. */
  about: { meeting: number } | { title: string };
  lastDay: Day;
};

/** Running reviews that an organisation of the actor has not answered, most urgent first. One statement. */
export async function reviewsWaitingFor(actor: Person): Promise<WaitingReview[]> {
  const now = Date.now();
  const mine: OrganisationId[] = [...actor.organisations.keys()].filter((id) => holdsMandate(actor, id, now));
  const waiting = await db
    .select({
      id: reviews.id,
      organisation: organisations.name,
      group: groups.name,
      meeting: meetings.number,
      title: documents.title,
      deadline: reviews.deadline,
    })
    .from(reviewInvitations)
    .innerJoin(reviews, eq(reviews.id, reviewInvitations.reviewId))
    .innerJoin(organisations, eq(organisations.id, reviewInvitations.organisationId))
    .leftJoin(minutes, eq(minutes.textId, reviews.textId))
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(documents, eq(documents.textId, reviews.textId))
    .innerJoin(groups, or(eq(groups.id, minutes.groupId), eq(groups.id, documents.groupId)))
    .where(
      and(
        eq(reviews.state, 'open'),
        inArray(reviewInvitations.organisationId, mine),
        notExists(
          db
            .select({ id: reviewResponses.id })
            .from(reviewResponses)
            .where(
              and(
                eq(reviewResponses.reviewId, reviews.id),
                eq(reviewResponses.organisationId, reviewInvitations.organisationId),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(reviews.deadline));
  return waiting.map(({ deadline, meeting, title, ...review }) => ({
    ...review,
    about: meeting === null ? { title: title ?? '' } : { meeting },
    lastDay: lastDayOf(deadline),
  }));
}

/** What the actor has asked for, newest first. One statement. */
export async function requestsOf(actor: Person) {
  return db
    .select({
      id: joinRequests.id,
      groupId: joinRequests.groupId,
      group: groups.name,
      state: joinRequests.state,
      createdAt: joinRequests.createdAt,
      answer: joinRequests.answer,
    })
    .from(joinRequests)
    .innerJoin(groups, eq(groups.id, joinRequests.groupId))
    .where(eq(joinRequests.personId, actor.id))
    .orderBy(desc(joinRequests.createdAt))
    .limit(100);
}
