/** Where a comment can be put, as forms say it. Runs anywhere. */
import { z } from 'zod';
import { optionalLine, paragraphs } from '~/services/forms';

const position = z.coerce.number().int().min(0).max(10_000_000);
const relativePosition = z.string().regex(/^[A-Za-z0-9+/]{1,400}={0,2}$/);

export const placeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  /** Marked words of a draft: Yjs relative positions in base64. */
  z.object({ kind: z.literal('live'), start: relativePosition, end: relativePosition }),
  /** Marked words of a version: positions in the document as the reader sees it. */
  z.object({ kind: z.literal('passage'), from: position, to: position }),
  /** A section of a version by its place in the document, or words in it; without a script. */
  z.object({
    kind: z.literal('section'),
    section: z.coerce.number().int().min(0).max(10_000),
    words: optionalLine(2000),
  }),
]);
export type Place = z.output<typeof placeSchema>;

/** What is said; never empty. */
export const bodySchema = paragraphs(5000).pipe(z.string().min(1));
