/** The text of a document as it is shown: the living draft, or the version in which it was frozen. */
import type { VersionId } from '~db/values';
import type { PaperDocument } from '~/editor/document';
import { readDraft } from '~/texts/draft.server';
import { latestRound } from '~/texts/rounds.server';
import { readVersionOf } from '~/texts/versions.server';
import type { PlacedDocument } from './documents.server';

/** @property versionId null for a draft */
export type TextOfDocument = { document: PaperDocument; versionId: VersionId | null };

/**
 * Reads the text of a document for all that is shown of it: in review and once adopted the version that
 * went out or was sealed, otherwise what is confirmed of the draft. Asks for no right.
 */
export async function textOf({ document }: PlacedDocument): Promise<TextOfDocument> {
  const round = document.state === 'in_review' ? await latestRound(document.textId) : undefined;
  const versionId = round?.versionId ?? document.adoptedVersionId;
  if (versionId) return { document: (await readVersionOf('paper', versionId)).document, versionId };
  return { document: await readDraft(document.textId, 'paper'), versionId: null };
}
