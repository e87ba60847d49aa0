/** `useLive()`: a live server on a port of its own, whose people and rights a test decides. */
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, vi } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { people, write } from '~db/client.server';
import type { PersonId, TextId } from '~db/values';
import { type ConnectOptions, type LiveText, connectText } from '~/live/client';
import { type Access, registerTextKind } from '~/live/kinds.server';
import { createText } from '~/live/log.server';
import {
  type ClientMessage,
  type ServerMessage,
  decodeServerMessage,
  encodeClientMessage,
} from '~/live/protocol';
import { type Live, createLive } from '~/live/upgrade.server';

export const ORIGIN = 'http://portal.example';

export type Knock = { person?: PersonId; origin?: string; sessionKey?: string };

export class House {
  server!: Server;
  live!: Live;
  port = 0;
  /** Rights by person and text. */
  readonly rights = new Map<string, Access>();
  /** Sessions by key; a knock names its key. */
  readonly sessionEnds = new Map<string, Date>();
  readonly changed = vi.fn(async (_textId: TextId, _doc: Y.Doc) => undefined as void);
  readonly #visits: { disconnect(): void }[] = [];

  async open(port = 0): Promise<void> {
    registerTextKind('minutes', {
      access: async (personId, textId) => this.rights.get(`${personId} ${textId}`) ?? null,
      changed: (textId, doc) => this.changed(textId, doc),
    });
    this.live = createLive({
      origins: [ORIGIN],
      identify: async ({ headers }) => {
        const [person, sessionKey = 'session'] = (headers.cookie ?? '').split(' ');
        if (!person) return null;
        const until = this.sessionEnds.get(sessionKey) ?? null;
        return { personId: person as PersonId, name: `Name of ${person}`, sessionKey, until };
      },
    });
    this.server = createServer((request, response) => void this.live.handleProbe(request, response));
    this.server.on('upgrade', (request, stream, head) => this.live.handleUpgrade(request, stream, head));
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Ends the server as on SIGTERM; clients stay as they are. */
  async stop(): Promise<void> {
    await this.live.shutdown();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async close(): Promise<void> {
    for (const visit of this.#visits) visit.disconnect();
    await this.stop();
  }

  async person(name: string): Promise<PersonId> {
    const [row] = await write(async (tx) =>
      tx
        .insert(people)
        .values({ name, email: `${name}@demo.example`, searchName: name, createdAt: new Date() })
        .returning({ id: people.id }),
    );
    return row!.id;
  }

  text(initialUpdate?: Uint8Array): Promise<TextId> {
    return write(async (tx) => createText(tx, 'minutes', initialUpdate));
  }

  allow(person: PersonId, text: TextId, mode: Access['mode'] = 'edit', until: Date | null = null): void {
    this.rights.set(`${person} ${text}`, { mode, until });
  }

  refuse(person: PersonId, text: TextId): void {
    this.rights.delete(`${person} ${text}`);
  }

  /** Someone new who may edit the text. */
  async editor(text: TextId, name: string): Promise<PersonId> {
    const person = await this.person(name);
    this.allow(person, text);
    return person;
  }

  knock(path: string, { person, origin = ORIGIN, sessionKey = 'session' }: Knock): NodeSocket {
    const headers = person ? { cookie: `${person} ${sessionKey}` } : {};
    return new NodeSocket(`ws://127.0.0.1:${this.port}${path}`, { origin, headers });
  }

  /** The HTTP status with which a socket is refused; 101 where it is not. */
  async refusal(path: string, knock: Knock): Promise<number> {
    const socket = this.knock(path, knock);
    const status = await new Promise<number>((resolve) => {
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      socket.on('open', () => resolve(101));
      socket.on('error', () => undefined);
    });
    socket.terminate();
    return status;
  }

  /** Opens the text as the portal's own client does. */
  visit(text: TextId, person: PersonId, options: Partial<ConnectOptions> & { sessionKey?: string } = {}): Visit {
    const doc = options.doc ?? new Y.Doc();
    const awareness = options.awareness ?? new Awareness(doc);
    const { sessionKey } = options;
    const path = `/live/${text}`;
    const client = connectText({
      doc,
      awareness,
      url: path,
      patience: { firstPause: 10, longestPause: 100, hiccup: 100 },
      openSocket: (url) => this.knock(url, { person, sessionKey }) as unknown as WebSocket,
      probe: async () => {
        const headers = { cookie: `${person} ${sessionKey ?? 'session'}` };
        const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { headers }).catch(() => undefined);
        const body = (await answer?.json()) as { close: number | null } | undefined;
        return body?.close ?? null;
      },
      ...options,
    });
    const visit = { client, doc, awareness, words: doc.getText('words') };
    this.#visits.push({
      disconnect: () => {
        client.disconnect();
        awareness.destroy();
      },
    });
    return visit;
  }

  /** A socket that says what the test wants. */
  async raw(text: TextId, person: PersonId, sessionKey?: string): Promise<RawSocket> {
    const socket = this.knock(`/live/${text}`, { person, sessionKey });
    const raw = new RawSocket(socket);
    this.#visits.push({ disconnect: () => socket.terminate() });
    await raw.next('welcome');
    return raw;
  }
}

export type Visit = { client: LiveText; doc: Y.Doc; awareness: Awareness; words: Y.Text };

export class RawSocket {
  readonly received: ServerMessage[] = [];
  /** The close code, once closed. */
  readonly closed: Promise<number>;
  #wake: () => void = () => undefined;

  constructor(readonly socket: NodeSocket) {
    socket.on('message', (data: Buffer) => {
      this.received.push(decodeServerMessage(data));
      this.#wake();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.on('close', (code) => resolve(code)));
  }

  say(message: ClientMessage): void {
    this.socket.send(encodeClientMessage(message));
  }

  /** Takes the next message of a type, waiting for it; what came before it is passed over. */
  async next<Type extends ServerMessage['type']>(type: Type): Promise<ServerMessage & { type: Type }> {
    for (;;) {
      while (this.received.length > 0) {
        const message = this.received.shift()!;
        if (message.type === type) return message as ServerMessage & { type: Type };
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Asks for the text and takes it, so that updates of others come in from then on. */
  async sync(): Promise<Y.Doc> {
    const doc = new Y.Doc();
    this.say({ type: 'sync', stateVector: Y.encodeStateVector(doc) });
    applyAll(doc, await this.next('update'));
    return doc;
  }
}

export function applyAll(doc: Y.Doc, { updates }: { updates: readonly Uint8Array[] }): void {
  for (const update of updates) Y.applyUpdate(doc, update);
}

export function useLive(): House {
  const house = new House();
  beforeEach(async () => {
    house.rights.clear();
    house.sessionEnds.clear();
    house.changed.mockReset();
    await house.open();
  });
  afterEach(() => house.close());
  return house;
}

/** Waits until the condition holds; fails after some seconds. */
export const until = (condition: () => unknown, timeout = 4_000) =>
  vi.waitFor(
    () => {
      if (!condition()) throw new Error(`waited in vain for ${condition.toString()}`);
    },
    { timeout, interval: 2 },
  );

/** An update that inserts words. */
export function insertion(words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('words').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}
