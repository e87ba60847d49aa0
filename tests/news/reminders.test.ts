/** What a morning tells: each thing to those it waits for, and to nobody else, once. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db, meetings, news, tasks, write } from '~db/client.server';
import { newId } from '~db/columns.server';
import type { Day } from '~db/values';
import { castBallot, proposeVote } from '~/features/decisions/circular.server';
import { remind } from '~/features/news/reminders.server';
import { withdrawPoll } from '~/features/polls/keeping.server';
import { createTask } from '~/features/tasks/keeping.server';
import { setTaskState } from '~/features/tasks/tasks.server';
import { addDays, today } from '~/services/time';
import { answerAll, begin, makeMeeting, sendToReview } from '../features/minutes/session';
import { begun, says } from '../features/polls/asking';
import { type Alliance, type Role, makeAlliance } from '../setup/alliance';
import { useDatabase } from '../setup/database';
import { told } from '../setup/news';

useDatabase();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-12T08:00:00Z') });
});
afterEach(() => vi.useRealTimers());

/** What the mornings from tomorrow on tell; what was told before is left out. */
async function mornings(days: number, before = 0): Promise<string[]> {
  const known = before || (await db.$count(news));
  for (let step = 1; step <= days; step += 1) {
    vi.setSystemTime(Date.now() + 86_400_000);
    await remind(today());
    await remind(today());
  }
  return (await told()).slice(known).map(({ to, sentence }) => `${to}: ${sentence}`);
}

const give = async (alliance: Alliance, assignee: { kind: 'person'; id: Alliance['ids'][Role] } | { kind: 'organisation'; id: Alliance['organisationId'] } | null, dueDate: Day | null) =>
  createTask(await alliance.as('lead'), alliance.groupId, {
    what: 'Plakate drucken',
    assignee,
    dueDate,
    note: '',
    priority: 'normal',
    repeats: null,
    steps: [],
  });

describe('a task', () => {
  it('of nobody, and one that is done, tells nobody', async () => {
    const alliance = await makeAlliance();
    await give(alliance, null, addDays(today(), 2));
    const done = await give(alliance, { kind: 'person', id: alliance.ids.member }, addDays(today(), 2));
    await setTaskState(await alliance.as('member'), done, 'done');
    expect(await mornings(5)).toEqual([]);
  });

  it('is told to whom it was given: at once, the day before it is due, the day after it was', async () => {
    const alliance = await makeAlliance();
    await give(alliance, { kind: 'person', id: alliance.ids.member }, addDays(today(), 3));
    expect((await told()).map(({ to, sentence }) => `${to}: ${sentence}`)).toEqual(['member: Neue Aufgabe für Sie: Plakate drucken (AG sprache)']);
    expect(await mornings(6)).toEqual([
      'member: Bald fällig: Plakate drucken (AG sprache)',
      'member: Überfällig: Plakate drucken (AG sprache)',
    ]);
  });

  it('of an organisation is told to those who speak for it, but not when it is internal', async () => {
    const alliance = await makeAlliance();
    const id = await give(alliance, { kind: 'organisation', id: alliance.organisationId }, addDays(today(), 2));
    expect((await told()).map(({ to }) => to)).toEqual(['partner']);
    await write((tx) => tx.update(tasks).set({ internal: true }).where(eq(tasks.id, id)));
    expect(await mornings(4)).toEqual([]);
  });

  it('is no news to whoever gives it to themselves', async () => {
    const alliance = await makeAlliance();
    await give(alliance, { kind: 'person', id: alliance.ids.lead }, null);
    expect(await told()).toEqual([]);
  });
});

describe('a review', () => {
  it('reminds those whose organisation has not answered, three days and one day before it ends', async () => {
    const alliance = await makeAlliance();
    const begun = await begin(alliance, await makeMeeting(alliance, 1));
    await sendToReview(begun);
    const reminders = (await mornings(20)).filter((line) => line.includes('Erinnerung'));
    expect(reminders).toHaveLength(4);
    expect(new Set(reminders.map((line) => line.split(':')[0]))).toEqual(new Set(['partner', 'otherpartner']));
  });

  it('reminds nobody once all have answered', async () => {
    const alliance = await makeAlliance();
    const begun = await begin(alliance, await makeMeeting(alliance, 1));
    await sendToReview(begun);
    await answerAll(begun);
    expect((await mornings(20)).filter((line) => line.includes('Erinnerung'))).toEqual([]);
  });
});

it('a circular vote reminds those whose vote is missing, three days and one day before it ends', async () => {
  const alliance = await makeAlliance();
  const vote = await proposeVote(await alliance.as('lead'), alliance.groupId, {
    key: newId<'circularVote'>(),
    title: 'Stühle',
    resolutionText: 'Wir kaufen Stühle.',
    reason: '',
    lastDay: addDays(today(), 6),
  });
  expect((await told()).map(({ to, sentence }) => `${to}: ${sentence}`).sort()).toEqual([
    'member: Bitte abstimmen: Stühle (AG sprache)',
    'secretary: Bitte abstimmen: Stühle (AG sprache)',
  ]);
  await castBallot(await alliance.as('member'), vote, { choice: 'yes', before: undefined });
  const reminders = (await mornings(5)).filter((line) => line.includes('fehlt'));
  expect(reminders.filter((line) => line.startsWith('secretary:'))).toHaveLength(2);
  expect(reminders.filter((line) => line.startsWith('lead:'))).toHaveLength(2);
  expect(reminders).toHaveLength(4);
});

it('a search for a date reminds those who left dates open, three days and one day before it ends', async () => {
  const running = await begun([10, 11], { lastDay: addDays(today(), 6) });
  await says(running, 'member', '+-');
  await says(running, 'secretary', '+.');
  const reminders = (await mornings(8)).filter((line) => line.includes('Erinnerung'));
  const sentence = 'Erinnerung: Wann können Sie? Sitzung im Frühjahr (AG sprache)';
  expect(reminders.sort()).toEqual(['lead', 'lead', 'secretary', 'secretary'].map((role) => `${role}: ${sentence}`));
});

it('a search for a date reminds nobody once it was called off', async () => {
  const { alliance, id } = await begun([10, 11]);
  await withdrawPoll(await alliance.as('lead'), id, 'Fällt aus.');
  expect((await mornings(8)).filter((line) => line.includes('Erinnerung'))).toEqual([]);
});

describe('minutes that nobody has begun', () => {
  const heldAt = (days: number) => new Date(Date.now() + days * 86_400_000);

  it('are told to lead and minute-taker three days after the meeting, once', async () => {
    const alliance = await makeAlliance();
    await makeMeeting(alliance, 4, heldAt(0));
    expect((await mornings(8)).sort()).toEqual([
      'lead: Noch kein Protokoll: 4. Sitzung (AG sprache)',
      'secretary: Noch kein Protokoll: 4. Sitzung (AG sprache)',
    ]);
  });

  it('are nobody’s matter when the meeting was called off, or they are begun', async () => {
    const alliance = await makeAlliance();
    const off = await makeMeeting(alliance, 4, heldAt(0));
    await write((tx) => tx.update(meetings).set({ state: 'cancelled' }).where(eq(meetings.id, off.id)));
    await begin(alliance, await makeMeeting(alliance, 5, heldAt(0)));
    expect(await mornings(8)).toEqual([]);
  });
});
