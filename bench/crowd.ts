/**
 * A crowd in one document: an edit on its way to three hundred, three hundred coming in at once, one
 * opening a long paper, and what a hundred thousand edits leave in the database.
 */
import { playRound } from './live';
import { type DocumentMade, type Joined, type Load, type Opened, type ServerKind, type Task } from './live-shared';
import { type Stage, answer, ask, onStage, start } from './live-stage';
import { type Row, median } from './table';

const CROWD = 300;
const PARAGRAPHS = 5_000;
const load: Load = { clients: CROWD, editors: 1, editsPerSecond: 10, seconds: 4, presence: true };
const ROUNDS = { edits: 5, joins: 5, opens: 3 };

/** The bare server sends the same edits and cursors to as many, and has no renewals to send. */
async function compareEdits(stage: Stage): Promise<Row> {
  const p99 = { ours: [] as number[], ws: [] as number[] };
  for (let round = 0; round <= ROUNDS.edits; round += 1) {
    for (const kind of turns(round, 'ours', 'ws')) {
      const latency = await playRound(stage, kind, round === 0 ? { ...load, seconds: 2 } : load);
      if (round > 0) p99[kind].push(latency.p99);
    }
  }
  const [ours, ws] = [median(p99.ours), median(p99.ws)];
  return {
    what: `edit → arrival p99, ${CROWD} clients with presence, 10 edits/s by one; nobody and nothing lost`,
    measured: `${ours.toFixed(1)} ms`,
    baseline: `bare ws, same bytes ${ws.toFixed(1)} ms`,
    ratio: ours / ws,
    promise: '≤ 5',
    kept: ours / ws <= 5,
  };
}

/** Who begins alternates, so that nobody is always first. */
function turns<Kind extends ServerKind>(round: number, first: Kind, second: Kind): Kind[] {
  return round % 2 === 0 ? [first, second] : [second, first];
}

async function newPaper<Kind extends ServerKind>({ servers }: Stage, kind: Kind) {
  const { process, port } = servers[kind];
  const { name, bytes } = await ask<DocumentMade>(process, { ask: 'document', paragraphs: PARAGRAPHS });
  return { kind, port, document: name, bytes };
}

/** All at once, which is harder than within five seconds; with ours one edits meanwhile, and everyone has a cursor. */
async function compareJoins(stage: Stage): Promise<Row> {
  const times = { ours: [] as number[], ws: [] as number[] };
  let size = 0;
  for (let round = 0; round <= ROUNDS.joins; round += 1) {
    for (const kind of turns(round, 'ours', 'ws')) {
      const paper = await newPaper(stage, kind);
      size = paper.bytes;
      const task: Task = { ...paper, task: 'join', clients: CROWD };
      const { all, lost, missing } = await ask<Joined>(stage.clients, task);
      if (lost > 0 || missing > 0) throw new Error(`${kind}: ${lost} lines lost, ${missing} edits missing`);
      if (round > 0) times[kind].push(all);
    }
  }
  const [ours, ws] = [median(times.ours), median(times.ws)];
  return {
    what: `${CROWD} join at once during edits, ${megabytes(size)} of text: until all have it`,
    measured: `${ours.toFixed(0)} ms`,
    baseline: `${CROWD} bare ws downloads ${ws.toFixed(0)} ms`,
    ratio: ours / ws,
    promise: '≤ 2',
    kept: ours / ws <= 2,
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

async function compareOpening(stage: Stage, warm: boolean): Promise<Row> {
  const times = { ours: [] as number[], hocuspocus: [] as number[] };
  const building: number[] = [];
  const papers = { ours: await newPaper(stage, 'ours'), hocuspocus: await newPaper(stage, 'hocuspocus') };
  for (let round = 0; round <= ROUNDS.opens; round += 1) {
    for (const kind of turns(round, 'ours', 'hocuspocus')) {
      const task: Task = { ...papers[kind], task: 'open', times: 5, warm };
      const opened = await ask<Opened>(stage.clients, task);
      if (round === 0) continue;
      times[kind].push(...opened.times);
      building.push(...opened.building);
    }
  }
  const [ours, hocuspocus] = [median(times.ours), median(times.hocuspocus)];
  return {
    what: `${PARAGRAPHS} paragraphs over the line, ${warm ? 'open already' : 'from the database'}: request → built document (building alone ${median(building).toFixed(0)} ms)`,
    measured: `${ours.toFixed(0)} ms`,
    baseline: `bare @hocuspocus/server ${hocuspocus.toFixed(0)} ms`,
    ratio: ours / hocuspocus,
    promise: '',
    kept: null,
  };
}

/** What many edits leave behind. */
export type Growth = { edits: number; textBytes: number; grown: number; whole: number; empty: number };

async function measureGrowth(): Promise<Row> {
  const growth = start('./growth.ts');
  const { edits, textBytes, grown, whole } = await answer<Growth>(growth);
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
  return {
    what: `database after ${edits} edits to one document, grown by (file as a whole ${kilobytes(whole)})`,
    measured: kilobytes(grown),
    baseline: `its text ${kilobytes(textBytes)}`,
    ratio: grown / textBytes,
    promise: '≤ 10',
    kept: grown / textBytes <= 10,
  };
}

/** Measures; takes about two minutes. */
export async function benchCrowd(): Promise<Row[]> {
  const rows = await onStage(async (stage) => [
    await compareEdits(stage),
    await compareJoins(stage),
    await compareOpening(stage, true),
    await compareOpening(stage, false),
  ]);
  return [...rows, await measureGrowth()];
}
