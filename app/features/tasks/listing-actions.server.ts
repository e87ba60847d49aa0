/** What one can do with tasks in a list: say how far one has come, or change several. */
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import type { GroupId } from '~db/values';
import type { Person } from '~/access/policy';
import { readForm } from '~/services/forms';
import { redirectWith } from '~/services/notice.server';
import { changeTasks } from './keeping.server';
import { bulkSchema, stateSchema } from './tasks';
import { setTaskState } from './tasks.server';

const stateStep = z.object({ intent: z.literal('state'), task: idSchema<'task'>(), state: stateSchema });
const listSchema = z.discriminatedUnion('intent', [stateStep, bulkSchema]);

/** @param groupId whose tasks can be changed together; in lists across groups none can */
export async function takeListStep(actor: Person, request: Request, groupId: GroupId | null) {
  const form = await readForm(request, groupId ? listSchema : stateStep);
  if (!form.ok) return data(form.reply, { status: 400 });
  const { pathname, search } = new URL(request.url);
  const here = pathname.replace(/\.data$/, '') + search;
  if (form.value.intent === 'state') {
    await setTaskState(actor, form.value.task, form.value.state);
    return redirect(here);
  }
  try {
    const count = await changeTasks(actor, groupId!, form.value);
    return await redirectWith(here, 'tasks:bulkDone', { count });
  } catch (error) {
    return data(form.rejected(error), { status: 400 });
  }
}
