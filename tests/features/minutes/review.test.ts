import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db, mails, mandates, memberships, minutes, reviewResponses, reviews, write } from '~db/client.server';
import type { Day, OrganisationId, ReviewId } from '~db/values';
import { openMinutesRooms } from '~/features/minutes/room.server';
import { handleReviewDeadlines } from '~/features/reviews/rounds.server';
import { remindOrganisations, returnToDraft, startReview } from '~/features/minutes/review-steps.server';
import type { AnswerInput } from '~/features/reviews/review';
import { answerSchema } from '~/features/reviews/review';
import { respondToReview, reviewPage } from '~/features/reviews/review.server';
import { reviewsWaitingFor } from '~/features/reviews/waiting.server';
import { readOverview } from '~/features/groups/overview.server';
import { roundsOf } from '~/features/today/upkeep.server';
import { NotFound, Rejected, SignInRequired } from '~/services/errors';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { addDays, endOfDay, today } from '~/services/time';
import { tally } from '~/texts/answers.server';
import { latestRound, readRound } from '~/texts/rounds.server';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { type Made, makeMinutes } from '../../texts/minutes';

useDatabase();
openMinutesRooms();
handleReviewDeadlines();

let alliance: Alliance;
let made: Made;
let review: ReviewId;
const lastDay = () => addDays(today(), 7);

beforeEach(async () => {
  alliance = await makeAlliance();
  made = await makeMinutes(alliance);
});
afterEach(() => vi.useRealTimers());

/** Puts the clock to a moment; timers go on as they are. */
function at(moment: Date | number): void {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(moment);
}

async function start(input: { organisations?: OrganisationId[]; silenceIsConsent?: boolean; lastDay?: Day } = {}) {
  await startReview(await alliance.as('lead'), made.minutesId, {
    lastDay: lastDay(),
    organisations: [alliance.organisationId, alliance.otherOrganisationId],
    silenceIsConsent: false,
    message: '',
    ...input,
  });
  review = (await latestRound(made.textId))!.id;
}

const agree = (organisation: OrganisationId): AnswerInput => ({ organisation, answer: 'agree', words: '', reason: '' });

const answer = async (role: Role, input: Partial<AnswerInput> = {}) =>
  respondToReview(await alliance.as(role), review, { ...agree(alliance.organisationId), ...input });

const page = async (role: Role, organisation?: OrganisationId) =>
  reviewPage(await alliance.as(role), review, { language: 'de', organisation });

const responses = () => db.select().from(reviewResponses).orderBy(reviewResponses.at);
const count = async () => tally(await readRound(review));
const newMails = async () => db.select().from(mails);

const mandate = async (role: Role, organisationId: OrganisationId, deputy = false) =>
  write(async (tx) =>
    tx.insert(mandates).values({
      personId: alliance.ids[role],
      organisationId,
      startDate: '2020-01-01' as Day,
      deputy,
    }),
  );

describe('the last day', () => {
  it('is the same on every page that names it', async () => {
    const soon = addDays(today(), 3);
    await start({ lastDay: soon });
    expect((await page('partner')).lastDay).toBe(soon);
    expect((await reviewsWaitingFor(await alliance.as('partner'), 5)).reviews).toMatchObject([{ lastDay: soon }]);
    expect((await readOverview(await alliance.as('lead'), alliance.groupId)).reviews).toMatchObject([{ lastDay: soon }]);
    expect((await roundsOf(await alliance.as('office'), 5)).lines).toMatchObject([{ day: soon }]);
  });
});

