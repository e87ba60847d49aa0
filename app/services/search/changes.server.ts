/** Says that something can be found by other words now; for what no trigger sees, as a text that is being written. */
import { type Tx, searchChanges } from '~db/client.server';
import type { SearchKind } from '~db/values';

/** Notes, with the change itself, that an object is to be indexed anew. */
export async function noteChange(tx: Tx, kind: SearchKind, objectId: string): Promise<void> {
  await tx.insert(searchChanges).values({ kind, objectId });
}
