/**
 * The right to a step that the state of minutes or of a document decides. Where the page one acts on is
 * out of date because somebody else has taken a step meanwhile, that is said; everybody else gets the
 * same answer as for what does not exist.
 */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { type Reader, auditLog, db } from '~db/client.server';
import { type DocumentId, type GroupId, type MinutesId, documentStates, minutesStates } from '~db/values';
import { NotFound, Rejected } from '~/services/errors';
import { type Granted, authorize, factsOfDocument, factsOfMinutes } from './authorize.server';
import { type Action, type Actor, can } from './policy';

/** The actions of the policy that the state of the object decides. */
export type StepAction = Extract<Action, `minutes.${string}` | `document.${string}`>;

type IdOf<A extends StepAction> = A extends `minutes.${string}` ? MinutesId : DocumentId;

/** The steps that bring minutes and documents into another state, and what is said of them. */
const moves: Record<string, string> = {
  'minutes.reviewStarted': 'minutesSentToReview',
  'minutes.returned': 'minutesReturned',
  'minutes.approved': 'minutesApproved',
  'document.reviewStarted': 'documentSentToReview',
  'document.returned': 'documentReturned',
  'document.adopted': 'documentAdopted',
  'document.archived': 'documentArchived',
  'document.unarchived': 'documentUnarchived',
};

/**
 * @throws SignInRequired, NotFound
 * @throws Rejected `minutesSentToReview`, `documentAdopted` … to those who could take the step in another
 *   state and may read the object in this one
 */
export async function authorizeStep<A extends StepAction>(
  actor: Actor,
  action: A,
  id: IdOf<A>,
  reader: Reader = db,
): Promise<Granted<A>> {
  try {
    return await authorize(actor, action, id as never, reader);
  } catch (error) {
    const groupId = error instanceof NotFound && (await couldElsewhere(actor, action, id, reader));
    if (groupId) await tellOfMove(groupId, id, reader);
    throw error;
  }
}

/** The group of an object that somebody reads, and where they could take the step if it were in another state. */
async function couldElsewhere(
  actor: Actor,
  action: StepAction,
  id: MinutesId | DocumentId,
  reader: Reader,
): Promise<GroupId | undefined> {
  const ofMinutes = action.startsWith('minutes.');
  const facts = ofMinutes ? await factsOfMinutes(id as MinutesId, reader) : await factsOfDocument(id as DocumentId, reader);
  if (!facts || !can(actor, ofMinutes ? 'minutes.read' : 'document.read', facts as never)) return undefined;
  const states = ofMinutes ? minutesStates : documentStates;
  return states.some((state) => can(actor, action, { ...facts, state } as never)) ? facts.groupId : undefined;
}

async function tellOfMove(groupId: GroupId, id: MinutesId | DocumentId, reader: Reader): Promise<void> {
  const [last] = await reader
    .select({ action: auditLog.action, name: auditLog.actorName })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.groupId, groupId),
        eq(auditLog.objectId, id),
        inArray(auditLog.action, Object.keys(moves)),
      ),
    )
    .orderBy(desc(auditLog.sequence))
    .limit(1);
  if (last) throw new Rejected(moves[last.action]!, { name: last.name });
}
