/** What a document can begin with: fields, forms and addresses of templates. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { type TemplateId, documentGenres } from '~db/values';
import { checkbox, line, optionalLine } from '~/services/forms';

export const templatesPath = '/geschaeftsstelle/vorlagen';

export const templatePath = (id: TemplateId): string => `${templatesPath}/${id}`;

export const newTemplateSchema = z.object({
  intent: z.literal('make'),
  name: line(100),
  hint: optionalLine(300),
  genre: z.enum(documentGenres),
});

/** Where a template moves in the list that everybody chooses from. */
export const templateMoves = ['up', 'down'] as const;
export type TemplateMove = (typeof templateMoves)[number];

const moveSchema = z.object({ intent: z.enum(templateMoves), template: idSchema<'template'>() });

/** What can be done with the list of templates. */
export const templateListSchema = z.discriminatedUnion('intent', [newTemplateSchema, moveSchema]);

export const templateSchema = newTemplateSchema.omit({ intent: true }).extend({ offered: checkbox });
export type TemplateInput = z.output<typeof templateSchema>;
