/**
 * Puts the documents of the example into the tables, in the state they have reached. Adopted ones get their
 * paper and seal in the way of the portal itself, so that their SHA-256 can be checked.
 */
import { eq } from 'drizzle-orm';
import type { Image, PaperDocument } from '~/editor/document';
import { linksOf } from '~/features/documents/room.server';
import { sealedAnswers } from '~/features/documents/seal.server';
import { foldForSearch } from '~/services/search-name';
import { endOfDay, momentAt } from '~/services/time';
import { tally } from '~/texts/answers.server';
import { latestRound } from '~/texts/rounds.server';
import { sealOf } from '~/texts/versions.server';
import {
  type AdoptedPaper,
  type Tx,
  documentLabels,
  documentLinks,
  documentShares,
  documents,
  liveSnapshots,
  textAuthors,
  texts,
} from '../../client.server';
import type { DocumentId } from '../../values';
import { workday } from '../days';
import { demoGroups, groupId } from '../groups';
import type { History } from '../history';
import { demoId } from '../ids';
import { organisationId } from '../organisations';
import { personId, personName } from '../people';
import { fillDraftComments, fillReview } from '../review';
import { type Written as WrittenText, insertVersion } from '../written';
import type { DemoDocument } from './document';
import { elsewhere } from './elsewhere';
import { language } from './language';
import { pictureSize } from './picture';
import { type ReadDocument, readDocument } from './read';
import { shiftwork } from './shiftwork';

export const demoDocuments: readonly DemoDocument[] = [shiftwork, ...language, ...elsewhere];

export const documentId = (key: string): DocumentId => demoId('document', key);

/** The name of the picture among the files. */
export const pictureName = 'Wochenplan.png';

const week: Image = {
  type: 'image',
  attrs: {
    fileId: demoId('file', pictureName),
    alt: 'Wochenplan: Frühschicht am Montag und Dienstag, Spätschicht am Mittwoch und Donnerstag, Nachtschicht am Freitag und Samstag. Für einen Kurs bleiben am Montag und Dienstag der Nachmittag, am Mittwoch und Donnerstag der Vormittag und am Samstag der frühe Abend.',
    caption: 'Eine Woche in der Wechselschicht (blau) und wann ein Kurs hineinpasst (orange)',
    width: 75,
    pixelWidth: pictureSize.width,
    pixelHeight: pictureSize.height,
  },
};

/** Reads all texts, before anything of them is in the database. */
export async function readDocuments(): Promise<ReadDocument[]> {
  const pictures = new Map([['wochenplan', week]]);
  const read: ReadDocument[] = [];
  for (const demo of demoDocuments) read.push(await readDocument(demo, pictures));
  return read;
}

export async function fillDocuments(tx: Tx, read: readonly ReadDocument[], history: History): Promise<void> {
  for (const document of read) await fillDocument(tx, document, history);
}

type Written = WrittenText<PaperDocument> & { id: DocumentId; demo: DemoDocument };

const at = (days: number, clock: string) => momentAt(workday(days), clock);

async function fillDocument(tx: Tx, { demo, doc, stages, clients }: ReadDocument, history: History): Promise<void> {
  const group = demoGroups.find(({ slug }) => slug === demo.group)!;
  const id = documentId(demo.key);
  const last = stages.at(-1)!;
  const written: Written = {
    id,
    demo,
    group,
    place: `document ${demo.key}`,
    textId: demoId('text', `document ${demo.key}`),
    document: last.document,
    state: last.state,
    doc,
    note: history.of(group, { kind: 'document', id, name: demo.title }),
  };
  await insertText(tx, written, clients);
  for (const [index, { document, state, by, days, name }] of stages.entries()) {
    const cut = name ? { reason: 'named' as const, by, name } : { reason: 'session' as const, by: null };
    await insertVersion(tx, { ...written, document, state }, { ...cut, number: index + 1, at: at(days, '18:20') });
  }
  await insertDocument(tx, written, last);
  await insertBeside(tx, written);
  if (demo.comments) await fillDraftComments(tx, written, demo.comments);
  if (demo.review) {
    const started = { by: group.lead[0]!, number: stages.length + 1, action: 'document.reviewStarted' };
    await fillReview(tx, written, demo.review, started);
  }
  if (demo.adopted) await adopt(tx, written, demo.adopted, stages.length + 2);
}

