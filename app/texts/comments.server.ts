/**
 * Comments stand in tables, not in the text: threads fixed at words of a live draft or of a frozen
 * version, with replies. The words are quoted by the server from the text itself, and whether a thread
 * is internal is decided from where it stands; neither is taken from the browser.
 */
import { and, asc, eq, isNull, placeholder } from 'drizzle-orm';
import { type CommentAnchor, type Reader, type Tx, commentMentions, comments, db, organisations, people } from '~db/client.server';
import { prepared } from '~db/prepared.server';
import type { CommentId, OrganisationId, PersonId, TextId, VersionId } from '~db/values';
import type { TextDocument } from '~/editor/document';
import { partsOf } from '~/editor/parts';
import { internalPositions, withoutInternal } from '~/editor/internal';
import { readText } from '~/live/log.server';
import { NotFound, Rejected } from '~/services/errors';
import type { Place } from './comments';
import { LiveRuns, passageBetween, runsOf, wordsInSection } from './passages.server';
import type { MayComment, MayResolve } from './rights';
import type { Version } from './versions.server';

/** What a comment is written to: the live draft, or a frozen version. */
export type CommentedText = {
  textId: TextId;
  version: Pick<Version, 'id' | 'document'> | null;
  /** Whether the person may read internal passages; by the policy, never by the browser. */
  readsInternal: boolean;
};

/** A comment that was just written. */
export type Said = { id: CommentId; internal: boolean; versionId: VersionId | null };

type Fixed = { anchor: CommentAnchor; quote: string; internal: boolean };

/**
 * Begins a thread.
 *
 * @throws Rejected `commentPassageGone`, `commentWordsNotFound` (at the field `place.words`)
 * @throws NotFound for a section that the person can't see
 */
export async function addComment(
  tx: Tx,
  { actor }: MayComment,
  text: CommentedText,
  comment: { place: Place; body: string; onBehalfOf: OrganisationId | null },
): Promise<Said> {
  const fixed = text.version
    ? fixInVersion(text.version.document, comment.place, text.readsInternal)
    : await fixInDraft(tx, text.textId, comment.place);
  const [row] = await tx
    .insert(comments)
    .values({
      ...fixed,
      textId: text.textId,
      versionId: text.version?.id ?? null,
      body: comment.body,
      authorId: actor.id,
      onBehalfOf: comment.onBehalfOf,
      createdAt: new Date(),
    })
    .returning({ id: comments.id, internal: comments.internal, versionId: comments.versionId });
  return row!;
}

const onTheWhole: Fixed = { anchor: { kind: 'whole' }, quote: '', internal: false };

async function fixInDraft(tx: Tx, textId: TextId, place: Place): Promise<Fixed> {
  if (place.kind === 'whole') return onTheWhole;
  if (place.kind !== 'live') throw new Rejected('commentPassageGone');
  const passage = new LiveRuns(await readText(textId, tx)).passage(place.start, place.end);
  if (!passage) throw new Rejected('commentPassageGone');
  return {
    anchor: { kind: 'live', start: place.start, end: place.end },
    quote: passage.quote,
    internal: passage.internal,
  };
}

function fixInVersion(document: TextDocument, place: Place, readsInternal: boolean): Fixed {
  switch (place.kind) {
    case 'whole':
      return onTheWhole;
    case 'live':
      throw new Rejected('commentPassageGone');
    case 'passage':
      return fixAt(document, place, readsInternal);
    case 'section':
      return fixAtSection(document, place, readsInternal);
  }
}

/** @param range positions in the document as this reader sees it */
function fixAt(
  document: TextDocument,
  range: { from: number; to: number },
  readsInternal: boolean,
): Fixed {
  const seen = readsInternal ? document : withoutInternal(document);
  const passage = passageBetween(runsOf(seen), range.from, range.to);
  if (!passage) throw new Rejected('commentPassageGone');
  const toFull = readsInternal ? (position: number) => position : internalPositions(document).toFull;
  return {
    anchor: { kind: 'version', from: toFull(range.from), to: toFull(range.to) },
    quote: passage.quote,
    internal: passage.internal,
  };
}

function fixAtSection(
  document: TextDocument,
  { section, words }: { section: number; words: string },
  readsInternal: boolean,
): Fixed {
  const part = partsOf(document)[section];
  if (!part || (part.internal && !readsInternal)) throw new NotFound();
  if (words === '') {
    // A point inside its first block stands for the whole of it.
    const point = part.from + 1;
    return { anchor: { kind: 'version', from: point, to: point }, quote: '', internal: part.internal };
  }
  const passage = wordsInSection(document, section, words, readsInternal);
  if (!passage) throw new Rejected('commentWordsNotFound', {}, 'place.words');
  const { from, to, quote, internal } = passage;
  return { anchor: { kind: 'version', from, to }, quote, internal };
}

async function readThread(reader: Reader, id: CommentId, readsInternal: boolean) {
  const [thread] = await reader
    .select({
      id: comments.id,
      textId: comments.textId,
      versionId: comments.versionId,
      internal: comments.internal,
      resolvedAt: comments.resolvedAt,
    })
    .from(comments)
    .where(and(eq(comments.id, id), isNull(comments.threadId)));
  if (!thread || (thread.internal && !readsInternal)) throw new NotFound(id);
  return thread;
}

