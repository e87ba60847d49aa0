/** The page *Heute*: each role is told exactly what is theirs to do and to know, at a bounded price. */
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  commentMentions,
  comments,
  connections,
  db,
  documents,
  groups,
  joinRequests,
  meetings,
  memberships,
  minutes,
  participants,
  people,
  polls,
  tasks,
  write,
} from '~db/client.server';
import { newId } from '~db/columns.server';
import type { PersonId, TextId } from '~db/values';
import { castBallot, proposeVote } from '~/features/decisions/circular.server';
import { answerInvitation, inviteToMeeting } from '~/features/meetings/invitations.server';
import { reviewsWaitingFor } from '~/features/reviews/waiting.server';
import { createTask } from '~/features/tasks/keeping.server';
import { listMyTasks } from '~/features/tasks/listing.server';
import { type NewTaskInput, taskQuery } from '~/features/tasks/tasks';
import { noteSeen } from '~/features/tasks/mentions.server';
import { takeStep } from '~/features/tasks/steps.server';
import { setTaskState } from '~/features/tasks/tasks.server';
import { type Kind, isKind } from '~/features/today/sources.server';
import { fewLines } from '~/features/today/today';
import { readAllOf, readToday } from '~/features/today/today.server';
import { taskFigures } from '~/features/today/upkeep.server';
import { beginPoll, changePoll } from '~/features/polls/keeping.server';
import { pollToChange } from '~/features/polls/poll-page.server';
import { addDays, today } from '~/services/time';
import { keepLook } from '~/texts/looks.server';
import { type Alliance, type Role, cast, longAgo, makeAlliance } from '../../setup/alliance';
import { useDatabase } from '../../setup/database';
import { put } from '../documents/paper';
import { type Paper, answer, chapters, makePaper, sendOut, shareWith } from '../documents/papers';
import { meetingIn, withItems, withMinutes } from '../meetings/meeting-maker';
import { answerAll, approve, begin, makeMeeting, sendToReview } from '../minutes/session';
import { asking, changing, says } from '../polls/asking';

useDatabase();

let alliance: Alliance;
beforeEach(async () => {
  alliance = await makeAlliance();
});

const page = async (role: Role) => readToday(await alliance.as(role), 'de');
const of = async (role: Role, kind: Kind) =>
  [...(await page(role)).waiting, ...(await page(role)).needs].find((section) => section.kind === kind) ?? { lines: [], count: 0 };
const keys = async (role: Role, kind: Kind) => (await of(role, kind)).lines.map(({ sentence }) => sentence);
const others = (...roles: Role[]) => cast.filter((role) => !roles.includes(role));

const task = async (what: string, more: Partial<NewTaskInput> = {}) =>
  createTask(await alliance.as('lead'), alliance.groupId, {
    what, assignee: null, dueDate: addDays(today(), 3), note: '', priority: 'normal', repeats: null, steps: [], ...more,
  });
const givenTo = (id: PersonId) => ({ assignee: { kind: 'person' as const, id } });

const vote = async () =>
  proposeVote(await alliance.as('lead'), alliance.groupId, {
    key: newId<'circularVote'>(), title: 'Ein Raum', resolutionText: 'Wir mieten einen Raum.', reason: '', lastDay: addDays(today(), 7),
  });

describe('whoever has nothing to do', () => {
  it('is told so, and what to do next where they belong nowhere yet', async () => {
    const said = await page('stranger');
    expect(said).toMatchObject({ waits: false, waiting: [], needs: [], changes: null, loose: [], cockpit: null, newcomer: { asked: [] } });
    expect((await page('member')).newcomer).toBeNull();
    expect((await page('partner')).newcomer).toBeNull();
    await write((tx) =>
      tx.insert(joinRequests).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, createdAt: new Date() }),
    );
    expect((await page('stranger')).newcomer).toEqual({ asked: ['AG sprache'] });
  });
});

