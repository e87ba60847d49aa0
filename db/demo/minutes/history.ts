/** What the audit log says of the minutes of the example: collected, then written in the order of time. */
import { type Tx, auditLog } from '../../client.server';
import { groupId } from '../groups';
import type { Held } from '../meetings';
import { personId, personName } from '../people';
import { demoId } from '../ids';

export class History {
  readonly #entries: (typeof auditLog.$inferInsert)[] = [];

  note({ place, group, meeting }: Held, action: string, by: string, at: Date): void {
    this.#entries.push({
      at,
      actorId: personId(by),
      actorName: personName(by),
      action,
      objectKind: 'minutes',
      objectId: demoId('minutes', place),
      objectName: `${group.name}, ${meeting.number}`,
      groupId: groupId(group.slug),
      details: {},
    });
  }

  async write(tx: Tx): Promise<void> {
    const inOrder = this.#entries.sort((a, b) => a.at.getTime() - b.at.getTime());
    await tx.insert(auditLog).values(inOrder);
  }
}
