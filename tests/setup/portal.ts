/**
 * A served portal for tests: the built process on a free port, with a database of its own that the
 * test may fill before. Ends with the test file.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, openDatabase } from '~db/client.server';
import { migrateDatabase } from '~db/migrate.server';
import { startSession } from '~/access/session.server';
import { useSettings } from '~/services/settings.server';
import type { PersonId } from '~db/values';

export type ServedPortal = {
  url: string;
  folder: string;
  process: ChildProcess;
  /** Ends the process; in order, or at once with SIGKILL. Resolves to its exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
  /** Starts it again on the same data. */
  restart: () => Promise<void>;
  log: () => string;
};

/**
 * @param fill fills the database before the process opens it; no other process has it open then
 */
export async function servePortal(options: {
  fill?: () => Promise<void>;
  args?: string[];
  env?: Record<string, string>;
}): Promise<ServedPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-served-'));
  const file = join(folder, 'portal.sqlite');
  useSettings({ dataDir: folder, databaseFile: file, outboxDir: join(folder, 'outbox') });
  if (options.fill) {
    openDatabase(file);
    migrateDatabase();
    await options.fill();
    closeDatabase();
  }
  let output = '';
  let child: ChildProcess;
  let url = '';

  async function start(port: number): Promise<number> {
    child = spawn(process.execPath, ['build/server.js', ...(options.args ?? [])], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DATA_DIR: folder,
        PORT: String(port),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve((message as { port: number }).port));
      child.once('exit', (code) => reject(new Error(`The portal ended with ${code} before it was ready:\n${output}`)));
    });
  }

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return ended;
  }

  const port = await start(0);
  url = `http://localhost:${port}`;
  return {
    url,
    folder,
    get process() {
      return child;
    },
    stop: async (signal) => {
      const code = await stop(signal);
      if (!signal) rmSync(folder, { recursive: true, force: true });
      return code;
    },
    restart: async () => {
      await stop();
      await start(port);
    },
    log: () => output,
  };
}

/** A Cookie header that signs a person in; to be called inside `fill`. */
export async function cookieOf(personId: PersonId): Promise<string> {
  const cookie = await startSession(personId, 'Test', undefined);
  return cookie.split(';')[0]!;
}