/**
 * Replies in a thread; who may not read the thread is told that there is none. A reply is internal
 * when its thread is, and opens a thread that was resolved.
 *
 * @throws NotFound
 */
export async function replyTo(
  tx: Tx,
  { actor }: MayComment,
  text: CommentedText,
  reply: { threadId: CommentId; body: string; onBehalfOf: OrganisationId | null },
): Promise<Said> {
  const thread = await readThread(tx, reply.threadId, text.readsInternal);
  const elsewhere = thread.textId !== text.textId || (!text.readsInternal && thread.versionId !== text.version?.id);
  if (elsewhere) throw new NotFound(reply.threadId);
  const [row] = await tx
    .insert(comments)
    .values({
      textId: thread.textId,
      versionId: thread.versionId,
      threadId: thread.id,
      anchor: { kind: 'whole' },
      internal: thread.internal,
      body: reply.body,
      authorId: actor.id,
      onBehalfOf: reply.onBehalfOf,
      createdAt: new Date(),
    })
    .returning({ id: comments.id, internal: comments.internal, versionId: comments.versionId });
  if (thread.resolvedAt) await setResolved(tx, thread.id, null);
  return row!;
}

/** Marks a thread of a text as done, or opens it again. @throws NotFound, also for one of another text */
export async function resolveThread(
  tx: Tx,
  { actor, id }: MayResolve,
  { textId, resolved, readsInternal }: { textId: TextId; resolved: boolean; readsInternal: boolean },
): Promise<void> {
  const thread = await readThread(tx, id, readsInternal);
  if (thread.textId !== textId) throw new NotFound(id);
  await setResolved(tx, thread.id, resolved ? actor.id : null);
}

async function setResolved(tx: Tx, id: CommentId, resolvedBy: PersonId | null): Promise<void> {
  await tx
    .update(comments)
    .set({ resolvedBy, resolvedAt: resolvedBy ? new Date() : null })
    .where(eq(comments.id, id));
}

export type Comment = {
  id: CommentId;
  body: string;
  author: { id: PersonId; name: string };
  /** The organisation it was written for; null for one's own words. */
  organisation: string | null;
  createdAt: Date;
  /** Whom it names. */
  mentions: { personId: PersonId; name: string }[];
};

export type Thread = Comment & {
  versionId: VersionId | null;
  anchor: CommentAnchor;
  quote: string;
  internal: boolean;
  resolvedAt: Date | null;
  replies: Comment[];
};

/** The comments of a text, by what else is asked of them. */
const commentsWhere = (asked: { internal: boolean; version: boolean }) =>
  prepared((reader) =>
    reader
      .select({ comment: comments, author: people.name, organisation: organisations.name })
      .from(comments)
      .innerJoin(people, eq(people.id, comments.authorId))
      .leftJoin(organisations, eq(organisations.id, comments.onBehalfOf))
      .where(
        and(
          eq(comments.textId, placeholder('textId')),
          asked.version ? eq(comments.versionId, placeholder('versionId')) : undefined,
          asked.internal ? undefined : eq(comments.internal, false),
        ),
      )
      .orderBy(asc(comments.createdAt))
      .prepare(),
  );

const allComments = commentsWhere({ internal: true, version: false });
const allOfVersion = commentsWhere({ internal: true, version: true });
const openComments = commentsWhere({ internal: false, version: false });
const openOfVersion = commentsWhere({ internal: false, version: true });

const mentionsIn = prepared((reader) =>
  reader
    .select({ commentId: commentMentions.commentId, personId: commentMentions.personId, name: commentMentions.name })
    .from(commentMentions)
    .innerJoin(comments, eq(comments.id, commentMentions.commentId))
    .where(eq(comments.textId, placeholder('textId')))
    .prepare(),
);

/**
 * The threads of a text, the oldest first. Two statements, however many there are.
 *
 * @param options.readsInternal internal threads are left out for those who may not read them
 * @param options.versionId only the threads of this version
 */
export async function listThreads(
  textId: TextId,
  { readsInternal, versionId }: { readsInternal: boolean; versionId?: VersionId },
  reader: Reader = db,
): Promise<Thread[]> {
  const rows = versionId
    ? await (readsInternal ? allOfVersion : openOfVersion)(reader).execute({ textId, versionId })
    : await (readsInternal ? allComments : openComments)(reader).execute({ textId });
  const named = new Map<CommentId, Comment['mentions']>();
  for (const { commentId, ...mention } of await mentionsIn(reader).execute({ textId })) {
    named.set(commentId, [...(named.get(commentId) ?? []), mention]);
  }
  const threads = new Map<CommentId, Thread>();
  for (const { comment, author, organisation } of rows) {
    const said: Comment = {
      id: comment.id,
      body: comment.body,
      author: { id: comment.authorId, name: author },
      organisation,
      createdAt: comment.createdAt,
      mentions: named.get(comment.id) ?? [],
    };
    if (comment.threadId) {
      threads.get(comment.threadId)?.replies.push(said);
    } else {
      const { versionId, anchor, quote, internal, resolvedAt } = comment;
      threads.set(comment.id, { ...said, versionId, anchor, quote, internal, resolvedAt, replies: [] });
    }
  }
  return [...threads.values()];
}
