/**
 * The clients of a round, in a process of their own so that they take nothing from the server: raw
 * WebSockets that all do the same, whatever server they speak to. An edit is a Yjs update with a
 * number in its words, followed by the presence that goes with it (the cursor has moved); an arrival
 * is that number found in the bytes of a message. Only the envelope differs from server to server.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { Awareness, encodeAwarenessUpdate, outdatedTimeout } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { decodeServerMessage, encodeClientMessage, freshAddress } from '~/live/protocol';
import { type Joined, type Latency, ORIGIN, type Opened, type ServerKind, type Task } from './live-shared';

/** How a server wants to be spoken to: the address of a document, what is said on coming in, the two envelopes, and the text in a message. */
type Dialect = {
  address: (document: string) => string;
  greeting: (document: string) => Uint8Array[];
  update: (document: string, update: Uint8Array, seq: number) => Uint8Array;
  awareness: (document: string, update: Uint8Array) => Uint8Array;
  /** The updates in a message, if it holds any. */
  updatesIn: (data: Uint8Array) => readonly Uint8Array[];
};

const emptyVector = new Uint8Array([0]);

/** y-protocols' messages behind the document's name, as @hocuspocus/provider writes them. */
const hocuspocus = (document: string, type: number, body: (encoder: encoding.Encoder) => void) =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, document);
    encoding.writeVarUint(encoder, type);
    body(encoder);
  });

const dialects: Record<ServerKind, Dialect> = {
  ours: {
    address: (document) => freshAddress(`/live/${document}`),
    greeting: () => [],
    update: (_, update, seq) => encodeClientMessage({ type: 'update', seq, update }),
    awareness: (_, update) => encodeClientMessage({ type: 'awareness', update }),
    updatesIn: (data) => {
      const message = decodeServerMessage(data);
      return message.type === 'update' ? message.updates : [];
    },
  },
  hocuspocus: {
    address: (document) => `/live/${document}`,
    greeting: (document) => [
      hocuspocus(document, 2, (encoder) => {
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, 'token');
        encoding.writeVarString(encoder, '4.7.0');
      }),
      hocuspocus(document, 0, (encoder) => {
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarUint8Array(encoder, emptyVector);
      }),
    ],
    update: (document, update) =>
      hocuspocus(document, 0, (encoder) => {
        encoding.writeVarUint(encoder, 2);
        encoding.writeVarUint8Array(encoder, update);
      }),
    awareness: (document, update) =>
      hocuspocus(document, 1, (encoder) => encoding.writeVarUint8Array(encoder, update)),
    updatesIn: (data) => {
      const decoder = decoding.createDecoder(data);
      decoding.readVarString(decoder);
      // 0 and 4: y-protocols' sync and its answer; in them 1 and 2 carry an update.
      if (![0, 4].includes(decoding.readVarUint(decoder)) || decoding.readVarUint(decoder) === 0) return [];
      return [decoding.readVarUint8Array(decoder)];
    },
  },
  ws: {
    address: (document) => `/live/${document}`,
    greeting: () => [],
    update: (_, update) => encodeClientMessage({ type: 'update', seq: 0, update }),
    awareness: (_, update) => encodeClientMessage({ type: 'awareness', update }),
    updatesIn: (data) => [data],
  },
};

const MARK = Buffer.from('@edit');
const DIGITS = 7;

class Round {
  readonly #sentAt: number[] = [];
  readonly #authors: number[] = [];
  readonly latencies: number[] = [];

  sent(author: number): string {
    this.#authors.push(author);
    this.#sentAt.push(performance.now());
    return `${MARK.toString()}${String(this.#sentAt.length - 1).padStart(DIGITS, '0')}`;
  }

  received(by: number, data: Buffer): void {
    const now = performance.now();
    for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + MARK.length)) {
      const edit = Number(data.toString('latin1', at + MARK.length, at + MARK.length + DIGITS));
      if (this.#authors[edit] !== by) this.latencies.push(now - this.#sentAt[edit]!);
    }
  }

  get edits(): number {
    return this.#sentAt.length;
  }
}

type Client = { socket: WebSocket; edit: () => void };

const socketTo = ({ kind, port, document }: Task, at: number) =>
  new WebSocket(`ws://127.0.0.1:${port}${dialects[kind].address(document)}`, {
    origin: ORIGIN,
    headers: { cookie: String(at) },
    perMessageDeflate: false,
  });

const opened = (socket: WebSocket) =>
  new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

