import { and, eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { agendaItems, auditLog, db, decisions, jobs, liveUpdates, mails, meetings, reviews, texts, versions, write } from '~db/client.server';
import { approveMinutes } from '~/features/minutes/approval.server';
import { appendCorrection, correctionsOf } from '~/features/minutes/corrections.server';
import { minutesPage } from '~/features/minutes/page.server';
import { remindOrganisations, returnToDraft, startReview } from '~/features/minutes/review-steps.server';
import { editRoom } from '~/live/rooms.server';
import { accessTo } from '~/live/doors.server';
import { replaceDocument } from '~/editor/shared-replacement';
import { NotFound, Rejected } from '~/services/errors';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { decision, minutes as emptyDocument } from '../../editor/examples';
import { makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { told } from '../../setup/news';
import { type Begun, answerAll, approve, begin, consent, makeMeeting, minutesRow, sendToReview, soon, type } from './session';

useDatabase();

const numbersOf = async ({ id }: Begun) =>
  (await db.select().from(decisions).where(eq(decisions.minutesId, id)).orderBy(decisions.position)).map(
    ({ year, number }) => `${year}-${number}`,
  );

const outsiders = ['guest', 'partner', 'stranger'] as const;

describe('sending minutes into review', () => {
  const input = (begun: Begun) => ({
    lastDay: soon(),
    organisations: [begun.alliance.organisationId],
    silenceIsConsent: false,
    message: '',
  });

  it.each(['office', 'member', ...outsiders] as const)('is refused to %s', async (role) => {
    const begun = await begin(await makeAlliance());
    await expect(startReview(await begun.alliance.as(role), begun.id, input(begun))).rejects.toThrow(NotFound);
  });

  it('changes nothing when nobody is invited', async () => {
    const begun = await begin(await makeAlliance());
    const attempt = startReview(await begun.alliance.as('lead'), begun.id, { ...input(begun), organisations: [] });
    await expect(attempt).rejects.toThrow('reviewNobodyInvited');
    expect((await minutesRow(begun.id)).state).toBe('draft');
    expect(await db.select().from(versions)).toEqual([]);
    await expect(type(begun, [decision('d1', 'Noch schreibbar')])).resolves.toBeUndefined();
  });

  it('freezes the text, writes to everybody concerned, and puts the approval on the next agenda', async () => {
    const alliance = await makeAlliance();
    const next = await makeMeeting(alliance, 2, new Date(Date.now() + 30 * 86_400_000));
    const begun = await begin(alliance);
    await sendToReview(begun);
    expect((await minutesRow(begun.id)).state).toBe('in_review');
    await expect(editRoom(begun.textId, (doc) => replaceDocument(doc, emptyDocument()))).rejects.toThrow('frozen');
    const sent = [...new Set((await told()).map(({ to }) => to))].sort();
    expect(sent).toEqual(['lead', 'member', 'otherpartner', 'partner']);
    const listed = await db.select().from(agendaItems).where(eq(agendaItems.approvesMeetingId, begun.meeting.id));
    expect(listed).toMatchObject([{ meetingId: next.id, kind: 'approval' }]);
  });

  it('can not be done twice', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await expect(sendToReview(begun)).rejects.toThrow('minutesSentToReview');
  });
});

describe('a review that runs', () => {
  it.each(['secretary', 'member', ...outsiders] as const)('is not for %s to remind of', async (role) => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await expect(remindOrganisations(await begun.alliance.as(role), begun.id)).rejects.toThrow(NotFound);
  });

  it('reminds those who have not answered, once a day', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    expect(await remindOrganisations(await begun.alliance.as('office'), begun.id)).toBe(2);
    expect(await remindOrganisations(await begun.alliance.as('lead'), begun.id)).toBe(0);
  });

  it('ends at its deadline by itself, and tells the lead', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    const [round] = await db.select().from(reviews);
    const [job] = await db.select().from(jobs).where(eq(jobs.kind, 'review.deadline'));
    expect(job!.runAt).toEqual(round!.deadline);
    vi.useFakeTimers({ toFake: ['Date'], now: round!.deadline.getTime() + 60_000 });
    try {
      await runDueJobs();
    } finally {
      vi.useRealTimers();
    }
    expect(await db.select().from(reviews)).toMatchObject([{ state: 'closed' }]);
    const told = await db.select().from(mails).where(eq(mails.to, 'lead@sprache.example'));
    expect(told.at(-1)!.text).toContain('0 von 2');
    await expect(approveMinutes(await begun.alliance.as('lead'), begun.id, { despiteObjections: false, beforeDeadline: false })).resolves.toBeUndefined();
  });

  it.each(['office', 'secretary', 'member', ...outsiders] as const)('is not for %s to take back', async (role) => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await expect(returnToDraft(await begun.alliance.as(role), begun.id, 'Grund')).rejects.toThrow(NotFound);
  });

  it('goes back to draft with a reason, and can be edited and sent out again', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await returnToDraft(await begun.alliance.as('lead'), begun.id, 'Abstimmung fehlt');
    expect(await db.select().from(reviews)).toMatchObject([{ state: 'withdrawn', reason: 'Abstimmung fehlt' }]);
    expect(await accessTo(begun.alliance.ids.secretary, begun.textId)).toMatchObject({ mode: 'edit' });
    await expect(minutesPage(await begun.alliance.as('partner'), { group: 'sprache', number: 1 }, { language: 'de', check: false })).rejects.toThrow(NotFound);
    await type(begun, [decision('d1', 'Mit Abstimmung', { yes: 3 })]);
    await sendToReview(begun);
    expect((await minutesRow(begun.id)).state).toBe('in_review');
  });
});

