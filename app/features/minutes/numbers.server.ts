/** The numbers of decisions, from wherever they come. */
import { and, eq, max } from 'drizzle-orm';
import { type Tx, decisions } from '~db/client.server';
import type { GroupId } from '~db/values';

/** The last number that was given to a decision of this group and year; 0 before the first. */
export async function lastNumber(tx: Tx, groupId: GroupId, year: number): Promise<number> {
  const [last] = await tx
    .select({ number: max(decisions.number) })
    .from(decisions)
    .where(and(eq(decisions.groupId, groupId), eq(decisions.year, year)));
  return last?.number ?? 0;
}
