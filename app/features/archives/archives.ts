/** Taking along all of a group: its addresses and forms. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { type ArchiveFormat, archiveFormats } from '~db/values';
import { documentsPath } from '~/features/documents/place';
import { checkbox } from '~/services/forms';

export const archiveId = idSchema<'groupArchive'>();
export type ArchiveId = z.output<typeof archiveId>;

export const archivePath = (group: string): string => `${documentsPath(group)}/mitnehmen`;
export const archiveFilePath = (group: string, id: ArchiveId): string => `${archivePath(group)}/${id}`;

/** Each format by itself, so that the form works without scripts. */
export const beginSchema = z
  .object({ intent: z.literal('begin'), pdf: checkbox, docx: checkbox, md: checkbox })
  .refine((chosen) => formatsIn(chosen).length > 0, { error: 'archiveFormats', path: ['pdf'] });

export const formatsIn = (chosen: Record<ArchiveFormat, boolean>): ArchiveFormat[] =>
  archiveFormats.filter((format) => chosen[format]);

export const archiveSteps = z.union([beginSchema, z.object({ intent: z.literal('discard') })]);