describe('approving', () => {
  it.each(['office', 'secretary', 'member', ...outsiders] as const)('is refused to %s', async (role) => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await answerAll(begun);
    await expect(approveMinutes(await begun.alliance.as(role), begun.id, consent)).rejects.toThrow(NotFound);
  });

  it('is refused for a draft, and the second time', async () => {
    const begun = await begin(await makeAlliance());
    await expect(approve(begun)).rejects.toThrow(NotFound);
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    await expect(approve(begun)).rejects.toThrow('minutesApproved');
  });

  it('waits for the answers, and asks for consent before the deadline and despite objections', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    const lead = await begun.alliance.as('lead');
    await expect(approveMinutes(lead, begun.id, consent)).rejects.toThrow('approvalTooEarly');
    await answerAll(begun, 'object');
    await expect(approveMinutes(lead, begun.id, { ...consent, beforeDeadline: false })).rejects.toThrow('approvalBeforeDeadline');
    await expect(approveMinutes(lead, begun.id, { ...consent, despiteObjections: false })).rejects.toThrow('approvalObjections');
    await approveMinutes(lead, begun.id, consent);
    expect(await minutesRow(begun.id)).toMatchObject({ state: 'approved', approvedBy: begun.alliance.ids.lead });
  });

  it('numbers decisions in the order of the text, by group and year, without a gap', async () => {
    const alliance = await makeAlliance();
    const first = await begin(alliance);
    await type(first, [decision('d1', 'Eins'), decision('d2', 'Zwei')], [decision('d3', 'Drei, intern')]);
    await sendToReview(first);
    await answerAll(first);
    await approve(first);
    expect(await numbersOf(first)).toEqual(['2026-1', '2026-2', '2026-3']);
    const second = await begin(alliance, await makeMeeting(alliance, 2, new Date('2026-05-01T13:00:00Z')));
    await type(second, [decision('e1', 'Vier')]);
    const newYear = await begin(alliance, await makeMeeting(alliance, 3, new Date('2026-12-31T23:30:00Z')));
    await type(newYear, [decision('f1', 'Schon 2027 in Berlin')]);
    for (const begun of [second, newYear]) {
      await sendToReview(begun);
      await answerAll(begun);
      await approve(begun);
    }
    expect([await numbersOf(second), await numbersOf(newYear)]).toEqual([['2026-4'], ['2027-1']]);
  });

  it('gives no number twice when several are approved at once', async () => {
    const alliance = await makeAlliance();
    const other = await makeAlliance('arbeit');
    const all: Begun[] = [];
    for (const [where, number] of [[alliance, 1], [alliance, 2], [alliance, 3], [other, 1]] as const) {
      const begun = await begin(where, await makeMeeting(where, number));
      await type(begun, [decision(`a${number}`, 'Eins'), decision(`b${number}`, 'Zwei')]);
      await sendToReview(begun);
      await answerAll(begun);
      all.push(begun);
    }
    const twice = await Promise.allSettled([...all, ...all].map(approve));
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    const given = (await Promise.all(all.slice(0, 3).map(numbersOf))).flat().sort();
    expect(given).toEqual(['2026-1', '2026-2', '2026-3', '2026-4', '2026-5', '2026-6']);
    expect(await numbersOf(all[3]!)).toEqual(['2026-1', '2026-2']);
  });

  it('leaves nothing behind when it fails half-way, and no gap when it is done again', async () => {
    const begun = await begin(await makeAlliance());
    await type(begun, [decision('d1', 'Eins')]);
    await sendToReview(begun);
    await answerAll(begun);
    const letters = await import('~/features/reviews/letters.server');
    const failing = vi.spyOn(letters, 'tellOfConclusion').mockRejectedValueOnce(new Error('half-way'));
    await expect(approve(begun)).rejects.toThrow('half-way');
    failing.mockRestore();
    expect(await numbersOf(begun)).toEqual(['null-null']);
    expect(await minutesRow(begun.id)).toMatchObject({ state: 'in_review', sha256: null, paper: null });
    expect(await db.select().from(versions).where(eq(versions.reason, 'approved'))).toEqual([]);
    await approve(begun);
    expect(await numbersOf(begun)).toEqual(['2026-1']);
  });
});

