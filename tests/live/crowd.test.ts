/** Many in one text: coming in at once, falling behind, being silent, and the log that is folded under their hands. */
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { WebSocket as NodeSocket } from 'ws';
import * as Y from 'yjs';
import { connections, db, liveSnapshots, liveUpdates } from '~db/client.server';
import type { PersonId, TextId } from '~db/values';
import { readText } from '~/live/log.server';
import { editRoom, foldAt, healTexts, holdRoom, openRooms, releaseRoom } from '~/live/rooms.server';
import { useDatabase } from '../setup/database';
import { type Visit, applyAll, insertion, until as untilWithin, useLive } from './house';

useDatabase();
const house = useLive();

const foldedAt = foldAt.count;
afterEach(() => void (foldAt.count = foldedAt));

/** A crowd on a busy machine takes its time. */
const until = (condition: () => unknown) => untilWithin(condition, 15_000);
const rows = (text: TextId) => db.select().from(liveUpdates).where(eq(liveUpdates.textId, text));
const stored = async (text: TextId) => (await readText(text)).getText('words').toString();
const saved = (...visits: Visit[]) => until(() => visits.every(({ client }) => client.state.light === 'saved'));
const synced = (...visits: Visit[]) => until(() => visits.every(({ client }) => client.state.synced));

/** A visit whose sockets the test can get hold of. */
function watched(text: TextId, person: PersonId): { visit: Visit; sockets: NodeSocket[] } {
  const sockets: NodeSocket[] = [];
  const openSocket = (url: string) => {
    const socket = house.knock(url, { person });
    sockets.push(socket);
    return socket as unknown as WebSocket;
  };
  return { visit: house.visit(text, person, { openSocket }), sockets };
}

describe('those who come in at once', () => {
  it('all get the whole text, with what is edited meanwhile, and hear of each other', async () => {
    const text = await house.text(insertion('Begun. '));
    const people = await Promise.all(['ada', 'ben', 'cem'].map((name) => house.editor(text, name)));
    const ada = house.visit(text, people[0]!);
    await synced(ada);
    const guests: Visit[] = [];
    for (let count = 0; count < 60; count += 1) {
      guests.push(house.visit(text, people[count % people.length]!));
      ada.words.insert(ada.words.length, `${count} `);
      if (count % 10 === 0) await saved(ada);
    }
    await synced(...guests);
    await until(() => guests.every(({ words }) => words.toString() === ada.words.toString()));
    await until(() => [ada, ...guests].every(({ awareness }) => awareness.getStates().size === 61));
  });

  it('get the text without asking where they say that they hold nothing of it', async () => {
    const text = await house.text(insertion('all of it'));
    const person = await house.editor(text, 'ada');
    const raw = await house.raw(`${text}?fresh` as TextId, person);
    const doc = new Y.Doc();
    applyAll(doc, await raw.next('update'));
    expect(doc.getText('words').toString()).toBe('all of it');
    await editRoom(text, (copy) => copy.getText('words').insert(9, '.'));
    applyAll(doc, await raw.next('update'));
    expect(doc.getText('words').toString()).toBe('all of it.');
  });

  it('get the text as it lies in the database, and everything from then on', async () => {
    const text = await house.text(insertion('at rest'));
    await healTexts();
    const person = await house.editor(text, 'ada');
    const [ada, ben] = [house.visit(text, person), house.visit(text, person)];
    const raw = await house.raw(text, person);
    await synced(ada, ben);
    ada.words.insert(7, ' no more');
    await until(() => ben.words.toString() === 'at rest no more');
    expect((await raw.sync()).getText('words').toString()).toBe('at rest no more');
    const late = house.visit(text, person);
    await synced(late);
    expect(late.words.toString()).toBe('at rest no more');
  });

  it('keep what they typed before the text was there', async () => {
    const text = await house.text(insertion('theirs '));
    const ada = house.visit(text, await house.editor(text, 'ada'));
    ada.words.insert(0, 'mine ');
    await synced(ada);
    await saved(ada);
    expect(ada.words.toString()).toContain('mine ');
    expect(ada.words.toString()).toContain('theirs ');
    expect(await stored(text)).toBe(ada.words.toString());
  });
});

