/** Answering a search for a date: who may, what holds, and what others see of it. */
import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { auditLog, db, groups, memberships, pollAnswers, write } from '~db/client.server';
import { answerPoll } from '~/features/polls/answering.server';
import { changePoll, withdrawPoll } from '~/features/polls/keeping.server';
import { pollPage, pollToChange } from '~/features/polls/poll-page.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, endOfDay, today } from '~/services/time';
import { type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { meetingIn } from '../meetings/meeting-maker';
import { type Running, begun, changing, says } from './asking';

useDatabase();

const entries = (action: string) => db.$count(auditLog, eq(auditLog.action, action));
const seen = async ({ alliance, id }: Running, role: Role) => pollPage(await alliance.as(role), alliance.slug, id);
const leaves = ({ alliance }: Running, role: Role) =>
  write((tx) => tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids[role])));

describe('who answers', () => {
  it.each(['office', 'guest', 'partner', 'stranger'] as const)('is not %s', async (role) => {
    const { alliance, id, dates } = await begun();
    const answer = { answers: { [dates[0]!]: 'yes' as const }, rest: false, comment: '', basis: '' };
    await expect(answerPoll(await alliance.as(role), id, answer)).rejects.toThrow(NotFound);
    expect(await db.$count(pollAnswers)).toBe(0);
  });

  it('is no visitor, and nobody in a group at rest or who has left it', async () => {
    const running = await begun();
    const { alliance, id } = running;
    const answer = { answers: {}, rest: true, comment: '', basis: '' };
    await expect(answerPoll({ kind: 'visitor' }, id, answer)).rejects.toThrow(SignInRequired);
    const member = await alliance.as('member');
    await leaves(running, 'member');
    await expect(answerPoll(member, id, answer)).rejects.toThrow(NotFound);
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    await expect(answerPoll(await alliance.as('lead'), id, answer)).rejects.toThrow(NotFound);
  });

  it.each(['lead', 'secretary', 'member'] as const)('is %s', async (role) => {
    const running = await begun();
    expect(await says(running, role, '+~-', { comment: 'Gern früh.' })).toEqual({ open: 0 });
    const page = await seen(running, role);
    expect(page.dates.map(({ own }) => own)).toEqual(['yes', 'if_needed', 'no']);
    expect(page.replies).toEqual([{ name: `Person ${role}`, comment: 'Gern früh.', choices: ['yes', 'if_needed', 'no'] }]);
    expect(page).toMatchObject({ answered: 1, asked: 3, own: { replied: true, comment: 'Gern früh.' } });
  });
});

describe('an answer', () => {
  it('says something', async () => {
    const running = await begun();
    await expect(says(running, 'member', '...', { comment: 'Hm.' })).rejects.toThrow('pollNothingAnswered');
    expect(await entries('poll.answered')).toBe(0);
  });

  it('leaves open what it does not say, or calls it a no', async () => {
    const running = await begun();
    expect(await says(running, 'member', '+..')).toEqual({ open: 2 });
    expect(await says(running, 'secretary', '+..', { rest: true })).toEqual({ open: 0 });
    expect((await seen(running, 'member')).dates.map(({ own }) => own)).toEqual(['yes', null, null]);
    expect((await seen(running, 'secretary')).dates.map(({ own }) => own)).toEqual(['yes', 'no', 'no']);
  });

  it('is changed knowingly, and counts once when it is sent twice', async () => {
    const running = await begun();
    const { basis } = await seen(running, 'member');
    await Promise.all([says(running, 'member', '+~-', { basis }), says(running, 'member', '+~-', { basis })]);
    expect(await entries('poll.answered')).toBe(1);
    await expect(says(running, 'member', '---', { basis })).rejects.toThrow('pollAnsweredMeanwhile');
    await says(running, 'member', '---');
    expect((await seen(running, 'member')).dates.map(({ counts }) => counts.no)).toEqual([1, 1, 1]);
    expect(await entries('poll.answerChanged')).toBe(1);
  });

  it('is not taken to dates that have changed meanwhile', async () => {
    const running = await begun([10, 11, 12]);
    const { alliance, id } = running;
    const { basis } = await seen(running, 'member');
    const lead = await alliance.as('lead');
    await changePoll(lead, id, changing((await pollToChange(lead, alliance.slug, id)).basis, [10, 11, 13]));
    await expect(says(running, 'member', '+++', { basis })).rejects.toThrow('pollAnsweredMeanwhile');
  });

  it('is not taken to a date that has passed, nor after the end', async (test) => {
    const running = await begun([2, 11, 12]);
    vi.useFakeTimers({ toFake: ['Date'], now: endOfDay(addDays(today(), 2)) });
    test.onTestFinished(() => void vi.useRealTimers());
    expect(await says(running, 'member', '+~-')).toEqual({ open: 0 });
    expect((await seen(running, 'member')).dates.map(({ own, past }) => [own, past])).toEqual([[null, true], ['if_needed', false], ['no', false]]);
    await withdrawPoll(await running.alliance.as('lead'), running.id, 'Doch nicht.');
    await expect(says(running, 'lead', '+++')).rejects.toThrow('pollEnded');
  });
});

