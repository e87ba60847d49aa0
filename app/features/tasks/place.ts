/** Addresses of tasks. Runs anywhere. */
import { idSchema } from '~db/value-schemas';
import type { DecisionId, DocumentId, TaskId } from '~db/values';

/** Those of all one's groups that are one's own; and of these what is due by now or soon. */
export const myTasksPath = '/aufgaben';
export const myDueTasksPath = `${myTasksPath}?frist=soon`;

export const tasksPath = (group: string): string => `/gruppen/${group}/aufgaben`;

export const taskPath = (group: string, id: TaskId): string => `${tasksPath(group)}/${id}`;

/** The form for a task that follows from a document; with the id of a thread at the end, from what was said there. */
export const taskFromDocument = (group: string, document: DocumentId): string =>
  `${tasksPath(group)}/neu?dokument=${document}`;
export const taskFromThread = (group: string, document: DocumentId): string =>
  `${taskFromDocument(group, document)}&kommentar=`;

/** The same from what was said about minutes. */
export const taskFromMinutesThread = (group: string): string => `${tasksPath(group)}/neu?kommentar=`;

/** The same for a task that follows from a decision. */
export const taskFromDecision = (group: string, decision: DecisionId): string =>
  `${tasksPath(group)}/neu?beschluss=${decision}`;

/** The task an address names. @throws ZodError, answered as not found */
export const taskIn = (params: Readonly<Record<string, string | undefined>>): TaskId =>
  idSchema<'task'>().parse(params.task);
