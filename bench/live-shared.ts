/** What the processes of the live benchmarks tell each other. */
export const ORIGIN = 'http://portal.example';

export const serverKinds = ['ours', 'hocuspocus', 'ws'] as const;
export type ServerKind = (typeof serverKinds)[number];

/** One round: so many clients in one document, each editor with so many edits a second, for so long. */
export type Load = {
  clients: number;
  editsPerSecond: number;
  seconds: number;
  /** How many of the clients edit; all where it is left out. */
  editors?: number;
  /** Everyone's cursor is shown from the start, and renewed as y-protocols does. */
  presence?: boolean;
};

type Where = { kind: ServerKind; port: number; document: string };

/** What the clients are asked to do. */
export type Task =
  | (Where & Load & { task: 'edit' })
  /** All come in at once, while one of them edits; until the last has the text, `bytes` of it at least. */
  | (Where & { task: 'join'; clients: number; bytes: number })
  /** One comes in and builds its document, so many times; `warm`: while somebody else has it open. */
  | (Where & { task: 'open'; times: number; bytes: number; warm: boolean });

/** Edit to arrival in milliseconds, over every edit and every other client. */
export type Latency = { p50: number; p99: number; arrivals: number; expected: number; lost: number };
/** Milliseconds until the last has the text; how many lost the line; how many edits did not get through. */
export type Joined = { all: number; lost: number; missing: number };
/** Milliseconds from the request to the built document, for each time; and in it, building alone. */
export type Opened = { times: number[]; building: number[] };

/** What a server is asked: a new document, of so many paragraphs. */
export type DocumentAsked = { ask: 'document'; paragraphs?: number };
export type DocumentMade = { name: string; bytes: number };
