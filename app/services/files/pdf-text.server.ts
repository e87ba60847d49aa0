/** The words of a PDF, read beside the portal: bounded in time and memory, and gone once they are read. */
import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';

const script = resolve('app/services/files/pdf-text-process.mjs');
const longestMs = 30_000;
/** In MB; a thousand pages of text take a third of it. */
const heap = 384;

/** A PDF could not be read; the message is for the log. */
export class PdfError extends Error {
  override name = 'PdfError';
}

/**
 * @param characters at most so many, from the beginning
 * @throws PdfError when it is broken or locked, takes too long, or more memory than it may
 */
export async function pdfText(path: string, characters: number): Promise<string> {
  const reader = fork(script, {
    execArgv: [`--max-old-space-size=${heap}`],
    // It is told nothing that it does not need.
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const late = setTimeout(() => reader.kill('SIGKILL'), longestMs).unref();
  try {
    reader.send({ path, characters });
    return await answerOf(reader);
  } finally {
    clearTimeout(late);
    reader.kill('SIGKILL');
  }
}

function answerOf(reader: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    reader.once('message', (answer: { text: string } | { error: string }) => {
      if ('text' in answer) done(answer.text);
      else failed(new PdfError(answer.error));
    });
    reader.once('error', failed);
    reader.once('exit', (code, signal) => failed(new PdfError(`The reader ended: ${signal ?? code}`)));
  });
}