async function insertText(tx: Tx, { demo, textId, state }: Written, clients: ReadDocument['clients']): Promise<void> {
  const frozenAt = demo.review ? at(demo.review.days, '09:40') : null;
  const createdAt = at(demo.days, '10:15');
  await tx.insert(texts).values({ id: textId, kind: 'paper', createdAt, frozenAt });
  await tx.insert(liveSnapshots).values({ textId, upTo: 0, state: Buffer.from(state), at: createdAt });
  await tx
    .insert(textAuthors)
    .values([...clients].map(([clientId, by]) => ({ textId, clientId, fromClock: 0, personId: personId(by) })));
}

async function insertDocument(tx: Tx, written: Written, last: { by: string; days: number }): Promise<void> {
  const { id, demo, group, textId, note } = written;
  const createdAt = at(demo.days, '10:15');
  await tx.insert(documents).values({
    id,
    groupId: groupId(group.slug),
    textId,
    title: demo.title,
    searchTitle: foldForSearch(demo.title),
    genre: demo.genre,
    state: demo.adopted ? 'in_review' : demo.state,
    visibility: demo.visibility ?? 'group',
    createdAt,
    createdBy: personId(demo.by),
    changedAt: at(last.days, '18:05'),
    changedBy: personId(last.by),
    edition: demo.edition?.number ?? 1,
    supersedes: demo.edition ? documentId(demo.edition.follows) : null,
    trashedAt: demo.trashed ? at(demo.trashed, '15:30') : null,
    trashedBy: demo.trashed ? personId(demo.by) : null,
  });
  note(demo.edition ? 'document.editionBegun' : 'document.begun', demo.by, createdAt);
  if (demo.trashed) note('document.trashed', demo.by, at(demo.trashed, '15:30'));
}

/** Its labels, where it leads to, and whom it is shown to. */
async function insertBeside(tx: Tx, { id, demo, document, group, note }: Written): Promise<void> {
  if (demo.labels) await tx.insert(documentLabels).values(demo.labels.map((label) => ({ documentId: id, label })));
  const links = linksOf(document);
  if (links.length > 0) await tx.insert(documentLinks).values(links.map((toId) => ({ fromId: id, toId })));
  if (!demo.shared) return;
  const { days, organisations, guests } = demo.shared;
  const lead = group.lead[0]!;
  const shared = { documentId: id, createdAt: at(days, '11:10'), createdBy: personId(lead) };
  await tx.insert(documentShares).values([
    ...organisations.map((key) => ({
      ...shared,
      id: demoId('documentShare', `${demo.key} ${key}`),
      organisationId: organisationId(key),
    })),
    ...guests.map((key) => ({ ...shared, id: demoId('documentShare', `${demo.key} ${key}`), personId: personId(key) })),
  ]);
  note('document.shared', lead, shared.createdAt);
}

/** Sealed once its round was over; then published and archived, where it has come that far. */
async function adopt(tx: Tx, written: Written, days: number, number: number): Promise<void> {
  const { id, demo, group, document, note } = written;
  const lead = group.lead[0]!;
  const adoptedAt = at(days, '12:30');
  const round = await latestRound(written.textId, tx);
  if (!round || endOfDay(workday(demo.review!.lastDay)) > adoptedAt) throw new Error(`${demo.key} is adopted too early.`);
  const adoptedVersionId = await insertVersion(tx, written, { number, reason: 'adopted', by: lead, at: adoptedAt });
  const paper: AdoptedPaper = {
    title: demo.title,
    edition: demo.edition?.number ?? 1,
    group: { name: group.name, abbreviation: group.abbreviation },
    adoptedAt: adoptedAt.toISOString(),
    adoptedBy: personName(lead),
    silenceIsConsent: round.silenceIsConsent,
    answers: sealedAnswers((await tally(round, tx)).organisations),
  };
  const sha256 = sealOf(document, paper);
  const publishedAt = demo.published ? at(demo.published, '10:00') : null;
  const archivedAt = demo.archived ? at(demo.archived, '14:20') : null;
  await tx
    .update(documents)
    .set({
      state: demo.state,
      adoptedAt,
      adoptedBy: personId(lead),
      adoptedVersionId,
      paper,
      sha256,
      publishedAt,
      publishedBy: publishedAt && personId('behrends'),
      archivedAt,
    })
    .where(eq(documents.id, id));
  note('document.adopted', lead, adoptedAt, { sha256, edition: paper.edition });
  if (publishedAt) note('document.published', 'behrends', publishedAt);
  if (archivedAt) note('document.archived', lead, archivedAt);
}
