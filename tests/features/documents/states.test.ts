import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditLog, connections, db, documents, mails, reviewResponses, reviews, texts, versions, write } from '~db/client.server';
import { documentPage } from '~/features/documents/page.server';
import {
  adoptDocument,
  archiveDocument,
  beginEdition,
  remindOrganisations,
  returnToDraft,
  reviewForm,
  startReview,
  unarchiveDocument,
} from '~/features/documents/review-steps.server';
import { checkSeal } from '~/features/documents/seal.server';
import { reviewPage } from '~/features/reviews/review.server';
import { rulesOf } from '~/live/kinds.server';
import { readText } from '~/live/log.server';
import { editRoom } from '~/live/rooms.server';
import { paperFromYDoc } from '~/editor/shared-document';
import { emptyPaper } from '~/editor/document';
import { replaceDocument } from '~/editor/shared-replacement';
import { NotFound, SignInRequired } from '~/services/errors';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { addDays, endOfDay, today } from '~/services/time';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { told } from '../../setup/news';
import { documentRow } from './paper';
import { type Paper, adopt, adopted, answer, answerAll, chapters, consent, makePaper, sendOut, shareWith, soon } from './papers';

useDatabase();

let alliance: Alliance;
let paper: Paper;

beforeEach(async () => {
  alliance = await makeAlliance();
  paper = await makePaper(alliance);
});
afterEach(() => vi.useRealTimers());

const others = (...may: Role[]) =>
  (['office', 'lead', 'secretary', 'member', 'guest', 'partner', 'stranger'] as const).filter((role) => !may.includes(role));

const input = () => ({ lastDay: soon(), organisations: [alliance.organisationId], silenceIsConsent: false, message: '' });
const steps = async () =>
  (await db.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.objectId, paper.id))).map(({ action }) => action);
const accessTo = (role: Role) => rulesOf('paper').access(alliance.ids[role], paper.textId);
const pageOf = async (role: Role, of = paper, check = false) =>
  documentPage(await alliance.as(role), of.id, { language: 'de', check });
const mailsTo = async (start: string) => (await db.select().from(mails)).filter(({ to }) => to.startsWith(start));

describe('sending a document out', () => {
  it('is refused to visitors, who are sent to sign in', async () => {
    await expect(startReview({ kind: 'visitor' }, paper.id, input())).rejects.toThrow(SignInRequired);
  });

  it.each(others('lead'))('is refused to %s', async (role) => {
    await shareWith(paper, alliance.organisationId);
    await expect(startReview(await alliance.as(role), paper.id, input())).rejects.toThrow(NotFound);
    await expect(reviewForm(await alliance.as(role), paper.id)).rejects.toThrow(NotFound);
    expect(await db.select().from(reviews)).toEqual([]);
  });

  it('is refused twice, and says who was faster', async () => {
    await sendOut(paper);
    await expect(startReview(await alliance.as('lead'), paper.id, input())).rejects.toMatchObject({
      code: 'documentSentToReview',
      values: { name: 'Person lead' },
    });
  });

  it('leaves nothing behind when nobody can be asked', async () => {
    await expect(startReview(await alliance.as('lead'), paper.id, { ...input(), organisations: [] })).rejects.toMatchObject({
      code: 'reviewNobodyInvited',
    });
    expect(await documentRow(paper.id)).toMatchObject({ state: 'draft' });
    expect((await db.select().from(texts).where(eq(texts.id, paper.textId)))[0]!.frozenAt).toBeNull();
  });

  it('freezes the text, keeps it as a version and asks the organisations in words for documents', async () => {
    expect(await accessTo('member')).toMatchObject({ mode: 'edit' });
    await sendOut(paper);
    expect(await documentRow(paper.id)).toMatchObject({ state: 'in_review' });
    expect(await accessTo('member')).toMatchObject({ mode: 'read' });
    await expect(editRoom(paper.textId, (ydoc) => replaceDocument(ydoc, emptyPaper()))).rejects.toThrow('frozen');
    expect(await db.select({ reason: versions.reason }).from(versions).where(eq(versions.textId, paper.textId))).toEqual([{ reason: 'review' }]);
    const [mail] = await mailsTo('partner@');
    expect(mail!.subject).toBe('Bitte prüfen: Sprachkurse (AG sprache)');
    expect((await db.select().from(mails)).map(({ text }) => text).join()).not.toMatch(/Protokoll|Volkshochschule/);
    expect(await steps()).toContain('document.reviewStarted');
  });

  it('offers those of the last time, and says who reads along already', async () => {
    const lead = await alliance.as('lead');
    expect((await reviewForm(lead, paper.id)).offer.lastTime).toEqual([]);
    await shareWith(paper, alliance.otherOrganisationId);
    const first = await makePaper(alliance, chapters, 'Früher');
    await startReview(lead, first.id, input());
    const { offer } = await reviewForm(lead, paper.id);
    expect(offer.lastTime).toEqual([alliance.organisationId]);
    const listed = offer.kinds.flatMap(({ list }) => list).map(({ id, shared }) => [id, shared]);
    expect(new Map(listed as [string, boolean][])).toEqual(
      new Map([[alliance.organisationId, false], [alliance.otherOrganisationId, true]] as [string, boolean][]),
    );
  });
});

