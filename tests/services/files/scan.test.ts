/** The virus scanner, against one that speaks clamd's protocol and says what the test wants. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scan } from '~/services/files/scan.server';
import { useSettings } from '~/services/settings.server';

let folder: string;
let path: string;
let server: Server | undefined;
const content = Buffer.alloc(200_000, 'x');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-scan-'));
  path = join(folder, 'content');
  writeFileSync(path, content);
});
afterEach(async () => {
  useSettings({ clamd: undefined });
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** What it was sent, once the stream has ended. */
function heard(bytes: Buffer): Buffer | undefined {
  const command = Buffer.from('zINSTREAM\0');
  if (!bytes.subarray(0, command.length).equals(command)) return undefined;
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

type Scanner = (file: Buffer, socket: Socket) => void;

/** Listens on a port or, where one is named, on a socket of the file system. */
async function clamd(answer: Scanner, { at, early }: { at?: string; early?: (socket: Socket) => void } = {}): Promise<void> {
  server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    early?.(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const file = heard(bytes);
      if (file) answer(file, socket);
    });
  });
  await new Promise<void>((resolve) => server!.listen(at ?? { port: 0, host: '127.0.0.1' }, resolve));
  const address = server.address();
  useSettings({ clamd: typeof address === 'string' ? { path: address } : { host: '127.0.0.1', port: address!.port } });
}

const says = (line: string): Scanner => (_file, socket) => socket.end(`${line}\0`);

describe('a file is refused', () => {
  it('when something was found in it', async () => {
    await clamd(says('stream: Eicar-Test-Signature FOUND'));
    await expect(scan(path, 'a.pdf')).rejects.toMatchObject({ code: 'fileInfected', values: { name: 'a.pdf' } });
  });

  it.each([
    ['INSTREAM size limit exceeded. ERROR'],
    ['stream: Can not open file ERROR'],
    ['UNKNOWN COMMAND'],
  ])('when the scanner says "%s"', async (line) => {
    await clamd(says(line));
    await expect(scan(path, 'a.pdf')).rejects.toMatchObject({ code: 'scannerSilent' });
  });

  it('when the scanner hangs up', async () => {
    await clamd((_file, socket) => socket.destroy());
    await expect(scan(path, 'a.pdf')).rejects.toMatchObject({ code: 'scannerSilent' });
  });

  it('when the scanner hangs up before it has heard all', async () => {
    await clamd(says('stream: OK'), { early: (socket) => socket.destroy() });
    await expect(scan(path, 'a.pdf')).rejects.toMatchObject({ code: 'scannerSilent' });
  });

  it('when the scanner stays silent', async () => {
    await clamd(() => undefined);
    await expect(scan(path, 'a.pdf', 50)).rejects.toMatchObject({ code: 'scannerSilent' });
  });

  it('when nobody listens', async () => {
    useSettings({ clamd: { path: join(folder, 'nobody.sock') } });
    await expect(scan(path, 'a.pdf')).rejects.toMatchObject({ code: 'scannerSilent' });
  });
});

describe('a file is taken', () => {
  it('when the scanner calls it clean; it has heard all of it', async () => {
    let file: Buffer | undefined;
    await clamd((sent, socket) => {
      file = sent;
      socket.end('stream: OK\0');
    });
    await scan(path, 'a.pdf');
    expect(file?.equals(content)).toBe(true);
  });

  it('when the scanner says so bit by bit, through a socket of the file system', async () => {
    await clamd(
      (_file, socket) => {
        socket.write('stream');
        setImmediate(() => socket.end(': OK\0'));
      },
      { at: join(folder, 'clamd.sock') },
    );
    await scan(path, 'a.pdf');
  });

  it('when no scanner is configured', async () => {
    await scan(path, 'a.pdf');
  });
});
