/** Tasks with a due date for calendars that somebody reads them in. */
import { and, asc, eq, gte, inArray } from 'drizzle-orm';
import { db, groups, minutes, tasks } from '~db/client.server';
import type { Day, GroupId, Language } from '~db/values';
import { taskFacts } from '~/access/authorize.server';
import { type Person, can } from '~/access/policy';
import type { Entry } from '~/services/calendar.server';
import { translator } from '~/services/i18n/translate.server';
import { senderAddress } from '~/services/mail/outbox.server';
import { settings } from '~/services/settings.server';
import { ownOf } from './listing.server';
import { taskPath } from './place';
import { unfinishedStates } from './tasks';

const columns = {
  task: tasks,
  minutesState: minutes.state, archivedAt: groups.archivedAt,
  group: { slug: groups.slug, name: groups.name },
};

/**
 * One's own tasks that are not done, each as an entry for the whole day on which it is due. (Calendars that
 * fetch an address show no VTODO: neither Google's nor Outlook's nor Apple's.) One statement.
 *
 * @param groupId only those of this group
 * @param since those that were due before are left out
 */
export async function publishedTasks(
  actor: Person,
  { groupId, since, language }: { groupId: GroupId | null; since: Day; language: Language },
): Promise<Entry[]> {
  const rows = await db
    .select(columns)
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(
      and(
        ownOf(actor),
        inArray(tasks.state, [...unfinishedStates]),
        gte(tasks.dueDate, since),
        groupId ? eq(tasks.groupId, groupId) : undefined,
      ),
    )
    .orderBy(asc(tasks.dueDate), asc(tasks.id));
  return rows
    .filter(({ task, minutesState, archivedAt }) => can(actor, 'task.read', taskFacts({ ...task, minutesState, archivedAt })))
    .map((row) => entryOf(row, language));
}

type Row = { task: typeof tasks.$inferSelect; group: { slug: string; name: string } };

function entryOf({ task, group }: Row, language: Language): Entry {
  const t = translator(language, 'tasks');
  const url = settings().baseUrl + taskPath(group.slug, task.id);
  return {
    uid: `task-${task.id}@buendnis-portal`,
    sequence: 0,
    when: { day: task.dueDate! },
    summary: t('calendar.summary', { what: task.what }),
    place: '',
    text: [t('calendar.of', { group: group.name }), task.note, url].filter(Boolean).join('\n\n'),
    url,
    status: 'confirmed',
    time: 'free',
    organizer: { name: group.name, email: senderAddress() },
  };
}
