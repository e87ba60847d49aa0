/** The first page of a group: each part for those who may read it, at the same price whatever has grown. */
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  connections,
  db,
  minutes,
  participants,
  reviewInvitations,
  reviewResponses,
  reviews,
  tasks,
  versions,
  write,
} from '~db/client.server';
import { newId } from '~db/columns.server';
import type { MeetingId, PersonId } from '~db/values';
import { proposeVote } from '~/features/decisions/circular.server';
import { readOverview } from '~/features/groups/overview.server';
import { answerInvitation, inviteToMeeting } from '~/features/meetings/invitations.server';
import { listMeetings } from '~/features/meetings/meeting-list.server';
import { readMeeting } from '~/features/meetings/meeting-page.server';
import { beginPoll } from '~/features/polls/keeping.server';
import { NotFound, SignInRequired } from '~/services/errors';
import { addDays, today } from '~/services/time';
import { type Alliance, type Role, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { asking } from '../polls/asking';
import { meetingIn, withItems, withMinutes } from '../meetings/meeting-maker';

useDatabase();

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

const overviewOf = async (role: Role) => readOverview(await alliance.as(role), alliance.groupId);

async function task(what: string, assigneePersonId: PersonId | null, dueIn: number | null, state: 'open' | 'done' = 'open') {
  await write(async (tx) =>
    tx.insert(tasks).values({
      groupId: alliance.groupId,
      what,
      assigneePersonId,
      dueDate: dueIn === null ? null : addDays(today(), dueIn),
      state,
      createdAt: new Date(),
    }),
  );
}

/** Minutes in review, with both organisations invited and one that has answered, twice. */
async function review(meetingId: MeetingId) {
  await withMinutes(alliance, meetingId, 'in_review');
  const [paper] = await db.select().from(minutes).where(eq(minutes.meetingId, meetingId));
  const textId = paper!.textId;
  await write(async (tx) => {
    const version = { textId, number: 1, reason: 'review' as const, createdAt: new Date(), document: {}, state: Buffer.alloc(0), sha256: '' };
    const [frozen] = await tx.insert(versions).values(version).returning({ id: versions.id });
    const [round] = await tx
      .insert(reviews)
      .values({ textId, versionId: frozen!.id, startedAt: new Date(), startedBy: alliance.ids.lead, deadline: new Date(Date.now() + 5e8), silenceIsConsent: false })
      .returning({ id: reviews.id });
    for (const organisationId of [alliance.organisationId, alliance.otherOrganisationId]) {
      await tx.insert(reviewInvitations).values({ reviewId: round!.id, organisationId, invitedAt: new Date() });
    }
    for (const answer of ['object', 'agree'] as const) {
      await tx.insert(reviewResponses).values({ reviewId: round!.id, organisationId: alliance.organisationId, personId: alliance.ids.partner, answer, at: new Date() });
    }
  });
}

/** A circular vote and a search for a date, which ends sooner. */
async function askGroup(): Promise<void> {
  const lead = await alliance.as('lead');
  const resolution = { resolutionText: 'Wir kaufen Stühle.', reason: '', lastDay: addDays(today(), 6) };
  await proposeVote(lead, alliance.groupId, { key: newId<'circularVote'>(), title: 'Stühle', ...resolution });
  await beginPoll(lead, alliance.groupId, asking());
}

describe('refused', () => {
  it.each(['partner', 'stranger'] as Role[])('to %s', async (role) => {
    await expect(overviewOf(role)).rejects.toBeInstanceOf(NotFound);
  });

  it('to visitors', async () => {
    await expect(readOverview({ kind: 'visitor' }, alliance.groupId)).rejects.toBeInstanceOf(SignInRequired);
  });

  it('to guests: meetings they are not invited to, reviews, minutes they did not attend, tasks of others', async () => {
    await meetingIn(alliance);
    const held = await meetingIn(alliance, -7);
    await withMinutes(alliance, held.id, 'approved');
    await review((await meetingIn(alliance, -3)).id);
    await task('Geheime Aufgabe', alliance.ids.lead, 3);
    await askGroup();
    expect(await overviewOf('guest')).toEqual({
      next: undefined, mayAnswer: false, mayPlan: false, asked: [], reviews: [], minutes: [], documents: { inReview: [], drafts: [] }, tasks: { count: 0, readsAll: false, shown: [] },
    });
  });
});

describe('shown', () => {
  it('the next meeting with one’s own answer', async () => {
    await meetingIn(alliance, -1);
    const { id } = await meetingIn(alliance, 5);
    await meetingIn(alliance, 9);
    expect(await overviewOf('member')).toMatchObject({ next: { number: 2, answer: undefined }, mayAnswer: false });
    await inviteToMeeting(await alliance.as('lead'), id, [alliance.ids.guest]);
    await answerInvitation(await alliance.as('member'), id, 'accepted');
    expect(await overviewOf('member')).toMatchObject({ next: { number: 2, answer: 'accepted' }, mayAnswer: true });
    expect(await overviewOf('guest')).toMatchObject({ next: { number: 2, answer: null }, mayAnswer: true });
    expect(await overviewOf('office')).toMatchObject({ next: { number: 2 }, mayAnswer: false, mayPlan: true });
  });

  it('what the group is asked, and that one’s own vote or answer is missing', async () => {
    await askGroup();
    const line = { title: 'Stühle', kind: 'vote', answered: 0, of: 3 };
    const date = { title: 'Sitzung im Frühjahr', kind: 'poll', answered: 0, of: 3 };
    expect((await overviewOf('member')).asked).toMatchObject([{ ...date, missing: true }, { ...line, missing: true }]);
    expect((await overviewOf('office')).asked).toMatchObject([{ ...date, missing: false }, { ...line, missing: false }]);
    expect((await overviewOf('guest')).asked).toEqual([]);
  });

  it('how many organisations have answered, each counted once', async () => {
    await review((await meetingIn(alliance, -3)).id);
    expect((await overviewOf('member')).reviews).toMatchObject([{ number: 1, invited: 2, answered: 1 }]);
  });

  it('approved minutes to guests who attended', async () => {
    const held = await meetingIn(alliance, -7);
    await write(async (tx) =>
      tx.insert(participants).values({ meetingId: held.id, personId: alliance.ids.guest, name: 'x', role: 'guest', presence: 'present' }),
    );
    await withMinutes(alliance, held.id, 'draft');
    expect((await overviewOf('guest')).minutes).toEqual([]);
    await write(async (tx) => tx.update(minutes).set({ state: 'approved' }).where(and(eq(minutes.meetingId, held.id))));
    expect((await overviewOf('guest')).minutes).toMatchObject([{ number: 1, state: 'approved' }]);
  });

  it('one’s own tasks first, by date, and none that is done', async () => {
    await task('Fremd, bald', alliance.ids.lead, 1);
    await task('Eigen, ohne Tag', alliance.ids.member, null);
    await task('Eigen, später', alliance.ids.member, 9);
    await task('Eigen, überfällig', alliance.ids.member, -2);
    await task('Erledigt', alliance.ids.member, 1, 'done');
    const { count, shown } = (await overviewOf('member')).tasks;
    expect(count).toBe(4);
    expect(shown.map((line) => line.what)).toEqual(['Eigen, überfällig', 'Eigen, später', 'Eigen, ohne Tag', 'Fremd, bald']);
  });
});

describe('the price', () => {
  const statements = async (page: () => Promise<unknown>) => {
    const prepared = vi.spyOn(connections().reads, 'prepare');
    await page();
    const count = prepared.mock.calls.length;
    prepared.mockRestore();
    return count;
  };

  it('of overview, list and meeting does not grow with what they show', async () => {
    const { id, number } = await meetingIn(alliance, 5);
    await withItems(alliance, id, 'Eins');
    await inviteToMeeting(await alliance.as('lead'), id, []);
    await task('Eins', alliance.ids.member, 1);
    await askGroup();
    await withMinutes(alliance, (await meetingIn(alliance, -100)).id, 'approved');
    const member = await alliance.as('member');
    const pages = {
      overview: () => readOverview(member, alliance.groupId),
      list: () => listMeetings(member, alliance.groupId, 1),
      meeting: () => readMeeting(member, 'sprache', String(number)),
    };
    const price = async () => ({
      overview: await statements(pages.overview),
      list: await statements(pages.list),
      meeting: await statements(pages.meeting),
    });
    // Some are prepared once for all.
    await price();
    const before = await price();
    for (let round = 1; round <= 8; round += 1) {
      await task(`Aufgabe ${round}`, alliance.ids.lead, round);
      await withMinutes(alliance, (await meetingIn(alliance, -round)).id, 'approved');
      await meetingIn(alliance, 20 + round);
      await askGroup();
      await withItems(alliance, id, `TOP ${round}`);
    }
    expect(await price()).toEqual(before);
    expect(Math.max(...Object.values(before))).toBeLessThanOrEqual(20);
  });
});
