/** Open requests of people who have been given a role meanwhile: they are answered with it. */
import { and, eq, inArray } from 'drizzle-orm';
import { type Tx, joinRequests } from '~db/client.server';
import type { GroupId, PersonId } from '~db/values';
import { record } from '~/access/audit.server';
import type { Person } from '~/access/policy';
import type { Plan } from './plan.server';

/** Counts open requests of the people in a plan as accepted, at the moment of the plan. */
export async function settleRequests(tx: Tx, actor: Person, plan: Plan, now: Date): Promise<void> {
  const names = new Map(plan.changes.map((change) => [change.personId, change.name]));
  const settled = await tx
    .update(joinRequests)
    .set({ state: 'accepted', answeredAt: now, answeredBy: actor.id })
    .where(
      and(
        eq(joinRequests.groupId, plan.group.id),
        eq(joinRequests.state, 'open'),
        inArray(joinRequests.personId, [...names.keys()]),
      ),
    )
    .returning({ personId: joinRequests.personId });
  for (const { personId } of settled) {
    await record(tx, actor, {
      action: 'joinRequest.accepted',
      object: { kind: 'person', id: personId, name: names.get(personId)! },
      groupId: plan.group.id,
      details: { group: plan.group.name },
    });
  }
}

/** Opens again what `settleRequests` had answered at that moment. */
export async function unsettleRequests(
  tx: Tx,
  groupId: GroupId,
  ids: readonly PersonId[],
  at: Date,
): Promise<void> {
  await tx
    .update(joinRequests)
    .set({ state: 'open', answeredAt: null, answeredBy: null })
    .where(
      and(
        eq(joinRequests.groupId, groupId),
        eq(joinRequests.state, 'accepted'),
        eq(joinRequests.answeredAt, at),
        inArray(joinRequests.personId, [...ids]),
      ),
    );
}
