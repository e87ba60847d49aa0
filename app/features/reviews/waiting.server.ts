/** Reviews that wait for an answer of those who speak for an organisation. */
import { and, asc, eq, gt, inArray, notExists, or } from 'drizzle-orm';
import {
  db,
  documents,
  groups,
  meetings,
  minutes,
  organisations,
  reviewInvitations,
  reviewResponses,
  reviews,
} from '~db/client.server';
import { total } from '~db/total.server';
import type { Day, OrganisationId, ReviewId } from '~db/values';
import { type Person, holdsMandate } from '~/access/policy';
import { lastDayOf } from '~/services/time';

export type WaitingReview = {
  id: ReviewId;
  organisation: { id: OrganisationId; name: string };
  group: string;
  /** The number of the meeting whose minutes are asked about, or the title of a document. */
  about: { meeting: number } | { title: string };
  lastDay: Day;
};

/**
 * Running reviews that an organisation of the actor has not answered, most urgent first, and how many there are.
 * One statement.
 */
export async function reviewsWaitingFor(actor: Person, most: number): Promise<{ reviews: WaitingReview[]; count: number }> {
  const now = new Date();
  const mine: OrganisationId[] = [...actor.organisations.keys()].filter((id) => holdsMandate(actor, id, now.getTime()));
  const waiting = await db
    .select({
      id: reviews.id,
      organisation: { id: organisations.id, name: organisations.name },
      group: groups.name,
      meeting: meetings.number,
      title: documents.title,
      deadline: reviews.deadline,
      total,
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
        gt(reviews.deadline, now),
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
    .orderBy(asc(reviews.deadline), asc(reviews.id), asc(organisations.id))
    .limit(most);
  return {
    reviews: waiting.map(({ id, organisation, group, deadline, meeting, title }) => ({
      id,
      organisation,
      group,
      about: meeting === null ? { title: title ?? '' } : { meeting },
      lastDay: lastDayOf(deadline),
    })),
    count: waiting[0]?.total ?? 0,
  };
}
