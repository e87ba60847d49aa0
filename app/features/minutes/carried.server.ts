/** The open tasks of earlier meetings that minutes list, in each state of theirs. */
import type { ApprovedPaper, Tx } from '~db/client.server';
import type { Actor } from '~/access/policy';
import {
  type CarriedInto,
  type CarriedTask,
  carriedInReview,
  carriedOnPaper,
  carriedTasks,
  sealedTasks,
  withStateNow,
} from '~/features/tasks/carried.server';
import type { Placed } from './minutes.server';

/** Minutes as what tasks are carried into. */
export const intoMinutes = ({ minutes, meeting }: Pick<Placed, 'minutes' | 'meeting'>): CarriedInto => ({
  groupId: minutes.groupId,
  minutesId: minutes.id,
  startsAt: meeting.startsAt,
});

/** As they were frozen or approved, word for word, or in a draft as they are now. Nothing of them is for those who do not read all of the minutes. */
export async function carriedInto(placed: Placed, actor: Actor, readsInternal: boolean): Promise<CarriedTask[]> {
  if (!readsInternal) return [];
  const { paper, frozenTasks } = placed.minutes;
  if (paper) return carriedOnPaper(actor, paper.carried);
  return frozenTasks ? carriedInReview(actor, frozenTasks) : carriedTasks(actor, intoMinutes(placed));
}

/** What was in review, with how far it has come by the approval. */
export async function carriedAtApproval(
  placed: Pick<Placed, 'minutes' | 'meeting'>,
  tx: Tx,
): Promise<NonNullable<ApprovedPaper['carried']>> {
  const { frozenTasks } = placed.minutes;
  return frozenTasks ? withStateNow(frozenTasks, tx) : sealedTasks(intoMinutes(placed), tx);
}
