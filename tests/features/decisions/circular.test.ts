import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { agendaItems, auditLog, circularVotes, db, decisions, groups, meetings, memberships, write } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { CircularChoice, CircularVoteId, MeetingId } from '~db/values';
import type { Actor } from '~/access/policy';
import { tallyOf } from '~/features/decisions/circular';
import { circularSection, votePage } from '~/features/decisions/circular-page.server';
import { handleCircularDeadlines } from '~/features/decisions/circular-result.server';
import { castBallot, endVote, proposeVote, remindVote, withdrawVote } from '~/features/decisions/circular.server';
import { decisionPage } from '~/features/decisions/decision.server';
import { registerFilter } from '~/features/decisions/decisions';
import { decisionsIn } from '~/features/decisions/decisions.server';
import { paperOf, tableOf } from '~/features/decisions/export.server';
import { registerOfGroup } from '~/features/decisions/registers.server';
import { cancelMeeting } from '~/features/meetings/planning.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { runDueJobs } from '~/services/jobs/jobs.server';
import { addDays, endOfDay, today } from '~/services/time';
import { exportDocument } from '~/texts/export/export.server';
import { decision } from '../../editor/examples';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { meetingIn } from '../meetings/meeting-maker';
import { approved, changeState } from './register';

useDatabase();
beforeEach(handleCircularDeadlines);

const proposal = () => ({
  key: newId<'circularVote'>(),
  title: 'Ein Raum',
  resolutionText: 'Wir mieten einen Raum.',
  reason: 'Der alte fällt weg.',
  lastDay: addDays(today(), 7),
});

async function begun() {
  const alliance = await makeAlliance();
  const id = await proposeVote(await alliance.as('lead'), alliance.groupId, proposal());
  return { alliance, id };
}

const says = async (alliance: Alliance, id: CircularVoteId, role: Role, choice: CircularChoice, before?: CircularChoice) =>
  castBallot(await alliance.as(role), id, { choice, before });

const stateOf = async (id: CircularVoteId) => (await db.select().from(circularVotes).where(eq(circularVotes.id, id)))[0]!.state;
const entries = (action: string) => db.$count(auditLog, eq(auditLog.action, action));

/** A vote that ends today, and a moment after its deadline. */
async function overdue(alliance: Alliance, said: Partial<Record<'lead' | 'secretary' | 'member', CircularChoice>>) {
  const id = await proposeVote(await alliance.as('lead'), alliance.groupId, { ...proposal(), lastDay: today() });
  for (const [role, choice] of Object.entries(said)) await says(alliance, id, role as Role, choice);
  return { id, later: new Date(endOfDay(today()).getTime() + 1000) };
}

describe('who proposes', () => {
  it.each(['office', 'secretary', 'member', 'guest', 'partner', 'stranger'] as const)('is not %s', async (role) => {
    const alliance = await makeAlliance();
    await expect(proposeVote(await alliance.as(role), alliance.groupId, proposal())).rejects.toThrow(NotFound);
  });

  it('is no visitor, and nobody in a group at rest', async () => {
    const alliance = await makeAlliance();
    const visitor: Actor = { kind: 'visitor' };
    await expect(proposeVote(visitor, alliance.groupId, proposal())).rejects.toThrow(SignInRequired);
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    await expect(proposeVote(await alliance.as('lead'), alliance.groupId, proposal())).rejects.toThrow(NotFound);
  });

  it('is the lead, once however often it is sent, and not into the past', async () => {
    const alliance = await makeAlliance();
    const lead = await alliance.as('lead');
    const twice = proposal();
    const ids = await Promise.all([proposeVote(lead, alliance.groupId, twice), proposeVote(lead, alliance.groupId, twice)]);
    expect(ids).toEqual([twice.key, twice.key]);
    expect([await db.$count(circularVotes), await entries('circular.proposed')]).toEqual([1, 1]);
    const past = { ...proposal(), lastDay: addDays(today(), -1) };
    await expect(proposeVote(lead, alliance.groupId, past)).rejects.toThrow('circularDeadlinePassed');
    const other = await makeAlliance('wohnen');
    await expect(proposeVote(await other.as('lead'), other.groupId, twice)).rejects.toThrow(NotFound);
  });
});