describe('an answer is refused', () => {
  it('to visitors, who are sent to sign in', async () => {
    await start();
    await expect(respondToReview({ kind: 'visitor' }, review, agree(alliance.organisationId))).rejects.toThrow(SignInRequired);
  });

  it.each(['office', 'lead', 'secretary', 'member', 'guest', 'stranger'] as const)('to %s, who speaks for nobody', async (role) => {
    await start();
    await expect(answer(role)).rejects.toThrow(NotFound);
    expect(await responses()).toEqual([]);
  });

  it('for an organisation that was not invited', async () => {
    await start({ organisations: [alliance.organisationId] });
    await expect(answer('otherPartner', { organisation: alliance.otherOrganisationId })).rejects.toThrow(NotFound);
  });

  it('in the name of another organisation, invited or not', async () => {
    await start();
    await expect(answer('partner', { organisation: alliance.otherOrganisationId })).rejects.toThrow(NotFound);
    await expect(answer('partner', { organisation: 'aaaaaaaaaaaaaaaa' as OrganisationId })).rejects.toThrow(NotFound);
    expect(await responses()).toEqual([]);
  });

  it('to one whose mandate has ended since the page was opened', async () => {
    await start();
    const before = await alliance.as('partner');
    await write(async (tx) =>
      tx.update(mandates).set({ endDate: addDays(today(), -1) }).where(eq(mandates.personId, alliance.ids.partner)),
    );
    await expect(respondToReview(before, review, agree(alliance.organisationId))).rejects.toThrow(NotFound);
  });

  it('from the first moment after the last day, also before the round is closed', async () => {
    await start();
    at(endOfDay(lastDay()).getTime() - 1);
    await answer('partner');
    const { id } = (await page('partner')).answering!.answer!;
    at(endOfDay(lastDay()));
    const late = answer('partner', { answer: 'abstain', replaces: id });
    await expect(late).rejects.toThrow(new Rejected('reviewClosed'));
    expect((await count()).byAnswer).toMatchObject({ agree: 1, abstain: 0 });
  });

  it('once the round was taken back', async () => {
    await start();
    await returnToDraft(await alliance.as('lead'), made.minutesId, 'TOP 3 fehlt.');
    await expect(answer('partner')).rejects.toThrow(new Rejected('reviewWithdrawn'));
  });

  it('when an objection names no passage or no reason, by form and by command', async () => {
    await start();
    const form = { intent: 'answer', organisation: alliance.organisationId, answer: 'object' };
    const wrong = (input: object) =>
      answerSchema.safeParse({ ...form, ...input }).error?.issues.map(({ path, message }) => [path[0], message]);
    expect(wrong({ reason: 'Stimmt nicht.' })).toEqual([['section', 'required']]);
    expect(wrong({ section: '0' })).toEqual([['reason', 'required']]);
    expect(answerSchema.safeParse({ ...form, answer: 'agree_with_remarks' }).success).toBe(false);
    await expect(answer('partner', { answer: 'object', reason: 'Nein.' })).rejects.toMatchObject({ code: 'required' });
    await expect(answer('partner', { answer: 'object', section: 0 })).rejects.toMatchObject({ code: 'required' });
    expect(await responses()).toEqual([]);
  });

  it('when an objection quotes what does not stand there, or what a partner can not see', async () => {
    await start();
    const object = (section: number, words: string) => answer('partner', { answer: 'object', section, words, reason: 'So nicht.' });
    await expect(object(0, 'Das steht nirgends')).rejects.toMatchObject({ code: 'commentWordsNotFound' });
    await expect(object(0, 'Vertraulich bleibt der Preis')).rejects.toMatchObject({ code: 'commentWordsNotFound' });
    await expect(object(1, '')).rejects.toThrow(NotFound);
    await expect(object(7, '')).rejects.toThrow(NotFound);
  });
});

