/** Editing together: what arrives, what is confirmed, what survives. */
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import * as Y from 'yjs';
import { connections, db, liveSnapshots, liveUpdates, openDatabase, texts, write } from '~db/client.server';
import type { TextId } from '~db/values';
import { NotFound } from '~/services/errors';
import type { Light } from '~/live/light';
import { LogRefused, readText } from '~/live/log.server';
import { editRoom, foldAt, freezeRoom, healTexts, holdRoom, openRooms, releaseRoom, tellAside } from '~/live/rooms.server';
import { useDatabase } from '../setup/database';
import { HeldDisk } from '../setup/held-disk';
import { type House, type Visit, insertion, until, useLive } from './house';

useDatabase();
const house = useLive();

const rows = (text: TextId) => db.select().from(liveUpdates).where(eq(liveUpdates.textId, text));
const stored = async (text: TextId) => (await readText(text)).getText('words').toString();
const saved = (...visits: Visit[]) => until(() => visits.every(({ client }) => client.state.light === 'saved'));

async function pair(house: House): Promise<{ text: TextId; ada: Visit; ben: Visit }> {
  const text = await house.text();
  const ada = house.visit(text, await house.editor(text, 'ada'));
  const ben = house.visit(text, await house.editor(text, 'ben'));
  await until(() => ada.client.state.synced && ben.client.state.synced);
  return { text, ada, ben };
}

/** Makes every write fail from now on, as a full disk does. @returns how to end that */
function fillDisk(): () => void {
  const exec = vi.spyOn(connections().writes, 'exec').mockImplementation(() => {
    throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
  });
  return () => exec.mockRestore();
}

