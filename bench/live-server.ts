/**
 * One of the three servers that are compared, in a process of its own. Its first argument says which:
 * `ours` (sessions, rights, durable log on disk, presence), `hocuspocus` (bare, without storage), `ws`
 * (sends each message on to the others in the room, a text to whoever comes in, and nothing else).
 */
import { type Server as HttpServer, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as Hocuspocus } from '@hocuspocus/server';
import { type WebSocket, WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { openDatabase, people, write } from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';
import type { PersonId } from '~db/values';
import { registerTextKind } from '~/live/kinds.server';
import { createText } from '~/live/log.server';
import { createLive } from '~/live/upgrade.server';
import { type DocumentAsked, type DocumentMade, ORIGIN, type ServerKind } from './live-shared';
import { paperState } from './paper';

/** A running server: where it listens, and how to begin a new document, empty or with a text. */
type Running = { port: number; begin: (state?: Uint8Array) => Promise<string> };

/** The documents of those that keep none themselves, by name. */
const documents = new Map<string, Uint8Array | undefined>();

async function keep(state?: Uint8Array): Promise<string> {
  const name = `document-${documents.size}`;
  documents.set(name, state);
  return name;
}

const listen = (server: HttpServer) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

async function ours(file: string): Promise<Running> {
  openDatabase(file);
  migrateDatabase();
  const rows = Array.from({ length: 100 }, (_, at) => ({
    name: `Person ${at}`,
    email: `person-${at}@demo.example`,
    searchName: `person ${at}`,
    createdAt: new Date(),
  }));
  const persons = await write(async (tx) => tx.insert(people).values(rows).returning({ id: people.id }));
  registerTextKind('minutes', { access: async () => ({ mode: 'edit', until: null }), changed: async () => undefined });
  const live = createLive({
    origins: [ORIGIN],
    identify: async ({ headers }) => {
      const personId: PersonId = persons[Number(headers.cookie) % persons.length]!.id;
      return { personId, name: `Person ${headers.cookie}`, sessionKey: headers.cookie ?? '', until: null };
    },
  });
  const server = createServer().on('upgrade', live.handleUpgrade);
  const begin = (state?: Uint8Array) => write(async (tx) => createText(tx, 'minutes', state));
  return { port: await listen(server), begin };
}

async function hocuspocus(): Promise<Running> {
  const server = new Hocuspocus({
    port: 0,
    address: '127.0.0.1',
    quiet: true,
    stopOnSignals: false,
    onLoadDocument: async ({ documentName, document }) => {
      const state = documents.get(documentName);
      if (state) Y.applyUpdate(document, state);
    },
  });
  // Its own `listen` takes port 0 for "not given".
  return { port: await listen(server.httpServer), begin: keep };
}

async function bare(): Promise<Running> {
  const rooms = new Map<string, Set<WebSocket>>();
  const server = createServer();
  new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, { url }) => {
    const room = rooms.get(url!) ?? new Set();
    rooms.set(url!, room.add(socket));
    socket.on('message', (data) => {
      for (const other of room) if (other !== socket) other.send(data);
    });
    socket.on('close', () => room.delete(socket));
    const state = documents.get(url!.replace('/live/', ''));
    if (state) socket.send(state);
  });
  return { port: await listen(server), begin: keep };
}

const [kind, file] = process.argv.slice(2) as [ServerKind, string];
const running = await (kind === 'ours' ? ours(file) : kind === 'hocuspocus' ? hocuspocus() : bare());

/** Commits one small row at a time, at the pace of the benchmark's edits. */
async function timeCommits(): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < 300; count += 1) {
    const begin = performance.now();
    await running.begin();
    times.push(performance.now() - begin);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return times;
}

async function make({ paragraphs }: DocumentAsked): Promise<DocumentMade> {
  const state = paragraphs ? paperState(paragraphs) : undefined;
  return { name: await running.begin(state), bytes: state?.length ?? 0 };
}

process.on('message', (question: DocumentAsked | { ask: 'disk' }) => {
  if (question.ask === 'disk') void timeCommits().then((commits) => process.send?.({ commits }));
  else void make(question).then((made) => process.send?.(made));
});
process.on('disconnect', () => process.exit());
process.send?.({ port: running.port });
