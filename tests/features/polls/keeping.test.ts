/** A search for a date: who begins, changes and ends it, and who is told. */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { auditLog, db, groups, mails, memberships, pollAnswers, polls, write } from '~db/client.server';
import type { PollId } from '~db/values';
import type { Actor } from '~/access/policy';
import { handlePollDeadlines } from '~/features/polls/deadline.server';
import { beginPoll, changePoll, remindPoll, withdrawPoll } from '~/features/polls/keeping.server';
import { pollPage, pollSection, pollToChange } from '~/features/polls/poll-page.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { addDays, endOfDay, today } from '~/services/time';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { asking, begun, changing, says } from './asking';

useDatabase();
beforeEach(handlePollDeadlines);

const entries = (action: string) => db.$count(auditLog, eq(auditLog.action, action));
const stateOf = async (id: PollId) => (await db.select().from(polls).where(eq(polls.id, id)))[0]!.state;
const basisFor = async (alliance: Alliance, id: PollId) => (await pollToChange(await alliance.as('lead'), alliance.slug, id)).basis;

/** Who got a mail of this subject. */
const told = async (words: string) =>
  (await db.select().from(mails)).filter(({ subject }) => subject.includes(words)).map(({ to }) => to.split('@')[0]).sort();

const at = (test: { onTestFinished: (done: () => void) => void }, now: Date) => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  test.onTestFinished(() => void vi.useRealTimers());
};

describe('who asks', () => {
  it.each(['member', 'guest', 'partner', 'stranger'] as const)('is not %s', async (role) => {
    const alliance = await makeAlliance();
    await expect(beginPoll(await alliance.as(role), alliance.groupId, asking())).rejects.toThrow(NotFound);
    expect(await db.$count(polls)).toBe(0);
  });

  it('is no visitor, and nobody in a group at rest', async () => {
    const alliance = await makeAlliance();
    const visitor: Actor = { kind: 'visitor' };
    await expect(beginPoll(visitor, alliance.groupId, asking())).rejects.toThrow(SignInRequired);
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    await expect(beginPoll(await alliance.as('lead'), alliance.groupId, asking())).rejects.toThrow('groupArchived');
  });

  it('asks for days that lie ahead', async () => {
    const alliance = await makeAlliance();
    const lead = await alliance.as('lead');
    const past = asking([3, 4], { lastDay: addDays(today(), -1) });
    await expect(beginPoll(lead, alliance.groupId, past)).rejects.toMatchObject({ code: 'pollDeadlinePassed', field: 'lastDay' });
    const passed = asking([12, -1, 13]);
    await expect(beginPoll(lead, alliance.groupId, passed)).rejects.toMatchObject({
      code: 'pollProposalPassed',
      field: 'proposals[1].day',
    });
    expect([await db.$count(polls), await db.$count(mails)]).toEqual([0, 0]);
  });

  it.each(['office', 'lead', 'secretary'] as const)('is %s, once however often it is sent', async (role) => {
    const alliance = await makeAlliance();
    const actor = await alliance.as(role);
    const twice = asking();
    const ids = await Promise.all([1, 2].map(() => beginPoll(actor, alliance.groupId, twice)));
    expect(ids).toEqual([twice.key, twice.key]);
    expect([await db.$count(polls), await entries('poll.started')]).toEqual([1, 1]);
    const asked = ['lead', 'member', 'secretary'].filter((one) => one !== role);
    expect(await told('Wann können Sie?')).toEqual(asked);
    const other = await makeAlliance('wohnen');
    await expect(beginPoll(await other.as('lead'), other.groupId, twice)).rejects.toThrow(NotFound);
  });
});

describe('who keeps it', () => {
  it.each(['member', 'guest', 'partner', 'stranger'] as const)('is not %s', async (role) => {
    const { alliance, id } = await begun();
    const actor = await alliance.as(role);
    const input = changing(await basisFor(alliance, id), [10, 20]);
    await expect(changePoll(actor, id, input)).rejects.toThrow(NotFound);
    await expect(remindPoll(actor, id)).rejects.toThrow(NotFound);
    await expect(withdrawPoll(actor, id, 'Nein')).rejects.toThrow(NotFound);
    await expect(pollToChange(actor, alliance.slug, id)).rejects.toThrow(NotFound);
    expect(await stateOf(id)).toBe('open');
  });
});