describe('reviews', () => {
  it.each(others('partner', 'otherPartner'))('do not wait for %s', async (role) => {
    await sendOut(await makePaper(alliance));
    expect(await of(role, 'reviews')).toEqual({ lines: [], count: 0 });
  });

  it('wait for who speaks for an organisation, until it has answered or the deadline has passed', async () => {
    const paper = await makePaper(alliance);
    await sendOut(paper);
    await sendToReview(await begin(alliance));
    expect((await keys('partner', 'reviews')).sort()).toEqual(['reviewOfDocument', 'reviewOfMinutes']);
    expect((await page('partner')).waits).toBe(true);
    await answer(paper, 'partner');
    expect(await keys('partner', 'reviews')).toEqual(['reviewOfMinutes']);
    vi.useFakeTimers({ now: Date.now() + 9 * 86_400_000, toFake: ['Date'] });
    expect((await reviewsWaitingFor(await alliance.as('otherPartner'), 5)).count).toBe(0);
    vi.useRealTimers();
  });

  it('are all a partner sees of a group, beside the tasks of their organisation', async () => {
    await task('Für alle');
    await task('Für den Verband', { assignee: { kind: 'organisation', id: alliance.organisationId } });
    await meetingIn(alliance);
    await vote();
    await makePaper(alliance);
    const said = await page('partner');
    expect(said.waiting.flatMap(({ lines }) => lines.map(({ values }) => values.what))).toEqual(['Für den Verband']);
    expect(said).toMatchObject({ changes: null, needs: [], loose: [], cockpit: null });
    expect((await page('otherPartner')).waiting).toEqual([]);
  });
});

describe('circular votes', () => {
  it.each(others('lead', 'secretary', 'member'))('do not wait for %s', async (role) => {
    await vote();
    expect(await keys(role, 'votes')).toEqual([]);
  });

  it('wait until one has voted, and no longer than the group is at work', async () => {
    const id = await vote();
    expect(await of('member', 'votes')).toMatchObject({ count: 1, lines: [{ sentence: 'vote', day: addDays(today(), 7) }] });
    await castBallot(await alliance.as('member'), id, { choice: 'yes', before: undefined });
    expect(await keys('member', 'votes')).toEqual([]);
    expect(await keys('secretary', 'votes')).toEqual(['vote']);
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    expect(await keys('secretary', 'votes')).toEqual([]);
  });
});

describe('searches for a date', () => {
  const search = async () => beginPoll(await alliance.as('lead'), alliance.groupId, asking());

  it.each(others('lead', 'secretary', 'member'))('do not wait for %s', async (role) => {
    await search();
    expect(await keys(role, 'dates')).toEqual([]);
  });

  it('wait until one has answered, and no longer than the group is at work', async () => {
    const id = await search();
    expect(await of('member', 'dates')).toMatchObject({ count: 1, lines: [{ sentence: 'poll', key: id }] });
    await says({ alliance, id }, 'member', '+-+');
    expect(await keys('member', 'dates')).toEqual([]);
    expect(await keys('secretary', 'dates')).toEqual(['poll']);
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    expect(await keys('secretary', 'dates')).toEqual([]);
  });

  it('wait for who has left a date open, and again for everybody when the length is another', async () => {
    const id = await search();
    await says({ alliance, id }, 'member', '+-.');
    await says({ alliance, id }, 'secretary', '+-+');
    expect([await keys('member', 'dates'), await keys('secretary', 'dates')]).toEqual([['poll'], []]);
    await says({ alliance, id }, 'member', '+-+');
    expect(await keys('member', 'dates')).toEqual([]);
    const lead = await alliance.as('lead');
    await changePoll(lead, id, changing((await pollToChange(lead, alliance.slug, id)).basis, [10, 11, 12], { duration: '120' }));
    expect([await keys('member', 'dates'), await keys('secretary', 'dates')]).toEqual([['poll'], ['poll']]);
  });

  it('wait, once the answers are in, for those who choose', async () => {
    const id = await search();
    await write((tx) => tx.update(polls).set({ deadline: new Date(Date.now() - 1000) }).where(eq(polls.id, id)));
    for (const role of ['lead', 'secretary'] as const) expect((await of(role, 'dates')).lines).toMatchObject([{ sentence: 'pollDue', key: id }]);
    for (const role of ['member', 'guest', 'office'] as const) expect(await keys(role, 'dates')).toEqual([]);
  });
});