describe('who votes', () => {
  it.each(['office', 'guest', 'partner', 'stranger'] as const)('is not %s', async (role) => {
    const { alliance, id } = await begun();
    await expect(says(alliance, id, role, 'yes')).rejects.toThrow(NotFound);
  });

  it('is nobody who came later or whose role has ended', async () => {
    const { alliance, id } = await begun();
    const ended = eq(memberships.personId, alliance.ids.member);
    const held = await alliance.as('member');
    await write((tx) => tx.update(memberships).set({ endsAt: new Date() }).where(ended));
    await expect(castBallot(held, id, { choice: 'yes' })).rejects.toThrow(NotFound);
    await write((tx) =>
      tx.insert(memberships).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, role: 'member', startsAt: new Date() }),
    );
    await expect(says(alliance, id, 'stranger', 'yes')).rejects.toThrow(NotFound);
    expect(await votePage(await alliance.as('stranger'), alliance.slug, id)).toMatchObject({ mayVote: false, voters: 2 });
  });

  it('votes once, and changes it knowingly', async () => {
    const { alliance, id } = await begun();
    await Promise.all([says(alliance, id, 'member', 'yes'), says(alliance, id, 'member', 'yes')]);
    expect(await entries('circular.voted')).toBe(1);
    await expect(says(alliance, id, 'member', 'no')).rejects.toThrow('circularVotedMeanwhile');
    await says(alliance, id, 'member', 'no', 'yes');
    expect(await votePage(await alliance.as('member'), alliance.slug, id)).toMatchObject({ own: 'no', answered: 1, voters: 3 });
    expect(await entries('circular.changed')).toBe(1);
  });
});

describe('the page of a vote', () => {
  it.each(['guest', 'partner', 'stranger'] as const)('is not for %s', async (role) => {
    const { alliance, id } = await begun();
    await expect(votePage(await alliance.as(role), alliance.slug, id)).rejects.toThrow(NotFound);
  });

  it('is not at the address of another group', async () => {
    const { alliance, id } = await begun();
    const other = await makeAlliance('wohnen');
    const office = await alliance.as('office');
    await expect(votePage(office, other.slug, id)).rejects.toThrow(NotFound);
  });

  it('says who said what only to those who have voted, and who is missing only to the lead', async () => {
    const { alliance, id } = await begun();
    await says(alliance, id, 'member', 'no');
    const seen = async (role: Role) => votePage(await alliance.as(role), alliance.slug, id);
    for (const role of ['office', 'lead', 'secretary'] as const) {
      expect(await seen(role)).toMatchObject({ ballots: null, tally: null, answered: 1, voters: 3 });
    }
    expect(await seen('member')).toMatchObject({ ballots: [{ name: 'Person member', choice: 'no' }], missing: null });
    expect((await seen('lead')).missing).toEqual(['Person lead', 'Person secretary']);
    const section = await circularSection(await alliance.as('secretary'), await registerOfGroup(await alliance.as('secretary'), alliance.slug));
    expect(section).toMatchObject({ mayPropose: false, votes: [{ own: null, answered: 1, mayVote: true }] });
  });
});

describe('a reminder', () => {
  it('goes to those who have not voted, once a day, from the lead alone', async (test) => {
    const { alliance, id } = await begun();
    await says(alliance, id, 'member', 'yes');
    for (const role of ['office', 'secretary', 'member', 'guest'] as const) {
      await expect(remindVote(await alliance.as(role), id)).rejects.toThrow(NotFound);
    }
    const lead = await alliance.as('lead');
    expect(await remindVote(lead, id)).toEqual({ told: 1 });
    await expect(remindVote(lead, id)).rejects.toThrow('circularReminded');
    expect(await votePage(lead, alliance.slug, id)).toMatchObject({ reminded: true, awaitsOthers: true });
    expect(await entries('circular.reminded')).toBe(1);
    vi.useFakeTimers({ toFake: ['Date'], now: endOfDay(today()) });
    test.onTestFinished(() => void vi.useRealTimers());
    await says(alliance, id, 'secretary', 'no');
    await expect(remindVote(lead, id)).rejects.toThrow('circularAllVoted');
  });
});

