/** Reading in a file as a new document: its addresses and forms. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { documentGenres } from '~db/values';
import { line } from '~/services/forms';
import { changeChoices } from '~/texts/import/result';
import { documentsPath } from './place';

export const importId = idSchema<'documentImport'>();
export type ImportId = z.output<typeof importId>;

export const importsPath = (group: string): string => `${documentsPath(group)}/einlesen`;
export const importPath = (group: string, id: ImportId): string => `${importsPath(group)}/${id}`;

/** What the file field offers. */
export const acceptedTexts = '.docx,.odt,.md,.markdown,.txt';

/** What the document is to be. How tracked changes are taken is asked only where there are some. */
export const makeSchema = z.object({
  intent: z.literal('make'),
  title: line(200),
  genre: z.enum(documentGenres),
  changes: z.enum(changeChoices).optional(),
});
export type MakeInput = z.output<typeof makeSchema>;

export const importSteps = z.discriminatedUnion('intent', [makeSchema, z.object({ intent: z.literal('discard') })]);