describe('tasks', () => {
  const whats = async (role: Role) => (await of(role, 'tasks')).lines.map(({ values }) => values.what);

  it('of others, later ones and those that are over do not wait', async () => {
    await task('Fremd', givenTo(alliance.ids.lead));
    await task('Später', { ...givenTo(alliance.ids.member), dueDate: addDays(today(), 20) });
    await setTaskState(await alliance.as('lead'), await task('Hinfällig', givenTo(alliance.ids.member)), 'obsolete');
    expect(await of('member', 'tasks')).toMatchObject({ lines: [], count: 0, wider: { count: 1 } });
    expect(await whats('stranger')).toEqual([]);
  });

  it('of a draft or internal ones do not wait for a guest', async () => {
    const id = await task('Intern', givenTo(alliance.ids.guest));
    expect(await whats('guest')).toEqual(['Intern']);
    await write((tx) => tx.update(tasks).set({ internal: true }).where(eq(tasks.id, id)));
    expect(await whats('guest')).toEqual([]);
  });

  it('wait by day, and are counted as the list they lead to', async () => {
    for (let day = 10; day > 0; day -= 1) await task(`In ${day}`, { ...givenTo(alliance.ids.member), dueDate: addDays(today(), day - 4) });
    await task('Ohne Tag', { ...givenTo(alliance.ids.member), dueDate: null });
    const told = await of('member', 'tasks');
    expect(told.lines.map(({ values }) => values.what)).toEqual(['In 1', 'In 2', 'In 3', 'In 4', 'In 5']);
    expect(told).toMatchObject({ count: 10, all: '/aufgaben?frist=soon', wider: { path: '/aufgaben', count: 11 } });
    const list = async (search: string) =>
      (await listMyTasks(await alliance.as('member'), taskQuery(new Request(`https://portal.example/${search}`)))).found;
    expect([await list('?frist=soon'), await list('')]).toEqual([10, 11]);
  });

  it('that were just ticked off stay in their place for an hour, to be opened again', async () => {
    const first = await task('Erste', givenTo(alliance.ids.member));
    await task('Zweite', { ...givenTo(alliance.ids.member), dueDate: addDays(today(), 5) });
    await setTaskState(await alliance.as('member'), first, 'done');
    const { lines, count } = await of('member', 'tasks');
    expect(count).toBe(1);
    expect(lines).toMatchObject([{ told: true, step: { done: true } }, { step: { done: false } }]);
    await write((tx) => tx.update(tasks).set({ stateChangedAt: new Date(Date.now() - 2 * 3_600_000) }).where(eq(tasks.id, first)));
    expect(await whats('member')).toEqual(['Zweite']);
  });

  it('offer to be ticked off only to who may', async () => {
    await task('Des Verbands', { assignee: { kind: 'organisation', id: alliance.organisationId } });
    expect((await of('partner', 'tasks')).lines).toMatchObject([{ step: { kind: 'task', done: false } }]);
    await write((tx) =>
      tx.insert(memberships).values({ groupId: alliance.groupId, personId: alliance.ids.otherPartner, role: 'member', startsAt: longAgo }),
    );
    expect(await whats('otherPartner')).toEqual([]);
  });
});