describe('approved minutes', () => {
  async function approved() {
    const begun = await begin(await makeAlliance());
    await type(begun, [decision('d1', 'Eins')]);
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    return begun;
  }

  it('take no edit from a room, and no room opens for editing', async () => {
    const begun = await approved();
    await expect(editRoom(begun.textId, (doc) => replaceDocument(doc, emptyDocument()))).rejects.toThrow('frozen');
    for (const role of ['lead', 'secretary', 'member', 'office'] as const) {
      expect(await accessTo(begun.alliance.ids[role], begun.textId)).toMatchObject({ mode: 'read' });
    }
    for (const role of outsiders) expect(await accessTo(begun.alliance.ids[role], begun.textId)).toBeNull();
  });

  it('are refused by the database itself, whoever asks', async () => {
    const { id, textId, meeting } = await approved();
    const { minutes } = await import('~db/client.server');
    const attempts = [
      () => write((tx) => tx.update(minutes).set({ chair: 'X' }).where(eq(minutes.id, id))),
      () => write((tx) => tx.update(texts).set({ frozenAt: null }).where(eq(texts.id, textId))),
      () => write((tx) => tx.update(decisions).set({ resolutionText: 'X' }).where(eq(decisions.minutesId, id))),
      () => write((tx) => tx.delete(decisions).where(eq(decisions.minutesId, id))),
      () =>
        write((tx) =>
          tx.insert(liveUpdates).values({ textId, update: Buffer.from([0, 0]), at: new Date(), personId: null }),
        ),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow();
    expect(await db.select().from(meetings).where(eq(meetings.id, meeting.id))).toHaveLength(1);
  });

  it.each(['member', ...outsiders] as const)('can not be corrected by %s', async (role) => {
    const begun = await approved();
    await expect(appendCorrection(await begun.alliance.as(role), begun.id, 'Falsch')).rejects.toThrow(NotFound);
  });

  it('are corrected only by appending, with date and person', async () => {
    const begun = await approved();
    const before = await minutesRow(begun.id);
    for (const role of ['office', 'lead', 'secretary'] as const) {
      await appendCorrection(await begun.alliance.as(role), begun.id, `Von ${role}`);
    }
    expect((await correctionsOf(begun.id)).map(({ body, person }) => [body, person])).toEqual([
      ['Von office', 'Person office'],
      ['Von lead', 'Person lead'],
      ['Von secretary', 'Person secretary'],
    ]);
    expect(await minutesRow(begun.id)).toEqual(before);
  });

  it('can not be corrected before they are approved', async () => {
    const begun = await begin(await makeAlliance());
    await expect(appendCorrection(await begun.alliance.as('lead'), begun.id, 'Zu früh')).rejects.toThrow(NotFound);
  });
});

describe('the history', () => {
  it('names each step', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    await appendCorrection(await begun.alliance.as('lead'), begun.id, 'Berichtigt');
    const entries = await db.select().from(auditLog).where(eq(auditLog.objectId, begun.id));
    expect(entries.map(({ action }) => action)).toEqual([
      'minutes.begun',
      'minutes.reviewStarted',
      'minutes.approved',
      'minutes.corrected',
    ]);
  });

  it('keeps that the Geschäftsstelle read a draft, once a day, and of nobody else', async () => {
    const begun = await begin(await makeAlliance());
    const at = { group: 'sprache', number: 1 };
    for (const role of ['office', 'office', 'lead', 'member'] as const) {
      await minutesPage(await begun.alliance.as(role), at, { language: 'de', check: false });
    }
    await accessTo(begun.alliance.ids.office, begun.textId);
    const read = await db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, 'minutes.draftRead'), eq(auditLog.objectId, begun.id)));
    expect(read.map(({ actorName }) => actorName)).toEqual(['Person office']);
  });
});

