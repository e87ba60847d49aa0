/** Comments as forms send them and pages show them. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import type { CommentId, PersonId } from '~db/values';
import { optionalLine, paragraphs } from '~/services/forms';
import type { Segment } from './mentions';

const position = z.coerce.number().int().min(0).max(10_000_000);
const relativePosition = z.string().regex(/^[A-Za-z0-9+/]{1,400}={0,2}$/);

/** Where a comment can be put. */
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

/** For which organisation one writes; left out for one's own words. */
const onBehalfOf = idSchema<'organisation'>().optional();
const threadId = idSchema<'comment'>();

/** Which of the forms on the page it was, so that an error is shown at the right one. */
const formName = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const commentSteps = [
  z.object({ intent: z.literal('comment'), form: formName, place: placeSchema, body: bodySchema, onBehalfOf }),
  z.object({ intent: z.literal('reply'), form: formName, threadId, body: bodySchema, onBehalfOf }),
  z.object({ intent: z.literal('resolve'), threadId }),
  z.object({ intent: z.literal('reopen'), threadId }),
] as const;

/** All that can be done with comments, told apart by `intent`. */
export const commentSchema = z.discriminatedUnion('intent', commentSteps);
export type CommentStep = z.output<typeof commentSchema>;

export const newCommentSchema = commentSteps[0];
export const replySchema = commentSteps[1];

export type ShownComment = {
  id: CommentId;
  /** In pieces, those that name somebody told apart. */
  body: readonly Segment[];
  /** It names the one who reads. */
  mentionsMe: boolean;
  author: { id: PersonId; name: string };
  /** Written by the one who reads. */
  own: boolean;
  organisation: string | null;
  at: string;
};

/** A thread as one reader sees it. */
export type ShownThread = ShownComment & {
  quote: string;
  internal: boolean;
  resolved: boolean;
  /** Its words are no longer in the text. */
  orphaned: boolean;
  /** The place of its section in the full text; null for the text as a whole. */
  section: number | null;
  range: { from: number; to: number } | null;
  /** Where its words are in a live draft: Yjs relative positions in base64. */
  live: { start: string; end: string } | null;
  mayResolve: boolean;
  replies: ShownComment[];
};
