/** A document as a file: what whoever asks sees on its page, and no more. */
import { readFile } from 'node:fs/promises';
import { and, eq } from 'drizzle-orm';
import { db, files } from '~db/client.server';
import type { DocumentId, FileId, Language } from '~db/values';
import { authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { kinds } from '~/services/files/kinds';
import { pathOf } from '~/services/files/store.server';
import { translator } from '~/services/i18n/translate.server';
import { settings } from '~/services/settings.server';
import { formatShortMoment } from '~/services/time';
import { exportedComments } from '~/texts/export/comments.server';
import { type Exported, type ExportedImage, headOnPaper } from '~/texts/export/sheet';
import { linesOf } from '~/texts/lines';
import { threadsOf } from './discussion.server';
import { type PlacedDocument, placedDocument } from './documents.server';
import { noteOfficeReading } from './readings.server';
import { subjectOfDocument } from './subject.server';
import { textOf } from './text.server';

/**
 * A document, ready to be exported.
 *
 * @returns what is exported, and the name of the file without its ending: the title of the document
 * @throws NotFound without the right to read it, SignInRequired
 */
export async function documentExport(
  actor: Actor,
  id: DocumentId,
  language: Language,
): Promise<{ exported: Exported; name: string }> {
  const granted = await authorize(actor, 'document.read', id);
  const placed = await placedDocument(id);
  await noteOfficeReading(granted.actor, id, granted.facts);
  const { document, group } = placed;
  const text = await textOf(placed);
  const subject = await subjectOfDocument(id);
  const settled = document.adoptedAt !== null;
  const exported: Exported = {
    document: text.document,
    ...headOnPaper(await subject.head(language)),
    language,
    state: stateOf(placed, language),
    sha256: document.sha256,
    author: document.paper?.group.name ?? group.name,
    at: document.adoptedAt ?? document.changedAt,
    // An adopted text is what it is: without what was said on the way to it.
    comments: settled ? [] : exportedComments(await threadsOf(subject, granted, text), text.document),
    ...(document.state === 'in_review' ? { lines: linesOf(text.document) } : {}),
    images: imageOf(id),
    baseUrl: settings().baseUrl,
  };
  return { exported, name: document.title };
}

/** The state and since when it is so: "Entwurf, 12.03.2026, 14:05 Uhr". */
function stateOf({ document }: PlacedDocument, language: Language): string {
  const since = document.adoptedAt ?? document.changedAt;
  return `${translator(language, 'documents')(`state.${document.state}`)}, ${formatShortMoment(since, language)}`;
}

/** Images of this document alone: what another document holds is another right. */
const imageOf =
  (documentId: DocumentId) =>
  async (fileId: string): Promise<ExportedImage | null> => {
    const [file] = await db
      .select()
      .from(files)
      .where(and(eq(files.id, fileId as FileId), eq(files.documentId, documentId)));
    if (!file || file.removedAt || !file.width || !file.height) return null;
    const { width, height, kind, sha256 } = file;
    return { bytes: await readFile(pathOf(sha256)), mediaType: kinds[kind].mediaType, width, height };
  };