describe('a change', () => {
  it('is refused from a form that is out of date', async () => {
    const { alliance, id } = await begun();
    const basis = await basisFor(alliance, id);
    await changePoll(await alliance.as('lead'), id, changing(basis, [10, 11, 12], { title: 'Neu' }));
    await expect(changePoll(await alliance.as('office'), id, changing(basis, [10, 20]))).rejects.toThrow('changedMeanwhile');
  });

  it('that changes nothing is none, also when it is sent twice', async () => {
    const { alliance, id } = await begun();
    const lead = await alliance.as('lead');
    const basis = await basisFor(alliance, id);
    expect(await changePoll(lead, id, changing(basis, [12, 11, 10]))).toEqual({ told: 0 });
    for (const told of [2, 0]) expect(await changePoll(lead, id, changing(basis, [10, 11, 13]))).toEqual({ told });
    expect(await entries('poll.changed')).toBe(1);
  });

  it('keeps what was said to dates that stay, and asks everyone about new ones', async () => {
    const { alliance, id } = await begun([10, 11, 12]);
    await says({ alliance, id }, 'member', '+-~');
    const input = changing(await basisFor(alliance, id), [10, 12, 13]);
    expect(await changePoll(await alliance.as('lead'), id, input)).toEqual({ told: 2 });
    const { dates, own } = await pollPage(await alliance.as('member'), alliance.slug, id);
    expect(dates.map((date) => date.own)).toEqual(['yes', 'if_needed', null]);
    expect(own.replied).toBe(true);
    expect(await told('Neue Termine')).toEqual(['member', 'secretary']);
  });

  it('of the length drops all answers; of words alone none, and tells nobody', async () => {
    const { alliance, id } = await begun();
    await says({ alliance, id }, 'member', '+-~');
    const lead = await alliance.as('lead');
    const words = changing(await basisFor(alliance, id), [10, 11, 12], { place: 'Anderswo' });
    expect(await changePoll(lead, id, words)).toEqual({ told: 0 });
    expect(await db.$count(pollAnswers)).toBe(3);
    const longer = changing(await basisFor(alliance, id), [10, 11, 12], { duration: '120', place: 'Anderswo' });
    expect(await changePoll(lead, id, longer)).toEqual({ told: 2 });
    expect(await db.$count(pollAnswers)).toBe(0);
  });

  it('may leave a date that has passed, and take no new one that has', async (test) => {
    const { alliance, id } = await begun([6, 11, 12]);
    const basis = await basisFor(alliance, id);
    const [stays, comes] = [changing(basis, [6, 11, 13], { lastDay: addDays(today(), 9) }), changing(basis, [6, 7, 13], { lastDay: addDays(today(), 9) })];
    at(test, endOfDay(addDays(today(), 7)));
    const lead = await alliance.as('lead');
    await expect(changePoll(lead, id, comes)).rejects.toMatchObject({ code: 'pollProposalPassed', field: 'proposals[1].day' });
    await changePoll(lead, id, stays);
    expect((await pollPage(lead, alliance.slug, id)).dates.map(({ past }) => past)).toEqual([true, false, false]);
  });
});

