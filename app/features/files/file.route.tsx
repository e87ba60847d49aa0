/**
 * What stands at the address of a file for whoever may not have it: what stands where nothing is. Those
 * who may are served before any page is asked (`serving.server.ts`). Forms that take a file away or
 * back are sent here.
 */
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { signedIn } from '~/access/page.server';
import { NotFound, Rejected } from '~/services/errors';
import { readForm } from '~/services/forms';
import { wordsFor } from '~/services/i18n/words';
import { redirectWith } from '~/services/notice.server';
import { pageOfFile, removeFile, restoreFile } from './files.server';

export const loader = signedIn(() => Promise.reject(new NotFound()));

const stepSchema = z.object({ intent: z.enum(['remove', 'restore']) });

export const action = signedIn(async ({ actor, params, request }) => {
  const id = idSchema<'file'>().parse(params.file);
  const form = await readForm(request, stepSchema);
  if (!form.ok) return data(form.reply, { status: 400 });
  try {
    if (form.value.intent === 'restore') {
      const { name, path } = await restoreFile(actor, id);
      return redirectWith(`${path}#anlagen`, 'files:restored', { name });
    }
    const { path } = await removeFile(actor, id);
    return redirect(`${path}?entfernt=${id}#anlagen`);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    // Its buttons are gone from the page by now, which says why.
    return redirectWith(await pageOfFile(actor, id), `files:${error.code}`, error.values);
  }
});

await wordsFor('files');

/** Makes it a page, so that what is thrown above is shown as one. */
export default function NoFile() {
  return null;
}
