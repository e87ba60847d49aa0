/**
 * The promise of the light, held against `kill -9`: three people type, the server dies at a random
 * moment, also while it folds the log, starts again on the same file, fifty times over. Each edit that its author was told is
 * saved must then be in the database; and nothing typed is lost at all, since the authors are still there.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import * as Y from 'yjs';
import { closeDatabase, db, liveSnapshots, openDatabase, people, write } from '~db/client.server';
import type { PersonId, TextId } from '~db/values';
import { type LiveText, connectText } from '~/live/client';
import { createText, readText } from '~/live/log.server';
import { settings } from '~/services/settings.server';
import { useDatabase } from '../setup/database';
import { until } from './house';

useDatabase();

const ROUNDS = 50;
/** Inside the repository, so that the package with the database's binary is found from there. */
const bundle = resolvePath('.cache/crash-server.mjs');

type Author = { name: string; doc: Y.Doc; client: LiveText; typed: number; confirmed: number };

let server: ChildProcess | undefined;
let next: ChildProcess | undefined;
let authors: Author[] = [];

// Bundled once: compiling at each of fifty starts would take most of the time.
beforeAll(async () => {
  await build({
    entryPoints: ['tests/live/crash-server.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    external: ['better-sqlite3'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
});

afterEach(() => {
  for (const { client } of authors) client.disconnect();
  server?.kill('SIGKILL');
  next?.kill('SIGKILL');
});

/** Starts a process that has loaded everything and waits for its turn, so that no round waits for it. */
function warmUp(): ChildProcess {
  return fork(bundle, { execArgv: [] });
}

async function startServer(file: string, port: number): Promise<number> {
  server = next ?? warmUp();
  next = warmUp();
  const listening = new Promise<number>((resolve, reject) => {
    server!.once('message', (opened) => resolve(opened as number));
    server!.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  server.send({ file, port });
  return listening;
}

async function killServer(): Promise<void> {
  const gone = new Promise((resolve) => server!.once('exit', resolve));
  server!.kill('SIGKILL');
  await gone;
}

/** One who types numbered words and notes the highest number that was called saved. */
function author(name: string, text: TextId, person: PersonId, port: number): Author {
  const doc = new Y.Doc();
  const client = connectText({
    doc,
    url: `ws://127.0.0.1:${port}/live/${text}`,
    patience: { firstPause: 10, longestPause: 50, hiccup: 1_000 },
    probe: async () => null,
    openSocket: (url) =>
      new NodeSocket(url, { origin: 'http://portal.example', headers: { cookie: person } }) as unknown as WebSocket,
  });
  const author = { name, doc, client, typed: 0, confirmed: 0 };
  client.subscribe(() => {
    if (client.state.light === 'saved') author.confirmed = author.typed;
  });
  return author;
}

function type(author: Author): void {
  author.typed += 1;
  author.doc.getArray<string>('words').push([`${author.name}${author.typed}`]);
}

const words = (doc: Y.Doc) => new Set(doc.getArray<string>('words').toArray());
const allOf = ({ name }: Author, count: number) => Array.from({ length: count }, (_, at) => `${name}${at + 1}`);

it(`finds every edit that was called saved, after ${ROUNDS} kills`, async () => {
  const file = settings().databaseFile;
  const text = await write(async (tx) => createText(tx, 'minutes'));
  const names = ['ada', 'ben', 'cem'];
  const ids = await write(async (tx) =>
    tx
      .insert(people)
      .values(names.map((name) => ({ name, email: name, searchName: name, createdAt: new Date() })))
      .returning({ id: people.id }),
  );
  closeDatabase();
  const port = await startServer(file, 0);
  authors = names.map((name, at) => author(name, text, ids[at]!.id, port));
  const typing = setInterval(() => authors.forEach(type), 8);
  let confirmedInAll = 0;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = authors.map(({ confirmed }) => confirmed);
      await until(() => authors.every(({ confirmed }, at) => confirmed > before[at]!), 10_000);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      await killServer();
      const told = authors.map(({ confirmed }) => confirmed);
      openDatabase(file);
      const found = words(await readText(text));
      closeDatabase();
      const missing = authors.flatMap((author, at) => allOf(author, told[at]!).filter((word) => !found.has(word)));
      expect(missing, `round ${round}`).toEqual([]);
      confirmedInAll = told.reduce((sum, count) => sum + count, 0);
      await startServer(file, port);
    }
  } finally {
    clearInterval(typing);
  }
  expect(confirmedInAll).toBeGreaterThan(ROUNDS * 3);
  await until(() => authors.every(({ client }) => client.state.light === 'saved'), 10_000);
  await killServer();
  openDatabase(file);
  const [folded] = await db.select().from(liveSnapshots);
  expect(folded?.upTo).toBeGreaterThan(ROUNDS);
  const found = words(await readText(text));
  const missing = authors.flatMap((author) => allOf(author, author.typed).filter((word) => !found.has(word)));
  expect(missing).toEqual([]);
}, 120_000);
