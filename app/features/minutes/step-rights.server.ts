/**
 * The right to a step that the state of minutes decides. Where the page one acts on is out of date
 * because somebody else has taken a step meanwhile, that is said; everybody else gets the same answer
 * as for what does not exist.
 */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { type Reader, auditLog, db } from '~db/client.server';
import { type MinutesId, minutesStates } from '~db/values';
import { type Granted, authorize, factsOfMinutes } from '~/access/authorize.server';
import { type Actor, type FactsOf, can } from '~/access/policy';
import { NotFound, Rejected } from '~/services/errors';

/** The actions of the policy on minutes. */
type MinutesAction = 'minutes.edit' | 'minutes.comment' | 'minutes.startReview' | 'minutes.remind' | 'minutes.returnToDraft' | 'minutes.approve';

/** The steps that bring minutes into another state, and what is said of them. */
const moves: Record<string, string> = {
  'minutes.reviewStarted': 'minutesSentToReview',
  'minutes.returned': 'minutesReturned',
  'minutes.approved': 'minutesApproved',
};

/**
 * @throws SignInRequired, NotFound
 * @throws Rejected `minutesSentToReview`, `minutesReturned` or `minutesApproved` to those who could
 *   take the step in another state and read the minutes in this one
 */
export async function authorizeStep<A extends MinutesAction>(
  actor: Actor,
  action: A,
  id: MinutesId,
  reader: Reader = db,
): Promise<Granted<A>> {
  try {
    return await authorize(actor, action, id, reader);
  } catch (error) {
    if (error instanceof NotFound) await tellOfMove(actor, action, id, reader);
    throw error;
  }
}

async function tellOfMove(actor: Actor, action: MinutesAction, id: MinutesId, reader: Reader): Promise<void> {
  const facts = await factsOfMinutes(id, reader);
  if (!facts || !can(actor, 'minutes.read', facts)) return;
  const may = minutesStates.some((state) => can(actor, action, { ...facts, state } satisfies FactsOf<'minutes.read'>));
  if (!may) return;
  const [last] = await reader
    .select({ action: auditLog.action, name: auditLog.actorName })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.groupId, facts.groupId),
        eq(auditLog.objectId, id),
        inArray(auditLog.action, Object.keys(moves)),
      ),
    )
    .orderBy(desc(auditLog.sequence))
    .limit(1);
  if (last) throw new Rejected(moves[last.action]!, { name: last.name });
}