describe('a document in review', () => {
  beforeEach(async () => void (await sendOut(paper)));

  it.each(others('lead'))('is not taken back or adopted by %s', async (role) => {
    const actor = await alliance.as(role);
    await expect(returnToDraft(actor, paper.id, 'Grund')).rejects.toThrow(NotFound);
    await expect(adoptDocument(actor, paper.id, consent)).rejects.toThrow(NotFound);
  });

  it.each(others('lead', 'office'))('is not reminded of by %s', async (role) => {
    await expect(remindOrganisations(await alliance.as(role), paper.id)).rejects.toThrow(NotFound);
  });

  it('reminds those who have not answered, once a day', async () => {
    await answer(paper, 'partner');
    expect(await remindOrganisations(await alliance.as('office'), paper.id)).toBe(1);
    expect(await remindOrganisations(await alliance.as('lead'), paper.id)).toBe(0);
    expect((await mailsTo('otherpartner@')).map(({ subject }) => subject)).toContain('Erinnerung: Sprachkurse (AG sprache)');
  });

  it('shows those who were asked its text by chapters, and the members their answers', async () => {
    await answer(paper, 'partner', 'object');
    const review = (await db.select().from(reviews))[0]!.id;
    const seen = await reviewPage(await alliance.as('otherPartner'), review, { language: 'de', organisation: undefined });
    expect(seen).toMatchObject({ kind: 'paper', values: { title: 'Sprachkurse' }, answered: 1, path: null, text: { answers: null } });
    expect(seen.text!.sections.map(({ title }) => title)).toEqual(['', 'Kurse', 'Räume']);
    expect(JSON.stringify(seen)).not.toContain('Weil es so ist');
    expect((await db.select().from(reviewResponses))[0]).toMatchObject({ passage: 'Kurse', reason: 'Weil es so ist.' });
    expect((await pageOf('member')).round).toMatchObject({ state: 'waiting', objections: 1, answered: 1 });
    expect((await mailsTo('lead@')).map(({ subject }) => subject)).toContain('Einwand: Sprachkurse (AG sprache)');
  });

  it('goes back to draft with a reason, and can be written on', async () => {
    await returnToDraft(await alliance.as('lead'), paper.id, 'Zahlen fehlen');
    expect(await accessTo('member')).toMatchObject({ mode: 'edit' });
    expect((await pageOf('member')).returned).toMatchObject({ reason: 'Zahlen fehlen' });
    await expect(pageOf('partner')).rejects.toThrow(NotFound);
    await expect(adoptDocument(await alliance.as('lead'), paper.id, consent)).rejects.toMatchObject({ code: 'documentReturned' });
  });

  it('ends at its deadline by itself, and tells the lead', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(endOfDay(soon()));
    await runDueJobs();
    expect((await db.select().from(reviews))[0]).toMatchObject({ state: 'closed' });
    expect((await mailsTo('lead@')).map(({ subject }) => subject)).toContain('Prüfung beendet: Sprachkurse (AG sprache)');
    expect(await steps()).toContain('document.reviewClosed');
  });
});

