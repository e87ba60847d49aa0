/**
 * Links in mails that tick off one task: without signing in, for the one person the mail was sent to, once, for two
 * weeks. Looking at a link changes nothing, so that scanners of mail cannot use it up; only its button does. What
 * it may do is asked again when it is used.
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import { type Tx, db, groups, minutes, taskLinks, tasks, write } from '~db/client.server';
import type { PersonId, TaskId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { allowed, taskFacts } from '~/access/authorize.server';
import { type Person, can } from '~/access/policy';
import type { Offer } from '~/news/daily.server';
import { Rejected } from '~/services/errors';
import { translator } from '~/services/i18n/translate.server';
import { settings } from '~/services/settings.server';
import { isUnfinished } from './tasks';
import { changeState } from './tasks.server';

const lifetimeInMs = 14 * 86_400_000;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

const tickOffPath = (token: string): string => `/erledigt/${token}`;

/** Offers a link beside each task in a mail of the day that its reader may tick off at this moment. */
export const offerTickOff: Offer = async (personId, language, items) => {
  const about = new Map(items.flatMap(({ id, kind, needs }) => (kind === 'task' && needs ? [[id, needs.id as TaskId] as const] : [])));
  const person = about.size > 0 ? await loadActor(db, personId) : undefined;
  if (!person) return new Map();
  const open = await openFor(person, [...about.values()]);
  const wanted = [...about].filter(([, taskId]) => open.has(taskId));
  return write(async (tx) => {
    const links = new Map<string, { url: string; label: string }>();
    const label = translator(language, 'mail')(words);
    for (const [newsId, taskId] of wanted) {
      links.set(newsId, { url: settings().baseUrl + (await makeLink(tx, taskId, personId)), label });
    }
    return links;
  });
};

/** Those of some tasks that somebody may say to be done. One statement. */
async function openFor(person: Person, ids: readonly TaskId[]): Promise<Set<TaskId>> {
  const rows = await db
    .select({ task: tasks, minutesState: minutes.state, archivedAt: groups.archivedAt })
    .from(tasks)
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(inArray(tasks.id, [...ids]));
  const mayTickOff = ({ task, ...around }: (typeof rows)[number]) =>
    isUnfinished(task.state) && can(person, 'task.setState', taskFacts({ ...task, ...around }));
  return new Set(rows.filter(mayTickOff).map(({ task }) => task.id));
}

/** The key of the words of a link, in the namespace `mail`. */
const words = 'daily.tickOff';

/** The same for a mail about one task, to somebody who may say that it is done. */
export const offerFor = async (tx: Tx, taskId: TaskId, personId: PersonId) => ({ path: await makeLink(tx, taskId, personId), key: words });

async function makeLink(tx: Tx, taskId: TaskId, personId: PersonId): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await tx.insert(taskLinks).values({ tokenHash: hashOf(token), taskId, personId, expiresAt: new Date(Date.now() + lifetimeInMs) });
  return tickOffPath(token);
}

/** What a link is good for: something to tick off, something that is over already, or nothing any more. */
export type TickOff = { state: 'open' | 'done' | 'obsolete'; what: string; group: string } | { state: 'gone' };

/** What the page of a link shows. One that never was looks like one whose time is over. */
export async function readTickOff(token: string): Promise<TickOff> {
  const [row] = await db
    .select({ link: taskLinks, task: tasks, minutesState: minutes.state, archivedAt: groups.archivedAt, group: groups.name })
    .from(taskLinks)
    .innerJoin(tasks, eq(tasks.id, taskLinks.taskId))
    .innerJoin(groups, eq(groups.id, tasks.groupId))
    .leftJoin(minutes, eq(minutes.id, tasks.minutesId))
    .where(and(eq(taskLinks.tokenHash, hashOf(token)), gt(taskLinks.expiresAt, new Date())));
  const person = row && (await loadActor(db, row.link.personId));
  if (!row || !person) return { state: 'gone' };
  const { link, task, minutesState, archivedAt, group } = row;
  if (!can(person, 'task.setState', taskFacts({ ...task, minutesState, archivedAt }))) return { state: 'gone' };
  if (task.state === 'done' || task.state === 'obsolete') return { state: task.state, what: task.what, group };
  return link.usedAt ? { state: 'gone' } : { state: 'open', what: task.what, group };
}

/**
 * Ticks a task off by a link, which is used up by it.
 *
 * @throws Rejected `linkGone` where the link was used, has expired or never was, its person may not do it any more,
 *   or the task is over
 */
export async function tickOff(token: string): Promise<void> {
  const now = new Date();
  await write(async (tx) => {
    const [link] = await tx
      .update(taskLinks)
      .set({ usedAt: now })
      .where(and(eq(taskLinks.tokenHash, hashOf(token)), isNull(taskLinks.usedAt), gt(taskLinks.expiresAt, now)))
      .returning();
    const person = link && (await loadActor(tx, link.personId));
    if (!person || !(await allowed(person, 'task.setState', link.taskId, tx))) throw new Rejected('linkGone');
    const [task] = await tx.select({ state: tasks.state }).from(tasks).where(eq(tasks.id, link.taskId));
    if (!task || !isUnfinished(task.state)) throw new Rejected('linkGone');
    await changeState(tx, person, link.taskId, 'done', { by: 'mail' });
  });
}

/** Forgets links that have had their time. */
export async function forgetTickOffs(tx: Tx): Promise<void> {
  await tx.delete(taskLinks).where(lt(taskLinks.expiresAt, new Date()));
}