async function enter(task: Task, at: number, round: Round, presence: boolean): Promise<Client> {
  const dialect = dialects[task.kind];
  const { document } = task;
  const socket = socketTo(task, at);
  socket.on('message', (data: Buffer) => round.received(at, data));
  await opened(socket);
  for (const message of dialect.greeting(document)) socket.send(message);

  const doc = new Y.Doc();
  const words = doc.getText('words');
  const awareness = new Awareness(doc);
  let seq = 0;
  let update: Uint8Array = new Uint8Array();
  doc.on('update', (made: Uint8Array) => (update = made));
  const user = { name: `Person ${at}`, color: '#1f6fb4' };
  const point = () => {
    const position = { type: null, tname: 'words', item: { client: doc.clientID, clock: words.length }, assoc: 0 };
    awareness.setLocalState({ user, cursor: { anchor: position, head: position } });
  };
  const ownPresence = () => dialect.awareness(document, encodeAwarenessUpdate(awareness, [doc.clientID]));
  const tell = () => socket.send(ownPresence());
  if (presence) {
    point();
    tell();
    // As if all had come in some time ago: their renewals are spread over the time between two.
    awareness.meta.get(doc.clientID)!.lastUpdated -= Math.random() * (outdatedTimeout / 2);
  }
  // What is to send the same bytes as ours has no renewals to send, as ours passes none on, and sends
  // an edit and its cursor as one.
  const asOne = task.kind === 'ws' && presence;
  if (!asOne) awareness.on('update', tell);
  const edit = () => {
    words.insert(words.length, round.sent(at));
    const message = dialect.update(document, update, (seq += 1));
    if (!asOne) socket.send(message);
    point();
    if (asOne) socket.send(Buffer.concat([message, ownPresence()]));
  };
  socket.on('close', () => {
    awareness.off('update', tell);
    awareness.destroy();
  });
  return { socket, edit };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Edits at an even pace with a phase of one's own, so that edits are spread over time as people's are. */
async function work({ edit }: Client, { editsPerSecond, seconds }: { editsPerSecond: number; seconds: number }): Promise<void> {
  const every = 1_000 / editsPerSecond;
  const begin = performance.now() + Math.random() * every;
  for (let count = 0; count < editsPerSecond * seconds; count += 1) {
    await pause(Math.max(0, begin + count * every - performance.now()));
    edit();
  }
}

async function closeAll(sockets: WebSocket[]): Promise<void> {
  const closed = sockets
    .filter(({ readyState }) => readyState !== WebSocket.CLOSED)
    .map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of sockets) socket.close();
  await Promise.all(closed);
}

const stillOpen = (sockets: WebSocket[]) => sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;

async function edit(task: Task & { task: 'edit' }): Promise<Latency> {
  const round = new Round();
  const presence = task.presence ?? false;
  const clients = await Promise.all(
    Array.from({ length: task.clients }, (_, at) => enter(task, at, round, presence)),
  );
  // Until everyone has heard of everyone.
  await pause(presence ? 1_000 : 300);
  await Promise.all(clients.slice(0, task.editors ?? task.clients).map((client) => work(client, task)));
  const expected = round.edits * (task.clients - 1);
  for (let waited = 0; round.latencies.length < expected && waited < 5_000; waited += 50) await pause(50);
  const sockets = clients.map(({ socket }) => socket);
  const lost = task.clients - stillOpen(sockets);
  await closeAll(sockets);
  const sorted = Float64Array.from(round.latencies).sort();
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity;
  return { p50: quantile(0.5), p99: quantile(0.99), arrivals: sorted.length, expected, lost };
}

/** All come in at once. With ours, one who is already there edits meanwhile, and everyone shows a cursor. */
async function join(task: Task & { task: 'join' }): Promise<Joined> {
  const dialect = dialects[task.kind];
  const alone = task.kind === 'ws';
  const round = new Round();
  const writer = alone ? undefined : await enter(task, 0, round, true);
  const cursors = Array.from({ length: task.clients }, (_, at) => {
    const awareness = new Awareness(new Y.Doc());
    awareness.setLocalState({ user: { name: `Person ${at}` }, cursor: null });
    const update = encodeAwarenessUpdate(awareness, [awareness.clientID]);
    awareness.destroy();
    return dialect.awareness(task.document, update);
  });
  const typing = setInterval(() => writer?.edit(), 100);
  const begin = performance.now();
  const texts: Buffer[][] = [];
  const sockets: WebSocket[] = [];
  const arrivals = Array.from({ length: task.clients }, async (_, at) => {
    const socket = socketTo(task, at + 1);
    sockets.push(socket);
    const heard: Buffer[] = [];
    texts.push(heard);
    const whole = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        heard.push(data);
        if (data.length >= task.bytes) resolve();
      });
      socket.on('close', () => resolve());
    });
    await opened(socket);
    for (const message of dialect.greeting(task.document)) socket.send(message);
    if (!alone) socket.send(cursors[at]!);
    await whole;
  });
  await Promise.all(arrivals);
  const all = performance.now() - begin;
  clearInterval(typing);
  await pause(500);
  const lost = task.clients - stillOpen(sockets);
  // Building three hundred documents would take longer than all the rest; a few stand for them.
  const missing = alone ? 0 : texts.filter((_, at) => at % 50 === 0).reduce((sum, heard) => {
    const doc = new Y.Doc();
    for (const data of heard) for (const update of dialect.updatesIn(data)) Y.applyUpdate(doc, update);
    return sum + round.edits - doc.getText('words').length / (MARK.length + DIGITS);
  }, 0);
  await closeAll(writer ? [writer.socket, ...sockets] : sockets);
  return { all, lost, missing };
}

/** From the request to the built document, one after the other. */
async function open(task: Task & { task: 'open' }): Promise<Opened> {
  const dialect = dialects[task.kind];
  const times: number[] = [];
  const building: number[] = [];
  const before = task.warm ? await enter(task, 0, new Round(), false) : undefined;
  await pause(300);
  for (let time = 0; time < task.times; time += 1) {
    const doc = new Y.Doc();
    const begin = performance.now();
    const socket = socketTo(task, time + 1);
    const built = new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        const from = performance.now();
        for (const update of dialect.updatesIn(data)) Y.applyUpdate(doc, update);
        if (data.length < task.bytes) return;
        building.push(performance.now() - from);
        resolve();
      });
    });
    await opened(socket);
    for (const message of dialect.greeting(task.document)) socket.send(message);
    await built;
    times.push(performance.now() - begin);
    await closeAll([socket]);
    await pause(50);
  }
  if (before) await closeAll([before.socket]);
  return { times, building };
}

process.on('message', (task: Task) => {
  const doing = task.task === 'edit' ? edit(task) : task.task === 'join' ? join(task) : open(task);
  void doing.then((outcome) => process.send?.(outcome));
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
