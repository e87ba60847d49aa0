/** From a form that brings a file to the file of its parent, in one step for every route that takes one. */
import type { SubmissionResult } from '@conform-to/react';
import type { Actor } from '~/access/policy';
import { Rejected } from '~/services/errors';
import { largestFile } from '~/services/files/kinds';
import { readUpload } from '~/services/files/upload.server';
import { withValues } from '~/services/messages';
import type { Parent } from './files';
import { attachFile } from './files.server';
import { toChange } from './parents.server';

type Attached = Awaited<ReturnType<typeof attachFile>>;

/**
 * Adds the file of a form to a parent that is known from the address; its right is asked for before
 * anything is read.
 *
 * @returns the file, or the errors for the form
 * @throws NotFound without the right to edit the parent
 */
export async function attachFrom(
  request: Request,
  actor: Actor,
  parent: Parent,
): Promise<{ file: Attached } | { reply: SubmissionResult }> {
  try {
    await toChange(actor, parent, 'add');
    return { file: await attachFile(actor, parent, await readUpload(request, largestFile)) };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { reply: { status: 'error', error: { [error.field ?? '']: [withValues(error.code, error.values)] } } };
  }
}