describe('meetings', () => {
  it.each(['office', 'partner', 'stranger'] as const)('of groups they are not in are not told to %s', async (role) => {
    await meetingIn(alliance);
    expect(await keys(role, 'meetings')).toEqual([]);
  });

  it('are told to guests only where they are invited', async () => {
    const { id } = await meetingIn(alliance);
    expect(await keys('guest', 'meetings')).toEqual([]);
    await inviteToMeeting(await alliance.as('lead'), id, [alliance.ids.guest]);
    expect((await of('guest', 'meetings')).lines).toMatchObject([{ step: { kind: 'answer', answer: null } }]);
  });

  it('wait for an answer, and say the size of the agenda', async () => {
    const { id } = await meetingIn(alliance, 5);
    expect(await of('member', 'meetings')).toMatchObject({ lines: [{ sentence: 'meetingWithoutAgenda', told: true }] });
    await withItems(alliance, id, 'Eins', 'Zwei');
    await inviteToMeeting(await alliance.as('lead'), id, []);
    const [line] = (await of('member', 'meetings')).lines;
    expect(line).toMatchObject({ sentence: 'meeting', values: { count: 2 }, day: addDays(today(), 5), step: { answer: null } });
    expect(line).not.toHaveProperty('told');
    await answerInvitation(await alliance.as('member'), id, 'accepted');
    expect((await of('member', 'meetings')).lines).toMatchObject([{ told: true, step: { answer: 'accepted' } }]);
  });

  it('that are over or called off are not told', async () => {
    await meetingIn(alliance, -1);
    const { id } = await meetingIn(alliance, 3);
    await write((tx) => tx.update(meetings).set({ state: 'cancelled' }).where(eq(meetings.id, id)));
    expect(await keys('member', 'meetings')).toEqual([]);
  });
});

describe('mentions', () => {
  const mention = async (textId: TextId, role: Role, more: Partial<typeof comments.$inferInsert> = {}) =>
    write(async (tx) => {
      const [said] = await tx
        .insert(comments)
        .values({ textId, anchor: { kind: 'whole' }, body: '@', authorId: alliance.ids.lead, createdAt: new Date(), ...more })
        .returning({ id: comments.id });
      await tx.insert(commentMentions).values({ commentId: said!.id, personId: alliance.ids[role], name: role });
      return said!.id;
    });
  let paper: Paper;
  beforeEach(async () => {
    paper = await makePaper(alliance);
  });

  it.each(['guest', 'partner', 'stranger'] as const)('in what %s may not read are not told', async (role) => {
    await mention(paper.textId, role);
    await mention((await begin(alliance)).textId, role);
    expect(await keys(role, 'mentions')).toEqual([]);
  });

  it('are no longer told to who has left the group', async () => {
    await mention(paper.textId, 'member');
    await write((tx) => tx.update(memberships).set({ endsAt: new Date(Date.now() - 1) }).where(eq(memberships.personId, alliance.ids.member)));
    expect(await keys('member', 'mentions')).toEqual([]);
  });

  it('of an internal passage, or in the trash, are not told outside, or at all', async () => {
    await shareWith(paper, alliance.organisationId);
    await mention(paper.textId, 'partner', { internal: true });
    expect(await keys('partner', 'mentions')).toEqual([]);
    await mention(paper.textId, 'member');
    await put(paper.id, { trashedAt: new Date() });
    expect(await keys('member', 'mentions')).toEqual([]);
  });

  it('lead to the thread: those inside to the text, those who are asked to their review', async () => {
    const draft = await mention(paper.textId, 'member');
    await mention((await begin(alliance)).textId, 'office');
    expect((await of('member', 'mentions')).lines).toMatchObject([
      { sentence: 'mentionInDocument', path: `/gruppen/sprache/dokumente/${paper.id}#anmerkung-${draft}` },
    ]);
    expect(await keys('office', 'mentions')).toEqual(['mentionInMinutes']);
    const review = await sendOut(paper);
    const round = await db.query.reviews.findFirst({ where: (row, { eq: is }) => is(row.id, review) });
    const asked = await mention(paper.textId, 'partner', { versionId: round!.versionId });
    expect((await of('partner', 'mentions')).lines).toMatchObject([{ path: `/pruefungen/${review}#anmerkung-${asked}` }]);
  });

  it('on a task are told until it was opened, and not once it is nothing of one’s own any more', async () => {
    const id = await task('Räume suchen', givenTo(alliance.ids.guest));
    const comment = { intent: 'comment', body: '@Person guest, @Person member: bitte bis Montag.', onBehalfOf: undefined } as const;
    await takeStep(await alliance.as('lead'), id, comment);
    expect(await keys('secretary', 'mentions')).toEqual([]);
    expect((await of('member', 'mentions')).lines).toMatchObject([
      { sentence: 'mentionInTask', path: `/gruppen/sprache/aufgaben/${id}#kommentare`, values: { title: 'Räume suchen' } },
    ]);
    expect(await keys('guest', 'mentions')).toEqual(['mentionInTask']);
    await write((tx) => tx.update(tasks).set({ assigneePersonId: null }).where(eq(tasks.id, id)));
    expect(await of('guest', 'mentions')).toEqual({ lines: [], count: 0 });
    await noteSeen(alliance.ids.member, id);
    expect(await keys('member', 'mentions')).toEqual([]);
  });

  it('on texts and on tasks stand in the order in which they were said', async () => {
    await mention(paper.textId, 'member', { createdAt: new Date(Date.now() - 60_000) });
    const id = await task('Räume suchen');
    await takeStep(await alliance.as('lead'), id, { intent: 'comment', body: '@Person member', onBehalfOf: undefined });
    await mention(paper.textId, 'member', { createdAt: new Date(Date.now() + 60_000) });
    expect(await keys('member', 'mentions')).toEqual(['mentionInDocument', 'mentionInTask', 'mentionInDocument']);
  });

  it('go when the text was opened since, the thread was answered or settled, or after two weeks', async () => {
    await mention(paper.textId, 'member', { createdAt: new Date(Date.now() - 15 * 86_400_000) });
    expect(await keys('member', 'mentions')).toEqual([]);
    const thread = await mention(paper.textId, 'member', { createdAt: new Date(Date.now() - 60_000) });
    expect(await keys('member', 'mentions')).toHaveLength(1);
    await write((tx) => tx.update(comments).set({ resolvedAt: new Date() }).where(eq(comments.id, thread)));
    expect(await keys('member', 'mentions')).toEqual([]);
    await write((tx) => tx.update(comments).set({ resolvedAt: null }).where(eq(comments.id, thread)));
    await write((tx) =>
      tx.insert(comments).values({
        textId: paper.textId, threadId: thread, anchor: { kind: 'whole' }, body: 'Ja.', authorId: alliance.ids.member, createdAt: new Date(),
      }),
    );
    expect(await keys('member', 'mentions')).toEqual([]);
    await mention(paper.textId, 'secretary', { createdAt: new Date(Date.now() - 60_000) });
    expect(await keys('secretary', 'mentions')).toHaveLength(1);
    await keepLook(alliance.ids.secretary, paper.textId, chapters, new Date());
    expect(await keys('secretary', 'mentions')).toEqual([]);
  });
});

