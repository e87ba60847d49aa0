/** What can be said about a group, as forms say it. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { checkbox, line, optionalLine, paragraphs } from '~/services/forms';
import { transliterate } from '~/services/search-name';

/** What the leads can change as well. */
export const presentationSchema = z.object({ description: paragraphs(2000), listed: checkbox });

/** What belongs to the Geschäftsstelle. */
export const identitySchema = z.object({
  name: line(120),
  fieldId: idSchema<'field'>(),
  slug: optionalLine(60).pipe(z.string().regex(/^$|^[a-z0-9]+(-[a-z0-9]+)*$/, 'slugShape')),
  abbreviation: line(10)
    .transform((text) => text.toUpperCase())
    .pipe(z.string().regex(/^[A-ZÄÖÜ0-9]{2,6}$/, 'abbreviationShape')),
});

export const groupSchema = identitySchema.extend(presentationSchema.shape);

export type GroupInput = z.output<typeof groupSchema>;

/** "Wohnen & Leben" → `wohnen-leben`. */
export function slugFor(name: string): string {
  return transliterate(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
}
