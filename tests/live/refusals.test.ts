/** What the doors and rooms refuse, said with sockets that do not keep to the client's manners. */
import * as encoding from 'lib0/encoding';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { db, liveSnapshots, liveUpdates, write } from '~db/client.server';
import type { TextId } from '~db/values';
import { readText } from '~/live/log.server';
import { MAX_MESSAGE_BYTES, closeCodes } from '~/live/protocol';
import { healTexts } from '~/live/rooms.server';
import { limits } from '~/live/sockets.server';
import { MAX_SOCKETS_PER_PERSON } from '~/live/upgrade.server';
import { useDatabase } from '../setup/database';
import { insertion, until, useLive } from './house';

useDatabase();
const house = useLive();

const rows = (text: TextId) => db.select().from(liveUpdates).where(eq(liveUpdates.textId, text));

function presence(clientId: number, clock: number, state: unknown): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
}

describe('the door', () => {
  it('refuses who is not signed in', async () => {
    const text = await house.text();
    expect(await house.refusal(`/live/${text}`, {})).toBe(401);
  });

  it('refuses pages of another origin, and none', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    expect(await house.refusal(`/live/${text}`, { person, origin: 'https://evil.example' })).toBe(403);
    expect(await house.refusal(`/live/${text}`, { person, origin: '' })).toBe(403);
  });

  it('answers alike where there is no right, no such text and no such path', async () => {
    const text = await house.text();
    const person = await house.person('ada');
    expect(await house.refusal(`/live/${text}`, { person })).toBe(404);
    expect(await house.refusal('/live/2222222222222222', { person })).toBe(404);
    expect(await house.refusal(`/live/${text}/x`, { person })).toBe(404);
    expect(await house.refusal(`/other/${text}`, { person })).toBe(404);
  });

  it('does not open to a text that can not be read', async () => {
    const text = await house.text(insertion('whole'));
    const person = await house.editor(text, 'ada');
    await healTexts();
    await write(async (tx) => tx.update(liveSnapshots).set({ state: Buffer.from([1, 2, 3]) }));
    expect(await house.refusal(`/live/${text}`, { person })).toBe(500);
    expect(await house.refusal(`/live/${text}?fresh`, { person })).toBe(500);
  });

  it('refuses a person who holds too many sockets', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    for (let count = 0; count < MAX_SOCKETS_PER_PERSON; count += 1) await house.raw(text, person);
    expect(await house.refusal(`/live/${text}`, { person })).toBe(429);
  });

  it('tells over plain HTTP why it is closed, in words that a stray 404 does not have', async () => {
    const text = await house.text();
    const person = await house.person('ada');
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`http://127.0.0.1:${house.port}/live/${text}`, { headers })).json();
    expect(await ask({})).toEqual({ close: closeCodes.sessionEnded });
    expect(await ask({ cookie: person })).toEqual({ close: closeCodes.rightEnded });
    house.allow(person, text);
    expect(await ask({ cookie: person })).toEqual({ close: null });
  });
});

