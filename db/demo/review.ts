/** Review rounds of the example: who was asked, what they said, what they remarked. */
import * as Y from 'yjs';
import { fragmentName } from '~/editor/document';
import { addJob } from '~/services/jobs/jobs.server';
import { endOfDay, momentAt } from '~/services/time';
import { findWords, passageBetween, runsOf } from '~/texts/passages.server';
import { type CommentAnchor, type Tx, commentMentions, comments, reviewInvitations, reviewResponses, reviews } from '../client.server';
import type { CommentId, ReviewAnswer, ReviewId, VersionId } from '../values';
import { workday } from './days';
import { demoId } from './ids';
import { type OrganisationKey, organisationId } from './organisations';
import { organisationOf, peopleNamedIn, personId } from './people';
import { type Written, insertVersion } from './written';

export type DemoComment = {
  by: string;
  days: number;
  /** The words it stands at. */
  words: string;
  body: string;
  /** For which organisation. */
  as?: OrganisationKey;
  /** It answers the comment before it. */
  reply?: boolean;
  /** Who settled the thread that it begins. */
  settledBy?: string;
};

export type DemoReview = {
  /** When it began. */
  days: number;
  lastDay: number;
  silenceIsConsent: boolean;
  message: string;
  organisations: OrganisationKey[];
  answers: { by: string; days: number; answer: ReviewAnswer; passage?: string; reason?: string }[];
  comments?: DemoComment[];
};

/**
 * The frozen version goes out; the round is over when its last day is.
 *
 * @param started by whom, the number of the version, and what the audit log calls it
 */
export async function fillReview(
  tx: Tx,
  written: Written,
  review: DemoReview,
  started: { by: string; number: number; action: string },
): Promise<void> {
  const { place, textId } = written;
  const startedAt = momentAt(workday(review.days), '09:40');
  const deadline = endOfDay(workday(review.lastDay));
  const open = deadline > new Date();
  const { by, number } = started;
  const versionId = await insertVersion(tx, written, { number, reason: 'review', by, at: startedAt });
  const id: ReviewId = demoId('review', place);
  await tx.insert(reviews).values({
    id,
    textId,
    versionId,
    state: open ? 'open' : 'closed',
    startedAt,
    startedBy: personId(by),
    deadline,
    silenceIsConsent: review.silenceIsConsent,
    message: review.message,
    closedAt: open ? null : deadline,
  });
  if (open) await addJob(tx, 'review.deadline', { reviewId: id }, { at: deadline });
  await tx.insert(reviewInvitations).values(
    review.organisations.map((organisation) => ({
      id: demoId('reviewInvitation', `${place} ${organisation}`),
      reviewId: id,
      organisationId: organisationId(organisation),
      invitedAt: startedAt,
    })),
  );
  await fillAnswers(tx, id, written, review);
  await fillComments(tx, written, review.comments ?? [], versionId);
  written.note(started.action, by, startedAt);
}

async function fillAnswers(tx: Tx, reviewId: ReviewId, { place }: Written, review: DemoReview): Promise<void> {
  if (review.answers.length === 0) return;
  await tx.insert(reviewResponses).values(
    review.answers.map(({ by, days, answer, passage = '', reason = '' }) => ({
      id: demoId('reviewResponse', `${place} ${by}`),
      reviewId,
      organisationId: organisationId(organisationOf(by)!),
      personId: personId(by),
      answer,
      passage,
      reason,
      at: momentAt(workday(days), '16:05'),
    })),
  );
}

/** Comments on a draft move with its words. */
export const fillDraftComments = (tx: Tx, written: Written, remarks: readonly DemoComment[]) =>
  fillComments(tx, written, remarks, null);

async function fillComments(
  tx: Tx,
  written: Written,
  remarks: readonly DemoComment[],
  versionId: VersionId | null,
): Promise<void> {
  let thread: CommentId | null = null;
  for (const [index, { by, days, words, body, as, reply, settledBy }] of remarks.entries()) {
    const id: CommentId = demoId('comment', `${written.place} ${index}`);
    if (!reply) thread = id;
    await tx.insert(comments).values({
      id,
      textId: written.textId,
      versionId,
      threadId: reply ? thread : null,
      anchor: versionId ? anchorInVersion(written, words) : anchorInDraft(written.doc, words),
      quote: words,
      body,
      authorId: personId(by),
      onBehalfOf: as ? organisationId(as) : null,
      createdAt: momentAt(workday(days), `17:${10 + index}`),
      resolvedAt: settledBy ? momentAt(workday(days + 1), '08:50') : null,
      resolvedBy: settledBy ? personId(settledBy) : null,
    });
    const named = peopleNamedIn(body);
    if (named.length > 0) await tx.insert(commentMentions).values(named.map((person) => ({ commentId: id, ...person })));
  }
}

function anchorInVersion({ document, place }: Written, words: string): CommentAnchor {
  const runs = runsOf(document);
  const found = findWords(runs, words);
  if (!found || !passageBetween(runs, found.from, found.to)) throw new Error(`${place} does not say: ${words}`);
  return { kind: 'version', ...found };
}

function anchorInDraft(doc: Y.Doc, words: string): CommentAnchor {
  const { node, from } = findRun(doc, words);
  const at = (index: number) =>
    Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(node, index))).toString('base64');
  return { kind: 'live', start: at(from), end: at(from + words.length) };
}

/** The first run of a shared text that says these words, and from which letter on. @throws Error where none does */
export function findRun(doc: Y.Doc, words: string): { node: Y.XmlText; from: number } {
  for (const node of doc.getXmlFragment(fragmentName).createTreeWalker((type) => type instanceof Y.XmlText)) {
    if (!(node instanceof Y.XmlText)) continue;
    const from = lettersOf(node).indexOf(words);
    if (from >= 0) return { node, from };
  }
  throw new Error(`The draft does not say: ${words}`);
}

/** Its letters alone; as a string it names its marks as well. */
const lettersOf = (node: Y.XmlText): string =>
  (node.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');
