/** What is said about a document beside its text: comments, the review it is in, and how it was adopted. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { db, documents, groups } from '~db/client.server';
import type { DocumentId } from '~db/values';
import { type Granted, factsOfDocument, rightsAmong } from '~/access/authorize.server';
import { type Actor, can } from '~/access/policy';
import { standingOf } from '~/features/reviews/standing.server';
import { commentDeskFor, threadsFor } from '~/texts/commenting.server';
import type { ShownThread } from '~/texts/comments';
import { latestRound } from '~/texts/rounds.server';
import type { Subject } from '~/texts/subjects.server';
import type { PlacedDocument } from './documents.server';
import { documentPath } from './place';
import { checkSeal } from './seal.server';
import { subjectOfDocument } from './subject.server';
import type { TextOfDocument } from './text.server';

const asked = {
  respond: 'document.respond',
  remind: 'document.remind',
  conclude: 'document.adopt',
  returnToDraft: 'document.returnToDraft',
  beginEdition: 'document.beginEdition',
  archive: 'document.archive',
  unarchive: 'document.unarchive',
} as const;

/**
 * @param text of the document, as it is shown
 * @param check computes the seal of an adopted document anew
 */
export async function discussionOf(
  placed: PlacedDocument,
  granted: Granted<'document.read'>,
  text: TextOfDocument,
  check: boolean,
) {
  const { actor, facts } = granted;
  const { document } = placed;
  const subject = await subjectOfDocument(document.id);
  const round = await latestRound(document.textId);
  const readsAnswers = can(actor, 'document.readAnswers', facts);
  const running = document.state === 'in_review' && round;
  return {
    threads: await threadsOf(subject, granted, text),
    commentDesk: await commentDeskFor(subject, actor),
    readsComments: can(actor, 'document.readComments', facts),
    /** The round it is in, for those inside and those who were asked. */
    round: running && (readsAnswers || can(actor, 'document.respond', facts)) ? await standingOf(running, readsAnswers) : null,
    /** Why it came back from the last review. */
    returned:
      document.state === 'draft' && round?.state === 'withdrawn' && can(actor, 'document.readHistory', facts)
        ? { reason: round.reason, at: round.closedAt?.toISOString() ?? '' }
        : null,
    adoption: adoptionOf(placed, readsAnswers),
    checked: check && document.adoptedAt ? ((await checkSeal(document.id)) ?? null) : null,
    later: await laterEdition(actor, document.id),
    steps: rightsAmong(granted, asked),
  };
}

/** The threads of a text, for those who take part in drafting it. */
export async function threadsOf(
  subject: Subject,
  { actor, facts }: Granted<'document.read'>,
  text: TextOfDocument,
): Promise<ShownThread[]> {
  return can(actor, 'document.readComments', facts) ? threadsFor(subject, actor, text) : [];
}

function adoptionOf({ document: { paper, sha256 } }: PlacedDocument, readsAnswers: boolean) {
  if (!paper || !sha256) return null;
  const { adoptedAt, adoptedBy, answers, silenceIsConsent } = paper;
  return { at: adoptedAt, by: adoptedBy, sha256, silenceIsConsent, answers: readsAnswers ? answers : null };
}

/** The adopted edition that took the place of this one, where the reader may see it. */
async function laterEdition(actor: Actor, id: DocumentId) {
  const [later] = await db
    .select({ id: documents.id, edition: documents.edition, slug: groups.slug })
    .from(documents)
    .innerJoin(groups, eq(groups.id, documents.groupId))
    .where(and(eq(documents.supersedes, id), isNotNull(documents.adoptedAt), isNull(documents.trashedAt)));
  const facts = later && (await factsOfDocument(later.id));
  if (!facts || !can(actor, 'document.read', facts)) return null;
  return { edition: later.edition, path: documentPath(later.slug, later.id) };
}