describe('a room', () => {
  it('takes no update from a reader, tells them so, and keeps the line', async () => {
    const text = await house.text(insertion('agreed'));
    const person = await house.person('reader');
    house.allow(person, text, 'read');
    const reader = await house.raw(text, person);
    reader.say({ type: 'update', seq: 1, update: insertion('forged') });
    expect((await reader.next('mode')).mode).toBe('read');
    expect((await reader.sync()).getText('words').toString()).toBe('agreed');
    expect((await readText(text)).getText('words').toString()).toBe('agreed');
    expect(await rows(text)).toHaveLength(1);
  });

  it.each([
    ['an update that is none', { type: 'update', seq: 1, update: new Uint8Array([9, 9, 9, 9]) }],
    ['half an update', { type: 'update', seq: 1, update: insertion('half').subarray(0, 9) }],
    ['a state vector that is none', { type: 'sync', stateVector: new Uint8Array([200]) }],
    ['presence that is none', { type: 'awareness', update: new Uint8Array([1, 2]) }],
    ['presence of two', { type: 'awareness', update: new Uint8Array([2, ...presence(1, 1, {}).subarray(1)]) }],
    ['presence without end', { type: 'awareness', update: presence(1, 1, { x: 'x'.repeat(5_000) }) }],
  ] as const)('sends off who sends %s, and no one else', async (_, message) => {
    const text = await house.text();
    const good = await house.raw(text, await house.editor(text, 'good'));
    const bad = await house.raw(text, await house.editor(text, 'bad'));
    bad.say(message);
    expect(await bad.closed).toBe(closeCodes.malformed);
    expect(await rows(text)).toEqual([]);
    good.say({ type: 'update', seq: 7, update: insertion('good') });
    expect((await good.next('ack')).seq).toBe(7);
  });

  it('sends off who sends unknown types, text frames or trailing bytes', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    for (const data of [new Uint8Array([77]), 'hello', new Uint8Array([0, 1, 0, 0]), new Uint8Array([])]) {
      const raw = await house.raw(text, person);
      raw.socket.send(data);
      expect(await raw.closed).toBe(closeCodes.malformed);
    }
  });

  it('sends off who sends too much at once', async () => {
    const text = await house.text();
    const raw = await house.raw(text, await house.editor(text, 'ada'));
    raw.socket.send(new Uint8Array(MAX_MESSAGE_BYTES + 1));
    expect(await raw.closed).toBe(closeCodes.tooBig);
  });

  it('sends off who sends too fast', async () => {
    const text = await house.text();
    const raw = await house.raw(text, await house.editor(text, 'ada'));
    for (let seq = 0; seq < limits.messages.burst * 2; seq += 1) {
      raw.say({ type: 'update', seq, update: new Uint8Array([0, 0]) });
    }
    expect(await raw.closed).toBe(closeCodes.tooFast);
  });

  it('sends off who asks for the whole text over and over', async () => {
    const text = await house.text(insertion('long'));
    const raw = await house.raw(text, await house.editor(text, 'ada'));
    for (let count = 0; count < 30; count += 1) raw.say({ type: 'sync', stateVector: new Uint8Array([0]) });
    expect(await raw.closed).toBe(closeCodes.tooFast);
  });

  it('confirms what it already has without logging it again', async () => {
    const text = await house.text();
    const raw = await house.raw(text, await house.editor(text, 'ada'));
    const update = insertion('once');
    raw.say({ type: 'update', seq: 1, update });
    await raw.next('ack');
    raw.say({ type: 'update', seq: 2, update });
    expect((await raw.next('ack')).seq).toBe(2);
    expect(await rows(text)).toHaveLength(1);
  });
});

describe('presence', () => {
  it('is stamped by the server, whoever one claims to be', async () => {
    const text = await house.text();
    const ada = await house.editor(text, 'ada');
    const seen = await house.raw(text, await house.editor(text, 'ben'));
    await seen.sync();
    const poser = await house.raw(text, ada);
    poser.say({ type: 'awareness', update: presence(5, 1, { user: { name: 'The Lead', id: 'x' }, cursor: 3 }) });
    const { update } = await seen.next('awareness');
    const words = Buffer.from(update).toString();
    expect(words).toContain(`Name of ${ada}`);
    expect(words).toContain('"cursor":3');
    expect(words).not.toContain('The Lead');
  });

  it('of a client that another socket speaks for is refused', async () => {
    const text = await house.text();
    const seen = await house.raw(text, await house.editor(text, 'seen'));
    await seen.sync();
    const ada = await house.raw(text, await house.editor(text, 'ada'));
    const ben = await house.raw(text, await house.editor(text, 'ben'));
    ada.say({ type: 'awareness', update: presence(5, 1, { at: 'ada' }) });
    await seen.next('awareness');
    ben.say({ type: 'awareness', update: presence(5, 9, null) });
    ben.say({ type: 'awareness', update: presence(6, 1, { at: 'ben' }) });
    const words = Buffer.from((await seen.next('awareness')).update).toString();
    expect(words).toContain('"at":"ben"');
    expect(words).not.toContain('null');
  });

  it('speaks for one client a socket, not for a second', async () => {
    const text = await house.text();
    const seen = await house.raw(text, await house.editor(text, 'seen'));
    await seen.sync();
    const ada = await house.raw(text, await house.editor(text, 'ada'));
    ada.say({ type: 'awareness', update: presence(5, 1, { at: 1 }) });
    await seen.next('awareness');
    ada.say({ type: 'awareness', update: presence(6, 1, { at: 2 }) });
    ada.say({ type: 'awareness', update: presence(5, 2, { at: 3 }) });
    const words = Buffer.from((await seen.next('awareness')).update).toString();
    expect(words).toContain('"at":3');
    expect(words).not.toContain('"at":2');
  });

  it('goes at once with its socket', async () => {
    const text = await house.text();
    const ada = house.visit(text, await house.editor(text, 'ada'));
    const ben = house.visit(text, await house.editor(text, 'ben'));
    await until(() => ada.awareness.getStates().size === 2);
    ben.client.disconnect();
    await until(() => ada.awareness.getStates().size === 1);
    expect([...ada.awareness.getStates().keys()]).toEqual([ada.doc.clientID]);
  });
});
