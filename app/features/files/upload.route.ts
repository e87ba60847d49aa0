/**
 * Files that a page sends by itself: attachments with progress, images put into a text. Answers in JSON;
 * the form without scripts has a page of its own.
 */
import { redirect } from '@remix-run/node';
import { idSchema } from '~db/value-schemas';
import { signedIn } from '~/access/page.server';
import { NotFound, Rejected } from '~/services/errors';
import { largestFile } from '~/services/files/kinds';
import { readUpload } from '~/services/files/upload.server';
import { translator } from '~/services/i18n/translate.server';
import type { Parent } from './files';
import { attachFile } from './files.server';

/** 200 `{ id, name, width, height }`, or 400 `{ error }` with a sentence in the language of the reader. */
export const action = signedIn(async ({ actor, request, language }) => {
  try {
    const { fields, ...upload } = await readUpload(request, largestFile);
    const parent = parentIn(fields);
    if (!parent) {
      await upload.content.discard();
      throw new NotFound();
    }
    // Of documents images are asked for by their text, unless the page says that it means an attachment.
    const inline = parent.kind === 'document' && fields.as !== 'attachment';
    return Response.json(await attachFile(actor, parent, { ...upload, inline }));
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return Response.json({ error: translator(language, 'errors')(error.code, error.values) }, { status: 400 });
  }
});

function parentIn(fields: Record<string, string>): Parent | undefined {
  const meeting = idSchema<'meeting'>().safeParse(fields.meeting);
  if (meeting.success) return { kind: 'meeting', id: meeting.data };
  const document = idSchema<'document'>().safeParse(fields.document);
  if (document.success) return { kind: 'document', id: document.data };
  const task = idSchema<'task'>().safeParse(fields.task);
  return task.success ? { kind: 'task', id: task.data } : undefined;
}

export const loader = () => redirect('/');
