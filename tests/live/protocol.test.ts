import { describe, expect, it } from 'vitest';
import {
  type ClientMessage,
  Malformed,
  type ServerMessage,
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
} from '~/live/protocol';
import { frameOf } from '~/live/sockets.server';

const bytes = new Uint8Array([1, 2, 3]);

describe('messages', () => {
  it.each<ClientMessage>([
    { type: 'sync', stateVector: bytes },
    { type: 'update', seq: 70_000, update: bytes },
    { type: 'awareness', update: bytes },
  ])('of the client come back as they were: $type', (message) => {
    expect(decodeClientMessage(encodeClientMessage(message))).toEqual(message);
  });

  it.each<ServerMessage>([
    { type: 'welcome', mode: 'read', stateVector: bytes },
    { type: 'update', updates: [bytes, new Uint8Array([4])] },
    { type: 'awareness', update: bytes },
    { type: 'ack', seq: 70_000 },
    { type: 'mode', mode: 'edit' },
    { type: 'aside' },
  ])('of the server come back as they were: $type', (message) => {
    expect(decodeServerMessage(encodeServerMessage(message))).toEqual(message);
  });

  it('are refused when cut short anywhere, or continued', () => {
    const whole = encodeClientMessage({ type: 'update', seq: 300, update: bytes });
    for (let end = 0; end < whole.length; end += 1) {
      expect(() => decodeClientMessage(whole.subarray(0, end))).toThrow(Malformed);
    }
    expect(() => decodeClientMessage(new Uint8Array([...whole, 0]))).toThrow(Malformed);
  });

  it('that claim more bytes than they have read nothing beyond their end', () => {
    const memory = new Uint8Array([0, 100, 1, 2, 3, ...new Array<number>(200).fill(7)]);
    expect(() => decodeClientMessage(memory.subarray(0, 5))).toThrow(Malformed);
  });
});

describe('frames', () => {
  it.each([0, 125, 126, 65_535, 65_536, 100_000])('name the length of %i bytes as RFC 6455 says', (length) => {
    const payload = encodeServerMessage({ type: 'update', updates: [new Uint8Array(length)] });
    const frame = frameOf({ type: 'update', updates: [new Uint8Array(length)] });
    expect(frame[0]).toBe(0x82);
    const header = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
    const named = header === 2 ? frame[1] : header === 4 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
    expect(named).toBe(payload.length);
    expect(frame.subarray(header)).toEqual(Buffer.from(payload));
  });
});
