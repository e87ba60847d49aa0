/** Writing the audit log: who did what to what, when. Nothing here changes or removes an entry. */
import { type Tx, auditLog } from '~db/client.server';
import type { GroupId } from '~db/values';
import type { Actor } from './policy';

export type AuditEntry = {
  /** A verb of the domain such as `minutes.approved`; the words are in `audit.json`. */
  action: string;
  object: { kind: string; id: string; name: string };
  groupId?: GroupId;
  /** Facts worth keeping; never a password, a token or the text of a document. */
  details?: Record<string, unknown>;
};

/** Who acts when a deadline passes or the portal keeps house. */
export const portal = { kind: 'portal' } as const;

/** Records an entry in the change that it tells of: both stand, or neither. */
export async function record(tx: Tx, actor: Actor | typeof portal, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    at: new Date(),
    actorId: actor.kind === 'person' ? actor.id : null,
    actorName: actor.kind === 'person' ? actor.name : actor.kind === 'portal' ? 'Portal' : '',
    action: entry.action,
    objectKind: entry.object.kind,
    objectId: entry.object.id,
    objectName: entry.object.name,
    groupId: entry.groupId ?? null,
    details: entry.details ?? {},
  });
}
