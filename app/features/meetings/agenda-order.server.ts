/** The order of an agenda. */
import { eq } from 'drizzle-orm';
import { type Tx, agendaItems } from '~db/client.server';
import type { AgendaItemId } from '~db/values';

/** Gives the items the positions 0, 1, 2 … in this order. An agenda is short: each is written by itself. */
export async function renumber(tx: Tx, order: readonly AgendaItemId[]): Promise<void> {
  for (const [position, id] of order.entries()) {
    await tx.update(agendaItems).set({ position }).where(eq(agendaItems.id, id));
  }
}