describe('adopting', () => {
  it('waits for answers, and for consent to what is unusual', async () => {
    await sendOut(paper);
    const lead = await alliance.as('lead');
    const as = (given: Partial<typeof consent>) => adoptDocument(lead, paper.id, { despiteObjections: false, beforeDeadline: false, ...given });
    await expect(as({ beforeDeadline: true })).rejects.toMatchObject({ code: 'approvalTooEarly' });
    await answer(paper, 'partner', 'object');
    await answer(paper, 'otherPartner');
    await expect(as({})).rejects.toMatchObject({ code: 'approvalBeforeDeadline' });
    await expect(as({ beforeDeadline: true })).rejects.toMatchObject({ code: 'approvalObjections', field: 'despiteObjections' });
    expect(await documentRow(paper.id)).toMatchObject({ state: 'in_review', sha256: null });
    await as({ beforeDeadline: true, despiteObjections: true });
    expect(await documentRow(paper.id)).toMatchObject({ state: 'adopted' });
  });

  it('seals the text with its head and the sign-off, and tells everyone', async () => {
    await sendOut(paper);
    await answer(paper, 'partner', 'agree_with_remarks');
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(endOfDay(soon()));
    await adopt(paper);
    const row = (await documentRow(paper.id))!;
    expect(row.paper).toMatchObject({
      title: 'Sprachkurse',
      edition: 1,
      adoptedBy: 'Person lead',
      silenceIsConsent: true,
      answers: [
        { organisation: { name: 'Verband sprache' }, answer: 'agree_with_remarks', reason: 'Weil es so ist.' },
        { organisation: { name: 'Verein sprache' }, answer: null, reason: '' },
      ],
    });
    expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await checkSeal(paper.id)).toEqual({ sha256: row.sha256, tampered: [] });
    const heard = (await told()).filter(({ sentence }) => sentence.startsWith('Verabschiedet:'));
    expect(heard.map(({ to }) => to).sort()).toEqual(['member', 'otherpartner', 'partner', 'secretary']);
  });

  it('is told to whoever clicks later', async () => {
    await sendOut(paper);
    await answerAll(paper);
    await adopt(paper);
    await expect(adopt(paper)).rejects.toMatchObject({ code: 'documentAdopted', values: { name: 'Person lead' } });
    await expect(returnToDraft(await alliance.as('lead'), paper.id, 'Grund')).rejects.toMatchObject({ code: 'documentAdopted' });
  });
});