describe('one who takes too slowly what is sent', () => {
  it('is sent off, holds up nobody, and comes back whole', async () => {
    const text = await house.text();
    const ada = house.visit(text, await house.editor(text, 'ada'));
    const { visit: slow, sockets } = watched(text, await house.editor(text, 'slow'));
    await synced(ada, slow);
    sockets[0]!.pause();
    const room = await holdRoom(text);
    const source = new Y.Doc();
    const written: Promise<void>[] = [];
    source.on('update', (update: Uint8Array) => written.push(room.append(update, null)));
    // As much as the system takes in between, whose buffers differ from machine to machine.
    while (room.members.size === 2) {
      source.getText('words').insert(0, 'x'.repeat(1_000_000));
      await Promise.all(written);
    }
    releaseRoom(room);
    ada.words.insert(0, 'the end');
    await saved(ada);
    sockets[0]!.resume();
    await until(() => sockets.length > 1 && slow.words.toString() === ada.words.toString());
  });
});

describe('presence', () => {
  it('is not sent again while nothing changes', async () => {
    const text = await house.text();
    const { visit, sockets } = watched(text, await house.editor(text, 'ada'));
    await synced(visit);
    visit.awareness.setLocalStateField('cursor', 1);
    const ben = house.visit(text, await house.editor(text, 'ben'));
    await until(() => ben.awareness.getStates().get(visit.doc.clientID)?.cursor === 1);
    const send = vi.spyOn(sockets[0]!, 'send');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    visit.awareness.setLocalState(visit.awareness.getLocalState());
    vi.runAllTimers();
    expect(send).not.toHaveBeenCalled();
    visit.awareness.setLocalStateField('cursor', 2);
    vi.runAllTimers();
    expect(send).toHaveBeenCalledOnce();
  });

  it('of one who is silent for long stays, until they leave', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const text = await house.text();
    const ada = house.visit(text, await house.editor(text, 'ada'));
    const ben = house.visit(text, await house.editor(text, 'ben'));
    await until(() => ada.awareness.getStates().size === 2);
    for (const meta of ada.awareness.meta.values()) meta.lastUpdated -= 3_600_000;
    // Time for y-protocols to look for those it takes for lost.
    vi.advanceTimersByTime(4_000);
    expect(ada.awareness.getStates().size).toBe(2);
    ben.client.disconnect();
    await until(() => ada.awareness.getStates().size === 1);
  });
});

describe('the log', () => {
  it('is folded while a crowd types without a pause, and loses nothing', async () => {
    foldAt.count = 10;
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    const visits = Array.from({ length: 8 }, () => house.visit(text, person));
    await synced(...visits);
    const snapshots = new Set<number>();
    for (let step = 0; step < 40; step += 1) {
      visits.forEach(({ words }, at) => {
        if (step % 5 === 4 && words.length > 3) words.delete(0, 2);
        words.insert(words.length, `${at}`);
      });
      await saved(visits[step % visits.length]!);
      for (const { upTo } of await db.select({ upTo: liveSnapshots.upTo }).from(liveSnapshots)) snapshots.add(upTo);
      if (step % 10 === 5) visits.push(house.visit(text, person));
    }
    await saved(...visits);
    await until(() => new Set(visits.map(({ words }) => words.toString())).size === 1);
    expect(snapshots.size).toBeGreaterThan(2);
    expect(await stored(text)).toBe(visits[0]!.words.toString());
  });

  it('is folded into the room that the text had in the file before', async () => {
    const pages = () => connections().writes.pragma('page_count', { simple: true }) as number;
    const text = await house.text(insertion('x'.repeat(400_000)));
    await healTexts();
    const before = pages();
    await editRoom(text, (doc) => doc.getText('words').insert(0, 'y'));
    await until(() => openRooms().length === 0);
    expect(await rows(text)).toEqual([]);
    expect(pages()).toBeLessThan(before + 10);
  });

  it('is folded also where nothing can be derived from the text, but for one row as the sign of it', async () => {
    foldAt.count = 10;
    house.changed.mockRejectedValue(new Error('can not be derived'));
    const text = await house.text();
    const room = await holdRoom(text);
    const source = new Y.Doc();
    source.on('update', (update: Uint8Array) => void room.append(update, null));
    for (let edit = 0; edit < 30; edit += 1) source.getText('words').insert(edit, '.');
    await room.settled();
    await vi.waitFor(async () => expect(await rows(text)).toHaveLength(1), 15_000);
    expect(await stored(text)).toHaveLength(30);
    releaseRoom(room);
    await until(() => openRooms().length === 0);
    house.changed.mockResolvedValue(undefined);
    expect(await healTexts()).toBe(1);
    expect(await rows(text)).toEqual([]);
    expect(await stored(text)).toHaveLength(30);
  });
});
