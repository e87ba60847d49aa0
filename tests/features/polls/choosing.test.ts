/** A date is chosen: one meeting comes of it, with what people have said as their answers. */
import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { auditLog, db, mails, meetings, memberships, participants, pollProposals, polls, write } from '~db/client.server';
import { readMeeting } from '~/features/meetings/meeting-page.server';
import { chooseDate } from '~/features/polls/choosing.server';
import { changePoll, withdrawPoll } from '~/features/polls/keeping.server';
import { choicePage, pollPage, pollToChange } from '~/features/polls/poll-page.server';
import { NotFound } from '~/services/errors';
import { addDays, endOfDay, momentAt, today } from '~/services/time';
import type { Role } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { meetingIn } from '../meetings/meeting-maker';
import { type Running, begun, changing, says } from './asking';

useDatabase();

const details = { place: 'Rathaus', link: '', note: 'Sitzung im Frühjahr', copyAgenda: false };
const chooses = async ({ alliance, id, dates }: Running, role: Role, index = 0) =>
  chooseDate(await alliance.as(role), id, dates[index]!, details);

describe('who chooses', () => {
  it.each(['member', 'guest', 'partner', 'stranger'] as const)('is not %s', async (role) => {
    const running = await begun();
    await expect(chooses(running, role)).rejects.toThrow(NotFound);
    await expect(choicePage(await running.alliance.as(role), running.alliance.slug, running.id, running.dates[0]!)).rejects.toThrow(NotFound);
    expect(await db.$count(meetings)).toBe(0);
  });

  it.each(['office', 'lead', 'secretary'] as const)('is %s', async (role) => {
    const running = await begun();
    expect(await chooses(running, role)).toEqual({ number: 1, invited: 3 });
  });

  it('is one: of two at the same moment the second is refused', async () => {
    const running = await begun();
    const both = await Promise.allSettled([chooses(running, 'lead', 0), chooses(running, 'secretary', 1)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'pollEnded' } });
    expect([await db.$count(meetings), await db.$count(auditLog, eq(auditLog.action, 'poll.chosen'))]).toEqual([1, 1]);
  });
});

describe('what cannot be chosen', () => {
  it('is a date that has passed, that is gone, or of a search that was called off', async (test) => {
    const running = await begun([6, 11, 12]);
    const { alliance, id, dates } = running;
    const lead = await alliance.as('lead');
    await changePoll(lead, id, changing((await pollToChange(lead, alliance.slug, id)).basis, [6, 11, 13]));
    await expect(chooses(running, 'lead', 2)).rejects.toThrow('pollProposalGone');
    await expect(choicePage(lead, alliance.slug, id, dates[2]!)).rejects.toThrow('pollProposalGone');
    vi.useFakeTimers({ toFake: ['Date'], now: endOfDay(addDays(today(), 6)) });
    test.onTestFinished(() => void vi.useRealTimers());
    await expect(chooses(running, 'lead', 0)).rejects.toThrow('pollProposalPassed');
    await withdrawPoll(lead, id, 'Doch nicht.');
    await expect(chooses(running, 'lead', 1)).rejects.toThrow('pollEnded');
    expect(await db.$count(meetings)).toBe(0);
  });

  it('is the date of another search', async () => {
    const running = await begun();
    const [foreign] = await write(async (tx) => {
      const [other] = await tx.select().from(polls);
      const copy = await tx.insert(polls).values({ ...other!, id: undefined as never }).returning({ id: polls.id });
      return tx.insert(pollProposals).values({ pollId: copy[0]!.id, startsAt: momentAt(addDays(today(), 9), '10:00') }).returning();
    });
    const lead = await running.alliance.as('lead');
    await expect(chooseDate(lead, running.id, foreign!.id, details)).rejects.toThrow('pollProposalGone');
  });
});

