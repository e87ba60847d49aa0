/**
 * Who is in a room and where their cursor stands, relayed in the format of y-protocols/awareness.
 *
 * A socket speaks for one Yjs client id, the first it announces; nobody else may announce that id
 * while it is taken. The server writes the `user` field, so nobody can pose as someone else. Renewals
 * without a change are gathered and sent round together, well before clients drop who is silent (30 s).
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

type Entry = { holder: object; personId: PersonId; clock: number; json: string };

/** The presence of one room. `holder` is whoever speaks for a client: its socket. */
export class Presence {
  #entries = new Map<number, Entry>();
  #ids = new Map<object, number>();
  #changed = new Set<number>();
  #renewed = new Set<number>();
  #left = new Map<number, number>();

  /**
   * Takes in what a socket announces.
   *
   * @returns `changed` when others are to hear of it now, `renewed` when later is enough, `refused`
   *   when the socket speaks for a client that is not its own
   */
  announce(holder: object, user: Participant, { clientId, clock, state }: Announced): 'changed' | 'renewed' | 'refused' {
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
    if (known && clock <= known.clock) return 'renewed';
    const json = state === null ? 'null' : JSON.stringify({ ...state, user });
    const same = known?.json === json;
    this.#entries.set(clientId, { holder, personId: user.id, clock, json });
    this.#left.delete(clientId);
    (same ? this.#renewed : this.#changed).add(clientId);
    return same ? 'renewed' : 'changed';
  }

  /** The socket is gone, and with it its cursor. @returns whether others are to hear of it */
  leave(holder: object): boolean {
    const clientId = this.#ids.get(holder);
    this.#ids.delete(holder);
    if (clientId === undefined) return false;
    const entry = this.#entries.get(clientId)!;
    this.#entries.delete(clientId);
    this.#changed.delete(clientId);
    this.#renewed.delete(clientId);
    // The same clock: then the client's next word, should it come back, is newer.
    this.#left.set(clientId, entry.clock);
    return true;
  }

  /** Whether a change waits to be sent round. */
  get hasChanges(): boolean {
    return this.#changed.size > 0 || this.#left.size > 0;
  }

  /** Encodes what has changed since the last time. */
  takeChanges(): Uint8Array {
    const update = this.#encode(this.#changed, this.#left);
    for (const clientId of this.#changed) this.#renewed.delete(clientId);
    this.#changed.clear();
    this.#left.clear();
    return update;
  }

  /** Encodes the renewals since the last time; undefined where there are none. */
  takeRenewals(): Uint8Array | undefined {
    if (this.#renewed.size === 0) return undefined;
    const update = this.#encode(this.#renewed, new Map());
    this.#renewed.clear();
    return update;
  }

  /** Everyone, for one who comes in; undefined where nobody is. */
  everyone(): Uint8Array | undefined {
    return this.#entries.size === 0 ? undefined : this.#encode(this.#entries.keys(), new Map());
  }

  #encode(present: Iterable<number>, left: Map<number, number>): Uint8Array {
    const entries = [...present].flatMap((clientId) => {
      const entry = this.#entries.get(clientId);
      return entry ? [{ clientId, clock: entry.clock, json: entry.json }] : [];
    });
    for (const [clientId, clock] of left) entries.push({ clientId, clock, json: 'null' });
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, entries.length);
      for (const { clientId, clock, json } of entries) {
        encoding.writeVarUint(encoder, clientId);
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarString(encoder, json);
      }
    });
  }
}
