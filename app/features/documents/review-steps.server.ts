/**
 * The way of a document: out for review, reminded, back to draft, adopted, archived, and on to a new edition.
 * What is the same for all reviews is in `~/features/reviews`; the state of documents is ours.
 */
import { and, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { type AdoptedPaper, type Tx, documentLabels, documents, write } from '~db/client.server';
import type { DocumentId } from '~db/values';
import { type Granted, authorize } from '~/access/authorize.server';
import type { Actor } from '~/access/policy';
import { authorizeStep } from '~/access/step-rights.server';
import { sendOffer } from '~/features/reviews/invited.server';
import { tellOfConclusion } from '~/features/reviews/letters.server';
import { remindSilent, sendOut, takeBack } from '~/features/reviews/rounds.server';
import type { SendInput } from '~/features/reviews/send';
import { readText } from '~/live/log.server';
import { NotFound, Rejected } from '~/services/errors';
import { type Consent, assertReady, reviewedText } from '~/texts/conclusion.server';
import { freeze, unfreeze } from '~/texts/freezing.server';
import { asVersion, cutVersion, readVersionOf, sealOf } from '~/texts/versions.server';
import { copyImages, copyOf } from './copying.server';
import { insertDocument } from './creating.server';
import { type PlacedDocument, findDocument, placedDocument, recordStep } from './documents.server';
import { sealedAnswers } from './seal.server';
import { subjectOfDocument } from './subject.server';

/**
 * What the form for sending a document into review offers.
 *
 * @throws NotFound without the right
 * @throws Rejected where somebody else has sent it meanwhile
 */
export async function reviewForm(actor: Actor, id: DocumentId) {
  const granted = await authorizeStep(actor, 'document.startReview', id);
  const { document, group } = await placedDocument(id);
  return {
    title: document.title,
    group: { name: group.name, slug: group.slug },
    offer: await sendOffer(group.id, granted.facts.sharedOrganisations),
  };
}

/**
 * Freezes the draft as it is now and sends it out for review.
 *
 * @throws NotFound without the right, or when it is no draft
 * @throws Rejected what `startRound` rejects
 */
export async function startReview(actor: Actor, id: DocumentId, input: SendInput): Promise<void> {
  await write(async (tx) => {
    const granted = await authorizeStep(actor, 'document.startReview', id, tx);
    const { textId } = (await placedDocument(id, tx)).document;
    await freeze(tx, textId);
    const text = asVersion(await readText(textId, tx), 'paper');
    const version = await cutVersion(tx, textId, { ...text, reason: 'review', createdBy: granted.actor.id });
    await tx.update(documents).set({ state: 'in_review' }).where(eq(documents.id, id));
    await sendOut(tx, granted, await subjectOfDocument(id, tx), version.id, input);
  });
}

/**
 * Reminds the organisations that have not answered, each at most once a day.
 *
 * @returns how many people are written to
 * @throws NotFound, Rejected `reviewClosed`
 */
export async function remindOrganisations(actor: Actor, id: DocumentId): Promise<number> {
  return write(async (tx) => {
    const granted = await authorizeStep(actor, 'document.remind', id, tx);
    return remindSilent(tx, granted, await subjectOfDocument(id, tx));
  });
}

/**
 * Takes a document back from review: the round ends, the text can be edited again.
 *
 * @throws NotFound without the right, or when it is not in review
 */
export async function returnToDraft(actor: Actor, id: DocumentId, reason: string): Promise<void> {
  await write(async (tx) => {
    const granted = await authorizeStep(actor, 'document.returnToDraft', id, tx);
    await tx.update(documents).set({ state: 'draft' }).where(eq(documents.id, id));
    const subject = await subjectOfDocument(id, tx);
    await unfreeze(tx, subject.textId);
    await takeBack(tx, granted, subject, reason);
  });
}

/**
 * Adopts a document that is in review: seals its text, its head and the answers of the organisations, and
 * locks them for good. The edition it follows goes into the archive in the same change.
 *
 * @throws NotFound without the right, or when it is not in review
 * @throws Rejected `approvalTooEarly` while answers are awaited, `approvalBeforeDeadline` and
 *   `approvalObjections` where consent is missing
 */
export async function adoptDocument(actor: Actor, id: DocumentId, consent: Consent): Promise<void> {
  await write(async (tx) => {
    const granted = await authorizeStep(actor, 'document.adopt', id, tx);
    const placed = await placedDocument(id, tx);
    const { textId } = placed.document;
    const { round, organisations } = await assertReady(tx, textId, consent);
    const text = await reviewedText(tx, 'paper', round);
    const version = await cutVersion(tx, textId, { ...text, reason: 'adopted', createdBy: granted.actor.id });
    const paper = paperOf(placed, granted, {
      silenceIsConsent: round.silenceIsConsent,
      answers: sealedAnswers(organisations),
    });
    const sha256 = sealOf(text.document, paper);
    await tx
      .update(documents)
      .set({
        state: 'adopted',
        adoptedAt: new Date(paper.adoptedAt),
        adoptedBy: granted.actor.id,
        adoptedVersionId: version.id,
        paper,
        sha256,
      })
      .where(eq(documents.id, id));
    await archiveEarlier(tx, actor, placed);
    await recordStep(tx, actor, placed, 'document.adopted', { sha256, edition: placed.document.edition });
    await tellOfConclusion(tx, await subjectOfDocument(id, tx), round, 'adopted', granted.actor);
  });
}

function paperOf(
  { document, group }: PlacedDocument,
  { actor }: Granted<'document.adopt'>,
  review: Pick<AdoptedPaper, 'answers' | 'silenceIsConsent'>,
): AdoptedPaper {
  return {
    title: document.title,
    edition: document.edition,
    group: { name: group.name, abbreviation: group.abbreviation },
    adoptedAt: new Date().toISOString(),
    adoptedBy: actor.name,
    ...review,
  };
}

/** The edition that a document follows is no longer the one that holds. */
async function archiveEarlier(tx: Tx, actor: Actor, { document }: PlacedDocument): Promise<void> {
  if (!document.supersedes) return;
  const earlier = await findDocument({ id: document.supersedes }, tx);
  if (earlier?.document.state !== 'adopted') return;
  await tx
    .update(documents)
    .set({ state: 'archived', archivedAt: new Date() })
    .where(eq(documents.id, earlier.document.id));
  await recordStep(tx, actor, earlier, 'document.superseded', { edition: document.edition });
}

/** The edition that follows a document: one that is being drafted or reviewed, or was adopted. */
async function followerOf(tx: Tx, id: DocumentId) {
  const [follower] = await tx
    .select({ title: documents.title, adoptedAt: documents.adoptedAt })
    .from(documents)
    .where(
      and(
        eq(documents.supersedes, id),
        isNull(documents.trashedAt),
        or(isNotNull(documents.adoptedAt), inArray(documents.state, ['draft', 'in_review'])),
      ),
    )
    .orderBy(desc(documents.adoptedAt))
    .limit(1);
  return follower;
}

/**
 * Begins a new edition: a draft that says what the adopted version says, under the next number. It takes the
 * place of the adopted one once it is adopted itself.
 *
 * @throws NotFound without the right, and for a draft that was only archived
 * @throws Rejected `editionBegun` when there is a later edition already
 */
export async function beginEdition(actor: Actor, id: DocumentId): Promise<DocumentId> {
  return write(async (tx) => {
    const granted = await authorize(actor, 'document.beginEdition', id, tx);
    const placed = await placedDocument(id, tx);
    const { adoptedVersionId, groupId, title, genre, edition } = placed.document;
    if (!adoptedVersionId) throw new NotFound(id);
    await authorize(actor, 'group.beginDocument', groupId, tx);
    const follower = await followerOf(tx, id);
    if (follower) throw new Rejected('editionBegun', { title: follower.title });
    const copied = copyOf((await readVersionOf('paper', adoptedVersionId, tx)).document);
    const labels = await tx.select().from(documentLabels).where(eq(documentLabels.documentId, id));
    const next = await insertDocument(tx, granted.actor.id, {
      groupId,
      title,
      genre,
      labels: labels.map(({ label }) => label),
      paper: copied.paper,
      follows: { id, edition: edition + 1 },
    });
    await copyImages(tx, id, next, copied);
    await recordStep(tx, actor, { ...placed, document: { id: next, title } }, 'document.editionBegun', { edition: edition + 1 });
    return next;
  });
}

/** Puts a document into the archive; a draft takes no edits there. @throws NotFound without the right */
export async function archiveDocument(actor: Actor, id: DocumentId): Promise<void> {
  await write(async (tx) => {
    await authorizeStep(actor, 'document.archive', id, tx);
    const placed = await placedDocument(id, tx);
    await tx.update(documents).set({ state: 'archived', archivedAt: new Date() }).where(eq(documents.id, id));
    if (!placed.document.adoptedAt) await freeze(tx, placed.document.textId);
    await recordStep(tx, actor, placed, 'document.archived');
  });
}

/**
 * Takes a document out of the archive: as a draft, or as the adopted document it was.
 *
 * @throws NotFound without the right
 * @throws Rejected `documentSuperseded` when a later edition has been adopted
 */
export async function unarchiveDocument(actor: Actor, id: DocumentId): Promise<void> {
  await write(async (tx) => {
    await authorizeStep(actor, 'document.unarchive', id, tx);
    const placed = await placedDocument(id, tx);
    const { adoptedAt, textId } = placed.document;
    if ((await followerOf(tx, id))?.adoptedAt) throw new Rejected('documentSuperseded');
    await tx
      .update(documents)
      .set({ state: adoptedAt ? 'adopted' : 'draft', archivedAt: null })
      .where(eq(documents.id, id));
    if (!adoptedAt) await unfreeze(tx, textId);
    await recordStep(tx, actor, placed, 'document.unarchived');
  });
}
