/** Starting what is measured as processes of their own, and asking them for pages. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { nodeFlags } from '../scripts/node-flags.mjs';

export type Served = {
  url: string;
  process: ChildProcess;
  /** Ends the process and keeps its folder. */
  halt: () => Promise<void>;
  /** Ends the process and removes its folder. */
  stop: () => Promise<void>;
};

/** A folder for a database of its own. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'portal-bench-'));

/** Starts a program that says `{ port }` to its parent once it serves. */
export async function serve(args: string[], folder = newFolder()): Promise<Served> {
  const child = spawn(process.execPath, [...nodeFlags, ...args], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: folder, PORT: '0', BASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
  const halt = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  return {
    url: `http://localhost:${port}`,
    process: child,
    halt,
    stop: async () => {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Requests a second, answered with 200, over a few seconds. */
export async function requestsPerSecond(url: string, connections: number, cookie = ''): Promise<number> {
  const result = await autocannon({ url, connections, duration: 4, headers: cookie ? { cookie } : {} });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} other than 200, ${result.errors} errors`);
  return result.requests.average;
}

/** Measures two pages in turns, so that what disturbs the machine disturbs both. */
export async function compare(
  ours: { url: string; cookie?: string },
  baseline: { url: string; cookie?: string },
  connections: number,
  rounds = 3,
): Promise<{ ours: number[]; baseline: number[] }> {
  const figures = { ours: [] as number[], baseline: [] as number[] };
  await requestsPerSecond(ours.url, connections, ours.cookie);
  await requestsPerSecond(baseline.url, connections, baseline.cookie);
  for (let round = 0; round < rounds; round++) {
    figures.ours.push(await requestsPerSecond(ours.url, connections, ours.cookie));
    figures.baseline.push(await requestsPerSecond(baseline.url, connections, baseline.cookie));
  }
  return figures;
}