describe('what groups need', () => {
  it.each(others('office', 'lead', 'secretary'))('is not told to %s', async (role) => {
    const over = await meetingIn(alliance, -3);
    await withMinutes(alliance, over.id, 'draft');
    await sendOut(await makePaper(alliance));
    await task('Ohne Person', { dueDate: null });
    expect(await page(role)).toMatchObject({ needs: [], loose: [], cockpit: null });
  });

  it('of minutes: drafts of meetings that are over, to those who may send them', async () => {
    await withMinutes(alliance, (await meetingIn(alliance, -3)).id, 'draft');
    await withMinutes(alliance, (await meetingIn(alliance, 3)).id, 'draft');
    const path = '/gruppen/sprache/sitzungen/1/protokoll';
    for (const role of ['lead', 'secretary'] as const) {
      expect((await of(role, 'drafts')).lines).toMatchObject([{ sentence: 'draft', path: `${path}/in-pruefung` }]);
    }
    expect((await of('office', 'drafts')).lines).toMatchObject([{ sentence: 'draftElsewhere', path }]);
  });

  it('of minutes: those that nobody has begun, unless the meeting was called off', async () => {
    await meetingIn(alliance, -3);
    const off = await meetingIn(alliance, -2);
    await write((tx) => tx.update(meetings).set({ state: 'cancelled' }).where(eq(meetings.id, off.id)));
    const path = '/gruppen/sprache/sitzungen/1';
    for (const role of ['lead', 'secretary'] as const) expect((await of(role, 'drafts')).lines).toMatchObject([{ sentence: 'unbegun', path }]);
    expect((await of('office', 'drafts')).lines).toMatchObject([{ sentence: 'unbegunElsewhere', path }]);
    for (const role of ['member', 'guest', 'stranger'] as const) expect(await keys(role, 'drafts')).toEqual([]);
  });

  it('of reviews: those that end soon, and what waits to be concluded', async () => {
    const paper = await makePaper(alliance);
    await sendOut(paper);
    await answer(paper, 'partner');
    expect((await of('lead', 'rounds')).lines).toMatchObject([{ sentence: 'closingDocument', values: { answered: 1, count: 2 } }]);
    expect(await keys('secretary', 'rounds')).toEqual([]);
    vi.useFakeTimers({ now: Date.now() + 9 * 86_400_000, toFake: ['Date'] });
    expect([await keys('lead', 'rounds'), await keys('office', 'rounds')]).toEqual([['concludeDocument'], ['concludeElsewhereDocument']]);
    vi.useRealTimers();
  });

  it('of tasks: what is overdue, or has nobody or no day', async () => {
    await task('Ohne Person');
    await task('Ohne Termin', { ...givenTo(alliance.ids.member), dueDate: null });
    await task('Überfällig', { ...givenTo(alliance.ids.member), dueDate: addDays(today(), -1) });
    const figures = { slug: 'sprache', name: 'AG sprache', open: 3, overdue: 1, nobody: 1, undated: 1 };
    expect((await page('lead')).loose).toEqual([figures]);
    expect((await page('secretary')).loose).toEqual([]);
    expect(await taskFigures(await alliance.as('office'))).toEqual([figures]);
  });

  it('of groups at rest is not told', async () => {
    await withMinutes(alliance, (await meetingIn(alliance, -3)).id, 'draft');
    await task('Ohne Person');
    await write((tx) => tx.update(groups).set({ archivedAt: new Date() }));
    expect(await page('lead')).toMatchObject({ needs: [], loose: [] });
  });
});

