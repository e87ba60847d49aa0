/**
 * Comments on a text, whatever it is about: on the live draft for those who take part in it, on the frozen
 * version for everyone who takes part in its review. What is internal is left out here, for every reader
 * who may not see it.
 */
import { asc, inArray } from 'drizzle-orm';
import { type Reader, type Tx, afterCommit, db, organisations, write } from '~db/client.server';
import type { CommentId, GroupId, OrganisationId, TextId, VersionId } from '~db/values';
import { loadActor } from '~/access/actor.server';
import { authorize } from '~/access/authorize.server';
import { type Actor, type Person, holdsMandate, roleIn } from '~/access/policy';
import type { TextDocument } from '~/editor/document';
import { readText } from '~/live/log.server';
import { tellAside } from '~/live/rooms.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import type { CommentStep, ShownComment, ShownThread } from './comments';
import { segmentsOf } from './mentions';
import {
  type Comment,
  type CommentedText,
  type Thread,
  addComment,
  listThreads,
  replyTo,
  resolveThread,
} from './comments.server';
import { keepMentions, mentionable } from './mentions.server';
import { type Spot, placeThreads } from './placing.server';
import { type Round, invitedTo, isOpen, latestRound } from './rounds.server';
import { type Subject, subjectOf } from './subjects.server';
import { readVersion } from './versions.server';

/**
 * Writes, answers, settles or reopens a comment. Rights are those of this very moment.
 *
 * @returns the thread it happened in
 * @throws SignInRequired
 * @throws NotFound without the right, and for threads and sections that the person can't see
 * @throws Rejected `commentPassageGone`, `commentWordsNotFound`, `commentForWhom`, and `reviewClosed`
 *   when a partner writes after the deadline
 */
export async function writeComment(actor: Actor, textId: TextId, step: CommentStep): Promise<CommentId> {
  if (actor.kind === 'visitor') throw new SignInRequired();
  return write(async (tx) => {
    const now = await loadActor(tx, actor.id);
    if (!now) throw new NotFound(textId);
    const subject = await subjectOf(textId, tx);
    const thread =
      step.intent === 'comment' || step.intent === 'reply'
        ? await say(tx, now, subject, step)
        : await settle(tx, now, subject, step);
    afterCommit(() => tellAside(textId));
    return thread;
  });
}

type Said = Extract<CommentStep, { intent: 'comment' | 'reply' }>;

async function say(tx: Tx, actor: Person, subject: Subject, step: Said): Promise<CommentId> {
  const granted = await subject.grant(actor, 'comment', tx);
  const round = await latestRound(subject.textId, tx);
  const onBehalfOf = await speakingFor(tx, actor, subject, round, step.onBehalfOf ?? null);
  const text = await commentedText(tx, actor, subject, round);
  const said =
    step.intent === 'comment'
      ? await addComment(tx, granted, text, { place: step.place, body: step.body, onBehalfOf })
      : await replyTo(tx, granted, text, { threadId: step.threadId, body: step.body, onBehalfOf });
  const threadId = step.intent === 'comment' ? said.id : step.threadId;
  const organisations = await takingPart(subject, round, tx);
  const inRound = said.versionId !== null && said.versionId === round?.versionId ? round : undefined;
  const candidates = step.body.includes('@') ? await mentionable(tx, actor, subject, { round: inRound, organisations }) : [];
  await keepMentions(tx, actor, subject, { ...said, threadId, body: step.body, inRound }, candidates);
  await subject.record(tx, actor, 'comment.written', { internal: said.internal });
  return threadId;
}

async function settle(
  tx: Tx,
  actor: Person,
  subject: Subject,
  { intent, threadId }: Extract<CommentStep, { intent: 'resolve' | 'reopen' }>,
): Promise<CommentId> {
  const granted = await authorize(actor, 'comment.resolve', threadId, tx);
  const resolved = intent === 'resolve';
  const readsInternal = subject.may(actor, 'readInternal');
  await resolveThread(tx, granted, { textId: subject.textId, resolved, readsInternal });
  await subject.record(tx, actor, resolved ? 'comment.resolved' : 'comment.reopened');
  return threadId;
}

async function commentedText(
  tx: Tx,
  actor: Person,
  subject: Subject,
  round: Round | undefined,
): Promise<CommentedText> {
  const { textId } = subject;
  const readsInternal = subject.may(actor, 'readInternal');
  if (subject.state === 'draft' || !round) return { textId, version: null, readsInternal };
  return { textId, version: await readVersion(round.versionId, tx), readsInternal };
}

/** Whether somebody writes as a member of the group, in their own name. */
export const writesAsMember = (actor: Person, groupId: GroupId): boolean => {
  const role = roleIn(actor, groupId, Date.now());
  return role !== undefined && role !== 'guest';
};

