/** The processes of the live benchmarks: the servers that are compared and the one in which all clients live. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerKind, serverKinds } from './live-shared';

/** Starts a script of the benchmark as a process of its own. */
export function start(script: string, ...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return fork(file, args, { execArgv: ['--import', 'tsx'], env: { ...process.env, NODE_ENV: 'production' } });
}

/** The next message of a process. @throws Error when it ends instead */
export const answer = <Message>(child: ChildProcess) =>
  new Promise<Message>((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process of the benchmark ended with ${code}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Message);
    });
  });

export function ask<Message>(child: ChildProcess, question: object): Promise<Message> {
  const answered = answer<Message>(child);
  child.send(question);
  return answered;
}

export type Stage = { servers: Record<ServerKind, { process: ChildProcess; port: number }>; clients: ChildProcess };

/** Plays on a stage of its own, and takes it down. The database lies on disk, in `.cache`. */
export async function onStage<Result>(play: (stage: Stage) => Promise<Result>): Promise<Result> {
  const folder = resolve('.cache/bench-live');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const processes: ChildProcess[] = [];
  const open = async (kind: ServerKind) => {
    const process = start('./live-server.ts', kind, resolve(folder, 'bench.sqlite'));
    processes.push(process);
    const { port } = await answer<{ port: number }>(process);
    return [kind, { process, port }] as const;
  };
  try {
    const clients = start('./live-clients.ts');
    processes.push(clients);
    await answer(clients);
    const servers = Object.fromEntries(await Promise.all(serverKinds.map(open))) as Stage['servers'];
    return await play({ servers, clients });
  } finally {
    for (const process of processes) process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
