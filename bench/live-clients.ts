/**
 * The clients of a round, in a process of their own so that they take nothing from the server: raw
 * WebSockets that all do the same, whatever server they speak to. An edit is a Yjs update with a
 * number in its words, followed by the presence that goes with it (the cursor has moved); an arrival
 * is that number found in the bytes of a message. Only the envelope differs from server to server.
 */
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { encodeClientMessage } from '~/live/protocol';
import { type Latency, ORIGIN, type ServerKind, type Task } from './live-shared';

/** How a server wants to be spoken to: what is said on coming in, and the two envelopes. */
type Dialect = {
  greeting: (document: string) => Uint8Array[];
  update: (document: string, update: Uint8Array, seq: number) => Uint8Array;
  awareness: (document: string, update: Uint8Array) => Uint8Array;
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
    greeting: () => [encodeClientMessage({ type: 'sync', stateVector: emptyVector })],
    update: (_, update, seq) => encodeClientMessage({ type: 'update', seq, update }),
    awareness: (_, update) => encodeClientMessage({ type: 'awareness', update }),
  },
  hocuspocus: {
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
  },
  ws: {
    greeting: () => [],
    update: (_, update) => encodeClientMessage({ type: 'update', seq: 0, update }),
    awareness: (_, update) => encodeClientMessage({ type: 'awareness', update }),
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

async function enter(task: Task, at: number, round: Round): Promise<Client> {
  const dialect = dialects[task.kind];
  const { document } = task;
  const socket = new WebSocket(`ws://127.0.0.1:${task.port}/live/${document}`, {
    origin: ORIGIN,
    headers: { cookie: String(at) },
    perMessageDeflate: false,
  });
  socket.on('message', (data: Buffer) => round.received(at, data));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  for (const message of dialect.greeting(document)) socket.send(message);

  const doc = new Y.Doc();
  const words = doc.getText('words');
  const awareness = new Awareness(doc);
  let seq = 0;
  let update: Uint8Array = new Uint8Array();
  doc.on('update', (made: Uint8Array) => (update = made));
  const edit = () => {
    words.insert(words.length, round.sent(at));
    socket.send(dialect.update(document, update, (seq += 1)));
    const position = { type: null, tname: 'words', item: { client: doc.clientID, clock: words.length - 1 }, assoc: 0 };
    awareness.setLocalState({
      user: { name: `Person ${at}`, color: '#1f6fb4' },
      cursor: { anchor: position, head: position },
    });
    socket.send(dialect.awareness(document, encodeAwarenessUpdate(awareness, [doc.clientID])));
  };
  socket.on('close', () => awareness.destroy());
  return { socket, edit };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Edits at an even pace with a phase of one's own, so that edits are spread over time as people's are. */
async function work({ edit }: Client, { editsPerSecond, seconds }: Task): Promise<void> {
  const every = 1_000 / editsPerSecond;
  const begin = performance.now() + Math.random() * every;
  for (let count = 0; count < editsPerSecond * seconds; count += 1) {
    await pause(Math.max(0, begin + count * every - performance.now()));
    edit();
  }
}

async function play(task: Task): Promise<Latency> {
  const round = new Round();
  const clients = await Promise.all(Array.from({ length: task.clients }, (_, at) => enter(task, at, round)));
  await pause(300);
  await Promise.all(clients.map((client) => work(client, task)));
  const expected = round.edits * (task.clients - 1);
  for (let waited = 0; round.latencies.length < expected && waited < 5_000; waited += 50) await pause(50);
  const closed = clients.map(({ socket }) => new Promise((resolve) => socket.once('close', resolve)));
  for (const { socket } of clients) socket.close();
  await Promise.all(closed);
  const sorted = Float64Array.from(round.latencies).sort();
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity;
  return { p50: quantile(0.5), p99: quantile(0.99), arrivals: sorted.length, expected };
}

process.on('message', (task: Task) => {
  void play(task).then((latency) => process.send?.(latency));
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
