/** Minutes of the example on their way into the tables, and the versions of their text. */
import type { Doc } from 'yjs';
import type { MinutesDocument } from '~/editor/document';
import { sha256Of } from '~/texts/versions.server';
import { type Tx, versions } from '../../client.server';
import type { MinutesId, TextId, VersionId, VersionReason } from '../../values';
import { demoId } from '../ids';
import type { Held } from '../meetings';
import { personId } from '../people';
import type { History } from './history';

export type Written = Held & {
  history: History;
  minutesId: MinutesId;
  textId: TextId;
  document: MinutesDocument;
  state: Uint8Array;
  doc: Doc;
};

/** A version of the text as it is; the database keeps it from changing. */
export async function insertVersion(
  tx: Tx,
  { textId, place, document, state }: Written,
  { number, reason, by, at }: { number: number; reason: VersionReason; by: string; at: Date },
): Promise<VersionId> {
  const id = demoId('version', `${place} ${number}`);
  await tx.insert(versions).values({
    id,
    textId,
    number,
    reason,
    createdAt: at,
    createdBy: personId(by),
    document,
    state: Buffer.from(state),
    sha256: sha256Of(document),
  });
  return id;
}