describe('the end', () => {
  it('comes early only when all have voted who still may, and only by the lead', async () => {
    const { alliance, id } = await begun();
    await says(alliance, id, 'lead', 'yes');
    await says(alliance, id, 'secretary', 'yes');
    for (const role of ['office', 'secretary', 'member', 'guest'] as const) {
      await expect(endVote(await alliance.as(role), id)).rejects.toThrow(NotFound);
    }
    await expect(endVote(await alliance.as('lead'), id)).rejects.toThrow('circularAwaited');
    await write((tx) => tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids.member)));
    await endVote(await alliance.as('lead'), id);
    expect(await stateOf(id)).toBe('accepted');
    await expect(endVote(await alliance.as('lead'), id)).rejects.toThrow('circularEnded');
    await expect(says(alliance, id, 'secretary', 'no', 'yes')).rejects.toThrow('circularEnded');
    expect(await db.$count(decisions)).toBe(1);
  });

  it('comes by itself at the deadline, and not a moment before; nobody votes late', async (test) => {
    const alliance = await makeAlliance();
    const { id, later } = await overdue(alliance, { lead: 'yes', member: 'abstain' });
    await runDueJobs();
    expect(await stateOf(id)).toBe('open');
    vi.useFakeTimers({ toFake: ['Date'], now: later });
    test.onTestFinished(() => void vi.useRealTimers());
    await expect(says(alliance, id, 'secretary', 'no')).rejects.toThrow('circularEnded');
    expect(await votePage(await alliance.as('lead'), alliance.slug, id)).toMatchObject({ standing: 'counting', mayVote: false, mayLead: false });
    await runDueJobs();
    expect(await stateOf(id)).toBe('accepted');
    expect(await entries('circular.accepted')).toBe(1);
  });

  it.each([
    [{ yes: 1, no: 1, abstained: 1 }, ['yes', 'no', 'abstain']],
    [{ yes: 0, no: 0, abstained: 3 }, ['abstain', 'abstain', 'abstain']],
  ] as const)('without more yes than no rejects, under a number of the register: %j', async (tally, choices) => {
    const { alliance, id } = await begun();
    for (const [index, role] of (['lead', 'secretary', 'member'] as const).entries()) await says(alliance, id, role, choices[index]!);
    await endVote(await alliance.as('lead'), id);
    expect([await stateOf(id), tallyOf(choices)]).toEqual(['rejected', tally]);
    const lead = await alliance.as('lead');
    const register = await registerOfGroup(lead, alliance.slug);
    const [listed] = await decisionsIn([register], registerFilter.parse({ ergebnis: 'rejected' }));
    expect(listed).toMatchObject({ ...tally, result: 'rejected', state: null, origin: { kind: 'circular', voteId: id } });
    expect((await votePage(lead, alliance.slug, id)).decision).toMatchObject({ number: listed!.number });
    expect((await circularSection(lead, register)).former).toEqual({ votes: [], more: 0 });
  });

  it('is taken back by the lead alone, with the reason, and is then final', async () => {
    const { alliance, id } = await begun();
    await expect(withdrawVote(await alliance.as('member'), id, 'Nein')).rejects.toThrow(NotFound);
    await withdrawVote(await alliance.as('lead'), id, 'Hat sich erledigt.');
    expect(await votePage(await alliance.as('member'), alliance.slug, id)).toMatchObject({ standing: 'withdrawn', endReason: 'Hat sich erledigt.' });
    await expect(says(alliance, id, 'member', 'yes')).rejects.toThrow('circularEnded');
    const opened = write((tx) => tx.update(circularVotes).set({ state: 'open' }).where(eq(circularVotes.id, id)));
    await expect(opened).rejects.toThrow();
  });
});

describe('votes that ended without a decision', () => {
  it('are listed, the latest first, with how many more there are, for those alone who may read them', async (test) => {
    test.onTestFinished(() => void vi.useRealTimers());
    const alliance = await makeAlliance();
    const lead = await alliance.as('lead');
    for (let nth = 1; nth <= 22; nth += 1) {
      const one = { ...proposal(), title: `Antrag ${nth}` };
      await proposeVote(lead, alliance.groupId, one);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
      await withdrawVote(lead, one.key, 'Hat sich erledigt.');
    }
    const register = await registerOfGroup(lead, alliance.slug);
    const { votes, more } = (await circularSection(lead, register)).former;
    expect([votes.length, more]).toEqual([20, 2]);
    expect(votes[0]).toEqual({ id: expect.any(String), title: 'Antrag 22', state: 'withdrawn', day: today() });
    expect(votes.at(-1)).toMatchObject({ title: 'Antrag 3' });
    const none = (await circularSection(await alliance.as('guest'), register)).former;
    expect(none).toEqual({ votes: [], more: 0 });
  });
});

