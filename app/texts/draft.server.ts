/**
 * What is confirmed of a text, as a document. What was read last is kept as long as nothing more is written to
 * the text: whoever opens a page, or comes while others write, waits for no reading of all its letters.
 */
import type { Doc } from 'yjs';
import type { TextId, TextKind } from '~db/values';
import type { DocumentOf, TextDocument } from '~/editor/document';
import { contentSize } from '~/editor/positions';
import { documentFromYDoc } from '~/editor/shared-document';
import { lastUpdateOf, loadText } from '~/live/log.server';

type Kept = { sequence: number; document: TextDocument; size: number };

const kept = new Map<TextId, Kept>();
/** In positions; the longest papers have about two million. A position takes some bytes. */
const capacity = 2_500_000;
let size = 0;

/**
 * The text as confirmed so far. Nobody may change what is returned: others are shown the same.
 *
 * @throws NotFound where there is no such text
 */
export async function readDraft<Kind extends TextKind>(textId: TextId, kind: Kind): Promise<DocumentOf<Kind>> {
  const known = kept.get(textId);
  if (known && known.sequence === (await lastUpdateOf(textId))) {
    keep(textId, known);
    return known.document as DocumentOf<Kind>;
  }
  const { doc, sequence } = await loadText(textId);
  return keepDraft(textId, kind, doc, sequence);
}

/**
 * As it was read last, whatever was written since: for those who are told once more has been read of it. What
 * nobody has asked for is not kept for them.
 */
export async function lastDraft<Kind extends TextKind>(textId: TextId, kind: Kind): Promise<DocumentOf<Kind>> {
  const known = kept.get(textId);
  return known ? (known.document as DocumentOf<Kind>) : documentFromYDoc((await loadText(textId)).doc, kind);
}

/**
 * Reads the document of a text that is open anyway.
 *
 * @param sequence the number of the last update that `doc` holds
 */
export function keepDraft<Kind extends TextKind>(
  textId: TextId,
  kind: Kind,
  doc: Doc,
  sequence: number,
): DocumentOf<Kind> {
  const document = documentFromYDoc(doc, kind);
  keep(textId, { sequence, document, size: contentSize(document.content) });
  return document;
}

/** Keeps a document as the newest, and lets go of those that nobody has asked for the longest. */
function keep(textId: TextId, entry: Kept): void {
  drop(textId);
  kept.set(textId, entry);
  size += entry.size;
  for (const oldest of kept.keys()) {
    if (size <= capacity) break;
    drop(oldest);
  }
}

function drop(textId: TextId): void {
  size -= kept.get(textId)?.size ?? 0;
  kept.delete(textId);
}
