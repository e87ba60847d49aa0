/**
 * The seal of adopted documents: a SHA-256 over their text and over what stands beside it on the paper, the
 * sign-off of the organisations included. Whoever doubts it has it computed anew.
 */
import { eq } from 'drizzle-orm';
import { type AdoptedPaper, type Reader, db, documents, versions } from '~db/client.server';
import type { DocumentId } from '~db/values';
import { canonicalJson } from '~/editor/document';
import { type OrganisationAnswer, tally } from '~/texts/answers.server';
import { latestRound } from '~/texts/rounds.server';
import { sealOf } from '~/texts/versions.server';

/** The sign-off as it stands on the paper, in the order of the organisations. */
export const sealedAnswers = (organisations: readonly OrganisationAnswer[]): AdoptedPaper['answers'] =>
  organisations.map(({ id, name, answer }) => ({
    organisation: { id, name },
    answer: answer?.answer ?? null,
    reason: [answer?.passage, answer?.reason].filter(Boolean).join(' – '),
  }));

/** A part of an adopted document that does not say any more what was adopted. */
export type Tampered = 'text' | 'head' | 'answers';

/**
 * Computes the seal of an adopted document anew from what is stored, and holds its head and the answers of
 * the organisations against it.
 *
 * @returns the SHA-256 as computed now, and what differs; empty when all is as it was adopted. Undefined
 *   where the document is not adopted.
 */
export async function checkSeal(
  id: DocumentId,
  reader: Reader = db,
): Promise<{ sha256: string; tampered: Tampered[] } | undefined> {
  const [row] = await reader
    .select({ document: documents, text: versions.document })
    .from(documents)
    .innerJoin(versions, eq(versions.id, documents.adoptedVersionId))
    .where(eq(documents.id, id));
  if (!row?.document.paper) return undefined;
  const { title, edition, textId, sha256: sealed, paper } = row.document;
  const sha256 = sealOf(row.text, paper);
  const tampered: Tampered[] = [];
  if (sha256 !== sealed) tampered.push('text');
  if (title !== paper.title || edition !== paper.edition) tampered.push('head');
  const round = await latestRound(textId, reader);
  const answers = round ? sealedAnswers((await tally(round, reader)).organisations) : [];
  if (answersOf(answers) !== answersOf(paper.answers)) tampered.push('answers');
  return { sha256, tampered };
}

/** Organisations may change their name later, and so their place in the list; what they said may not change. */
const answersOf = (answers: AdoptedPaper['answers']): string =>
  canonicalJson(
    answers
      .map((row) => ({ ...row, organisation: row.organisation.id }))
      .sort((a, b) => (a.organisation < b.organisation ? -1 : 1)),
  );
