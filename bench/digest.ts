/** The mail of the day for two thousand people: how long it takes, what it needs, and whether pages wait meanwhile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { closeDatabase, db, jobs, news, openDatabase, people, tasks, write } from '~db/client.server';
import type { GroupId, PersonId, TaskId } from '~db/values';
import { useSettings } from '~/services/settings.server';
import { fillGroup } from './fill';
import { serve } from './served';
import { type Row, median } from './table';

const readers = 2000;
const newsEach = 6;
const dayInMs = 86_400_000;

/** The most memory a process has held, in MB, as the kernel counts it. */
function peakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024;
}

/** Each has news of yesterday, some of it about tasks of their own; the mail of the day is due as soon as it starts. */
async function fill(): Promise<{ folder: string; cookie: string }> {
  const filled = await fillGroup({ members: readers, tasks: readers, meetings: 3 });
  const file = join(filled.folder, 'portal.sqlite');
  useSettings({ dataDir: filled.folder, databaseFile: file });
  openDatabase(file);
  const ids = (await db.select({ id: people.id }).from(people)).map(({ id }) => id);
  const given = await db.select({ id: tasks.id, groupId: tasks.groupId }).from(tasks);
  const at = new Date(Date.now() - 2 * dayInMs);
  await write(async (tx) => {
    await tx.insert(jobs).values({ kind: 'news.daily', payload: {}, uniqueKey: 'bench', createdAt: at, runAt: at });
    for (const [n, id] of ids.entries()) await tx.insert(news).values(newsFor(id, given[n % given.length]!, at));
  });
  closeDatabase();
  return filled;
}

type Item = typeof news.$inferInsert;

/** One of a task, the others of minutes. */
function newsFor(personId: PersonId, { id, groupId }: { id: TaskId; groupId: GroupId }, at: Date): Item[] {
  const common = { personId, groupId, at, daily: true };
  const task: Item = {
    ...common,
    kind: 'task',
    key: 'task.assigned',
    values: { what: 'Räume anfragen', group: 'Gruppe', day: { day: '2026-12-01' } },
    path: `/gruppen/gruppe/aufgaben/${id}`,
    needs: { action: 'task.read', id },
  };
  const others = Array.from({ length: newsEach - 1 }, (_, number): Item => ({
    ...common,
    kind: 'text',
    key: 'minutes.approved',
    values: { number, group: 'Gruppe' },
    path: '/gruppen/gruppe',
    needs: { action: 'group.read', id: groupId },
  }));
  return [task, ...others];
}

/** Mails that have been sent, looked up beside the process. */
function sentIn(folder: string): number {
  const file = new Sqlite(join(folder, 'portal.sqlite'), { readonly: true });
  try {
    return file.prepare(`SELECT count(*) FROM mails WHERE kind = 'digest' AND sent_at IS NOT NULL`).pluck().get() as number;
  } finally {
    file.close();
  }
}

async function latency(url: string, cookie: string): Promise<number> {
  const begin = performance.now();
  const response = await fetch(url, { headers: { cookie } });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  await response.arrayBuffer();
  return performance.now() - begin;
}

export async function benchDigest(): Promise<Row[]> {
  const { folder, cookie } = await fill();
  const begin = performance.now();
  const portal = await serve(['build/server.js'], folder);
  const page = `${portal.url}/gruppen/gruppe/sitzungen`;
  const busy: number[] = [];
  while (sentIn(folder) < readers) {
    if (performance.now() - begin > 300_000) throw new Error(`Only ${sentIn(folder)} of ${readers} mails were sent.`);
    busy.push(await latency(page, cookie));
  }
  const seconds = (performance.now() - begin) / 1000;
  const peak = peakOf(portal.process.pid!);
  const idle: number[] = [];
  for (let n = 0; n < 40; n += 1) idle.push(await latency(page, cookie));
  await portal.stop();
  const worst = [...busy].sort((a, b) => a - b)[Math.floor(busy.length * 0.99)]!;
  return [
    {
      what: `mail of the day for ${readers} people, from the start of the portal`,
      measured: `${seconds.toFixed(1)} s, ${peak.toFixed(0)} MB at most`,
      baseline: '',
      promise: 'printed',
      kept: null,
    },
    {
      what: 'a page meanwhile (list of meetings)',
      measured: `${median(busy).toFixed(0)} ms, p99 ${worst.toFixed(0)} ms`,
      baseline: `idle ${median(idle).toFixed(0)} ms`,
      ratio: median(busy) / median(idle),
      promise: 'printed',
      kept: null,
    },
  ];
}
