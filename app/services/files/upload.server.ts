/** Forms that bring a file: read as they come, the file straight to disk, never held in memory. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { Rejected } from '../errors';
import { log } from '../log.server';
import { type Received, receive } from './store.server';

export type Upload = {
  /** The other fields of the form. */
  fields: Record<string, string>;
  /** What the file was called by whoever sent it; not to be trusted. */
  name: string;
  content: Received;
};

const limits = { fields: 10, fieldSize: 2000, headerPairs: 20, parts: 20 };

/**
 * Reads a form with one file, in the field `file`. The caller has to keep or to discard its content.
 *
 * @param maximum the size of the largest file, in bytes
 * @throws Rejected `fileMissing`, `fileTooLarge`, or `uploadBroken` when it breaks off; nothing is left then
 */
export async function readUpload(request: Request, maximum: number): Promise<Upload> {
  const fields: Record<string, string> = {};
  let file: { name: string; stream: Readable; content: Promise<Received> } | undefined;
  try {
    const parser = new Busboy({ headers: { 'content-type': request.headers.get('content-type') ?? '' }, limits });
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (field, stream, sentName = '') => {
      // Browsers escape this one sign of names.
      const name = sentName.replaceAll('%22', '"');
      // Whoever reads it learns of errors; those that come later concern nobody.
      stream.on('error', () => undefined);
      // Whatever happens to its content, the rest of the form is read to its end.
      if (field !== 'file' || file) return void stream.resume();
      file = { name, stream, content: receive(stream, maximum, name) };
      file.content.catch(() => stream.resume());
    });
    if (!request.body) throw new Error('The request has no body.');
    await pipeline(Readable.fromWeb(request.body as ReadableStream), parser);
  } catch (error) {
    file?.stream.destroy(error as Error);
    await file?.content.then((content) => content.discard(), () => undefined);
    log.info({ err: error }, 'an upload broke off');
    throw new Rejected('uploadBroken', {}, 'file');
  }
  const content = await file?.content;
  if (file && content && (content.size > 0 || file.name)) return { fields, name: file.name, content };
  await content?.discard();
  throw new Rejected('fileMissing', {}, 'file');
}
