/** How long the start takes, and how much memory the portal holds. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type LiveText, connectText } from '~/live/client';
import { fillDocuments } from './fill';
import { serve } from './served';
import { type Row, median } from './table';

/** Resident memory of a process in MB, as the kernel counts it. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}

async function startToFirst200(args: string[], path: string, folder?: string): Promise<number> {
  const begin = performance.now();
  const served = await serve(args, folder);
  const response = await fetch(served.url + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await response.arrayBuffer();
  const time = performance.now() - begin;
  await served.halt();
  return time;
}

/** Idle after the start, and with 50 documents open. @param folder a migrated and filled database */
export async function measureMemory(folder: string): Promise<Row[]> {
  const quiet = await serve(['build/server.js'], folder);
  await fetch(`${quiet.url}/healthz`);
  // What the start leaves behind is collected two seconds after it.
  await setTimeout(4_000);
  const idle = memoryOf(quiet.process.pid!);
  await quiet.halt();
  const documents = await fillDocuments(folder, 50);
  const portal = await serve(['build/server.js'], folder);
  const lines = documents.map(({ textId, cookie }) => {
    const doc = new Y.Doc();
    const headers = { Cookie: cookie, Origin: portal.url };
    const openSocket = (url: string) => new WebSocket(url, { headers }) as unknown as globalThis.WebSocket;
    const url = `${portal.url.replace('http', 'ws')}/live/${textId}`;
    return connectText({ url, doc, openSocket });
  });
  await Promise.all(lines.map(synced));
  const open = memoryOf(portal.process.pid!);
  for (const line of lines) line.disconnect();
  await portal.stop();
  const row = (what: string, measured: number, most: number): Row => ({
    what,
    measured: `${measured.toFixed(0)} MB`,
    baseline: '',
    promise: `≤ ${most} MB`,
    kept: measured <= most,
  });
  return [row('memory idle after start', idle, 150), row('memory with 50 open documents', open, 400)];
}

function synced(line: LiveText): Promise<void> {
  return new Promise((resolve) => {
    const look = () => line.state.synced && resolve();
    line.subscribe(look);
    look();
  });
}

/** @param folder a migrated and filled database */
export async function measureStart(folder: string): Promise<Row[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < 5; round++) {
    ours.push(await startToFirst200(['build/server.js'], '/', folder));
    bare.push(await startToFirst200(['bench/hello.mjs'], '/'));
  }
  const [portal, hello] = [median(ours), median(bare)];
  return [
    {
      what: 'start to first 200, demo database',
      measured: `${portal.toFixed(0)} ms`,
      baseline: `bare Node hello ${hello.toFixed(0)} ms`,
      ratio: portal / hello,
      promise: '≤ 1200 ms',
      kept: portal <= 1200,
    },
  ];
}
