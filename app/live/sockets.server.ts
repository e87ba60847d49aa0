/**
 * One open socket: writing frames to it, how much it may send, how far it may fall behind.
 *
 * A frame from server to client is not masked, so the same bytes serve every socket: a message for a
 * hundred people is encoded and framed once (RFC 6455, 5.2), and written as it is.
 */
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import {
  type CloseReason,
  type ServerMessage,
  closeCodes,
  encodeFurtherUpdates,
  encodeServerMessage,
} from './protocol';

/** A WebSocket frame, ready to be written to any number of sockets. */
export type Frame = Buffer;

/** The first byte of a frame: its kind, and whether the message ends with it. */
const first = { whole: 0x82, beginning: 0x02, end: 0x80 } as const;

export const frameOf = (message: ServerMessage): Frame => frame(first.whole, encodeServerMessage(message));

/** A message of updates that others will follow in the same message. */
export const beginningOf = (updates: readonly Uint8Array[]): Frame =>
  frame(first.beginning, encodeServerMessage({ type: 'update', updates }));

/** The updates that end such a message; there may be none. */
export const endOf = (updates: readonly Uint8Array[]): Frame => frame(first.end, encodeFurtherUpdates(updates));

function frame(kind: number, payload: Uint8Array): Frame {
  const { length } = payload;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(header + length);
  bytes[0] = kind;
  if (header === 2) bytes[1] = length;
  else if (header === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.set(payload, header);
  return bytes;
}

/** A bucket that fills steadily; taking from it when empty fails. */
export class TokenBucket {
  #tokens: number;
  #at = performance.now();

  constructor(
    readonly perSecond: number,
    readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  take(amount: number): boolean {
    const now = performance.now();
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#at) / 1000) * this.perSecond);
    this.#at = now;
    this.#tokens -= amount;
    return this.#tokens >= 0;
  }
}

/** What one socket may send: several times what quick hands do, and a large paste now and then. */
export const limits = {
  messages: { perSecond: 100, burst: 300 },
  bytes: { perSecond: 1024 * 1024, burst: 24 * 1024 * 1024 },
  /** What asking for the text anew costs, in messages. */
  syncCost: 20,
  /** How much may wait unsent before the socket is closed, to come back and get the text anew. */
  backlog: 4 * 1024 * 1024,
} as const;

export class LiveSocket {
  #messages = new TokenBucket(limits.messages.perSecond, limits.messages.burst);
  #bytes = new TokenBucket(limits.bytes.perSecond, limits.bytes.burst);
  #backlog: number = limits.backlog;

  constructor(
    readonly ws: WebSocket,
    readonly stream: Duplex,
  ) {}

  get open(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  /** Writes a frame; closes the socket instead when too much waits before it. */
  send(frame: Frame): void {
    if (!this.open) return;
    if (this.stream.writableLength > this.#backlog) {
      this.close('tooSlow');
      return;
    }
    this.stream.write(frame);
  }

  /** Writes the text itself, however large; only what follows counts as falling behind. */
  sendText(frames: readonly Frame[]): void {
    const length = frames.reduce((sum, frame) => sum + frame.length, 0);
    this.#backlog = Math.max(this.#backlog, limits.backlog + length);
    this.stream.cork();
    for (const frame of frames) this.send(frame);
    this.stream.uncork();
  }

  /** Counts a message that came in. @returns false when it is one too many */
  admits(bytes: number): boolean {
    return this.#messages.take(1) && this.#bytes.take(bytes);
  }

  /** Counts a costly question. @returns false when it is one too many */
  admitsSync(): boolean {
    return this.#messages.take(limits.syncCost);
  }

  close(reason: CloseReason): void {
    this.ws.close(closeCodes[reason], reason);
    // What waits unsent would only delay the close; nobody reads it.
    if (reason === 'tooSlow') this.ws.terminate();
  }
}
