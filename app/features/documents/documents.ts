/** Documents of a group: their fields and forms. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import { type Visibility, documentGenres, visibilities } from '~db/values';
import { line } from '~/services/forms';

/** How long a document lies in the trash before it goes for good. */
export const trashDays = 30;

export const mostLabels = 10;
const longestLabel = 40;

/** Labels as they are typed: words between commas; each once, in the order typed. */
const labels = z
  .string()
  .max(1000)
  .default('')
  .transform((typed) => {
    const words = typed.split(',').map((label) => label.trim().replace(/\s+/g, ' '));
    return [...new Set(words.filter((label) => label !== ''))];
  })
  .pipe(
    z
      .array(z.string().max(longestLabel))
      .max(mostLabels, { error: `tooManyLabels|${JSON.stringify({ maximum: mostLabels })}` }),
  );

export const headSchema = z.object({
  title: line(200),
  genre: z.enum(documentGenres),
  labels,
});
export type HeadInput = z.output<typeof headSchema>;

export const newDocumentSchema = headSchema.extend({
  /** What it begins with; blank where left out. */
  template: idSchema<'template'>().optional(),
});
export type NewDocumentInput = z.output<typeof newDocumentSchema>;

/** Who reads a document now: the widest circle, and with how many organisations and guests it is shared. */
export type ReaderKinds = { widest: Visibility; shares: number };

export const visibilitySchema = z.object({ visibility: z.enum(visibilities) });

/** How the list of documents is ordered. */
export const listOrders = ['changed', 'title', 'state'] as const;
export type ListOrder = (typeof listOrders)[number];
