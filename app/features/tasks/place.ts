/** Addresses of tasks. Runs anywhere. */
import { idSchema } from '~db/value-schemas';
import type { TaskId } from '~db/values';

/** Those of all one's groups that are one's own. */
export const myTasksPath = '/aufgaben';

export const tasksPath = (group: string): string => `/gruppen/${group}/aufgaben`;

export const taskPath = (group: string, id: TaskId): string => `${tasksPath(group)}/${id}`;

/** The task an address names. @throws ZodError, answered as not found */
export const taskIn = (params: Readonly<Record<string, string | undefined>>): TaskId =>
  idSchema<'task'>().parse(params.task);
