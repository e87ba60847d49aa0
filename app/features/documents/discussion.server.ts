/** What is said about a document beside its text: comments, the review it is in, and how it was adopted. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { db, documents, groups } from '~db/client.server';
import type { DocumentId } from '~db/values';
import { type Granted, factsOfDocument } from '~/access/authorize.server';
import { type Action, type Actor, can } from '~/access/policy';
import { standingOf } from '~/features/reviews/standing.server';
import { paperFromYDoc } from '~/editor/shared-document';
import { readText } from '~/live/log.server';
import { commentDeskFor, threadsFor } from '~/texts/commenting.server';
import { latestRound } from '~/texts/rounds.server';
import { readVersionOf } from '~/texts/versions.server';
import type { PlacedDocument } from './documents.server';
import { documentPath } from './place';
import { checkSeal } from './seal.server';
import { subjectOfDocument } from './subject.server';

const asked = {
  respond: 'document.respond',
  remind: 'document.remind',
  conclude: 'document.adopt',
  returnToDraft: 'document.returnToDraft',
  beginEdition: 'document.beginEdition',
  archive: 'document.archive',
  unarchive: 'document.unarchive',
} as const satisfies Record<string, Action>;

/**
 * @param check computes the seal of an adopted document anew
 */
export async function discussionOf(placed: PlacedDocument, granted: Granted<'document.read'>, check: boolean) {
  const { actor, facts } = granted;
  const { document } = placed;
  const subject = await subjectOfDocument(document.id);
  const round = await latestRound(document.textId);
  const readsAnswers = can(actor, 'document.readAnswers', facts);
  const running = document.state === 'in_review' && round;
  return {
    threads: await threadsOf(placed, granted),
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
    steps: Object.fromEntries(Object.entries(asked).map(([name, action]) => [name, can(actor, action, facts)])) as Record<
      keyof typeof asked,
      boolean
    >,
  };
}

export type Discussion = Awaited<ReturnType<typeof discussionOf>>;

/** In review, comments stand in the version that went out; in a draft they go with its words. */
export async function threadsOf({ document }: PlacedDocument, { actor, facts }: Granted<'document.read'>) {
  if (!can(actor, 'document.readComments', facts)) return [];
  const subject = await subjectOfDocument(document.id);
  const round = document.state === 'in_review' ? await latestRound(document.textId) : undefined;
  const versionId = round?.versionId ?? document.adoptedVersionId;
  if (versionId) {
    const { document: paper } = await readVersionOf('paper', versionId);
    return threadsFor(subject, actor, { document: paper, versionId });
  }
  const ydoc = await readText(document.textId);
  return threadsFor(subject, actor, { document: paperFromYDoc(ydoc), versionId: null, ydoc });
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