describe('the desk', () => {
  it('is told to the Geschäftsstelle alone', async () => {
    await write((tx) =>
      tx.insert(joinRequests).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, createdAt: new Date() }),
    );
    await write((tx) => tx.update(people).set({ invitedAt: new Date(), joinedAt: null }).where(eq(people.id, alliance.ids.stranger)));
    expect((await of('office', 'desk')).lines).toMatchObject([
      { sentence: 'requests', values: { count: 1 } },
      { sentence: 'invited', values: { count: 1 }, told: true },
    ]);
    for (const role of others('office')) expect(await keys(role, 'desk')).toEqual([]);
  });
});

describe('what has changed', () => {
  const changes = async (role: Role) => (await page(role)).changes?.flatMap((group) => group.changes.map(({ kind, values }) => [kind, values])) ?? null;
  /** So that what the group itself is made of is old. */
  const past = { createdAt: longAgo, changedAt: longAgo };

  it('is told to those inside, each part with where it is to be seen; one’s own deeds are no news', async () => {
    const begun = await begin(alliance, await makeMeeting(alliance));
    await sendToReview(begun);
    await answerAll(begun);
    await approve(begun);
    await meetingIn(alliance, 9);
    const paper = await makePaper(alliance);
    await setTaskState(await alliance.as('lead'), await task('Neu'), 'done');
    expect(await changes('secretary')).toEqual([
      ['approved', { count: 1, number: 1 }],
      ['meetings', { count: 1, number: 2 }],
      ['documents', { count: 1, title: 'Sprachkurse' }],
      ['tasks', { count: 1 }],
      ['tasksDone', { count: 1 }],
    ]);
    expect((await page('secretary')).changes![0]!.changes.map(({ path }) => path)).toEqual([
      '/gruppen/sprache/sitzungen/1/protokoll',
      '/gruppen/sprache/sitzungen/2',
      `/gruppen/sprache/dokumente/${paper.id}`,
      '/gruppen/sprache/aufgaben?stand=all&nach=changed',
      '/gruppen/sprache/aufgaben?stand=done&nach=changed',
    ]);
    expect(await changes('lead')).toEqual([['documents', { count: 1, title: 'Sprachkurse' }]]);
    expect(await changes('partner')).toBeNull();
    expect(await changes('office')).toBeNull();
  });

  it('is told to guests as far as they read it', async () => {
    const [missed, attended] = [await begin(alliance, await makeMeeting(alliance)), await begin(alliance, await makeMeeting(alliance, 2))];
    await write((tx) =>
      tx.insert(participants).values({ meetingId: attended.meeting.id, personId: alliance.ids.guest, name: 'x', role: 'guest', presence: 'present' }),
    );
    const conclude = async (begun: typeof missed) => {
      await sendToReview(begun);
      await answerAll(begun);
      await approve(begun);
    };
    await conclude(missed);
    const { id } = await meetingIn(alliance, 9);
    const paper = await makePaper(alliance);
    await task('Neu');
    expect(await changes('guest')).toEqual([]);
    await conclude(attended);
    await inviteToMeeting(await alliance.as('lead'), id, [alliance.ids.guest]);
    await shareWith(paper, alliance.organisationId);
    expect(await changes('guest')).toEqual([
      ['approved', { count: 1, number: 2 }],
      ['meetings', { count: 1, number: 3 }],
    ]);
  });

  it('of before, in the trash or in drafts that nobody has touched is not told', async () => {
    const paper = await makePaper(alliance);
    await write((tx) => tx.update(documents).set(past));
    expect(await changes('secretary')).toEqual([]);
    await put(paper.id, { changedAt: new Date(), trashedAt: new Date() });
    expect(await changes('secretary')).toEqual([]);
    await write((tx) => tx.update(minutes).set({ approvedAt: null }));
    await write((tx) =>
      tx.insert(memberships).values({ groupId: alliance.groupId, personId: alliance.ids.stranger, role: 'member', startsAt: new Date() }),
    );
    expect(await changes('secretary')).toEqual([['members', { count: 1 }]]);
  });
});

