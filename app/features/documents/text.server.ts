/** The text of a document as it is shown: the living draft, or the version in which it was frozen. */
import type { Doc } from 'yjs';
import type { VersionId } from '~db/values';
import type { PaperDocument } from '~/editor/document';
import { paperFromYDoc } from '~/editor/shared-document';
import { readText } from '~/live/log.server';
import { latestRound } from '~/texts/rounds.server';
import { readVersionOf } from '~/texts/versions.server';
import type { PlacedDocument } from './documents.server';

/** Comments and readers find their places in it: those of a draft by its Yjs document. */
export type TextOfDocument =
  | { document: PaperDocument; versionId: VersionId }
  | { document: PaperDocument; versionId: null; ydoc: Doc };

/**
 * Reads the text of a document once, for everything that is shown of it: in review and once adopted the
 * version that went out or was sealed, otherwise what is confirmed of the draft. Asks for no right.
 */
export async function textOf({ document }: PlacedDocument): Promise<TextOfDocument> {
  const round = document.state === 'in_review' ? await latestRound(document.textId) : undefined;
  const versionId = round?.versionId ?? document.adoptedVersionId;
  if (versionId) return { document: (await readVersionOf('paper', versionId)).document, versionId };
  const ydoc = await readText(document.textId);
  return { document: paperFromYDoc(ydoc), versionId: null, ydoc };
}
