/** Content on disk: whole or not at all, once, and only as long as something refers to it. */
import { createHash, randomBytes } from 'node:crypto';
import fs, { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearIncoming, copyFiles, forgetUnused, pathOf, receive } from '~/services/files/store.server';
import { useSettings } from '~/services/settings.server';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-store-'));
  useSettings({ dataDir });
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const day = 86_400_000;
const incoming = () => (existsSync(join(dataDir, 'files/incoming')) ? readdirSync(join(dataDir, 'files/incoming')) : []);
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const nothing = () => Promise.resolve(new Set<string>());

async function* chunks(...parts: (Buffer | Error)[]) {
  for (const part of parts) {
    await Promise.resolve();
    if (part instanceof Error) throw part;
    yield part;
  }
}

async function kept(content: Buffer): Promise<string> {
  const received = await receive(chunks(content), 1000, 'a.txt');
  await received.keep();
  return received.sha256;
}

describe('receiving', () => {
  it('leaves nothing of what breaks off', async () => {
    await expect(receive(chunks(Buffer.from('Anfang'), new Error('weg')), 1000, 'a.txt')).rejects.toThrow('weg');
    expect(incoming()).toEqual([]);
  });

  it('leaves nothing of what breaks off before a slow disk has begun with it', async () => {
    const open = fs.open as (path: string, flags: string, mode: number, done: (...answer: unknown[]) => void) => void;
    const begun: Promise<void>[] = [];
    const slow = vi.spyOn(fs, 'open').mockImplementation(((...[path, flags, mode, done]: Parameters<typeof open>) => {
      const begin = (resolve: () => void) => open(path, flags, mode, (...answer) => (done(...answer), resolve()));
      begun.push(new Promise((resolve) => setTimeout(begin, 50, resolve)));
    }) as typeof fs.open);
    const source = new Readable({ read: () => undefined });
    source.push('Anfang');
    const received = receive(source, 1000, 'a.txt');
    await vi.waitFor(() => expect(source.readableLength).toBe(0));
    source.destroy(new Error('weg'));
    await expect(received).rejects.toThrow('weg');
    await Promise.all(begun);
    slow.mockRestore();
    expect(incoming()).toEqual([]);
  });

  it('leaves nothing of what is too large, and reads it to its end', async () => {
    let read = 0;
    async function* large() {
      for (; read < 20; read += 1) yield Promise.resolve(Buffer.alloc(100));
    }
    await expect(receive(large(), 1000, 'a.txt')).rejects.toMatchObject({ code: 'fileTooLarge', values: { name: 'a.txt' } });
    expect(read).toBe(20);
    expect(incoming()).toEqual([]);
  });

  it('takes exactly as much as agreed', async () => {
    expect((await receive(chunks(Buffer.alloc(600), Buffer.alloc(400)), 1000, 'a.txt')).size).toBe(1000);
  });

  it('says size and hash, and keeps under the hash only when told to', async () => {
    const content = randomBytes(700);
    const received = await receive(chunks(content.subarray(0, 300), content.subarray(300)), 1000, 'a.txt');
    expect([received.size, received.sha256]).toEqual([700, hashOf(content)]);
    expect(existsSync(pathOf(received.sha256))).toBe(false);
    await received.keep();
    expect(readFileSync(pathOf(received.sha256)).equals(content)).toBe(true);
    expect(incoming()).toEqual([]);
  });

  it('keeps the same content once', async () => {
    const content = Buffer.from('zweimal');
    expect(await kept(content)).toBe(await kept(content));
    const folder = join(pathOf(hashOf(content)), '..');
    expect(readdirSync(folder)).toEqual([hashOf(content)]);
  });

  it('forgets at the start what was half there at the end', async () => {
    await receive(chunks(Buffer.from('halb')), 1000, 'a.txt');
    expect(incoming()).toHaveLength(1);
    await clearIncoming();
    expect(incoming()).toEqual([]);
    await clearIncoming();
  });
});

describe('forgetting', () => {
  const age = (sha256: string) => utimesSync(pathOf(sha256), new Date(0), new Date(Date.now() - 2 * day));

  it('spares what is referred to', async () => {
    const sha256 = await kept(Buffer.from('gebraucht'));
    age(sha256);
    expect(await forgetUnused((hashes) => Promise.resolve(new Set(hashes)), day)).toBe(0);
    expect(existsSync(pathOf(sha256))).toBe(true);
  });

  it('spares what was kept a moment ago, also when it was there before', async () => {
    const sha256 = await kept(Buffer.from('neu'));
    age(sha256);
    await kept(Buffer.from('neu'));
    expect(await forgetUnused(nothing, day)).toBe(0);
  });

  it('spares what is kept anew while it is asked about', async () => {
    const sha256 = await kept(Buffer.from('gerade'));
    age(sha256);
    const used = async () => {
      await kept(Buffer.from('gerade'));
      return new Set<string>();
    };
    expect(await forgetUnused(used, day)).toBe(0);
    expect(existsSync(pathOf(sha256))).toBe(true);
  });

  it('removes what nothing refers to any more', async () => {
    const [old, young] = [await kept(Buffer.from('alt')), await kept(Buffer.from('jung'))];
    age(old);
    expect(await forgetUnused(nothing, day)).toBe(1);
    expect([existsSync(pathOf(old)), existsSync(pathOf(young))]).toEqual([false, true]);
  });

  it('has nothing to do where nothing was ever kept', async () => {
    expect(await forgetUnused(nothing, day)).toBe(0);
  });
});

it('copies what is not there yet, and only what is whole', async () => {
  const [first, second] = [await kept(Buffer.from('eins')), await kept(Buffer.from('zwei'))];
  await receive(chunks(Buffer.from('halb')), 1000, 'a.txt');
  const target = join(dataDir, 'copy');
  expect(await copyFiles(target)).toBe(2);
  const place = (sha256: string) => join(target, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  expect([first, second].map((sha256) => readFileSync(place(sha256), 'utf8'))).toEqual(['eins', 'zwei']);
  writeFileSync(place(first), 'schon da');
  await kept(Buffer.from('drei'));
  expect(await copyFiles(target)).toBe(1);
  expect(readFileSync(place(first), 'utf8')).toBe('schon da');
});