describe('an adopted document', () => {
  beforeEach(async () => void (paper = await adopted(alliance)));

  it('takes no edit, from a room or in the database', async () => {
    for (const role of ['lead', 'secretary', 'member', 'office'] as const) {
      expect(await accessTo(role)).toMatchObject({ mode: 'read' });
    }
    await expect(editRoom(paper.textId, (ydoc) => replaceDocument(ydoc, emptyPaper()))).rejects.toThrow('frozen');
    await expect(write((tx) => tx.update(documents).set({ title: 'Anders' }))).rejects.toThrow('adopted document');
    await expect(write((tx) => tx.update(texts).set({ frozenAt: null }).where(eq(texts.id, paper.textId)))).rejects.toThrow('stays frozen');
  });

  it('shows members who signed off, and those who were asked their review', async () => {
    expect((await pageOf('member')).adoption!.answers).toHaveLength(2);
    expect((await pageOf('member', paper, true)).checked).toMatchObject({ tampered: [] });
    expect((await pageOf('partner')).adoption).toMatchObject({ answers: null });
    const review = (await db.select().from(reviews))[0]!.id;
    expect(await reviewPage(await alliance.as('partner'), review, { language: 'de', organisation: undefined })).toMatchObject({ settled: true });
  });

  it('has a seal that breaks when text, head or sign-off change behind everybody’s back', async () => {
    const tamper = (trigger: string) => connections().writes.exec(`DROP TRIGGER ${trigger}`);
    tamper('review_responses_no_update');
    await write((tx) => tx.update(reviewResponses).set({ answer: 'abstain' }));
    expect((await checkSeal(paper.id))!.tampered).toEqual(['answers']);
    tamper('documents_adopted_no_update');
    await write((tx) => tx.update(documents).set({ title: 'Anders' }).where(eq(documents.id, paper.id)));
    expect((await checkSeal(paper.id))!.tampered).toEqual(['head', 'answers']);
    tamper('versions_no_update');
    await write((tx) => tx.update(versions).set({ document: emptyPaper() }).where(eq(versions.reason, 'adopted')));
    expect((await checkSeal(paper.id))!.tampered).toEqual(['text', 'head', 'answers']);
  });

  it.each(others('lead', 'secretary', 'member'))('is not continued by %s', async (role) => {
    await expect(beginEdition(await alliance.as(role), paper.id)).rejects.toThrow(NotFound);
  });

  it('goes on in a new edition, which takes its place once it is adopted', async () => {
    const next = await beginEdition(await alliance.as('member'), paper.id);
    const row = (await documentRow(next))!;
    expect(row).toMatchObject({ state: 'draft', edition: 2, supersedes: paper.id, title: 'Sprachkurse', genre: 'position', visibility: 'group' });
    expect(paperFromYDoc(await readText(row.textId))).toEqual(chapters);
    expect(await documentRow(paper.id)).toMatchObject({ state: 'adopted' });
    await expect(beginEdition(await alliance.as('member'), paper.id)).rejects.toMatchObject({ code: 'editionBegun' });
    const second: Paper = { alliance, id: next, textId: row.textId };
    await sendOut(second);
    await answerAll(second);
    await adopt(second);
    expect(await documentRow(next)).toMatchObject({ state: 'adopted' });
    expect(await documentRow(paper.id)).toMatchObject({ state: 'archived' });
    expect((await pageOf('member')).later).toMatchObject({ edition: 2 });
    expect(await steps()).toContain('document.superseded');
    await expect(unarchiveDocument(await alliance.as('lead'), paper.id)).rejects.toMatchObject({ code: 'documentSuperseded' });
    expect(await checkSeal(paper.id)).toMatchObject({ tampered: [] });
  });

  it.each(others('lead', 'office'))('is not archived by %s', async (role) => {
    await expect(archiveDocument(await alliance.as(role), paper.id)).rejects.toThrow(NotFound);
  });

  it('goes into the archive and comes back as it was', async () => {
    await archiveDocument(await alliance.as('office'), paper.id);
    expect(await documentRow(paper.id)).toMatchObject({ state: 'archived' });
    await expect(unarchiveDocument(await alliance.as('member'), paper.id)).rejects.toThrow(NotFound);
    await unarchiveDocument(await alliance.as('lead'), paper.id);
    expect(await documentRow(paper.id)).toMatchObject({ state: 'adopted', archivedAt: null });
  });
});

describe('a draft in the archive', () => {
  it('takes no edits, and is a draft again when it is taken out', async () => {
    await archiveDocument(await alliance.as('lead'), paper.id);
    expect(await accessTo('member')).toMatchObject({ mode: 'read' });
    await expect(editRoom(paper.textId, (ydoc) => replaceDocument(ydoc, emptyPaper()))).rejects.toThrow('frozen');
    await expect(beginEdition(await alliance.as('member'), paper.id)).rejects.toThrow(NotFound);
    await unarchiveDocument(await alliance.as('lead'), paper.id);
    expect(await accessTo('member')).toMatchObject({ mode: 'edit' });
  });

  it('says who archived it to whoever would send it out', async () => {
    await archiveDocument(await alliance.as('lead'), paper.id);
    await expect(startReview(await alliance.as('lead'), paper.id, { ...input(), lastDay: addDays(today(), 3) })).rejects.toMatchObject({
      code: 'documentArchived',
    });
  });
});