/** A random sequence that is the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % sides;
  };
}

describe('several people', () => {
  it('see what the others write, and where they are', async () => {
    const { ada, ben } = await pair(house);
    ada.awareness.setLocalStateField('cursor', 4);
    ada.words.insert(0, 'Good morning');
    await until(() => ben.words.toString() === 'Good morning');
    await until(() => ben.awareness.getStates().get(ada.doc.clientID)?.cursor === 4);
  });

  it('end with the same text, whatever they do at once', async () => {
    const roll = dice(7);
    const text = await house.text();
    const names = ['ada', 'ben', 'cem', 'dora', 'eva'];
    const visits = await Promise.all(names.map(async (name) => house.visit(text, await house.editor(text, name))));
    await until(() => visits.every(({ client }) => client.state.synced));
    for (let step = 0; step < 300; step += 1) {
      const { words } = visits[roll(visits.length)]!;
      if (words.length > 0 && roll(3) === 0) words.delete(roll(words.length), 1);
      else words.insert(roll(words.length + 1), String.fromCharCode(97 + roll(26)));
      if (roll(4) === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await saved(...visits);
    await until(() => new Set(visits.map(({ words }) => words.toString())).size === 1);
    expect(await stored(text)).toBe(visits[0]!.words.toString());
  });

  it('hear when something beside the text has changed, and only those of this text', async () => {
    const { text, ada, ben } = await pair(house);
    const elsewhere = house.visit(await house.text(), await house.person('cem'));
    tellAside(text);
    await until(() => ada.client.state.asides === 1 && ben.client.state.asides === 1);
    expect(elsewhere.client.state.asides).toBe(0);
  });

  it('share a commit for what arrives together', async () => {
    const text = await house.text();
    const raws = await Promise.all(
      ['ada', 'ben', 'cem', 'dora'].map(async (name) => house.raw(text, await house.editor(text, name))),
    );
    const exec = vi.spyOn(connections().writes, 'exec');
    // All wait behind this change, and so go in one after it.
    const acked = raws.map((raw) => raw.next('ack'));
    await write(async () => {
      raws.forEach((raw, at) => raw.say({ type: 'update', seq: 1, update: insertion(`part ${at} `) }));
      await until(() => openRooms()[0] && !openRooms()[0]!.unused && raws.every((raw) => raw.socket.bufferedAmount === 0));
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    });
    await Promise.all(acked);
    expect(exec.mock.calls.filter(([statement]) => statement === 'COMMIT')).toHaveLength(2);
    expect(await rows(text)).toHaveLength(4);
  });

  it('reach the others once they are in the log, and are confirmed only once they are on disk', async () => {
    const text = await house.text();
    const [ada, ben] = [await house.editor(text, 'ada'), await house.editor(text, 'ben')];
    const disk = new HeldDisk();
    onTestFinished(() => disk.release());
    openDatabase(connections().file, disk);
    const author = await house.raw(text, ada);
    const reader = await house.raw(text, ben);
    await reader.sync();
    author.say({ type: 'update', seq: 1, update: insertion('seen') });
    await reader.next('update');
    // Told again, as after a broken line: it is known, and still not on disk.
    author.say({ type: 'update', seq: 2, update: insertion('seen') });
    author.say({ type: 'sync', stateVector: new Uint8Array([0]) });
    await author.next('update');
    expect(author.received.filter(({ type }) => type === 'ack')).toEqual([]);
    disk.endOne();
    expect((await author.next('ack')).seq).toBe(1);
    await until(() => disk.begun === 2);
    disk.release();
    expect((await author.next('ack')).seq).toBe(2);
  });

  it('survive a power cut once they are confirmed', async () => {
    const text = await house.text();
    const ada = await house.editor(text, 'ada');
    const { file } = connections();
    // What is surely on disk: both files as they were when the last flush that has ended began.
    const image = join(dirname(file), 'image.sqlite');
    openDatabase(file, {
      flush: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        for (const part of ['', '-wal']) copyFileSync(file + part, image + part);
      },
    });
    const { client, words } = house.visit(text, ada);
    await until(() => client.state.synced);
    for (let edit = 1; edit <= 20; edit += 1) {
      words.insert(words.length, `${edit} `);
      await until(() => !client.state.hasUnsaved);
      const after = new Sqlite(image);
      const updates = after.prepare('SELECT "update" FROM live_updates WHERE text_id = ? ORDER BY sequence').pluck().all(text);
      after.close();
      const doc = new Y.Doc();
      for (const update of updates) Y.applyUpdate(doc, update as Buffer);
      expect(doc.getText('words').toString()).toBe(words.toString());
    }
  });

  it('reach nobody before they are in the log', async () => {
    const text = await house.text();
    const raw = await house.raw(text, await house.editor(text, 'ada'));
    const other = await house.raw(text, await house.editor(text, 'ben'));
    await other.sync();
    const cem = await house.editor(text, 'cem');
    let release: () => void = () => undefined;
    const held = write(() => new Promise<void>((resolve) => (release = resolve)));
    raw.say({ type: 'update', seq: 1, update: insertion('not yet') });
    // Whoever comes in meanwhile learns nothing of it either.
    const late = await house.raw(text, cem);
    expect((await late.sync()).getText('words').toString()).toBe('');
    expect(raw.received).toEqual([]);
    expect(other.received).toEqual([]);
    release();
    await held;
    await raw.next('ack');
    await other.next('update');
    expect(await stored(text)).toBe('not yet');
  });
});

describe('a line that breaks', () => {
  it('keeps what is typed meanwhile and merges it on return', async () => {
    const { text, ada, ben } = await pair(house);
    ada.words.insert(0, 'before ');
    await saved(ada);
    const { port } = house;
    await house.stop();
    await until(() => ada.client.state.light !== 'saved');
    ada.words.insert(7, 'ada ');
    ben.words.insert(7, 'ben ');
    expect(ada.client.state).toMatchObject({ hasUnsaved: true });
    expect(ada.client.state.light).not.toBe('saved');
    await house.open(port);
    await saved(ada, ben);
    await until(() => ada.words.toString() === ben.words.toString());
    expect(await stored(text)).toBe(ada.words.toString());
    expect(await stored(text)).toContain('ada ');
    expect(await stored(text)).toContain('ben ');
  });

  it('is called offline when it stays away', async () => {
    const { ada } = await pair(house);
    const { port } = house;
    await house.stop();
    await until(() => ada.client.state.light === 'offline');
    await house.open(port);
    await saved(ada);
  });

  it('brings deletions made meanwhile', async () => {
    const { text, ada, ben } = await pair(house);
    ada.words.insert(0, 'one two');
    await until(() => ben.words.length === 7);
    const { port } = house;
    await house.stop();
    await until(() => ada.client.state.light !== 'saved');
    ada.words.delete(0, 4);
    await house.open(port);
    await until(() => ben.words.toString() === 'two');
    expect(await stored(text)).toBe('two');
  });

  it('brings what only the device held', async () => {
    const text = await house.text();
    const person = await house.editor(text, 'ada');
    const doc = new Y.Doc();
    const loaded = Promise.resolve().then(() => Y.applyUpdate(doc, insertion('from the device')));
    const ada = house.visit(text, person, { doc, offline: { loaded, clear: async () => undefined } });
    await until(() => ada.client.state.synced);
    await saved(ada);
    expect(await stored(text)).toBe('from the device');
  });
});

describe('a log that can not be written', () => {
  it('confirms nothing, shows nothing to others, and loses nothing at the writer', async () => {
    const { text, ada, ben } = await pair(house);
    const lights: Light[] = [];
    const emptyDisk = fillDisk();
    ada.client.subscribe(() => lights.push(ada.client.state.light));
    ada.words.insert(0, 'precious');
    await until(() => ada.client.state.light === 'error');
    expect(ada.client.state).toMatchObject({ closed: 'storageFailed', hasUnsaved: true });
    expect(lights).not.toContain('saved');
    expect(ben.words.toString()).toBe('');
    expect(await stored(text)).toBe('');
    emptyDisk();
    await saved(ada);
    await until(() => ben.words.toString() === 'precious');
    expect(await stored(text)).toBe('precious');
  });

  it('because one text is frozen takes no other text down', async () => {
    const frozen = await house.text();
    const other = await house.text();
    const ada = await house.raw(frozen, await house.editor(frozen, 'ada'));
    const ben = await house.raw(other, await house.editor(other, 'ben'));
    await write(async (tx) => {
      await tx.update(texts).set({ frozenAt: new Date() }).where(eq(texts.id, frozen));
      ada.say({ type: 'update', seq: 1, update: insertion('too late') });
      ben.say({ type: 'update', seq: 1, update: insertion('in time') });
      await until(() => openRooms().every((room) => !room.unused));
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    });
    expect(await ada.closed).toBe(4409);
    expect((await ben.next('ack')).seq).toBe(1);
    expect(await stored(frozen)).toBe('');
    expect(await stored(other)).toBe('in time');
  });
});

describe('a frozen text', () => {
  it('turns everyone read-only, refuses what was under way, and says that it is not saved', async () => {
    const { text, ada, ben } = await pair(house);
    ben.words.insert(0, 'agreed');
    await saved(ben);
    await until(() => ada.words.length === 6);
    await write(async (tx) => tx.update(texts).set({ frozenAt: new Date() }).where(eq(texts.id, text)));
    // Typed before the news arrives.
    ada.words.insert(6, ' and more');
    await until(() => ada.client.state.mode === 'read' && ada.client.state.light === 'error');
    await until(() => ben.client.state.mode === 'read' && ben.client.state.light === 'saved');
    expect(await stored(text)).toBe('agreed');
    expect(ada.words.toString()).toBe('agreed and more');
    await expect(editRoom(text, (doc) => doc.getText('words').insert(0, 'x'))).rejects.toThrow(LogRefused);
    freezeRoom(text);
    await until(() => ben.client.state.light === 'saved' && ben.client.state.mode === 'read');
  });
});

describe('the server', () => {
  it('edits a text on the same path, whether anyone has it open or not', async () => {
    const text = await house.text();
    await editRoom(text, (doc) => doc.getText('words').insert(0, 'Top 1'));
    expect(await stored(text)).toBe('Top 1');
    const ada = house.visit(text, await house.editor(text, 'ada'));
    await until(() => ada.words.toString() === 'Top 1');
    await editRoom(text, (doc) => doc.getText('words').delete(0, 4));
    await until(() => ada.words.toString() === '1');
    await expect(editRoom('2222222222222222' as TextId, () => undefined)).rejects.toThrow(NotFound);
    await expect(write(async () => editRoom(text, () => undefined))).rejects.toThrow('after the commit');
  });

  it('derives after edits, soon and from what is confirmed', async () => {
    const { text, ada } = await pair(house);
    const seen: string[] = [];
    house.changed.mockImplementation(async (_, doc) => void seen.push(doc.getText('words').toString()));
    ada.words.insert(0, 'a');
    ada.words.insert(1, 'b');
    await until(() => seen.includes('ab'));
    expect(house.changed.mock.calls[0]![0]).toBe(text);
    expect(seen.length).toBeLessThanOrEqual(2);
  });

  it('derives again after an error, and before a text is put to rest', async () => {
    const text = await house.text();
    house.changed.mockRejectedValueOnce(new Error('half-way'));
    await editRoom(text, (doc) => doc.getText('words').insert(0, 'a'));
    // The first try fails at once, as nobody has the text open; its log stays as the sign of it.
    await until(() => openRooms().length === 0);
    expect(house.changed).toHaveBeenCalledOnce();
    expect(await rows(text)).toHaveLength(1);
    expect(await healTexts()).toBe(1);
    expect(house.changed).toHaveBeenCalledTimes(2);
    expect(await rows(text)).toEqual([]);
    expect(await stored(text)).toBe('a');
  });
});

describe('folding', () => {
  it('happens when the last one leaves, and keeps the text', async () => {
    const { text, ada, ben } = await pair(house);
    ada.words.insert(0, 'kept');
    await saved(ada);
    await until(() => ben.words.length === 4);
    ada.client.disconnect();
    ben.client.disconnect();
    await until(() => openRooms().length === 0);
    expect(await rows(text)).toEqual([]);
    expect(await db.select().from(liveSnapshots)).toHaveLength(1);
    expect(await stored(text)).toBe('kept');
  });

  it('loses nothing of what arrives meanwhile', async () => {
    const { text, ada, ben } = await pair(house);
    const source = new Y.Doc();
    const updates: Uint8Array[] = [];
    source.on('update', (update: Uint8Array) => updates.push(update));
    for (let edit = 0; edit < foldAt.count + 300; edit += 1) source.getText('words').insert(edit, '.');
    const room = await holdRoom(text);
    for (let at = 0; at < updates.length; at += 100) {
      ada.words.insert(0, 'a');
      await Promise.all(updates.slice(at, at + 100).map((update) => room.append(update, null)));
      ben.words.insert(0, 'b');
    }
    releaseRoom(room);
    await saved(ada, ben);
    await vi.waitFor(async () => expect(await db.select().from(liveSnapshots)).toHaveLength(1));
    expect((await rows(text)).length).toBeLessThan(foldAt.count);
    const length = updates.length + (2 * updates.length) / 100;
    await until(() => ada.words.length === length && ben.words.length === length);
    expect((await stored(text)).length).toBe(length);
  });
});