describe('a kind that has more than a few', () => {
  it('shows the first, counts all, and leads to all', async () => {
    for (let n = 0; n < 7; n += 1) await sendOut(await makePaper(alliance, chapters, `Papier ${n}`));
    const told = await of('partner', 'reviews');
    expect(told).toMatchObject({ count: 7, all: '/heute?alle=reviews' });
    expect(told.lines).toHaveLength(fewLines);
    expect((await readAllOf(await alliance.as('partner'), 'de', 'reviews')).lines).toHaveLength(7);
    expect((await readAllOf(await alliance.as('member'), 'de', 'reviews')).lines).toEqual([]);
  });

  it('is named by nothing but its own name', () => {
    for (const name of [null, '', 'toString', '__proto__', 'alles']) expect(isKind(name)).toBe(false);
    expect(isKind('reviews')).toBe(true);
  });
});

describe('the price', () => {
  const statements = async (role: Role) => {
    const actor = await alliance.as(role);
    const prepared = vi.spyOn(connections().reads, 'prepare');
    await readToday(actor, 'de');
    const count = prepared.mock.calls.length;
    prepared.mockRestore();
    return count;
  };

  it.each(['member', 'lead', 'partner', 'office'] as const)('does not grow with what waits for %s', async (role) => {
    const inGroup = role === 'member' || role === 'lead';
    const given = inGroup ? givenTo(alliance.ids[role]) : { assignee: { kind: 'organisation' as const, id: alliance.organisationId } };
    // Figures are kept until something is written.
    await page(role);
    const few = await statements(role);
    for (let n = 0; n < 6; n += 1) {
      const meeting = await meetingIn(alliance, 3 + n);
      await withItems(alliance, meeting.id, 'Eins');
      await inviteToMeeting(await alliance.as('lead'), meeting.id, []);
      await withMinutes(alliance, (await meetingIn(alliance, -3 - n)).id, 'draft');
      await task(`Aufgabe ${n}`, given);
      await sendOut(await makePaper(alliance, chapters, `Papier ${n}`));
      await vote();
    }
    expect((await page(role)).waits).toBe(true);
    expect(await statements(role)).toBe(few);
    expect(few).toBeLessThan(30);
  });
});