describe('the deadline', () => {
  it('tells those who choose, once, and only when it was not put off', async (test) => {
    const { alliance, id } = await begun();
    const later = addDays(today(), 8);
    await changePoll(await alliance.as('lead'), id, changing(await basisFor(alliance, id), [10, 11, 12], { lastDay: later }));
    const [first, second] = [endOfDay(addDays(today(), 5)), endOfDay(later)];
    at(test, first);
    await runDueJobs();
    expect(await told('Bitte Termin wählen')).toEqual([]);
    vi.setSystemTime(second);
    await expect(says({ alliance, id }, 'member', '+++')).rejects.toThrow('pollDeadlineOver');
    await expect(remindPoll(await alliance.as('lead'), id)).rejects.toThrow('pollDeadlineOver');
    await runDueJobs();
    expect(await told('Bitte Termin wählen')).toEqual(['lead', 'secretary']);
    const page = async (role: Role) => pollPage(await alliance.as(role), alliance.slug, id);
    expect(await page('member')).toMatchObject({ standing: 'due', mayAnswer: false, mayLead: false, missing: null });
    expect(await page('lead')).toMatchObject({ standing: 'due', mayAnswer: false, mayLead: true });
  });

  it('tells nobody in a group at rest', async (test) => {
    await begun();
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    at(test, endOfDay(addDays(today(), 5)));
    await runDueJobs();
    expect(await told('Bitte Termin wählen')).toEqual([]);
  });

  it('tells whoever began it, and nobody once it has ended', async (test) => {
    const alliance = await makeAlliance();
    const [one, other] = [asking(), asking()];
    const office = await alliance.as('office');
    for (const input of [one, other]) await beginPoll(office, alliance.groupId, input);
    await withdrawPoll(office, other.key, 'Doppelt');
    at(test, endOfDay(addDays(today(), 5)));
    await runDueJobs();
    expect(await told('Bitte Termin wählen')).toEqual(['lead', 'office', 'secretary']);
  });
});

describe('a reminder', () => {
  it('goes to those who have not answered everything, once a day', async (test) => {
    const { alliance, id } = await begun();
    await says({ alliance, id }, 'member', '+-.');
    await says({ alliance, id }, 'secretary', '+-~');
    const lead = await alliance.as('lead');
    expect((await pollPage(lead, alliance.slug, id)).missing).toEqual({ all: ['Person lead'], partly: ['Person member'] });
    expect(await remindPoll(lead, id)).toEqual({ told: 1 });
    expect(await told('Erinnerung')).toEqual(['member']);
    await expect(remindPoll(await alliance.as('office'), id)).rejects.toThrow('pollReminded');
    at(test, endOfDay(today()));
    await says({ alliance, id }, 'member', '..~');
    await expect(remindPoll(lead, id)).rejects.toThrow('pollAllAnswered');
  });
});

describe('calling it off', () => {
  it('tells all who were asked why, and is final', async () => {
    const { alliance, id } = await begun();
    await withdrawPoll(await alliance.as('secretary'), id, 'Hat sich erledigt.');
    expect(await told('Abgesagt')).toEqual(['lead', 'member']);
    const page = await pollPage(await alliance.as('member'), alliance.slug, id);
    expect(page).toMatchObject({ standing: 'withdrawn', endReason: 'Hat sich erledigt.', endedBy: 'Person secretary', mayAnswer: false });
    await expect(withdrawPoll(await alliance.as('lead'), id, 'Noch einmal')).rejects.toThrow('pollEnded');
    await expect(pollToChange(await alliance.as('lead'), alliance.slug, id)).rejects.toThrow('pollEnded');
    const reopened = write((tx) => tx.update(polls).set({ state: 'open' }).where(eq(polls.id, id)));
    await expect(reopened).rejects.toThrow();
    expect(await pollSection(await alliance.as('member'), alliance.groupId)).toEqual([]);
  });
});

describe('above the meetings', () => {
  it('stands what is under way, with the own answer; guests see nothing of it', async () => {
    const { alliance, id } = await begun();
    const line = async (role: Role) => (await pollSection(await alliance.as(role), alliance.groupId))[0];
    expect(await line('guest')).toBeUndefined();
    expect(await line('member')).toMatchObject({ id, own: 'none', answered: 0, asked: 3, mayLead: false });
    await says({ alliance, id }, 'member', '+..');
    expect(await line('member')).toMatchObject({ own: 'partly', answered: 1 });
    await says({ alliance, id }, 'member', '.-~');
    expect(await line('member')).toMatchObject({ own: 'given' });
    expect(await line('office')).toMatchObject({ own: null, mayLead: true });
  });

  it('nobody is shown the searches of other groups', async () => {
    const { alliance } = await begun();
    for (const role of ['partner', 'stranger'] as const) {
      await expect(pollSection(await alliance.as(role), alliance.groupId)).rejects.toThrow(NotFound);
    }
    expect(await db.$count(memberships)).toBeGreaterThan(0);
  });
});
