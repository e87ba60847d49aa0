/** Documents of a small alliance: begun, sent out, answered and adopted by its people. */
import { documentShares, write } from '~db/client.server';
import type { OrganisationId, ReviewAnswer, ReviewId } from '~db/values';
import type { Heading, PaperDocument } from '~/editor/document';
import { createDocument } from '~/features/documents/creating.server';
import { adoptDocument, startReview } from '~/features/documents/review-steps.server';
import { respondToReview, reviewPage } from '~/features/reviews/review.server';
import { handleReviewDeadlines } from '~/features/reviews/rounds.server';
import { addDays, today } from '~/services/time';
import { latestRound } from '~/texts/rounds.server';
import { paragraph } from '../../editor/examples';
import type { Alliance, Role } from '../../setup/alliance';
import { type Draft, documentRow } from './paper';

handleReviewDeadlines();

export type Paper = Draft;

const chapter = (title: string): Heading => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: title }] });

/** What stands before the first heading, and two chapters. */
export const chapters: PaperDocument = {
  type: 'paper',
  content: [
    paragraph('Wir schlagen vor, früher zu beginnen.'),
    chapter('Kurse'),
    paragraph('Die Kurse beginnen im April.'),
    chapter('Räume'),
    paragraph('Räume stellt die Volkshochschule.'),
  ],
};

/** A draft begun by a member. */
export async function makePaper(alliance: Alliance, content: PaperDocument = chapters, title = 'Sprachkurse'): Promise<Paper> {
  const head = { title, genre: 'position' as const, labels: ['Kurse'], template: undefined };
  const id = await createDocument(await alliance.as('member'), alliance.groupId, head, content);
  return { alliance, id, textId: (await documentRow(id))!.textId };
}

/** Shows a draft to those who speak for an organisation. */
export const shareWith = ({ alliance, id }: Paper, organisationId: OrganisationId) =>
  write((tx) =>
    tx.insert(documentShares).values({ documentId: id, organisationId, createdAt: new Date(), createdBy: alliance.ids.lead }),
  );

export const soon = () => addDays(today(), 7);

/** Sends a document to both organisations. */
export async function sendOut({ alliance, id, textId }: Paper, more: { silenceIsConsent?: boolean } = {}): Promise<ReviewId> {
  await startReview(await alliance.as('lead'), id, {
    lastDay: soon(),
    organisations: [alliance.organisationId, alliance.otherOrganisationId],
    silenceIsConsent: true,
    message: '',
    ...more,
  });
  return (await latestRound(textId))!.id;
}

/** One organisation answers, by the person who speaks for it. */
export async function answer(paper: Paper, role: Extract<Role, 'partner' | 'otherPartner'>, given: ReviewAnswer = 'agree') {
  const { alliance, textId } = paper;
  const organisation = role === 'partner' ? alliance.organisationId : alliance.otherOrganisationId;
  const review = (await latestRound(textId))!.id;
  const actor = await alliance.as(role);
  const before = (await reviewPage(actor, review, { language: 'de', organisation })).answering?.answer?.id;
  await respondToReview(actor, review, {
    organisation,
    replaces: before,
    answer: given,
    section: 1,
    words: '',
    reason: given === 'agree' ? '' : 'Weil es so ist.',
  });
}

export async function answerAll(paper: Paper, given: ReviewAnswer = 'agree'): Promise<void> {
  await answer(paper, 'partner', given);
  await answer(paper, 'otherPartner', given);
}

export const consent = { despiteObjections: true, beforeDeadline: true };

/** Adopts as the lead, with every consent. */
export const adopt = async ({ alliance, id }: Paper): Promise<void> => adoptDocument(await alliance.as('lead'), id, consent);

/** A document that was adopted after both organisations agreed. */
export async function adopted(alliance: Alliance): Promise<Paper> {
  const paper = await makePaper(alliance);
  await sendOut(paper);
  await answerAll(paper);
  await adopt(paper);
  return paper;
}
