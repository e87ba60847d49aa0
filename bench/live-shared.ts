/** What the processes of the live benchmark tell each other. */
export const ORIGIN = 'http://portal.example';

export const serverKinds = ['ours', 'hocuspocus', 'ws'] as const;
export type ServerKind = (typeof serverKinds)[number];

/** One round: so many clients in one document, each with so many edits a second, for so long. */
export type Load = { clients: number; editsPerSecond: number; seconds: number };
export type Task = Load & { kind: ServerKind; port: number; document: string };

/** Edit to arrival in milliseconds, over every edit and every other client. */
export type Latency = { p50: number; p99: number; arrivals: number; expected: number };
