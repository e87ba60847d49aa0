/** The tasks of a group as a file: what their list shows with the same filter, all pages of it. */
import type { Language } from '~db/values';
import { handsOut } from '~/access/page.server';
import { groupBySlug } from '~/features/groups/groups.server';
import { csvOf, csvResponse } from '~/services/export/csv';
import { translator } from '~/services/i18n/translate.server';
import { formatShortDay } from '~/services/time';
import { type ListedTask, tasksToExport } from './listing.server';
import { taskQuery } from './tasks';

export const loader = handsOut(async ({ actor, params, request, language }) => {
  const group = await groupBySlug(params.group);
  const found = await tasksToExport(actor, group.id, taskQuery(request));
  const name = translator(language, 'tasks')('pageTitle', { group: group.name });
  return csvResponse(tableOf(found, language), name);
});

function tableOf(tasks: readonly ListedTask[], language: Language): string {
  const t = translator(language, 'tasks');
  const head = [t('list.what'), t('list.who'), t('list.due'), t('list.state'), t('priority.label'), t('repeats.label'), t('list.origin')];
  const rows = tasks.map((task) => [
    task.what,
    task.assignee,
    task.dueDate ? formatShortDay(task.dueDate, language) : '',
    t(`state.${task.state}`),
    t(`priority.${task.priority}`),
    t(`repeats.${task.repeats ?? 'never'}`),
    task.meeting !== null ? t('from.minutes', { number: task.meeting }) : task.document ? t('from.document', { title: task.document }) : '',
  ]);
  return csvOf(head, rows);
}

/** Makes it a page, so that who may not have the file is told so as everywhere. */
export default function NoFile() {
  return null;
}
