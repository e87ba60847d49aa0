/** Texts of the example on their way into the tables, and their versions. */
import type { Doc } from 'yjs';
import type { TextDocument } from '~/editor/document';
import { sha256Of } from '~/texts/versions.server';
import { type Tx, versions } from '../client.server';
import type { TextId, VersionId, VersionReason } from '../values';
import type { DemoGroup } from './groups';
import type { Note } from './history';
import { demoId } from './ids';
import { personId } from './people';

export type Written<Document extends TextDocument = TextDocument> = {
  /** Names it in the making of ids. */
  place: string;
  group: DemoGroup;
  textId: TextId;
  document: Document;
  state: Uint8Array;
  doc: Doc;
  note: Note;
};

/** A version of the text as it is; the database keeps it from changing. */
export async function insertVersion(
  tx: Tx,
  { textId, place, document, state }: Pick<Written, 'textId' | 'place' | 'document' | 'state'>,
  { number, reason, by, at, name = '' }: { number: number; reason: VersionReason; by: string | null; at: Date; name?: string },
): Promise<VersionId> {
  const id = demoId('version', `${place} ${number}`);
  await tx.insert(versions).values({
    id,
    textId,
    number,
    reason,
    name,
    createdAt: at,
    createdBy: by === null ? null : personId(by),
    document,
    state: Buffer.from(state),
    sha256: sha256Of(document),
  });
  return id;
}
