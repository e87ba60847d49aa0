/**
 * Comments on minutes: on the live draft for the group, on the frozen version for everyone who takes
 * part in its review. What is internal is left out here, for every reader who may not see it.
 */
import { type Tx, afterCommit, write } from '~db/client.server';
import type { CommentId, GroupId, MinutesId, OrganisationId, VersionId } from '~db/values';
import type { Doc } from 'yjs';
import { loadActor } from '~/access/actor.server';
import { type Granted, authorize } from '~/access/authorize.server';
import { type Actor, type Person, can, holdsMandate, roleIn } from '~/access/policy';
import type { MinutesDocument } from '~/editor/document';
import { tellAside } from '~/live/rooms.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import {
  type Comment,
  type CommentedText,
  type Thread,
  addComment,
  listThreads,
  replyTo,
  resolveThread,
} from '~/texts/comments.server';
import { type Spot, placeThreads } from '~/texts/placing.server';
import { type Round, invitedTo, isOpen, latestRound } from '~/texts/rounds.server';
import { readVersionOf } from '~/texts/versions.server';
import type { CommentStep, ShownComment, ShownThread } from './comments';
import { type Placed, minutesWithPlace, recordStep } from './minutes.server';
import { authorizeStep } from './step-rights.server';

/**
 * Writes, answers, settles or reopens a comment. Rights are those of this very moment.
 *
 * @returns the thread it happened in
 * @throws SignInRequired
 * @throws NotFound without the right, and for threads and sections that the person can't see
 * @throws Rejected `commentPassageGone`, `commentWordsNotFound`, `commentForWhom`, and `reviewClosed`
 *   when a partner writes after the deadline
 */
export async function writeComment(actor: Actor, id: MinutesId, step: CommentStep): Promise<CommentId> {
  if (actor.kind === 'visitor') throw new SignInRequired();
  return write(async (tx) => {
    const now = await loadActor(tx, actor.id);
    if (!now) throw new NotFound(id);
    if (step.intent === 'comment' || step.intent === 'reply') return say(tx, now, id, step);
    await settle(tx, now, id, step);
    return step.threadId;
  });
}

type Said = Extract<CommentStep, { intent: 'comment' | 'reply' }>;

async function say(tx: Tx, actor: Person, id: MinutesId, step: Said): Promise<CommentId> {
  const granted = await authorizeStep(actor, 'minutes.comment', id, tx);
  const placed = await placedOrNone(tx, id);
  const round = await latestRound(placed.minutes.textId, tx);
  const onBehalfOf = await speakingFor(tx, granted, round, step.onBehalfOf ?? null);
  const text = await commentedText(tx, granted, placed, round);
  const said =
    step.intent === 'comment'
      ? await addComment(tx, granted, text, { place: step.place, body: step.body, onBehalfOf })
      : await replyTo(tx, granted, text, { threadId: step.threadId, body: step.body, onBehalfOf });
  await recordStep(tx, actor, placed, 'comment.written', { internal: said.internal });
  afterCommit(() => tellAside(placed.minutes.textId));
  return step.intent === 'comment' ? said.id : step.threadId;
}

async function settle(
  tx: Tx,
  actor: Person,
  id: MinutesId,
  step: Extract<CommentStep, { intent: 'resolve' | 'reopen' }>,
): Promise<void> {
  const granted = await authorize(actor, 'comment.resolve', step.threadId, tx);
  const placed = await placedOrNone(tx, id);
  if (!('attended' in granted.facts)) throw new NotFound(step.threadId);
  const readsInternal = can(actor, 'minutes.readInternal', granted.facts);
  const resolved = step.intent === 'resolve';
  await resolveThread(tx, granted, { textId: placed.minutes.textId, resolved, readsInternal });
  await recordStep(tx, actor, placed, resolved ? 'comment.resolved' : 'comment.reopened');
  afterCommit(() => tellAside(placed.minutes.textId));
}

async function placedOrNone(tx: Tx, id: MinutesId): Promise<Placed> {
  const placed = await minutesWithPlace({ id }, tx);
  if (!placed) throw new NotFound(id);
  return placed;
}

async function commentedText(
  tx: Tx,
  { actor, facts }: Granted<'minutes.comment'>,
  { minutes }: Placed,
  round: Round | undefined,
): Promise<CommentedText> {
  const readsInternal = can(actor, 'minutes.readInternal', facts);
  if (minutes.state === 'draft' || !round) return { textId: minutes.textId, version: null, readsInternal };
  return { textId: minutes.textId, version: await readVersionOf('minutes', round.versionId, tx), readsInternal };
}

/** Whether somebody writes as a member of the group, in their own name. */
export const writesAsMember = (actor: Person, groupId: GroupId): boolean => {
  const role = roleIn(actor, groupId, Date.now());
  return role !== undefined && role !== 'guest';
};

/**
 * The organisation a comment is written for; null for one's own words. Who is no member of the group
 * always speaks for an organisation that was invited to this round.
 */
async function speakingFor(
  tx: Tx,
  { actor, facts }: Granted<'minutes.comment'>,
  round: Round | undefined,
  wanted: OrganisationId | null,
): Promise<OrganisationId | null> {
  const asMember = writesAsMember(actor, facts.groupId);
  if (!wanted && asMember) return null;
  const invited = round ? (await invitedTo(round.id, tx)).map((organisation) => organisation.id) : [];
  const own = invited.filter((organisation) => holdsMandate(actor, organisation, Date.now()));
  if (own.length === 0 || !round) throw new NotFound();
  if (!asMember && !isOpen(round)) throw new Rejected('reviewClosed');
  if (!wanted && own.length > 1) throw new Rejected('commentForWhom', {}, 'onBehalfOf');
  const organisation = wanted ?? own[0]!;
  if (!own.includes(organisation)) throw new NotFound(organisation);
  return organisation;
}

export type ThreadsOptions = {
  /** The full document that is shown. */
  document: MinutesDocument;
  /** The version it is; null for the live text, then with its Yjs document. */
  versionId: VersionId | null;
  ydoc?: Doc;
};

/**
 * The threads of minutes as somebody may see them, with their places in what is shown. Members see
 * those of earlier states as well, partners those of the version they were asked about. One statement.
 */
export async function threadsFor(
  { actor, facts }: Pick<Granted<'minutes.read'>, 'actor' | 'facts'>,
  textId: Placed['minutes']['textId'],
  { document, versionId, ydoc }: ThreadsOptions,
): Promise<ShownThread[]> {
  const readsInternal = can(actor, 'minutes.readInternal', facts);
  if (!readsInternal && !versionId) return [];
  const threads = await listThreads(textId, {
    readsInternal,
    ...(readsInternal || !versionId ? {} : { versionId }),
  });
  const placed = placeThreads(threads, { document, versionId, readsInternal, ...(ydoc ? { ydoc } : {}) });
  return placed.map((thread) => shown(thread, actor, can(actor, 'comment.resolve', { ...facts, authorId: thread.author.id })));
}

const comment = ({ id, body, author, organisation, createdAt }: Comment, reader: Person): ShownComment => ({
  id,
  body,
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
