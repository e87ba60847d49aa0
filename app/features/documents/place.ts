/** Addresses of documents. Runs anywhere. */
import { idSchema } from '~db/value-schemas';
import type { DocumentId } from '~db/values';

export const documentsPath = (group: string): string => `/gruppen/${group}/dokumente`;

export const documentPath = (group: string, id: DocumentId): string => `${documentsPath(group)}/${id}`;

/** The document an address names. @throws ZodError, answered as not found */
export const documentIn = (params: Readonly<Record<string, string | undefined>>): DocumentId =>
  idSchema<'document'>().parse(params.document);
