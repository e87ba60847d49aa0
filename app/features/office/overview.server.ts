/** What waits for the Geschäftsstelle: a few numbers, each with the place where it is dealt with. */
import { and, count, eq, isNotNull, isNull } from 'drizzle-orm';
import { db, jobs, joinRequests, people, write } from '~db/client.server';
import { record } from '~/access/audit.server';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { retryFailedJobs } from '~/services/jobs/jobs.server';
import { failedMails } from './outbox.server';

/**
 * Open requests, invitations nobody has taken up, and work in the background and mails that were given up. Four statements.
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
  return { requests: requests!.n, invited: invited!.n, failed: failed!.n, mails: await failedMails() };
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
