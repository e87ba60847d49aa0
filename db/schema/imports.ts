import { choice, id, index, json, moment, number, ref, table, words } from '../columns.server';
import { documentImportStates } from '../values';
import type { DocumentId } from '../values';
import { groups } from './groups';
import { people } from './people';

/** What reading a file gave, for whoever decides what becomes of it. */
export type ReadFile = {
  title: string;
  words: number;
  headings: number;
  tables: number;
  images: number;
  footnotes: number;
  hasTrackedChanges: boolean;
  /** What could not be taken over as it was: a key of the words, how often, and words of the first. */
  findings: { kind: string; count: number; example?: string }[];
  comments: { author: string; at: string | null; quote: string; text: string }[];
};

/** Why a step ended without what it was for: a key of the words `errors`. */
export type ImportFailure = { code: string; values: Record<string, string | number> };

/** Files that become documents: read in the background, looked at, then made; all of it survives a restart. */
export const documentImports = table(
  'document_imports',
  {
    id: id<'documentImport'>(),
    groupId: ref<'group'>(() => groups.id).notNull(),
    startedBy: ref<'person'>(() => people.id).notNull(),
    createdAt: moment().notNull(),
    /** As the file was called. */
    name: words().notNull(),
    /** Its content among the files on disk; null once it is no longer needed. */
    sha256: words(),
    state: choice(documentImportStates).notNull().default('reading'),
    /** Of the step under way, in per cent. */
    progress: number().notNull().default(0),
    failure: json<ImportFailure>(),
    read: json<ReadFile>(),
    /** What the document is to be, once that is said. */
    wanted: json<{ title: string; genre: string; changes: 'accept' | 'reject' }>(),
    documentId: words().$type<DocumentId>(),
    finishedAt: moment(),
  },
  (t) => [index('document_imports_person').on(t.startedBy, t.groupId, t.createdAt), index('document_imports_content').on(t.sha256)],
);
