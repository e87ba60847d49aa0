/** What stands beside one's groups: what one has asked for. */
import { desc, eq } from 'drizzle-orm';
import { db, groups, joinRequests } from '~db/client.server';
import type { Person } from '~/access/policy';

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
