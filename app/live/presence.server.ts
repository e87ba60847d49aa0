/**
 * Who is in a room and where their cursor stands, relayed in the format of y-protocols/awareness.
 *
 * A socket speaks for one Yjs client id, the first it announces; nobody else may announce that id
 * while it is taken. The server writes the `user` field, so nobody can pose as someone else.
 *
 * y-protocols renews everyone's presence every 15 s, and drops who is not heard of for 30 s: with three
 * hundred people that is six thousand messages a second, which say nothing. Here a socket stands for its
 * person: the server finds a dead one and says who has left, so renewals end here and clients wait for
 * none. What has changed is encoded once, when it is announced, and sent to everyone together.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';
import type { PersonId } from '~db/values';
import { MAX_PRESENCE_BYTES, Malformed } from './protocol';

/** What the others see of a person in the text. */
export type Participant = { id: PersonId; name: string; color: string };

const COLORS = ['#b4321f', '#1f6fb4', '#2a7d3f', '#8a4bb0', '#a8660a', '#0d7a86', '#b02a74', '#5a5fc0'];

/** The same colour for the same person, everywhere. All have 4.5:1 against white. */
export function participant(id: PersonId, name: string): Participant {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return { id, name, color: COLORS[hash % COLORS.length]! };
}

const stateSchema = z.record(z.string(), z.unknown()).nullable();

type Announced = { clientId: number; clock: number; state: Record<string, unknown> | null };

/** Reads a presence message: exactly one client. @throws Malformed */
export function decodePresence(update: Uint8Array): Announced {
  try {
    const decoder = decoding.createDecoder(update);
    if (decoding.readVarUint(decoder) !== 1) throw new Malformed('presence of more than one');
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const json = decoding.readVarString(decoder);
    if (json.length > MAX_PRESENCE_BYTES || decoder.pos !== update.length) throw new Malformed('presence too long');
    return { clientId, clock, state: stateSchema.parse(JSON.parse(json)) };
  } catch (cause) {
    throw cause instanceof Malformed ? cause : new Malformed('unreadable presence', { cause });
  }
}

type Entry = {
  holder: object;
  personId: PersonId;
  /** The newest that was heard; what the others have may be older. */
  clock: number;
  json: string;
  encoded: Uint8Array;
};

const encodeEntry = (clientId: number, clock: number, json: string): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, json);
  });

function encodeUpdate(entries: readonly Uint8Array[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const entry of entries) encoding.writeUint8Array(encoder, entry);
  });
}

/** The presence of one room. `holder` is whoever speaks for a client: its socket. */
export class Presence {
  #entries = new Map<number, Entry>();
  #ids = new Map<object, number>();
  /** Clients of which the others are to hear, those who have left with their last word. */
  #changed = new Set<number>();
  #left = new Map<number, Uint8Array>();
  #everyone: Uint8Array | undefined;

  /**
   * Takes in what a socket announces.
   *
   * @returns `changed` when others are to hear of it, `known` when it says nothing new, `refused` when
   *   the socket speaks for a client that is not its own
   */
  announce(holder: object, user: Participant, { clientId, clock, state }: Announced): 'changed' | 'known' | 'refused' {
    const own = this.#ids.get(holder);
    const known = this.#entries.get(clientId);
    if (own !== undefined && own !== clientId) return 'refused';
    if (known && known.holder !== holder) {
      // The same browser come back on a new line, before the old one was found dead.
      if (known.personId !== user.id) return 'refused';
      this.#ids.delete(known.holder);
      known.holder = holder;
    }
    this.#ids.set(holder, clientId);
    if (known && clock <= known.clock) return 'known';
    const json = state === null ? 'null' : JSON.stringify({ ...state, user });
    if (known?.json === json) {
      known.clock = clock;
      return 'known';
    }
    const encoded = encodeEntry(clientId, clock, json);
    this.#entries.set(clientId, { holder, personId: user.id, clock, json, encoded });
    this.#left.delete(clientId);
    this.#changed.add(clientId);
    this.#everyone = undefined;
    return 'changed';
  }

  /** The socket is gone, and with it its cursor. @returns whether others are to hear of it */
  leave(holder: object): boolean {
    const clientId = this.#ids.get(holder);
    this.#ids.delete(holder);
    if (clientId === undefined) return false;
    const entry = this.#entries.get(clientId)!;
    this.#entries.delete(clientId);
    this.#changed.delete(clientId);
    this.#everyone = undefined;
    // The same clock: then the client's next word, should it come back, is newer.
    this.#left.set(clientId, encodeEntry(clientId, entry.clock, 'null'));
    return true;
  }

  /** Whether a change waits to be sent round. */
  get hasChanges(): boolean {
    return this.#changed.size > 0 || this.#left.size > 0;
  }

  /** Encodes what has changed since the last time. */
  takeChanges(): Uint8Array {
    const present = [...this.#changed].map((clientId) => this.#entries.get(clientId)!.encoded);
    const update = encodeUpdate([...present, ...this.#left.values()]);
    this.#changed.clear();
    this.#left.clear();
    return update;
  }

  /** Everyone, for those who come in; undefined where nobody is. */
  everyone(): Uint8Array | undefined {
    if (this.#entries.size === 0) return undefined;
    return (this.#everyone ??= encodeUpdate([...this.#entries.values()].map(({ encoded }) => encoded)));
  }
}
