/** What waits for the Geschäftsstelle: a few numbers, each with the place where it is dealt with. */
import { and, asc, count, eq, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { db, documents, groups, jobs, joinRequests, meetings, minutes, people, reviews, write } from '~db/client.server';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { retryFailedJobs } from '~/services/jobs/jobs.server';
import { lastDayOf } from '~/services/time';
import { failedMails } from './outbox.server';

const weekInMs = 7 * 86_400_000;

/**
 * Open requests, invitations nobody has taken up, reviews that end within a week (or should have),
 * work in the background and mails that were given up. Five statements.
 *
 * @throws NotFound for everybody else
 */
export async function deskOverview(actor: Actor) {
  await authorize(actor, 'portal.office', 'portal');
  const [requests] = await db.select({ n: count() }).from(joinRequests).where(eq(joinRequests.state, 'open'));
  const [invited] = await db
    .select({ n: count() })
    .from(people)
    .where(and(isNotNull(people.invitedAt), isNull(people.joinedAt), isNull(people.disabledAt)));
  const [failed] = await db.select({ n: count() }).from(jobs).where(isNotNull(jobs.failedAt));
  const mails = await failedMails();
  const ending = await db
    .select({
      id: reviews.id,
      deadline: reviews.deadline,
      group: groups.name,
      slug: groups.slug,
      meeting: meetings.number,
      document: { id: documents.id, title: documents.title },
    })
    .from(reviews)
    .leftJoin(minutes, eq(minutes.textId, reviews.textId))
    .leftJoin(meetings, eq(meetings.id, minutes.meetingId))
    .leftJoin(documents, eq(documents.textId, reviews.textId))
    .innerJoin(groups, or(eq(groups.id, minutes.groupId), eq(groups.id, documents.groupId)))
    .where(and(eq(reviews.state, 'open'), lte(reviews.deadline, new Date(Date.now() + weekInMs))))
    .orderBy(asc(reviews.deadline))
    .limit(10);
  return {
    requests: requests!.n,
    invited: invited!.n,
    failed: failed!.n,
    mails,
    reviews: ending.map(({ deadline, ...review }) => ({ ...review, lastDay: lastDayOf(deadline) })),
  };
}

/**
 * Tries again what was given up in the background.
 *
 * @returns how many jobs that are
 * @throws NotFound for everybody but the Geschäftsstelle
 */
export async function retryBackgroundWork(actor: Actor): Promise<number> {
  await authorize(actor, 'portal.office', 'portal');
  return write(async (tx) => {
    const jobs = await retryFailedJobs(tx);
    if (jobs > 0) {
      await record(tx, actor, {
        action: 'jobs.retried',
        object: { kind: 'portal', id: 'portal', name: 'Portal' },
        details: { count: jobs },
      });
    }
    return jobs;
  });
}