describe('an accepted vote', () => {
  async function accepted() {
    const alliance = await makeAlliance();
    const year = today().slice(0, 4);
    const day = `${year}-01-08`;
    await approved(alliance, { number: 1, day, open: [decision('a', 'Vorher.', { result: 'consensus' })] });
    const id = await proposeVote(await alliance.as('lead'), alliance.groupId, proposal());
    for (const role of ['lead', 'secretary'] as const) await says(alliance, id, role, 'yes');
    await says(alliance, id, 'member', 'abstain');
    await endVote(await alliance.as('lead'), id);
    const register = await registerOfGroup(await alliance.as('lead'), alliance.slug);
    return { alliance, id, year, register, listed: await decisionsIn([register], registerFilter.parse({})) };
  }

  it('takes the next number of the register, which goes on from there', async () => {
    const { alliance, id, year, register, listed } = await accepted();
    expect(listed).toMatchObject([
      { number: `SPR ${year}-02`, yes: 2, no: 0, abstained: 1, day: today(), origin: { kind: 'circular', voteId: id }, state: 'in_force' },
      { number: `SPR ${year}-01`, origin: { kind: 'minutes', meetingNumber: 1 } },
    ]);
    await approved(alliance, { number: 2, day: `${year}-02-05`, open: [decision('b', 'Nachher.', { result: 'consensus' })] });
    const after = await decisionsIn([register], registerFilter.parse({ text: 'nachher' }));
    expect(after.map(({ number }) => number)).toEqual([`SPR ${year}-03`]);
  });

  it('has its page, and replaces an earlier one', async () => {
    const { alliance, id, listed } = await accepted();
    const lead = await alliance.as('lead');
    const [taken, earlier] = listed;
    await changeState(lead, alliance.slug, earlier!.id, { state: 'replaced', note: '', replacedById: taken!.id });
    const page = await decisionPage(lead, alliance.slug, taken!.id);
    expect(page).toMatchObject({ origin: { kind: 'circular', voteId: id, title: 'Ein Raum', day: today() } });
    expect(page.replaces).toHaveLength(1);
    await changeState(lead, alliance.slug, taken!.id, { state: 'repealed', note: '' });
    expect((await votePage(lead, alliance.slug, id)).decision).toEqual({ id: taken!.id, number: taken!.number });
  });

  it('stands in the table and on the paper', async () => {
    const { register, listed } = await accepted();
    expect(tableOf(listed, 'de').split('\r\n')[1]).toContain(';Umlaufbeschluss;;Wir mieten einen Raum.;2;0;1;angenommen;gilt;nein');
    const wanted = { registers: [register], filter: registerFilter.parse({}), language: 'de' as const, title: 'Beschlüsse' };
    const text = Buffer.from((await exportDocument(paperOf(listed, wanted), 'md')).bytes).toString();
    expect(text).toContain('Umlaufbeschluss vom');
  });
});

describe('"in die Sitzung"', () => {
  const called = (id: MeetingId) =>
    db.select().from(agendaItems).where(eq(agendaItems.meetingId, id)).then((rows) => rows.filter(({ title }) => title.includes('Ein Raum')));

  it('ends the vote at once and stands on the next agenda, once', async () => {
    const { alliance, id } = await begun();
    await meetingIn(alliance, 40);
    const next = await meetingIn(alliance, 10);
    await says(alliance, id, 'member', 'meeting');
    await says(alliance, id, 'member', 'meeting').catch(() => undefined);
    await expect(says(alliance, id, 'lead', 'yes')).rejects.toThrow('circularEnded');
    const lead = await alliance.as('lead');
    const { former } = await circularSection(lead, await registerOfGroup(lead, alliance.slug));
    expect(former).toMatchObject({ votes: [{ id, state: 'to_meeting' }], more: 0 });
    expect(await called(next.id)).toMatchObject([{ kind: 'decision', state: 'accepted', internal: true, proposedBy: alliance.ids.member }]);
    const page = await votePage(lead, alliance.slug, id);
    expect(page).toMatchObject({ standing: 'to_meeting', endedBy: 'Person member', meeting: { number: next.number } });
    expect(await db.$count(decisions)).toBe(0);
  });

  it('waits where no meeting is planned, and moves on when one is called off', async () => {
    const { alliance, id } = await begun();
    await says(alliance, id, 'member', 'meeting');
    const lead = await alliance.as('lead');
    const register = await registerOfGroup(lead, alliance.slug);
    expect(await circularSection(lead, register)).toMatchObject({ votes: [{ standing: 'to_meeting' }], former: { votes: [] } });
    const first = await meetingIn(alliance, 10);
    expect(await called(first.id)).toHaveLength(1);
    expect((await circularSection(lead, register)).votes).toEqual([]);
    const second = await meetingIn(alliance, 20);
    expect(await called(second.id)).toHaveLength(0);
    await cancelMeeting(lead, first.id, 'Krank');
    expect(await called(second.id)).toHaveLength(1);
    expect(await db.$count(meetings)).toBe(2);
  });
});
