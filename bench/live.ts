/**
 * How long an edit takes to reach the others in a document, with presence and the durable log on:
 * ours against bare @hocuspocus/server without storage, and against bare `ws` that sends the same
 * bytes to as many. Same edits, same presence, same clients, in one run, in turn, several times over;
 * the median of the rounds' 99th percentiles counts, since machines are noisy.
 */
import { type Row, median } from './table';
import { type DocumentMade, type Latency, type Load, type ServerKind, type Task, serverKinds } from './live-shared';
import { type Stage, ask, onStage } from './live-stage';

const loads: readonly Load[] = [
  { clients: 20, editsPerSecond: 5, seconds: 3 },
  { clients: 100, editsPerSecond: 1, seconds: 3 },
];
const ROUNDS = 9;

const baselines: Record<Exclude<ServerKind, 'ours'>, { name: string; atMost: number }> = {
  hocuspocus: { name: 'bare @hocuspocus/server without storage', atMost: 1 },
  ws: { name: 'bare ws, same bytes', atMost: 3 },
};

/** One round against one server. @throws Error where an edit did not arrive or a client lost its line */
export async function playRound({ servers, clients }: Stage, kind: ServerKind, load: Load): Promise<Latency> {
  const server = servers[kind];
  const { name } = await ask<DocumentMade>(server.process, { ask: 'document' });
  const task: Task = { ...load, task: 'edit', kind, port: server.port, document: name };
  const latency = await ask<Latency>(clients, task);
  const { arrivals, expected, lost } = latency;
  if (arrivals !== expected || lost > 0) throw new Error(`${kind}: ${arrivals} of ${expected} arrivals, ${lost} lines lost`);
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

/** Measures; takes about two and a half minutes. */
export function benchLive(): Promise<Row[]> {
  return onStage(async (stage) => {
    const rows: Row[] = [await measureDisk(stage)];
    for (const load of loads) rows.push(...(await compare(stage, load)));
    return rows;
  });
}
