/**
 * What browser and server say to each other about one shared text. Runs anywhere.
 *
 * A message is one byte of type and its fields, as lib0 writes them (varUint, varUint8Array). The
 * order of a visit: the server says `welcome` with its state vector; the client answers with its own
 * (`sync`) and with what the server lacks (`update`); the server answers with what the client lacks.
 * One that holds nothing says so in the address (`freshAddress`) and is sent the text with the welcome,
 * without asking. From then on both send updates as they happen.
 *
 * What an `ack` promises: every update of this socket up to that number is in the database, on disk.
 * Nothing else may be shown as saved.
 *
 * Every read checks bounds, refuses unknown types and trailing bytes, and throws `Malformed`.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** The largest message either side takes; a very large paste fits. */
export const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
/** The largest presence of one person (cursor, selection), as JSON. */
export const MAX_PRESENCE_BYTES = 4 * 1024;
const MAX_STATE_VECTOR_BYTES = 1024 * 1024;

const FRESH = '?fresh';

/** The address of a text for one who holds nothing of it. */
export const freshAddress = (address: string): string => address + FRESH;

/** Whether who comes in by this address holds nothing of the text. */
export const isFresh = (address: string): boolean => address.endsWith(FRESH);

/** `edit`: updates are taken; `read`: they are refused. */
export type Mode = 'edit' | 'read';

/** Why the server closes a socket, as WebSocket close codes. */
export const closeCodes = {
  /** The server goes down and comes back; try again soon. */
  restarting: 1012,
  /** A message was larger than `MAX_MESSAGE_BYTES`. */
  tooBig: 1009,
  /** Too slow in taking what is sent; come back and get the text anew. */
  tooSlow: 1013,
  /** A message made no sense. */
  malformed: 4400,
  /** The session has ended; sign in again. */
  sessionEnded: 4401,
  /** The person no longer has a right to this text. */
  rightEnded: 4403,
  /** The text takes no more edits; come back to read. */
  frozen: 4409,
  /** Too many messages. */
  tooFast: 4429,
  /** The edit could not be put on disk; nothing was confirmed. Keep it and try again. */
  storageFailed: 4500,
} as const;
export type CloseReason = keyof typeof closeCodes;

/** The reason behind a close code; undefined for codes that are not ours (a lost line, say). */
export function closeReasonOf(code: number): CloseReason | undefined {
  const found = Object.entries(closeCodes).find(([, value]) => value === code);
  return found?.[0] as CloseReason | undefined;
}

export class Malformed extends Error {
  override name = 'Malformed';
}

export type ClientMessage =
  | { type: 'sync'; stateVector: Uint8Array }
  | { type: 'update'; seq: number; update: Uint8Array }
  | { type: 'awareness'; update: Uint8Array };

export type ServerMessage =
  | { type: 'welcome'; mode: Mode; stateVector: Uint8Array }
  /** Updates to be applied in this order, as one. */
  | { type: 'update'; updates: readonly Uint8Array[] }
  | { type: 'awareness'; update: Uint8Array }
  | { type: 'ack'; seq: number }
  | { type: 'mode'; mode: Mode }
  /** What is kept beside the text (comments, attendance) has changed; the page asks for it anew. */
  | { type: 'aside' };

const client = { sync: 0, update: 1, awareness: 2 } as const;
const server = { welcome: 0, update: 1, awareness: 2, ack: 3, mode: 4, aside: 5 } as const;
const modes: readonly Mode[] = ['read', 'edit'];

export function encodeClientMessage(message: ClientMessage): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8(encoder, client[message.type]);
    switch (message.type) {
      case 'sync':
        return encoding.writeVarUint8Array(encoder, message.stateVector);
      case 'update':
        encoding.writeVarUint(encoder, message.seq);
        return encoding.writeVarUint8Array(encoder, message.update);
      case 'awareness':
        return encoding.writeVarUint8Array(encoder, message.update);
    }
  });
}

export function encodeServerMessage(message: ServerMessage): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8(encoder, server[message.type]);
    switch (message.type) {
      case 'welcome':
        encoding.writeUint8(encoder, modes.indexOf(message.mode));
        return encoding.writeVarUint8Array(encoder, message.stateVector);
      case 'update':
        return writeUpdates(encoder, message.updates);
      case 'awareness':
        return encoding.writeVarUint8Array(encoder, message.update);
      case 'ack':
        return encoding.writeVarUint(encoder, message.seq);
      case 'mode':
        return encoding.writeUint8(encoder, modes.indexOf(message.mode));
      case 'aside':
        return;
    }
  });
}

function writeUpdates(encoder: encoding.Encoder, updates: readonly Uint8Array[]): void {
  for (const update of updates) encoding.writeVarUint8Array(encoder, update);
}

/** Further updates, as the continuation of an `update` message. */
export function encodeFurtherUpdates(updates: readonly Uint8Array[]): Uint8Array {
  return encoding.encode((encoder) => writeUpdates(encoder, updates));
}

/** @throws Malformed */
export function decodeClientMessage(data: Uint8Array): ClientMessage {
  return read(data, (decoder, type): ClientMessage => {
    switch (type) {
      case client.sync:
        return { type: 'sync', stateVector: readBytes(decoder, MAX_STATE_VECTOR_BYTES) };
      case client.update:
        return { type: 'update', seq: decoding.readVarUint(decoder), update: readBytes(decoder, MAX_MESSAGE_BYTES) };
      case client.awareness:
        // Room for the state itself, the id, the clock, and JSON's escapes.
        return { type: 'awareness', update: readBytes(decoder, MAX_PRESENCE_BYTES + 64) };
      default:
        throw new Malformed(`unknown type ${type}`);
    }
  });
}

/** @throws Malformed */
export function decodeServerMessage(data: Uint8Array): ServerMessage {
  return read(data, (decoder, type): ServerMessage => {
    switch (type) {
      case server.welcome:
        return { type: 'welcome', mode: readMode(decoder), stateVector: readBytes(decoder, Infinity) };
      case server.update:
        return { type: 'update', updates: readUpdates(decoder) };
      case server.awareness:
        return { type: 'awareness', update: readBytes(decoder, Infinity) };
      case server.ack:
        return { type: 'ack', seq: decoding.readVarUint(decoder) };
      case server.mode:
        return { type: 'mode', mode: readMode(decoder) };
      case server.aside:
        return { type: 'aside' };
      default:
        throw new Malformed(`unknown type ${type}`);
    }
  });
}

function read<Message>(data: Uint8Array, body: (decoder: decoding.Decoder, type: number) => Message): Message {
  const decoder = decoding.createDecoder(data);
  try {
    if (data.length === 0) throw new Malformed('empty');
    const message = body(decoder, decoding.readUint8(decoder));
    if (decoder.pos !== data.length) throw new Malformed('trailing bytes');
    return message;
  } catch (cause) {
    throw cause instanceof Malformed ? cause : new Malformed('unreadable', { cause });
  }
}

function readBytes(decoder: decoding.Decoder, limit: number): Uint8Array {
  const length = decoding.readVarUint(decoder);
  if (length > limit || length > decoder.arr.length - decoder.pos) throw new Malformed('too long');
  return decoding.readUint8Array(decoder, length);
}

function readUpdates(decoder: decoding.Decoder): Uint8Array[] {
  const updates = [readBytes(decoder, Infinity)];
  while (decoding.hasContent(decoder)) updates.push(readBytes(decoder, Infinity));
  return updates;
}

function readMode(decoder: decoding.Decoder): Mode {
  const mode = modes[decoding.readUint8(decoder)];
  if (!mode) throw new Malformed('unknown mode');
  return mode;
}
