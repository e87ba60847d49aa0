/** What the audit log says of the texts of the example: collected, then written in the order of time. */
import { type Tx, auditLog } from '../client.server';
import { type DemoGroup, groupId } from './groups';
import { personId, personName } from './people';

/** What happened to a text of the example, when, and by whom. */
export type Note = (action: string, by: string, at: Date, details?: Record<string, unknown>) => void;

export class History {
  readonly #entries: (typeof auditLog.$inferInsert)[] = [];

  /** Notes of one object of a group. */
  of(group: DemoGroup, object: { kind: string; id: string; name: string }): Note {
    return (action, by, at, details = {}) => {
      this.#entries.push({
        at,
        actorId: personId(by),
        actorName: personName(by),
        action,
        objectKind: object.kind,
        objectId: object.id,
        objectName: object.name,
        groupId: groupId(group.slug),
        details,
      });
    };
  }

  async write(tx: Tx): Promise<void> {
    const inOrder = this.#entries.sort((a, b) => a.at.getTime() - b.at.getTime());
    await tx.insert(auditLog).values(inOrder);
  }
}
