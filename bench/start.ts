/** How long the start takes, and how much memory the portal holds. */
import { readFileSync } from 'node:fs';
import { type Row, median } from './table';
import { serve } from './served';

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
  const ended = new Promise((resolve) => served.process.once('exit', resolve));
  served.process.kill('SIGTERM');
  await ended;
  return time;
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
