import { describe, expect, it } from 'vitest';
import { db, jobs, joinRequests, people, write } from '~db/client.server';
import { deskOverview, retryBackgroundWork } from '~/features/office/overview.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { cast, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';

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
    expect(await deskOverview(await as('office'))).toEqual({ requests: 1, invited: 1, failed: 1, mails: 0 });
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
