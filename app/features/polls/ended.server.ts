/** What can only be refused is not shown: the page of the search says how things stand. */
import type { PollId } from '~db/values';
import { Rejected } from '~/services/errors';
import { redirectWith } from '~/services/notice.server';
import { pollPath } from './polls';

/** What a form begins with; or the way to the search, with the reason, where the form could only be refused. */
export async function orToPoll<Asked>(slug: string | undefined, id: PollId, ask: () => Promise<Asked>): Promise<Asked> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    throw await redirectWith(pollPath(slug ?? '', id), `polls:${error.code}`);
  }
}