describe('an answer', () => {
  beforeEach(() => start());

  it('is one, however often the same form is sent', async () => {
    await Promise.all([answer('partner'), answer('partner'), answer('partner')]);
    expect(await responses()).toHaveLength(1);
    expect((await newMails()).filter(({ subject }) => subject.startsWith('Ihre Antwort'))).toHaveLength(1);
  });

  it('of two deputies at once is not overwritten unseen', async () => {
    await mandate('stranger', alliance.organisationId, true);
    const both = await Promise.allSettled([answer('partner'), answer('stranger', { answer: 'abstain' })]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'reviewAnsweredMeanwhile', values: { name: 'Person partner' } } });
    const { id } = (await page('stranger')).answering!.answer!;
    await answer('stranger', { answer: 'abstain', replaces: id });
    expect((await count()).byAnswer).toMatchObject({ agree: 0, abstain: 1 });
  });

  it('can be changed until the deadline; every one is kept, the newest counts', async () => {
    at(new Date());
    await answer('partner');
    for (const kind of ['abstain', 'agree', 'abstain'] as const) {
      const { id } = (await page('partner')).answering!.answer!;
      await answer('partner', { answer: kind, replaces: id });
    }
    expect((await responses()).map((row) => row.answer)).toEqual(['agree', 'abstain', 'agree', 'abstain']);
    expect(await count()).toMatchObject({ invited: 2, answered: 1, silent: 1, byAnswer: { agree: 0, abstain: 1 } });
  });

  it('can not be changed in the database', async () => {
    await answer('partner');
    await expect(write(async (tx) => tx.update(reviewResponses).set({ answer: 'object' }))).rejects.toThrow('evidence');
  });

  it('keeps passage and reason of an objection; the copy by mail carries neither', async () => {
    await answer('partner', { answer: 'object', section: 0, words: 'die  kurse beginnen', reason: 'Der Beginn ist Mai.' });
    expect((await responses())[0]).toMatchObject({
      passage: 'TOP 1 Sprachkurse: „Die Kurse beginnen“',
      reason: 'Der Beginn ist Mai.',
    });
    const copy = (await newMails()).find(({ subject }) => subject.startsWith('Ihre Antwort'))!;
    expect(copy.to).toBe('partner@sprache.example');
    expect(copy.text).toContain('Einwand');
    expect(copy.text).not.toMatch(/Kurse|Mai\b/);
  });

  it('of the others is shown to members, and only counted for partners', async () => {
    await answer('partner', { answer: 'object', section: 0, reason: 'Der Beginn ist Mai.' });
    expect(JSON.stringify(await page('otherPartner'))).not.toMatch(/Der Beginn ist Mai|Person partner/);
    expect(await page('otherPartner')).toMatchObject({ answered: 1, invited: 2, text: { answers: null } });
    expect((await page('member')).text!.answers).toMatchObject([{ answer: { kind: 'object', reason: 'Der Beginn ist Mai.' } }, { answer: null }]);
  });
});

describe('the page of a review', () => {
  it.each(['guest', 'stranger'] as const)('does not exist for %s', async (role) => {
    await start();
    await expect(page(role)).rejects.toThrow(NotFound);
  });

  it('does not exist for the speaker of an organisation that was not invited to this round', async () => {
    await start({ organisations: [alliance.organisationId] });
    await expect(page('otherPartner')).rejects.toThrow(NotFound);
  });

  it('shows a partner nothing internal, and members everything', async () => {
    await start();
    const seen = JSON.stringify(await page('partner'));
    expect(seen).toContain('Volkshochschule');
    expect(seen).not.toMatch(/Vertraulich|Geheim|Personal/);
    for (const role of ['office', 'lead', 'secretary', 'member'] as const) {
      expect(JSON.stringify(await page(role))).toMatch(/Vertraulich.*Geheim/);
    }
  });

  it('asks for whom one answers, when one speaks for two', async () => {
    await start();
    await mandate('partner', alliance.otherOrganisationId);
    expect((await page('partner')).answering).toBeNull();
    expect((await page('partner', alliance.otherOrganisationId)).answering!.id).toBe(alliance.otherOrganisationId);
    expect((await page('partner')).organisations).toHaveLength(2);
  });

  it('of a round that was taken back says why, and shows no word of the text', async () => {
    await start();
    await returnToDraft(await alliance.as('lead'), made.minutesId, 'TOP 3 fehlt.');
    const seen = await page('partner');
    expect(seen).toMatchObject({ state: 'withdrawn', reason: 'TOP 3 fehlt.', text: null });
    expect(JSON.stringify(seen)).not.toMatch(/Volkshochschule|Sprachkurse/);
  });
});