describe('the meeting', () => {
  it('has the time of the date, and what was typed beside it', async () => {
    const running = await begun([10, 11]);
    await chooses(running, 'lead', 1);
    const [meeting] = await db.select().from(meetings);
    const day = addDays(today(), 11);
    expect(meeting).toMatchObject({ startsAt: momentAt(day, '14:00'), endsAt: momentAt(day, '15:30'), place: 'Rathaus', note: 'Sitzung im Frühjahr' });
    expect(meeting!.invitedAt).not.toBeNull();
  });

  it('takes yes and no over as answers, asks the others, and tells each of it', async () => {
    const running = await begun();
    const { alliance, id, dates } = running;
    await says(running, 'lead', '+++');
    await says(running, 'secretary', '~++');
    await says(running, 'member', '-++');
    const { names } = await choicePage(await alliance.as('lead'), alliance.slug, id, dates[0]!);
    expect(names).toEqual({ yes: ['Person lead'], if_needed: ['Person secretary'], no: ['Person member'], open: [] });
    await chooses(running, 'lead');
    const invited = await db.select().from(participants);
    const answerOf = (role: Role) => invited.find(({ personId }) => personId === alliance.ids[role])?.answer;
    expect([answerOf('lead'), answerOf('secretary'), answerOf('member'), answerOf('guest')]).toEqual(['accepted', null, 'declined', undefined]);
    const mail = async (role: Role) => (await db.select().from(mails)).find(({ to, subject }) => to.startsWith(role) && subject.startsWith('Termin steht fest'))!;
    expect((await mail('lead')).text).toContain('Sie haben zugesagt.');
    expect((await mail('lead')).calendar).toContain('PARTSTAT=ACCEPTED');
    expect((await mail('member')).text).toContain('Sie haben abgesagt.');
    expect((await mail('secretary')).text).toContain('Bitte sagen Sie im Portal zu oder ab.');
    expect((await mail('secretary')).calendar).toContain('PARTSTAT=NEEDS-ACTION');
  });

  it('and the search lead to each other; the search takes no more answers', async () => {
    const running = await begun();
    const { alliance, id } = running;
    await chooses(running, 'lead');
    const page = await pollPage(await alliance.as('member'), alliance.slug, id);
    expect(page).toMatchObject({ standing: 'chosen', endedBy: 'Person lead', meeting: { number: 1, cancelled: false }, mayAnswer: false, mayLead: false });
    expect(page.dates.map(({ chosen }) => chosen)).toEqual([true, false, false]);
    await expect(says(running, 'member', '+++')).rejects.toThrow('pollEnded');
    expect((await readMeeting(await alliance.as('member'), alliance.slug, '1')).poll).toEqual({ id, title: 'Sitzung im Frühjahr' });
  });

  it('invites who has joined, and nobody who has left', async () => {
    const running = await begun();
    const { alliance } = running;
    await says(running, 'member', '+++');
    await write(async (tx) => {
      await tx.update(memberships).set({ endsAt: new Date() }).where(eq(memberships.personId, alliance.ids.member));
      await tx.insert(memberships).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, role: 'member', startsAt: new Date() });
    });
    await chooses(running, 'lead');
    const invited = (await db.select().from(participants)).map(({ name }) => name).sort();
    expect(invited).toEqual(['Person lead', 'Person secretary', 'Person stranger']);
  });
});

it('before choosing, the page says who is expected elsewhere and how many have not answered', async () => {
  const running = await begun();
  const { alliance, id, dates } = running;
  await meetingIn(alliance, 10, { from: '15:00', until: '17:00' });
  await says(running, 'member', '+++');
  const page = await choicePage(await alliance.as('lead'), alliance.slug, id, dates[0]!);
  expect(page).toMatchObject({ missing: 2, running: true, hasLast: true, conflicts: { others: 2, own: [{ number: 1 }] } });
  expect(page.values).toEqual({ place: 'Haus der Begegnung', link: '', note: 'Sitzung im Frühjahr\n\nBitte Zahlen mitbringen.' });
});
