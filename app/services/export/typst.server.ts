/**
 * Sets PDFs beside the portal: a process that is started when somebody asks, takes one document after the
 * other and ends when it has been idle for a while, so that it costs neither memory at rest nor the time of
 * those who write. A document that takes too long, or ends the process, fails alone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { log } from '~/services/log.server';

export type PdfStandard = 'ua-1' | 'a-2a';

export type TypstJob = {
  /** Typst; it reads what people wrote from `/sheet.json` and images under their names. */
  template: string;
  data: unknown;
  images: readonly { name: string; bytes: Uint8Array }[];
  /** Null only where a document can't be set to a standard. */
  standard: PdfStandard | null;
  /** The moment the PDF says it was made, in seconds. */
  at: number;
};

export type SetPdf = {
  pdf: Uint8Array;
  pages: number;
  /** The characters that no font has; U+FFFD stands in their place. */
  missing: string[];
};

type Answer = SetPdf | { error: string };

/** A document could not be set; the message is for the log. */
export class TypstError extends Error {
  override name = 'TypstError';
}

const script = resolve('app/services/export/typst-process.mjs');
const idleMs = 60_000;
const longestMs = 120_000;
/** In MB; a document of 100,000 words takes a fraction of it. */
const heap = 1024;

let running: Promise<ChildProcess> | undefined;
let idle: NodeJS.Timeout | undefined;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Sets a document; one at a time, in the order they are asked for.
 *
 * @throws TypstError when Typst refuses it, takes longer than two minutes, or ends
 */
export function setPdf(job: TypstJob): Promise<SetPdf> {
  const turn = queue.then(() => inProcess(job));
  queue = turn.catch(() => undefined);
  return turn;
}

async function inProcess(job: TypstJob): Promise<SetPdf> {
  clearTimeout(idle);
  const typst = await (running ??= start());
  try {
    const answer = await ask(typst, job);
    if ('error' in answer) throw new TypstError(answer.error);
    return answer;
  } finally {
    idle = setTimeout(endTypst, idleMs).unref();
  }
}

/** Ends the process; the next document starts another. */
export function endTypst(): void {
  clearTimeout(idle);
  void running?.then((typst) => typst.disconnect(), () => undefined);
  running = undefined;
}

async function start(): Promise<ChildProcess> {
  const typst = fork(script, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heap}`],
    // It is told nothing that it does not need.
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  typst.stderr?.on('data', (line: Buffer) => log.warn({ typst: line.toString().slice(0, 2000) }, 'the typesetter complains'));
  typst.once('exit', () => (running = undefined));
  await answerOf(typst);
  // It must not keep the portal from ending.
  typst.unref();
  typst.channel?.unref();
  return typst;
}

async function ask(typst: ChildProcess, job: TypstJob): Promise<Answer> {
  const late = setTimeout(() => typst.kill('SIGKILL'), longestMs).unref();
  typst.channel?.ref();
  try {
    const answer = answerOf(typst);
    typst.send(job);
    return (await answer) as Answer;
  } finally {
    clearTimeout(late);
    typst.channel?.unref();
  }
}

/** The next thing the process says. @throws TypstError when it ends instead */
function answerOf(typst: ChildProcess): Promise<unknown> {
  return new Promise((done, failed) => {
    const ended = (code: number | null, signal: string | null) => {
      typst.off('message', told);
      running = undefined;
      failed(new TypstError(`The typesetter ended: ${signal ?? code}`));
    };
    const told = (message: unknown) => {
      typst.off('exit', ended);
      done(message);
    };
    typst.once('message', told);
    typst.once('exit', ended);
  });
}
