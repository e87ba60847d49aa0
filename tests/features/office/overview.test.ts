import { describe, expect, it } from 'vitest';
import { db, jobs, joinRequests, people, write } from '~db/client.server';
import { deskOverview, retryBackgroundWork } from '~/features/office/overview.server';
import { startReview as startReviewOfDocument } from '~/features/documents/review-steps.server';
import { startReview as startReviewOfMinutes } from '~/features/minutes/review-steps.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { beginDocument } from '../documents/paper';
import { begin } from '../minutes/session';

useDatabase();

describe('the desk', () => {
  it.each(cast.filter((role) => role !== 'office'))('is closed to %s', async (role) => {
    const { as } = await makeAlliance();
    await expect(deskOverview(await as(role))).rejects.toThrow(NotFound);
    await expect(retryBackgroundWork(await as(role))).rejects.toThrow(NotFound);
  });

  it('asks visitors to sign in', async () => {
    await expect(deskOverview({ kind: 'visitor' })).rejects.toThrow(SignInRequired);
  });

  it('counts what waits', async () => {
    const { as, ids, groupId } = await makeAlliance();
    const at = new Date();
    await write(async (tx) => {
      await tx.insert(joinRequests).values({ groupId, personId: ids.stranger, createdAt: at });
      await tx
        .insert(people)
        .values({ email: 'neu@verein.example', name: 'Neu', searchName: 'neu', createdAt: at, invitedAt: at });
      await tx.insert(jobs).values({ kind: 'x', payload: {}, createdAt: at, runAt: at, failedAt: at });
    });
    expect(await deskOverview(await as('office'))).toEqual({ requests: 1, invited: 1, failed: 1, mails: 0, reviews: [] });
  });

  it('names the reviews that end within a week, of minutes and of documents', async () => {
    const alliance = await makeAlliance();
    const week = addDays(today(), 5);
    const round = { lastDay: week, organisations: [alliance.organisationId], silenceIsConsent: true, message: '' };
    const lead = await alliance.as('lead');
    await startReviewOfMinutes(lead, (await begin(alliance)).id, round);
    const { id } = await beginDocument(alliance);
    await startReviewOfDocument(lead, id, round);
    const { reviews } = await deskOverview(await alliance.as('office'));
    expect(reviews).toHaveLength(2);
    expect(reviews).toContainEqual(expect.objectContaining({ meeting: 1, document: null, lastDay: week }));
    expect(reviews).toContainEqual(
      expect.objectContaining({ meeting: null, document: { id, title: 'Kurse für Schichtarbeitende' }, slug: alliance.slug }),
    );
  });

  it('gives failed work in the background another start', async () => {
    const { as } = await makeAlliance();
    const at = new Date();
    await write(async (tx) =>
      tx.insert(jobs).values({ kind: 'x', payload: {}, createdAt: at, runAt: at, failedAt: at, attempts: 12 }),
    );
    expect(await retryBackgroundWork(await as('office'))).toBe(1);
    const [job] = await db.select().from(jobs);
    expect(job).toMatchObject({ failedAt: null, attempts: 0 });
  });
});