/**
 * The organisation a comment is written for; null for one's own words. Who is no member of the group
 * always speaks for an organisation that was invited to this round, or that the text is shared with.
 */
async function speakingFor(
  tx: Tx,
  actor: Person,
  subject: Subject,
  round: Round | undefined,
  wanted: OrganisationId | null,
): Promise<OrganisationId | null> {
  const asMember = writesAsMember(actor, subject.group.id);
  if (!wanted && asMember) return null;
  const own = (await takingPart(subject, round, tx)).filter((id) => holdsMandate(actor, id, Date.now()));
  if (own.length === 0) throw new NotFound();
  if (!asMember && subject.state !== 'draft' && round && !isOpen(round)) throw new Rejected('reviewClosed');
  if (!wanted && own.length > 1) throw new Rejected('commentForWhom', {}, 'onBehalfOf');
  const organisation = wanted ?? own[0]!;
  if (!own.includes(organisation)) throw new NotFound(organisation);
  return organisation;
}

/** The organisations that take part in a text: with whom it is shared, and once it is out, invited to its round. */
async function takingPart(subject: Subject, round: Round | undefined, reader: Reader): Promise<OrganisationId[]> {
  const out = subject.state !== 'draft' && round;
  const invited = out ? (await invitedTo(out.id, reader)).map(({ id }) => id) : [];
  return [...new Set([...invited, ...subject.sharedWith])];
}

export type ThreadsOptions = {
  /** The full document that is shown. */
  document: TextDocument;
  /** The version it is; null for the live text. */
  versionId: VersionId | null;
};

/**
 * The threads of a text as somebody may see them, with their places in what is shown. Those inside see
 * those of earlier states as well, partners those of the version they were asked about.
 */
export async function threadsFor(
  subject: Subject,
  actor: Person,
  { document, versionId }: ThreadsOptions,
): Promise<ShownThread[]> {
  const readsInternal = subject.may(actor, 'readInternal');
  if (!readsInternal && !versionId) return [];
  const threads = await listThreads(subject.textId, {
    readsInternal,
    ...(readsInternal || !versionId ? {} : { versionId }),
  });
  // The words of a draft are found in its Yjs document, which is read for no other reason.
  const live = !versionId && threads.some(({ anchor }) => anchor.kind === 'live');
  const shownText = { document, versionId, readsInternal, ...(live ? { ydoc: await readText(subject.textId) } : {}) };
  const placed = placeThreads(threads, shownText);
  return placed.map((thread) => shown(thread, actor, subject.maySettle(actor, thread.author.id)));
}

/** What the forms beside the threads need: whether, and for whom, somebody can comment on a text. */
export async function commentDeskFor(subject: Subject, actor: Person) {
  const mayComment = subject.may(actor, 'comment');
  const round = mayComment ? await latestRound(subject.textId) : undefined;
  const taking = mayComment ? await takingPart(subject, round, db) : [];
  const inRound = subject.state === 'draft' ? undefined : round;
  const named = mayComment ? await mentionable(db, actor, subject, { round: inRound, organisations: taking }) : [];
  const asMember = writesAsMember(actor, subject.group.id);
  return {
    action: subject.path,
    mayComment,
    asMember,
    organisations: mayComment && !asMember ? await namesOf(taking.filter((id) => holdsMandate(actor, id, Date.now()))) : [],
    /** Whose names are offered behind an @. */
    mentionable: named.map(({ name }) => name),
  };
}

async function namesOf(ids: readonly OrganisationId[]): Promise<{ id: OrganisationId; name: string }[]> {
  return db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.id, [...ids]))
    .orderBy(asc(organisations.searchName));
}

const comment = ({ id, body, mentions, author, organisation, createdAt }: Comment, reader: Person): ShownComment => ({
  id,
  body: segmentsOf(body, mentions.map(({ name }) => name)),
  mentionsMe: mentions.some(({ personId }) => personId === reader.id),
  author,
  own: author.id === reader.id,
  organisation,
  at: createdAt.toISOString(),
});

const shown = (thread: Thread & Spot, reader: Person, mayResolve: boolean): ShownThread => ({
  ...comment(thread, reader),
  quote: thread.quote,
  internal: thread.internal,
  resolved: thread.resolvedAt !== null,
  orphaned: thread.orphaned,
  section: thread.section,
  range: thread.range,
  live: thread.anchor.kind === 'live' ? { start: thread.anchor.start, end: thread.anchor.end } : null,
  mayResolve,
  replies: thread.replies.map((reply) => comment(reply, reader)),
});
