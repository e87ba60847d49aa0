/**
 * Asks a virus scanner that speaks the protocol of clamd (INSTREAM) about a file. Without the setting
 * `CLAMD` nothing is asked; with it nothing is taken that the scanner has not called clean.
 */
import { createReadStream } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Rejected } from '../errors';
import { log } from '../log.server';
import { settings } from '../settings.server';

const patienceInMs = 60_000;

/**
 * @param patience how long the scanner may be silent, in milliseconds
 * @throws Rejected `fileInfected`, or `scannerSilent` when the scanner could not be asked; the log says why
 */
export async function scan(path: string, name: string, patience = patienceInMs): Promise<void> {
  const { clamd } = settings();
  if (!clamd) return;
  let answer: string;
  try {
    answer = await ask(connect(clamd), path, patience);
    if (!/: (OK|.* FOUND)$/.test(answer)) throw new Error(`The scanner answered: ${answer}`);
  } catch (error) {
    log.error({ err: error }, 'an upload was refused: the virus scanner could not be asked');
    throw new Rejected('scannerSilent', { name }, 'file');
  }
  if (answer.endsWith(': OK')) return;
  log.warn({ answer }, 'an upload was refused: the virus scanner found something');
  throw new Rejected('fileInfected', { name }, 'file');
}

/** Sends the file and reads the one line that comes back, such as `stream: OK`. */
async function ask(socket: Socket, path: string, patience: number): Promise<string> {
  const answer = new Promise<string>((resolve, reject) => {
    let said = '';
    socket.setTimeout(patience, () => socket.destroy(new Error('The scanner did not answer in time.')));
    socket.on('data', (chunk) => {
      said += chunk.toString('utf8');
      if (said.includes('\0')) resolve(said.slice(0, said.indexOf('\0')));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The scanner hung up.')));
  });
  // It may answer and hang up before it has heard all (a file larger than it takes): what it said counts.
  pipeline(createReadStream(path), inChunks, socket, { end: false }).catch((error: Error) => socket.destroy(error));
  try {
    return await answer;
  } finally {
    socket.destroy();
  }
}

/** Each chunk after its length; a length of 0 ends the stream. */
async function* inChunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of chunks) yield Buffer.concat([lengthOf(chunk.length), chunk]);
  yield lengthOf(0);
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