describe('who has left or joined', () => {
  it('counts no more, or is asked as well', async () => {
    const running = await begun();
    const { alliance } = running;
    await says(running, 'member', '+++');
    await leaves(running, 'member');
    expect(await seen(running, 'lead')).toMatchObject({ answered: 0, asked: 2, replies: [] });
    await write((tx) =>
      tx.insert(memberships).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, role: 'member', startsAt: new Date() }),
    );
    expect(await says(running, 'stranger', '+--')).toEqual({ open: 0 });
    expect(await seen(running, 'lead')).toMatchObject({ answered: 1, asked: 3 });
  });

  it('stays in what has ended as it was at its end', async () => {
    const running = await begun();
    await says(running, 'member', '+++');
    await withdrawPoll(await running.alliance.as('lead'), running.id, 'Doch nicht.');
    await leaves(running, 'member');
    expect((await seen(running, 'lead')).replies.map(({ name }) => name)).toEqual(['Person member']);
  });
});

describe('the page', () => {
  it.each(['guest', 'partner', 'stranger'] as const)('is not for %s', async (role) => {
    await expect(begun().then((running) => seen(running, role))).rejects.toThrow(NotFound);
  });

  it('is not at the address of another group', async () => {
    const { alliance, id } = await begun();
    const other = await makeAlliance('wohnen');
    await expect(pollPage(await alliance.as('office'), other.slug, id)).rejects.toThrow(NotFound);
  });

  it('says who is missing only to those who can remind them', async () => {
    const running = await begun();
    await says(running, 'lead', '+++');
    const page = await seen(running, 'member');
    expect(page.missing).toBeNull();
    expect(JSON.stringify(page)).not.toContain('Person secretary');
    for (const role of ['lead', 'secretary', 'office'] as const) {
      expect((await seen(running, role)).missing).toEqual({ all: ['Person member', 'Person secretary'], partly: [] });
    }
  });

  it('names own meetings beside the dates they fall on, and those of nobody else', async () => {
    const running = await begun([10, 11, 12]);
    const { alliance } = running;
    const there = await makeAlliance('arbeit');
    await meetingIn(there, 11, { from: '15:00', until: '17:00' });
    await meetingIn(there, 12, { from: '15:30', until: '17:00' });
    const joins = { groupId: there.groupId, personId: alliance.ids.member, role: 'member' as const, startsAt: new Date(0) };
    await write((tx) => tx.insert(memberships).values(joins));
    const overlaps = async (role: Role) => (await seen(running, role)).dates.map((date) => date.overlaps.map(({ path }) => path));
    expect(await overlaps('member')).toEqual([[], ['/gruppen/arbeit/sitzungen/1'], []]);
    expect(await overlaps('secretary')).toEqual([[], [], []]);
  });
});
