/** Going back to an earlier version of a live text. Nothing is lost by it, and it can be taken back. */
import type { Doc } from 'yjs';
import { write } from '~db/client.server';
import type { PersonId, TextId } from '~db/values';
import { replaceDocument } from '~/editor/shared-replacement';
import { loadText } from '~/live/log.server';
import { editRoom } from '~/live/rooms.server';
import { endSession } from './sessions.server';
import { type Version, asVersion, cutVersionIfChanged } from './versions.server';

/**
 * Makes the text say what a version of it says. What it said until now becomes a version before, what it
 * says then another one; everyone who has it open sees it happen. To be called by the feature that owns
 * the text, with the right to edit it checked.
 *
 * @param complete changes the restored text further, in the same edit
 * @throws LogRefused where the text has been frozen meanwhile
 */
export async function restoreVersion(
  textId: TextId,
  version: Pick<Version, 'number' | 'document'>,
  personId: PersonId,
  complete: (ydoc: Doc) => void = () => undefined,
): Promise<void> {
  await endSession(textId);
  const restore = (ydoc: Doc) => {
    replaceDocument(ydoc, version.document);
    complete(ydoc);
  };
  await editRoom(textId, restore, personId);
  await write(async (tx) => {
    const { doc, kind } = await loadText(textId, tx);
    await cutVersionIfChanged(tx, textId, {
      ...asVersion(doc, kind),
      reason: 'restored',
      name: String(version.number),
      createdBy: personId,
    });
  });
}
