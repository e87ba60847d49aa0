import {
  bytes,
  choice,
  flag,
  id,
  index,
  json,
  moment,
  number,
  part,
  primaryKey,
  ref,
  sequence,
  table,
  uniqueIndex,
  words,
} from '../columns.server';
import { reviewAnswers, reviewStates, textKinds, versionReasons } from '../values';
import { organisations } from './organisations';
import { people } from './people';

/** Shared texts: what minutes and papers have in common. A frozen text takes no edits. */
export const texts = table('texts', {
  id: id<'text'>(),
  kind: choice(textKinds).notNull(),
  createdAt: moment().notNull(),
  frozenAt: moment(),
  /** Its document has served its time in the trash: only then may its versions go. */
  discardedAt: moment(),
});

/** The durable log of live editing: every Yjs update, written before it is broadcast or confirmed. */
export const liveUpdates = table(
  'live_updates',
  {
    sequence: sequence(),
    textId: ref<'text'>(() => texts.id).notNull(),
    update: bytes().notNull(),
    personId: ref<'person'>(() => people.id),
    at: moment().notNull(),
  },
  (t) => [index('live_updates_text').on(t.textId, t.sequence)],
);

/** The log folded up to a sequence number, so that opening a text stays quick. */
export const liveSnapshots = table('live_snapshots', {
  textId: ref<'text'>(() => texts.id).primaryKey(),
  upTo: number().notNull(),
  state: bytes().notNull(),
  at: moment().notNull(),
});

/**
 * Whose letters those of a Yjs client are, from a clock of it on until the next row. A row is written
 * when somebody delivers letters of a client whose last ones came from nobody or from somebody else.
 */
export const textAuthors = table(
  'text_authors',
  {
    textId: part<'text'>(() => texts.id).notNull(),
    clientId: number().notNull(),
    fromClock: number().notNull(),
    /** Nobody's: from here on nothing had been delivered when the row was written. */
    personId: ref<'person'>(() => people.id),
  },
  (t) => [primaryKey({ columns: [t.textId, t.clientId, t.fromClock] })],
);

/**
 * What somebody last saw of a text, by the SHA-256 of its document, in this visit and in the one before:
 * "Neu für mich" compares with the latter. Kept for that person alone, and only the last two.
 */
export const textReadings = table(
  'text_readings',
  {
    textId: part<'text'>(() => texts.id).notNull(),
    personId: part<'person'>(() => people.id).notNull(),
    at: moment().notNull(),
    sha256: words().notNull(),
    beforeAt: moment(),
    beforeSha256: words(),
  },
  (t) => [primaryKey({ columns: [t.textId, t.personId] })],
);

/** A document that somebody last saw and that is no version: JSON, deflated. Goes when nobody needs it. */
export const textStands = table(
  'text_stands',
  {
    textId: part<'text'>(() => texts.id).notNull(),
    sha256: words().notNull(),
    document: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.textId, t.sha256] })],
);

/** A text as it was at a moment: its document (ProseMirror JSON) and SHA-256. Never changes. */
export const versions = table(
  'versions',
  {
    id: id<'version'>(),
    textId: ref<'text'>(() => texts.id).notNull(),
    number: number().notNull(),
    reason: choice(versionReasons).notNull(),
    name: words().notNull().default(''),
    createdAt: moment().notNull(),
    createdBy: ref<'person'>(() => people.id),
    document: json<unknown>().notNull(),
    state: bytes().notNull(),
    sha256: words().notNull(),
  },
  (t) => [uniqueIndex('versions_number').on(t.textId, t.number)],
);

/** A round in which a frozen version is read, commented and answered. */
export const reviews = table(
  'reviews',
  {
    id: id<'review'>(),
    textId: ref<'text'>(() => texts.id).notNull(),
    versionId: ref<'version'>(() => versions.id).notNull(),
    state: choice(reviewStates).notNull().default('open'),
    startedAt: moment().notNull(),
    startedBy: ref<'person'>(() => people.id).notNull(),
    deadline: moment().notNull(),
    /** Organisations that stay silent are counted as agreeing (Verschweigungsfrist). */
    silenceIsConsent: flag().notNull(),
    message: words().notNull().default(''),
    closedAt: moment(),
    /** Why it was taken back to draft. */
    reason: words().notNull().default(''),
  },
  (t) => [index('reviews_text').on(t.textId), index('reviews_deadline').on(t.state, t.deadline)],
);

export const reviewInvitations = table(
  'review_invitations',
  {
    id: id<'reviewInvitation'>(),
    reviewId: part<'review'>(() => reviews.id).notNull(),
    organisationId: ref<'organisation'>(() => organisations.id).notNull(),
    invitedAt: moment().notNull(),
    remindedAt: moment(),
  },
  (t) => [
    uniqueIndex('review_invitations_once').on(t.reviewId, t.organisationId),
    index('review_invitations_organisation').on(t.organisationId),
  ],
);

/** Answers given for an organisation. The newest counts; earlier ones stay as evidence. */
export const reviewResponses = table(
  'review_responses',
  {
    id: id<'reviewResponse'>(),
    reviewId: part<'review'>(() => reviews.id).notNull(),
    organisationId: ref<'organisation'>(() => organisations.id).notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    answer: choice(reviewAnswers).notNull(),
    /** The words an objection is about. */
    passage: words().notNull().default(''),
    reason: words().notNull().default(''),
    at: moment().notNull(),
  },
  (t) => [index('review_responses_review').on(t.reviewId, t.organisationId)],
);

/**
 * Where a comment is fixed. In a live text: Yjs relative positions (base64), which move with the
 * words. In a frozen version: ProseMirror positions. `section`: the agenda item it stands under.
 */
export type CommentAnchor =
  | { kind: 'live'; start: string; end: string }
  | { kind: 'version'; from: number; to: number }
  | { kind: 'whole' };

/** Comments stand in tables, not in the text; the quoted words are kept. Replies name their thread. */
export const comments = table(
  'comments',
  {
    id: id<'comment'>(),
    textId: ref<'text'>(() => texts.id).notNull(),
    /** The frozen version it is about; empty for comments on a draft. */
    versionId: ref<'version'>(() => versions.id),
    /** The first comment of the thread; empty for that one itself. */
    threadId: words().$type<import('../values').CommentId>(),
    anchor: json<CommentAnchor>().notNull(),
    quote: words().notNull().default(''),
    body: words().notNull(),
    /** It stands at an internal passage and is shown only to those who may read that. */
    internal: flag().notNull().default(false),
    authorId: ref<'person'>(() => people.id).notNull(),
    /** The organisation it was written for, in a review. */
    onBehalfOf: ref<'organisation'>(() => organisations.id),
    createdAt: moment().notNull(),
    resolvedAt: moment(),
    resolvedBy: ref<'person'>(() => people.id),
  },
  (t) => [index('comments_text').on(t.textId, t.createdAt), index('comments_thread').on(t.threadId)],
);

/** Whom a comment names: people who could read it when it was written. `name` stands in its words, behind an @. */
export const commentMentions = table(
  'comment_mentions',
  {
    commentId: part<'comment'>(() => comments.id).notNull(),
    personId: ref<'person'>(() => people.id).notNull(),
    name: words().notNull(),
  },
  (t) => [primaryKey({ columns: [t.commentId, t.personId] }), index('comment_mentions_person').on(t.personId)],
);
