/** The open tasks of earlier meetings that minutes list, in each state of theirs. */
import type { Actor } from '~/access/policy';
import { type CarriedInto, type CarriedTask, carriedOnPaper, carriedTasks } from '~/features/tasks/carried.server';
import type { Placed } from './minutes.server';

/** Minutes as what tasks are carried into. */
export const intoMinutes = ({ minutes, meeting }: Pick<Placed, 'minutes' | 'meeting'>): CarriedInto => ({
  groupId: minutes.groupId,
  minutesId: minutes.id,
  startsAt: meeting.startsAt,
});

/** As they are now, or as they were approved. Nothing of them is for those who do not read all of the minutes. */
export async function carriedInto(placed: Placed, actor: Actor, readsInternal: boolean): Promise<CarriedTask[]> {
  if (!readsInternal) return [];
  const { paper } = placed.minutes;
  return paper ? carriedOnPaper(actor, paper.carried) : carriedTasks(actor, intoMinutes(placed));
}
