/**
 * How a file is handed out: with headers that keep it from doing anything in the portal's name. Asked
 * for by `server.ts`, beside the pages, as it streams from disk.
 */
import type { FileId } from '~db/values';
import { idSchema } from '~db/value-schemas';
import type { Actor } from '~/access/policy';
import { NotFound } from '~/services/errors';
import { attachment } from '~/services/export/file-name';
import { kinds } from '~/services/files/kinds';
import { pathOf } from '~/services/files/store.server';
import { fileFor } from './files.server';

export type FileAnswer = { path: string; headers: Record<string, string> };

/**
 * The file an address names, for whoever may read it.
 *
 * @param id as it stands in the address
 * @returns undefined where there is none for the actor: what answers then is the page of what does not exist
 */
export async function fileAnswer(actor: Actor, id: string): Promise<FileAnswer | undefined> {
  const known = idSchema<'file'>().safeParse(id);
  if (!known.success) return undefined;
  try {
    const file = await fileFor(actor, known.data satisfies FileId);
    return { path: pathOf(file.sha256), headers: headersFor(file) };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

function headersFor({ name, kind, sha256 }: Awaited<ReturnType<typeof fileFor>>): Record<string, string> {
  const { mediaType, shown, image } = kinds[kind];
  return {
    'Content-Type': mediaType,
    'Content-Disposition': attachment(name, shown ? 'inline' : 'attachment'),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    // Images may stay in the browser that shows them often, but are never shown without asking again.
    'Cache-Control': `private, ${image ? 'no-cache' : 'no-store'}, no-transform`,
    ETag: `"${sha256}"`,
  };
}
