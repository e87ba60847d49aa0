/** Doors that close while people are inside: at once, and for those concerned alone. */
import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { texts, write } from '~db/client.server';
import { closePerson, closeSession, recheckDoors } from '~/live/doors.server';
import { closeCodes } from '~/live/protocol';
import { useDatabase } from '../setup/database';
import { insertion, until, useLive } from './house';

useDatabase();
const house = useLive();

/** "Within a second", as promised. */
const WITHIN = 1_000;

describe('a right that changes', () => {
  it('closes the socket, forgets the copy on the device, and does not come back', async () => {
    const text = await house.text(insertion('secret'));
    const person = await house.editor(text, 'ada');
    const clear = vi.fn(async () => undefined);
    const ada = house.visit(text, person, { offline: { loaded: Promise.resolve(), clear } });
    const ben = house.visit(text, await house.editor(text, 'ben'));
    await until(() => ada.client.state.synced && ben.client.state.synced);
    house.refuse(person, text);
    await recheckDoors({ personId: person });
    await until(() => ada.client.state.closed === 'rightEnded', WITHIN);
    await until(() => clear.mock.calls.length === 1);
    expect(ada.client.state.light).toBe('error');
    expect(ben.client.state.light).toBe('saved');
    ben.words.insert(0, 'more ');
    await until(() => ben.client.state.light === 'saved');
    expect(ada.words.toString()).toBe('secret');
  });

  it('turns editing into reading and back, on the same line', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    const ada = house.visit(text, person);
    await until(() => ada.client.state.mode === 'edit');
    house.allow(person, text, 'read');
    await recheckDoors({ textId: text });
    await until(() => ada.client.state.mode === 'read', WITHIN);
    ada.words.insert(0, 'kept here');
    expect(ada.client.state).toMatchObject({ light: 'error', hasUnsaved: true });
    house.allow(person, text, 'edit');
    await recheckDoors({ textId: text });
    await until(() => ada.client.state.light === 'saved');
  });

  it('is noticed also where it changed while the socket was on its way in', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    let asked = 0;
    const get = vi.spyOn(house.rights, 'get').mockImplementation(() => {
      asked += 1;
      if (asked > 1) return undefined;
      // The first answer is still yes; the right ends right after it.
      void recheckDoors({ personId: person });
      return { mode: 'edit', until: null };
    });
    expect(await house.refusal(`/live/${text}`, { person })).toBe(404);
    get.mockRestore();
  });

  it('ends by itself at its end', async () => {
    const text = await house.text();
    const person = await house.person('guest');
    house.allow(person, text, 'edit', new Date(Date.now() + 150));
    const guest = await house.raw(text, person);
    house.refuse(person, text);
    expect(await guest.closed).toBe(closeCodes.rightEnded);
  });

  it('that can not be looked up closes the door', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    const ada = await house.raw(text, person);
    const get = vi.spyOn(house.rights, 'get').mockImplementation(() => {
      throw new Error('down');
    });
    await recheckDoors({ personId: person });
    expect(await ada.closed).toBe(closeCodes.storageFailed);
    get.mockRestore();
  });

  it('of a text that is no longer frozen opens it for editing again', async () => {
    const text = await house.text();
    await write(async (tx) => tx.update(texts).set({ frozenAt: new Date() }).where(eq(texts.id, text)));
    const ada = house.visit(text, await house.editor(text, 'ada'));
    await until(() => ada.client.state.synced);
    expect(ada.client.state.mode).toBe('read');
    await write(async (tx) => tx.update(texts).set({ frozenAt: null }).where(eq(texts.id, text)));
    await recheckDoors({ textId: text });
    await until(() => ada.client.state.mode === 'edit', WITHIN);
    ada.words.insert(0, 'again');
    await until(() => ada.client.state.light === 'saved');
  });
});

describe('a session that ends', () => {
  it('closes its own sockets and no others of the person', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    const phone = await house.raw(text, person, 'phone');
    const desk = await house.raw(text, person, 'desk');
    closeSession('phone');
    expect(await phone.closed).toBe(closeCodes.sessionEnded);
    desk.say({ type: 'update', seq: 1, update: insertion('here') });
    await desk.next('ack');
  });

  it('closes them also when it runs out', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    house.sessionEnds.set('short', new Date(Date.now() + 150));
    const ada = await house.raw(text, person, 'short');
    expect(await ada.closed).toBe(closeCodes.sessionEnded);
  });
});

describe('a person who is disabled', () => {
  it('loses every socket at once', async () => {
    const first = await house.text();
    const second = await house.text();
    const person = await house.editor(first, 'ada');
    house.allow(person, second);
    const sockets = [await house.raw(first, person), await house.raw(second, person)];
    closePerson(person);
    expect(await Promise.all(sockets.map((raw) => raw.closed))).toEqual([4403, 4403]);
  });
});

describe('a right that ended while the line was down', () => {
  it('is found on return, and the copy on the device forgotten', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    const clear = vi.fn(async () => undefined);
    const ada = house.visit(text, person, { offline: { loaded: Promise.resolve(), clear } });
    await until(() => ada.client.state.synced);
    const { port } = house;
    await house.stop();
    house.refuse(person, text);
    await house.open(port);
    await until(() => clear.mock.calls.length === 1);
    expect(ada.client.state.closed).toBe('rightEnded');
  });
});

describe('a server that goes down', () => {
  it('says so, confirms what was under way, and lets nobody in any more', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    const ada = await house.raw(text, person);
    ada.say({ type: 'update', seq: 1, update: insertion('last words') });
    const acked = ada.next('ack');
    await acked;
    const { port } = house;
    await house.live.shutdown();
    expect(await ada.closed).toBe(closeCodes.restarting);
    expect(await house.refusal(`/live/${text}`, { person })).toBe(503);
    await house.stop();
    await house.open(port);
  });
});