describe('a step on a page that is out of date', () => {
  const lead = async ({ alliance }: Begun) => alliance.as('lead');
  const draft = async (begun: Begun) => returnToDraft(await lead(begun), begun.id, 'Nachtrag');

  it('tells nothing to those who could never take it, or may not read the minutes', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    for (const role of ['secretary', 'member', ...outsiders] as const) {
      await expect(approveMinutes(await begun.alliance.as(role), begun.id, consent)).rejects.toThrow(NotFound);
    }
  });

  it('says who has approved the minutes meanwhile', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    const news = new Rejected('minutesApproved', { name: 'Person lead' });
    await expect(approve(begun)).rejects.toThrow(news);
    await expect(draft(begun)).rejects.toMatchObject({ code: 'minutesApproved', values: { name: 'Person lead' } });
    await expect(remindOrganisations(await lead(begun), begun.id)).rejects.toThrow(news);
  });

  it('says who has sent them to review, and who has returned them', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await expect(sendToReview(begun)).rejects.toMatchObject({ code: 'minutesSentToReview', values: { name: 'Person secretary' } });
    await draft(begun);
    await expect(approve(begun)).rejects.toMatchObject({ code: 'minutesReturned', values: { name: 'Person lead' } });
  });
});

describe('news', () => {
  const sentences = async (name: string) => (await told()).filter(({ to }) => to === name).map(({ sentence }) => sentence);

  it('tell those who were asked to review that the minutes are approved', async () => {
    const begun = await begin(await makeAlliance());
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    for (const to of ['partner', 'otherpartner', 'member']) {
      expect((await sentences(to)).filter((subject) => subject.startsWith('Genehmigt:'))).toHaveLength(1);
    }
    expect((await sentences('lead')).filter((subject) => subject.startsWith('Genehmigt:'))).toEqual([]);
  });
});
