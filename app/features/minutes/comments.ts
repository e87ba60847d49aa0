/** Comments on minutes, as forms send them and pages show them. Runs anywhere. */
import { z } from 'zod';
import { idSchema } from '~db/value-schemas';
import type { CommentId, PersonId } from '~db/values';
import { bodySchema, placeSchema } from '~/texts/comments';

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
  body: string;
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
