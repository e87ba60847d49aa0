/**
 * The way in: from an HTTP upgrade of `/live/:textId` to a socket in a room.
 *
 * Path, Origin, session and right are checked before a WebSocket is accepted; whoever lacks one of
 * them gets a plain HTTP answer and never reaches a room. Messages are bounded in size, rate and
 * backlog, a person in the number of sockets; a socket that answers no ping is dropped.
 */
import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { idSchema } from '~db/value-schemas';
import type { TextId } from '~db/values';
import { NotFound } from '~/services/errors';
import { log } from '~/services/log.server';
import { accessTo, doorChanges, recheckDue } from './doors.server';
import type { Access } from './kinds.server';
import { Member, type Visitor } from './member.server';
import { MAX_MESSAGE_BYTES, closeCodes, isFresh } from './protocol';
import { type Room, endRooms, holdRoom, openRooms, releaseRoom } from './rooms.server';
import { LiveSocket } from './sockets.server';

/** How long a socket may be silent before it is asked, and then before it is dropped. */
const HEARTBEAT_MS = 20_000;
/** How long clients may take to answer the server's goodbye. */
const GOODBYE_MS = 1_000;
/** Tabs and devices of one person. */
export const MAX_SOCKETS_PER_PERSON = 32;

export type LiveOptions = {
  /** The origins whose pages may open sockets, such as `https://portal.example`. */
  origins: readonly string[];
  /** Whose request it is, by its session; null where there is none. */
  identify(request: IncomingMessage): Promise<Visitor | null>;
};

export type Live = {
  /** For the `upgrade` event of the HTTP server. Answers every request it is given, and never throws. */
  handleUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /**
   * For `GET /live/:textId`: says whether the door would open. A browser can't see why an upgrade
   * was refused; this lets the client tell an ended right or session from a lost line.
   */
  handleProbe(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Lets nobody in any more, confirms what is under way, sends everyone off to come back. */
  shutdown(): Promise<void>;
};

type Admitted = { textId: TextId; visitor: Visitor; access: Access };
type Refused = 401 | 403 | 404 | 429 | 500 | 503;

const textIdSchema = idSchema<'text'>();

function textIdOf(url: string | undefined): TextId | undefined {
  const [, id] = /^\/live\/([^/?]+)(?:\?.*)?$/.exec(url ?? '') ?? [];
  return textIdSchema.safeParse(id).data;
}

function socketsOf({ personId }: Visitor): number {
  return openRooms().reduce(
    (sum, room) => sum + [...room.members].filter((member) => member.visitor.personId === personId).length,
    0,
  );
}

export function createLive({ origins, identify }: LiveOptions): Live {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  const alive = new WeakSet<object>();
  let stopping = false;

  async function admit(request: IncomingMessage): Promise<Admitted | Refused> {
    if (stopping) return 503;
    const textId = textIdOf(request.url);
    if (!textId) return 404;
    const visitor = await identify(request);
    if (!visitor) return 401;
    const access = await accessTo(visitor.personId, textId);
    return access ? { textId, visitor, access } : 404;
  }

  /** Who is let in while rights change is asked again, until nothing has changed meanwhile. */
  async function enter(request: IncomingMessage): Promise<(Admitted & { room: Room }) | Refused> {
    for (;;) {
      const seen = doorChanges();
      const admitted = await admit(request);
      if (typeof admitted === 'number') return admitted;
      if (socketsOf(admitted.visitor) >= MAX_SOCKETS_PER_PERSON) return 429;
      const room = await holdRoom(admitted.textId);
      if (seen === doorChanges()) return { ...admitted, room };
      releaseRoom(room);
    }
  }

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    if (!origins.includes(request.headers.origin ?? '')) return refuse(stream, 403);
    const entered = await enter(request).catch(refusalOf);
    if (typeof entered === 'number') return refuse(stream, entered);
    const { room, visitor, access } = entered;
    try {
      // Synchronous: nothing can change between the last look and the socket being in the room.
      server.handleUpgrade(request, stream, head, (ws) => {
        const member = new Member(new LiveSocket(ws, stream), visitor, access, (due) => void recheckDue(room, due));
        alive.add(ws);
        ws.on('pong', () => alive.add(ws));
        ws.on('message', (data: Buffer, isBinary) => {
          if (isBinary) room.receive(member, data);
          else room.dismiss(member, 'malformed');
        });
        ws.on('error', (error) => log.warn({ reason: error.message }, 'socket'));
        ws.on('close', () => room.leave(member));
        room.join(member, isFresh(request.url ?? ''));
      });
    } finally {
      releaseRoom(room);
    }
  }

  const heartbeat = setInterval(() => {
    for (const ws of server.clients) {
      if (!alive.delete(ws)) ws.terminate();
      else ws.ping();
    }
  }, HEARTBEAT_MS).unref();

  return {
    handleUpgrade(request, stream, head) {
      // A line that breaks before it is accepted is nobody's error.
      const ignore = () => stream.destroy();
      stream.on('error', ignore);
      upgrade(request, stream, head).then(
        () => stream.off('error', ignore),
        (error: unknown) => {
          log.error({ err: error }, 'an upgrade failed');
          stream.destroy();
        },
      );
    },

    async handleProbe(request, response) {
      const verdict = await admit(request).catch(refusalOf);
      const status = typeof verdict === 'number' ? verdict : 200;
      const close = status === 401 ? closeCodes.sessionEnded : status === 404 ? closeCodes.rightEnded : null;
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify({ close }));
    },

    async shutdown() {
      stopping = true;
      clearInterval(heartbeat);
      await endRooms();
      await Promise.race([allClosed(server), new Promise((resolve) => setTimeout(resolve, GOODBYE_MS))]);
      for (const ws of server.clients) ws.terminate();
      server.close();
    },
  };
}

async function allClosed(server: WebSocketServer): Promise<void> {
  await Promise.all([...server.clients].map((ws) => new Promise((resolve) => ws.once('close', resolve))));
}

function refusalOf(error: unknown): Refused {
  if (error instanceof NotFound) return 404;
  log.error({ err: error }, 'a door could not be opened');
  return 500;
}

function refuse(stream: Duplex, status: Refused): void {
  const answer = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  stream.end(answer, () => stream.destroy());
}
