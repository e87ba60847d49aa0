/**
 * How long an edit takes to reach the others in a document, with presence and the durable log on:
 * ours against bare @hocuspocus/server without storage, and against bare `ws` that sends the same
 * bytes to as many. Same edits, same presence, same clients, in one run, in turn, several times over;
 * the median of the rounds' 99th percentiles counts, since machines are noisy.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Row, median } from './table';
import { type Latency, type Load, type ServerKind, type Task, serverKinds } from './live-shared';

const loads: readonly Load[] = [
  { clients: 20, editsPerSecond: 5, seconds: 3 },
  { clients: 100, editsPerSecond: 1, seconds: 3 },
];
const ROUNDS = 9;

const baselines: Record<Exclude<ServerKind, 'ours'>, { name: string; atMost: number }> = {
  hocuspocus: { name: 'bare @hocuspocus/server without storage', atMost: 1 },
  ws: { name: 'bare ws, same bytes', atMost: 3 },
};

function start(script: string, ...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return fork(file, args, { execArgv: ['--import', 'tsx'], env: { ...process.env, NODE_ENV: 'production' } });
}

const answer = <Message>(child: ChildProcess) =>
  new Promise<Message>((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process of the benchmark ended with ${code}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Message);
    });
  });

function ask<Message>(child: ChildProcess, question: object): Promise<Message> {
  const answered = answer<Message>(child);
  child.send(question);
  return answered;
}

type Stage = { servers: Record<ServerKind, { process: ChildProcess; port: number }>; clients: ChildProcess };

async function setStage(folder: string): Promise<Stage> {
  const open = async (kind: ServerKind) => {
    const process = start('./live-server.ts', kind, resolve(folder, 'bench.sqlite'));
    const { port } = await answer<{ port: number }>(process);
    return { process, port };
  };
  const clients = start('./live-clients.ts');
  await answer(clients);
  return {
    servers: { ours: await open('ours'), hocuspocus: await open('hocuspocus'), ws: await open('ws') },
    clients,
  };
}

async function playRound({ servers, clients }: Stage, kind: ServerKind, load: Load): Promise<Latency> {
  const server = servers[kind];
  const { name } = await ask<{ name: string }>(server.process, { ask: 'document' });
  const task: Task = { ...load, kind, port: server.port, document: name };
  const latency = await ask<Latency>(clients, task);
  if (latency.arrivals !== latency.expected) {
    throw new Error(`${kind}: ${latency.arrivals} of ${latency.expected} arrivals`);
  }
  return latency;
}

async function compare(stage: Stage, load: Load): Promise<Row[]> {
  const p99: Record<ServerKind, number[]> = { ours: [], hocuspocus: [], ws: [] };
  // The first round warms up all three; the order turns, so that nobody is always first.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (let turn = 0; turn < serverKinds.length; turn += 1) {
      const kind = serverKinds[(round + turn) % serverKinds.length]!;
      const latency = await playRound(stage, kind, round === 0 ? { ...load, seconds: 2 } : load);
      if (round > 0) p99[kind].push(latency.p99);
    }
  }
  const ours = median(p99.ours);
  return (['hocuspocus', 'ws'] as const).map((kind) => {
    const other = median(p99[kind]);
    const { name, atMost } = baselines[kind];
    return {
      what: `edit → arrival p99, ${load.clients} clients, ${load.clients * load.editsPerSecond} edits/s`,
      measured: `${ours.toFixed(1)} ms`,
      baseline: `${name} ${other.toFixed(1)} ms`,
      ratio: ours / other,
      promise: `≤ ${atMost}`,
      kept: ours / other <= atMost,
    };
  });
}

/** What the disk takes for one commit, now and here: no durable edit can arrive sooner. */
async function measureDisk({ servers }: Stage): Promise<Row> {
  const { commits } = await ask<{ commits: number[] }>(servers.ours.process, { ask: 'disk' });
  const sorted = [...commits].sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) => sorted[Math.floor(sorted.length * share)]!.toFixed(1));
  return {
    what: 'one commit to this disk, p50 and p99',
    measured: `${p50} and ${p99} ms`,
    baseline: '',
    promise: '',
    kept: null,
  };
}

/** Measures; takes about two and a half minutes. The database lies on disk, in `.cache`. */
export async function benchLive(): Promise<Row[]> {
  const folder = resolve('.cache/bench-live');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const stage = await setStage(folder);
  try {
    const rows: Row[] = [await measureDisk(stage)];
    for (const load of loads) rows.push(...(await compare(stage, load)));
    return rows;
  } finally {
    stage.clients.kill();
    for (const { process } of Object.values(stage.servers)) process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