describe('a round', () => {
  it('is not started with an organisation that nobody can answer for', async () => {
    await write(async (tx) =>
      tx.update(mandates).set({ endDate: addDays(today(), -1) }).where(eq(mandates.personId, alliance.ids.otherPartner)),
    );
    await expect(start()).rejects.toMatchObject({ code: 'reviewNobodySpeaksFor', values: { organisation: 'Verein sprache' } });
    expect(await db.select().from(reviews)).toEqual([]);
    expect((await db.select({ state: minutes.state }).from(minutes))[0]!.state).toBe('draft');
  });

  it('is not started with a deadline in the past, or without organisations', async () => {
    await expect(start({ lastDay: addDays(today(), -1) })).rejects.toMatchObject({ code: 'reviewDeadlinePassed' });
    await expect(start({ organisations: [] })).rejects.toMatchObject({ code: 'reviewNobodyInvited' });
  });

  it('invites principals and deputies by a mail without a word of the text', async () => {
    await mandate('stranger', alliance.organisationId, true);
    await start();
    const invited = (await newMails()).filter(({ text }) => text.includes(`/pruefungen/${review}`));
    expect(invited.map(({ to }) => to).sort()).toEqual([
      'otherpartner@sprache.example',
      'partner@sprache.example',
      'stranger@sprache.example',
    ]);
    expect((await newMails()).map(({ text, html }) => text + html).join()).not.toMatch(/Volkshochschule|Vertraulich|Geheim|Personal/);
  });

  it('reminds those who have not answered, at most once a day', async () => {
    at(Date.parse('2026-03-02T09:00:00Z'));
    await start();
    await answer('partner');
    const lead = await alliance.as('lead');
    expect(await remindOrganisations(lead, made.minutesId)).toBe(1);
    expect(await remindOrganisations(lead, made.minutesId)).toBe(0);
    at(Date.parse('2026-03-03T09:00:00Z'));
    expect(await remindOrganisations(lead, made.minutesId)).toBe(1);
  });

  it('closes by itself, also when the portal was down at the deadline', async () => {
    await start({ silenceIsConsent: true });
    await answer('partner', { answer: 'abstain' });
    at(endOfDay(lastDay()).getTime() - 1);
    await runDueJobs();
    expect((await readRound(review)).state).toBe('open');
    expect((await count()).agreeingBySilence).toBe(0);
    at(endOfDay(lastDay()).getTime() + 5 * 86_400_000);
    await runDueJobs();
    await runDueJobs();
    expect((await readRound(review)).state).toBe('closed');
    expect(await count()).toMatchObject({ answered: 1, silent: 1, agreeingBySilence: 1, byAnswer: { agree: 0, abstain: 1 } });
    const told = (await newMails()).filter(({ to }) => to === 'lead@sprache.example');
    expect(told).toHaveLength(1);
  });

  it('counts silence as nothing where that was not agreed', async () => {
    await start();
    at(endOfDay(lastDay()));
    await runDueJobs();
    expect(await count()).toMatchObject({ silent: 2, agreeingBySilence: 0 });
  });

  it('that was taken back is not closed later by its job', async () => {
    await start();
    await returnToDraft(await alliance.as('lead'), made.minutesId, 'Noch einmal.');
    at(endOfDay(lastDay()));
    await runDueJobs();
    expect((await readRound(review)).state).toBe('withdrawn');
  });

  it('keeps a member’s right to answer for an organisation apart from what partners see', async () => {
    await start();
    await write(async (tx) =>
      tx.insert(memberships).values({
        groupId: alliance.groupId,
        personId: alliance.ids.partner,
        role: 'member',
        startsAt: new Date(0),
      }),
    );
    expect(JSON.stringify(await page('partner'))).toContain('Vertraulich');
    await answer('partner');
    expect((await count()).answered).toBe(1);
  });
});

describe('an objection', () => {
  const told = async () => (await newMails()).filter(({ to, subject }) => to.startsWith('lead@') && subject.startsWith('Einwand'));

  it('is told to the lead by mail, who reads in the portal what it is about', async () => {
    await start();
    await answer('partner');
    expect(await told()).toEqual([]);
    const { id } = (await page('partner')).answering!.answer!;
    await answer('partner', { answer: 'object', section: 0, reason: 'GRUND', replaces: id });
    const [mail, ...more] = await told();
    expect(more).toEqual([]);
    expect(mail!.text).toContain('Verband sprache');
    expect(mail!.text).not.toContain('GRUND');
  });
});
