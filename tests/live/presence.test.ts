/** What three hundred people hear of each other: how many messages that takes, counted without a network. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Doc } from 'yjs';
import type { PersonId, TextId } from '~db/values';
import { registerTextKind } from '~/live/kinds.server';
import { Member } from '~/live/member.server';
import { decodeServerMessage, encodeClientMessage } from '~/live/protocol';
import { Room } from '~/live/rooms.server';
import type { Frame, LiveSocket } from '~/live/sockets.server';

const CROWD = 300;

/** A socket that keeps what is written to it. */
class Ear {
  readonly open = true;
  readonly heard: Frame[] = [];
  readonly admits = () => true;
  readonly send = (frame: Frame) => void this.heard.push(frame);
  readonly sendText = () => undefined;
  readonly close = () => undefined;

  /** The presence written since the last call, message by message: the clients in it. */
  takePresence(): number[][] {
    return this.heard.splice(0).flatMap((frame) => {
      const message = decodeServerMessage(frame.subarray(frame[1]! < 126 ? 2 : frame[1] === 126 ? 4 : 10));
      return message.type === 'awareness' ? [clientsIn(message.update)] : [];
    });
  }
}

function clientsIn(update: Uint8Array): number[] {
  const decoder = decoding.createDecoder(update);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
    return client;
  });
}

function presence(client: number, clock: number, cursor: number): Uint8Array {
  const update = encoding.encode((encoder) => {
    for (const value of [1, client, clock]) encoding.writeVarUint(encoder, value);
    encoding.writeVarString(encoder, JSON.stringify({ cursor }));
  });
  return encodeClientMessage({ type: 'awareness', update });
}

type Guest = { ear: Ear; member: Member; announce: (clock: number, cursor: number) => void };

let room: Room;

function comeIn(client: number): Guest {
  const ear = new Ear();
  const visitor = { personId: `person${client}` as PersonId, name: `Person ${client}`, sessionKey: '', until: null };
  const access = { mode: 'edit', until: null } as const;
  const member = new Member(ear as unknown as LiveSocket, visitor, access, () => undefined);
  room.join(member, true);
  return { ear, member, announce: (clock, cursor) => room.receive(member, presence(client, clock, cursor)) };
}

beforeEach(() => {
  vi.useFakeTimers();
  registerTextKind('minutes', { access: async () => null });
  const stored = { kind: 'minutes', frozen: false, doc: new Doc(), atRest: undefined, sequence: 0, snapshotBytes: 0 } as const;
  // Held, so that it does not come to rest: there is no database here.
  room = new Room('text' as TextId, { ...stored, loose: { count: 0, bytes: 0 } });
  room.holds = 1;
});

afterEach(() => {
  room.end();
  vi.useRealTimers();
});

describe('the presence of a crowd', () => {
  it('that comes in together is one message for each', () => {
    const guests = Array.from({ length: CROWD }, (_, at) => comeIn(at));
    guests.forEach((guest) => guest.announce(1, 0));
    vi.runAllTimers();
    for (const { ear } of guests) expect(ear.takePresence().map((clients) => clients.length)).toEqual([CROWD]);
  });

  it('is told as a whole to those who come later, and to the others only what is new', () => {
    const guests = Array.from({ length: CROWD }, (_, at) => comeIn(at));
    guests.forEach((guest) => guest.announce(1, 0));
    vi.runAllTimers();
    for (const { ear } of guests) ear.takePresence();
    const late = comeIn(CROWD);
    late.announce(1, 0);
    vi.runAllTimers();
    expect(late.ear.takePresence().map((clients) => clients.length)).toEqual([CROWD + 1]);
    for (const { ear } of guests) expect(ear.takePresence()).toEqual([[CROWD]]);
  });

  it('is renewed without a word to anybody', () => {
    const guests = Array.from({ length: CROWD }, (_, at) => comeIn(at));
    guests.forEach((guest) => guest.announce(1, 0));
    vi.runAllTimers();
    for (const { ear } of guests) ear.takePresence();
    for (const clock of [2, 3]) guests.forEach((guest) => guest.announce(clock, 0));
    vi.runAllTimers();
    for (const { ear } of guests) expect(ear.takePresence()).toEqual([]);
  });

  it('is told once where several move, and a last time where someone leaves', () => {
    const guests = Array.from({ length: CROWD }, (_, at) => comeIn(at));
    guests.forEach((guest) => guest.announce(1, 0));
    vi.runAllTimers();
    for (const { ear } of guests) ear.takePresence();
    for (let cursor = 1; cursor <= 5; cursor += 1) for (const at of [3, 7, 9]) guests[at]!.announce(1 + cursor, cursor);
    room.leave(guests[20]!.member);
    vi.runAllTimers();
    expect(guests[0]!.ear.takePresence()).toEqual([[3, 7, 9, 20]]);
    expect(guests[20]!.ear.takePresence()).toEqual([]);
  });
});
